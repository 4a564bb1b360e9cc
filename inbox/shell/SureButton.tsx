import { useRef, useState } from 'preact/hooks';
import type { Toasts } from './toasts.ts';
import { useActs } from './use-acts.ts';
import { t } from './words/index.ts';

/**
 * A button for what has no way back: the first press says what comes of it, the second does it.
 * @param props.warning what comes of it; left out where nothing is lost, and one press is enough
 */
export function SureButton(props: { label: string; warning?: string; work: () => Promise<void>; toasts: Toasts }) {
  const { label, warning, work, toasts } = props;
  const [isSure, setSure] = useState(false);
  const { isBusy, run } = useActs(toasts);
  const button = useRef<HTMLButtonElement>(null);

  function press(event: MouseEvent) {
    // The second press of a double click was not thought over.
    if (event.detail > 1) return;
    if (warning && !isSure) return setSure(true);
    void run(label, async () => {
      await work();
      setSure(false);
    });
  }
  function cancel() {
    setSure(false);
    button.current?.focus();
  }
  return (
    <>
      <button ref={button} type="button" class="btn is-quiet" aria-disabled={isBusy(label)} onClick={press}>
        {label}
      </button>
      {isSure && (
        <button type="button" class="btn is-quiet" onClick={cancel}>
          {t('cancel')}
        </button>
      )}
      {isSure && <p role="alert">{warning}</p>}
    </>
  );
}

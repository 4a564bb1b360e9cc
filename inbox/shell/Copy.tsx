import { useRef } from 'preact/hooks';
import type { Toasts } from './toasts.ts';
import { useFieldSize } from './use-field-size.ts';
import { t } from './words/index.ts';

/** Something to take elsewhere: a line that is selected by a click and copied by a button. */
export function Copy({ label, text, toasts }: { label: string; text: string; toasts: Toasts }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useFieldSize(field, text);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toasts.add(t('didCopy'));
    } catch {
      // No clipboard on plain http: the text is selected, and Ctrl+C is the agent's.
      field.current?.select();
    }
  }
  return (
    <div class="copy">
      <textarea
        ref={field}
        readOnly
        dir="ltr"
        rows={1}
        aria-label={label}
        value={text}
        onFocus={event => event.currentTarget.select()}
      />
      <button type="button" class="btn is-go" onClick={() => void copy()}>
        {t('copy')}
      </button>
    </div>
  );
}

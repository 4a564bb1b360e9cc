import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../shell/fields.tsx';
import { t } from './words/index.ts';

/** Where a code is typed or pasted: that of the app, or a recovery code by the button below it. */
export function Code(props: {
  value: string;
  onValue: (value: string) => void;
  problem: string;
  /** Takes the focus when it comes. */
  isFocused?: boolean;
  /** False where only the app's own will do. */
  takesRecovery?: boolean;
}) {
  const { value, onValue, problem, isFocused = false, takesRecovery = true } = props;
  const [isRecovery, setRecovery] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);
  function change() {
    setRecovery(!isRecovery);
    onValue('');
    field.current?.focus();
  }
  return (
    <div class="field">
      <Field
        label={t(isRecovery ? 'recoveryCode' : 'code')}
        hint={isRecovery ? undefined : t('codeHint')}
        problem={problem}
      >
        {wiring => (
          <input
            {...wiring}
            ref={field}
            name="code"
            // Phones offer what the app has, and show digits alone where there are no letters.
            autocomplete="one-time-code"
            inputMode={isRecovery ? 'text' : 'numeric'}
            autocapitalize="none"
            spellcheck={false}
            required
            maxLength={40}
            dir="ltr"
            value={value}
            onInput={event => onValue(event.currentTarget.value)}
          />
        )}
      </Field>
      {takesRecovery && (
        <button type="button" class="btn is-quiet is-start" onClick={change}>
          {t(isRecovery ? 'useApp' : 'useRecovery')}
        </button>
      )}
    </div>
  );
}

import { useState } from 'preact/hooks';
import { Field } from './fields.tsx';
import { t } from './words/index.ts';

/** A password that can be looked at: fewer mistakes than typing it twice. */
export function Password(props: {
  label: string;
  value: string;
  onValue: (value: string) => void;
  autocomplete: 'current-password' | 'new-password';
  hint?: string;
  problem?: string;
}) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={props.label} hint={props.hint} problem={props.problem}>
      {wiring => (
        <span class="password">
          <input
            {...wiring}
            type={isShown ? 'text' : 'password'}
            name={props.autocomplete}
            autocomplete={props.autocomplete}
            required
            minLength={props.autocomplete === 'new-password' ? 10 : undefined}
            maxLength={200}
            dir="ltr"
            value={props.value}
            onInput={event => props.onValue(event.currentTarget.value)}
          />
          <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {t(isShown ? 'hidePassword' : 'showPassword')}
          </button>
        </span>
      )}
    </Field>
  );
}

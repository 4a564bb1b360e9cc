import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Password } from '../../../shell/Password.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { Code } from '../Code.tsx';
import type { Shown } from './calls.ts';
import { t } from './words/index.ts';

/** Password and code once more, before something about the factor changes. `children` stand above them. */
export function Proof(props: {
  act: string;
  takesRecovery: boolean;
  isFocused: boolean;
  onProof: (shown: Shown) => Promise<void>;
  onCancel?: () => void;
  children: ComponentChildren;
}) {
  const { act, takesRecovery, isFocused, onProof, onCancel, children } = props;
  const [code, setCode] = useState('');
  const [currentPassword, setPassword] = useState('');
  const form = useSubmit(() => onProof({ code, currentPassword }));
  return (
    <form class="form factor-setup" noValidate onSubmit={form.onSubmit} onKeyDown={onCancel && onEscape(onCancel)}>
      {children}
      <Code
        value={code}
        onValue={setCode}
        problem={form.problemOf('code')}
        isFocused={isFocused}
        takesRecovery={takesRecovery}
      />
      <Password
        label={shellText('password')}
        autocomplete="current-password"
        value={currentPassword}
        onValue={setPassword}
        problem={form.problemOf('currentPassword') && t('wrongPassword')}
      />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{act}</Submit>
        {onCancel && (
          <button type="button" class="btn is-quiet" onClick={onCancel}>
            {shellText('cancel')}
          </button>
        )}
      </div>
    </form>
  );
}

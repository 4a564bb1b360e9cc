import { useState } from 'preact/hooks';
import type { Me } from '../../../../protocol/agents.ts';
import { useInbox } from '../../../inbox.ts';
import { Password } from '../../../shell/Password.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

export function ChangePassword({ email }: { email: string }) {
  const { http, me, toasts } = useInbox();
  const [currentPassword, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const form = useSubmit(async () => {
    me.value = await http.patch<Me>('me', { password, currentPassword });
    setCurrent('');
    setPassword('');
    toasts.add(t('passwordChanged'));
  });
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <h2>{t('changePassword')}</h2>
      {/* Tells password managers whose password it is. */}
      <input
        type="email"
        class="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        autocomplete="username"
        readOnly
        value={email}
      />
      <Password
        label={t('currentPassword')}
        autocomplete="current-password"
        value={currentPassword}
        onValue={setCurrent}
        problem={form.problemOf('currentPassword') && t('errorPasswordWrong')}
      />
      <Password
        label={t('newPassword')}
        hint={shellText('passwordHint')}
        autocomplete="new-password"
        value={password}
        onValue={setPassword}
        problem={form.problemOf('password')}
      />
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('changePassword')}</Submit>
    </form>
  );
}

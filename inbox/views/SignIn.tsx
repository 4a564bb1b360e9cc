import { useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { t } from '../i18n/index.ts';
import { Problem, Submit, TextField, useSubmit } from './form.tsx';
import { Bell } from './Icon.tsx';
import { Password } from './Password.tsx';

export function SignIn({ hasEnded }: { hasEnded: boolean }) {
  const { session } = useApp();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useSubmit(async () => session.enter(await session.api.signIn(email, password)));
  return (
    <main class="gate">
      <form class="gate-card" noValidate onSubmit={form.onSubmit}>
        <header>
          <Bell size={40} />
          <h1>{t('signIn')}</h1>
          <p>{t(hasEnded ? 'signedOutLead' : 'signInLead')}</p>
        </header>
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autocomplete="username"
          required
          isFocused
          value={email}
          onValue={setEmail}
          problem={form.problemOf('email')}
        />
        <Password
          label={t('password')}
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          problem={form.problemOf('password')}
        />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('signIn')}</Submit>
      </form>
    </main>
  );
}

import '../../shell/style/gate.css';
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../../protocol/agents.ts';
import { useApp } from '../../shell/app.ts';
import { TextField } from '../../shell/fields.tsx';
import { codeOf } from '../../shell/http.ts';
import { Bell } from '../../shell/Icon.tsx';
import { Password } from '../../shell/Password.tsx';
import { Problem, Submit } from '../../shell/Submit.tsx';
import { useSubmit } from '../../shell/use-submit.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { Code } from '../factors/Code.tsx';
import { showInTitle } from '../notices/title.ts';
import { AskForLink } from '../password-links/AskForLink.tsx';
import { t as passwordText } from '../password-links/words/index.ts';
import { t } from './words/index.ts';

/** @param hasEnded the agent was signed in a moment ago */
export function SignIn({ hasEnded }: { hasEnded: boolean }) {
  const { session, http } = useApp();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  /** Null until the password was right and there is a second factor. */
  const [code, setCode] = useState<string | null>(null);
  const form = useSubmit(async () => {
    try {
      await session.enter(await http.post<Me>('sessions', { email, password, ...(code !== null && { code }) }));
    } catch (error) {
      if (codeOf(error) !== 'CODE_REQUIRED') throw error;
      setCode('');
    }
  });
  const [hasForgotten, setForgotten] = useState(false);
  const title = t('signIn');
  useEffect(() => showInTitle(0, [title]), [title]);
  if (hasForgotten) return <AskForLink email={email} onBack={() => setForgotten(false)} />;
  return (
    <main class="gate">
      <form class="gate-card" noValidate onSubmit={form.onSubmit}>
        <header>
          <Bell size={40} />
          <h1>{t('signIn')}</h1>
          <p>{hasEnded ? shellText('signedOutLead') : t('signInLead')}</p>
        </header>
        {code === null ? (
          <>
            <TextField
              label={shellText('email')}
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
              label={shellText('password')}
              autocomplete="current-password"
              value={password}
              onValue={setPassword}
              problem={form.problemOf('password')}
            />
          </>
        ) : (
          <Code value={code} onValue={setCode} problem={form.problemOf('code')} isFocused />
        )}
        {/* A wrong code has said so itself. */}
        <Problem text={form.problemOf('code') ? '' : form.problem} />
        <Submit isBusy={form.isBusy}>{t('signIn')}</Submit>
        {code === null && (
          <button type="button" class="btn is-quiet" onClick={() => setForgotten(true)}>
            {passwordText('forgot')}
          </button>
        )}
        {code !== null && (
          <button type="button" class="btn is-quiet" onClick={() => setCode(null)}>
            {shellText('back')}
          </button>
        )}
      </form>
    </main>
  );
}

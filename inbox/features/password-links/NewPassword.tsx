import '../../shell/style/gate.css';
import { useState } from 'preact/hooks';
import type { PasswordLinkPeekAnswer } from '../../../protocol/password-links.ts';
import { useApp } from '../../shell/app.ts';
import { errorText } from '../../shell/errors.ts';
import { Failed } from '../../shell/Failed.tsx';
import { Bell } from '../../shell/Icon.tsx';
import { Password } from '../../shell/Password.tsx';
import { Problem, Submit } from '../../shell/Submit.tsx';
import { useAnswer } from '../../shell/use-answer.ts';
import { useSubmit } from '../../shell/use-submit.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { t } from './words/index.ts';

/** What had the focus is gone. */
const focus = (button: HTMLElement | null) => button?.focus();

/** A link to a new password: says whose it is, and changes nothing before the press. */
export function NewPassword({ token }: { token: string }) {
  const { session, http } = useApp();
  const [password, setPassword] = useState('');
  const [isDone, setDone] = useState(false);
  const peek = () => http.post<PasswordLinkPeekAnswer>('password-links/peek', { token });
  const { answer, failure, load } = useAnswer(peek, [token]);
  const form = useSubmit(async () => {
    await http.post('password-links/use', { token, password });
    setDone(true);
  });
  if (failure && failure !== 'INVITE_INVALID') return <Failed text={errorText(failure)} onRetry={load} />;
  if (!failure && !answer) return null;
  return (
    <main class="gate">
      <form class="gate-card" noValidate onSubmit={form.onSubmit}>
        <header>
          <Bell size={40} />
          <h1>{t('chooseTitle')}</h1>
          {answer && !isDone && <p>{t('chooseLead', { email: answer.email })}</p>}
        </header>
        {failure && <Problem text={errorText(failure)} />}
        {answer && !isDone && (
          <>
            <input type="hidden" name="email" autocomplete="username" value={answer.email} />
            <Password
              label={shellText('password')}
              hint={shellText('passwordHint')}
              autocomplete="new-password"
              value={password}
              onValue={setPassword}
              problem={form.problemOf('password')}
            />
            <Problem text={form.problem} />
            <Submit isBusy={form.isBusy}>{t('choose')}</Submit>
          </>
        )}
        <p role="status">{isDone && t('changed')}</p>
        {(failure || isDone) && (
          <button ref={focus} type="button" class="btn" onClick={session.toSignIn}>
            {t('toSignIn')}
          </button>
        )}
      </form>
    </main>
  );
}

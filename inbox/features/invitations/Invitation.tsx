import '../../shell/style/gate.css';
import type { InvitationPeekAnswer } from '../../../protocol/invitations.ts';
import { useApp } from '../../shell/app.ts';
import { errorText } from '../../shell/errors.ts';
import { Failed } from '../../shell/Failed.tsx';
import { Bell } from '../../shell/Icon.tsx';
import { Problem } from '../../shell/Submit.tsx';
import { useAnswer } from '../../shell/use-answer.ts';
import { Acceptance } from './Acceptance.tsx';
import { t } from './words/index.ts';

/** The owner's link and invitations: says whose it is, then makes the account. */
export function Invitation({ token }: { token: string }) {
  const { session, http } = useApp();
  const peek = () => http.post<InvitationPeekAnswer>('invitations/peek', { token });
  const { answer: invitation, failure, load } = useAnswer(peek, [token]);

  if (failure === 'INVITE_INVALID') {
    return (
      <main class="gate">
        <div class="gate-card">
          <header>
            <Bell size={40} />
            <h1>{t('inviteAgentTitle')}</h1>
          </header>
          <Problem text={errorText(failure)} />
          <button type="button" class="btn" onClick={session.toSignIn}>
            {t('toSignIn')}
          </button>
        </div>
      </main>
    );
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  return invitation && <Acceptance token={token} invitation={invitation} />;
}

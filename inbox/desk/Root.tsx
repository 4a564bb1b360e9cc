import type { Signal } from '@preact/signals';
import type { Me } from '../../protocol/agents.ts';
import { useApp } from '../shell/app.ts';
import { Failed } from '../shell/Failed.tsx';
import { lazy } from '../shell/lazy.tsx';
import { spokenLocale } from '../shell/locale.ts';
import { usePart } from '../shell/use-part.ts';
import { t } from '../shell/words/index.ts';
import { Desk } from './Desk.tsx';

const SignIn = lazy(async () => (await import('../features/sessions/SignIn.tsx')).SignIn);
const FactorGate = lazy(async () => (await import('../features/factors/settings/FactorGate.tsx')).FactorGate);
const Invitation = lazy(async () => (await import('../features/invitations/Invitation.tsx')).Invitation);
const NewPassword = lazy(async () => (await import('../features/password-links/NewPassword.tsx')).NewPassword);

/** What the session allows to be seen. */
export function Root() {
  const { session } = useApp();
  const state = session.state.value;
  const hasWords = spokenLocale() !== null;
  switch (state.kind) {
    case 'loading':
      return null;
    case 'failed':
      // Without words there is only English: the chunk that has the others did not come.
      return (
        <Failed
          text={hasWords ? t('pageFailed') : 'The inbox could not be loaded.'}
          retry={hasWords ? undefined : 'Try again'}
          onRetry={() => void session.start()}
        />
      );
    case 'linked': {
      const { kind, token } = state.link;
      return kind === 'invite' ? <Invitation token={token} /> : <NewPassword token={token} />;
    }
    case 'signedOut':
      return <SignIn hasEnded={state.hasEnded} />;
    case 'signedIn':
      return <SignedIn me={state.me} />;
  }
}

function SignedIn({ me }: { me: Signal<Me> }) {
  const needsFactor = usePart(() => me.value.needsFactor, [me]);
  return needsFactor ? <FactorGate /> : <Desk me={me} />;
}

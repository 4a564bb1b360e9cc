import { useApp } from '../app.ts';
import { t } from '../i18n/index.ts';
import { useValue } from '../value.ts';
import { Failed } from './bits.tsx';
import { Desk } from './Desk.tsx';
import { Invitation } from './Invitation.tsx';
import { SignIn } from './SignIn.tsx';

/** What the session allows to be seen. Drawn anew with each language: `t` is not a value that views watch. */
export function Root() {
  const { session } = useApp();
  const state = useValue(session.state);
  const locale = useValue(session.locale);
  switch (state.kind) {
    case 'loading':
      return null;
    case 'failed':
      // Without words there is only English: the chunk that has the others did not come.
      return (
        <Failed
          text={locale ? t('pageFailed') : 'The inbox could not be loaded.'}
          retry={locale ? undefined : 'Try again'}
          onRetry={() => void session.start()}
        />
      );
    case 'invited':
      return <Invitation key={locale} token={state.token} />;
    case 'signedOut':
      return <SignIn key={locale} hasEnded={state.hasEnded} />;
    case 'signedIn':
      return <Desk key={locale} inbox={state.inbox} />;
  }
}

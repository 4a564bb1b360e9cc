import { useEffect, useState } from 'preact/hooks';
import type { InvitationPeekAnswer } from '../../protocol/invitations.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { codeOf } from '../api.ts';
import { useApp } from '../app.ts';
import { errorText } from '../errors.ts';
import { currentLocale, LANGUAGES, t } from '../i18n/index.ts';
import { ROOT } from '../root.ts';
import { Failed } from './bits.tsx';
import { Problem, Select, Submit, TextField, useSubmit } from './form.tsx';
import { Bell } from './Icon.tsx';
import { Password } from './Password.tsx';

/** The owner's link and invitations: says whose it is, then makes the account. */
export function Invitation({ token }: { token: string }) {
  const { session } = useApp();
  const [invitation, setInvitation] = useState<InvitationPeekAnswer | null>(null);
  const [failure, setFailure] = useState('');

  function peek() {
    setFailure('');
    session.api.peekInvitation(token).then(setInvitation, error => setFailure(codeOf(error)));
  }
  useEffect(peek, [token]);

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
  if (failure) return <Failed text={errorText(failure)} onRetry={peek} />;
  return invitation && <Acceptance token={token} invitation={invitation} />;
}

function Acceptance({ token, invitation }: { token: string; invitation: InvitationPeekAnswer }) {
  const { session } = useApp();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [locale, setLocale] = useState<Locale>(currentLocale());
  const form = useSubmit(async () => {
    const me = await session.api.acceptInvitation({
      token,
      name,
      password,
      locale,
      ...(invitation.email === null && { email }),
    });
    // The link is used up: a reload must not come back to it.
    history.replaceState(null, '', `${ROOT}inbox`);
    await session.enter(me);
  });
  const isOwner = invitation.role === 'owner';
  return (
    <main class="gate">
      <form class="gate-card" noValidate onSubmit={form.onSubmit}>
        <header>
          <Bell size={40} />
          <h1>{t(isOwner ? 'inviteOwnerTitle' : 'inviteAgentTitle')}</h1>
          <p>{invitation.email === null ? t('inviteOwnerLead') : t('inviteAgentLead', { email: invitation.email })}</p>
        </header>
        <TextField
          label={t('yourName')}
          hint={t('yourNameHint')}
          autocomplete="name"
          required
          maxLength={200}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        {invitation.email === null && (
          <TextField
            label={t('email')}
            type="email"
            autocomplete="username"
            required
            value={email}
            onValue={setEmail}
            problem={form.problemOf('email')}
          />
        )}
        <Password
          label={t('password')}
          hint={t('passwordHint')}
          autocomplete="new-password"
          value={password}
          onValue={setPassword}
          problem={form.problemOf('password')}
        />
        <Select
          label={t('language')}
          value={locale}
          onValue={setLocale}
          options={LOCALES.map(each => [each, LANGUAGES[each]])}
        />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('createAccount')}</Submit>
      </form>
    </main>
  );
}

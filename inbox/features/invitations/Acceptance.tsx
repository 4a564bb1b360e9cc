import { useState } from 'preact/hooks';
import type { Me } from '../../../protocol/agents.ts';
import type { InvitationPeekAnswer } from '../../../protocol/invitations.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { useApp } from '../../shell/app.ts';
import { Select, TextField } from '../../shell/fields.tsx';
import { Bell } from '../../shell/Icon.tsx';
import { currentLocale, LANGUAGE_OPTIONS } from '../../shell/locale.ts';
import { Password } from '../../shell/Password.tsx';
import { ROOT } from '../../shell/root.ts';
import { Problem, Submit } from '../../shell/Submit.tsx';
import { useSubmit } from '../../shell/use-submit.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { t } from './words/index.ts';

/** Makes the account of who was invited. */
export function Acceptance({ token, invitation }: { token: string; invitation: InvitationPeekAnswer }) {
  const { session, http } = useApp();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [locale, setLocale] = useState<Locale>(currentLocale());
  const form = useSubmit(async () => {
    const me = await http.post<Me>('invitations/accept', {
      token,
      name,
      password,
      locale,
      // Only the first owner's link lets one choose.
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
          label={shellText('yourName')}
          hint={shellText('yourNameHint')}
          autocomplete="name"
          required
          maxLength={200}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        {invitation.email === null && (
          <TextField
            label={shellText('email')}
            type="email"
            autocomplete="username"
            required
            value={email}
            onValue={setEmail}
            problem={form.problemOf('email')}
          />
        )}
        <Password
          label={shellText('password')}
          hint={shellText('passwordHint')}
          autocomplete="new-password"
          value={password}
          onValue={setPassword}
          problem={form.problemOf('password')}
        />
        <Select label={shellText('language')} value={locale} onValue={setLocale} options={LANGUAGE_OPTIONS} />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('createAccount')}</Submit>
      </form>
    </main>
  );
}

import { useState } from 'preact/hooks';
import type { PasswordLinkAnswer } from '../../../protocol/password-links.ts';
import { useApp } from '../../shell/app.ts';
import { TextField } from '../../shell/fields.tsx';
import { Bell } from '../../shell/Icon.tsx';
import { Problem, Submit } from '../../shell/Submit.tsx';
import { useSubmit } from '../../shell/use-submit.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { t } from './words/index.ts';

/** For who forgot their password. What is said then is the same for everybody. @param props.email what was typed already */
export function AskForLink(props: { email: string; onBack: () => void }) {
  const { http } = useApp();
  const [email, setEmail] = useState(props.email);
  const [asked, setAsked] = useState('');
  const form = useSubmit(async () => {
    // Asked twice, it is heard twice.
    setAsked('');
    const { isMailed } = await http.post<PasswordLinkAnswer>('password-links', { email });
    setAsked(isMailed ? t('asked', { email }) : t('notMailed'));
  });
  return (
    <main class="gate">
      <form class="gate-card" noValidate onSubmit={form.onSubmit}>
        <header>
          <Bell size={40} />
          <h1>{t('forgot')}</h1>
          <p>{t('askLead')}</p>
        </header>
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
        <Problem text={form.problem} />
        <p role="status">{asked}</p>
        <Submit isBusy={form.isBusy}>{t('ask')}</Submit>
        <button type="button" class="btn is-quiet" onClick={props.onBack}>
          {shellText('back')}
        </button>
      </form>
    </main>
  );
}

import { useState } from 'preact/hooks';
import type { AddressReleaseAnswer } from '../../../../protocol/mail.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** Lets mail go to an address again. Which ones are stopped nobody can list: the server knows them by hashes. */
export function Returned() {
  const { http, toasts } = useInbox();
  const [email, setEmail] = useState('');
  const form = useSubmit(async () => {
    const { wasSuppressed } = await http.post<AddressReleaseAnswer>('mail/release', { email });
    toasts.add(t(wasSuppressed ? 'didRelease' : 'wasNot', { email }));
    setEmail('');
  });
  return (
    <section>
      <h2>{t('returned')}</h2>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <p class="hint">{t('returnedLead')}</p>
        <TextField
          label={shellText('email')}
          type="email"
          dir="ltr"
          value={email}
          onValue={setEmail}
          problem={form.problemOf('email')}
        />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('release')}</Submit>
      </form>
    </section>
  );
}

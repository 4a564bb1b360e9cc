import { useState } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t } from './words/index.ts';

/** One server can serve several websites; each gets its own key and settings. */
export function NewSite({ onSite }: { onSite: (key: string) => void }) {
  const { sites } = useInbox();
  const [name, setName] = useState('');
  const form = useSubmit(async () => {
    const site = await sites.create(name);
    setName('');
    onSite(site.key);
  });
  return (
    <details class="new-site">
      <summary>{t('addSite')}</summary>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('newSiteName')}
          maxLength={200}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('create')}</Submit>
      </form>
    </details>
  );
}

import { useState } from 'preact/hooks';
import { useInbox } from '../../app.ts';
import { t } from '../../i18n/index.ts';
import { Problem, Submit, TextField, useSubmit } from '../form.tsx';

/** One server can serve several websites; each gets its own key and settings. */
export function NewSite({ onSite }: { onSite: (key: string) => void }) {
  const inbox = useInbox();
  const [name, setName] = useState('');
  const form = useSubmit(async () => {
    const site = await inbox.api.createSite(name);
    inbox.sites.update(all => [...all, site]);
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

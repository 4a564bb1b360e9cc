import { useState } from 'preact/hooks';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { Once } from '../../../shell/Once.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t } from './words/index.ts';

/** The secret by which the site's server vouches for its people. The server shows it once. */
export function IdentityPage({ site }: { site: Site }) {
  const { http, toasts } = useInbox();
  const [secret, setSecret] = useState('');
  const form = useSubmit(async () => {
    const answer = await http.post<{ secret: string }>(`sites/${site.key}/identity-secret`);
    setSecret(answer.secret);
  });
  return (
    <form class="form" onSubmit={form.onSubmit}>
      <p>{t('identityLead')}</p>
      {secret && (
        <Once lead={t('identityOnce')} label={t('identitySecret', { site: site.name })} text={secret} toasts={toasts} />
      )}
      <p class="hint">{t('identityWarn')}</p>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('identityRotate')}</Submit>
    </form>
  );
}

import { useState } from 'preact/hooks';
import type { Site } from '../../../protocol/sites.ts';
import { useInbox } from '../../app.ts';
import { t } from '../../i18n/index.ts';
import { Problem, Submit, useSubmit } from '../form.tsx';
import { Copy } from './Copy.tsx';

/** The secret by which the site's server vouches for its people. The server shows it once. */
export function IdentityPage({ site }: { site: Site }) {
  const inbox = useInbox();
  const [secret, setSecret] = useState('');
  const form = useSubmit(async () => setSecret((await inbox.api.rotateIdentitySecret(site.key)).secret));
  return (
    <form class="form" onSubmit={form.onSubmit}>
      <p>{t('identityLead')}</p>
      {secret && (
        <div class="once" role="status">
          <p>{t('identityOnce')}</p>
          <Copy label={t('identitySecret', { site: site.name })} text={secret} />
        </div>
      )}
      <p class="hint">{t('identityWarn')}</p>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('identityRotate')}</Submit>
    </form>
  );
}

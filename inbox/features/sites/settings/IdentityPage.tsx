import { useState } from 'preact/hooks';
import type { Site, VisitorsSignedOut } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { number } from '../../../shell/locale.ts';
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
  async function signOut() {
    try {
      const { visitors } = await http.post<VisitorsSignedOut>(`sites/${site.key}/sign-out-visitors`);
      toasts.add(t('didSignOutVisitors', { n: number(visitors) }));
    } catch (error) {
      toasts.fail(error);
    }
  }
  return (
    <form class="form" onSubmit={form.onSubmit}>
      <p>{t('identityLead')}</p>
      {secret && (
        <Once lead={t('identityOnce')} label={t('identitySecret', { site: site.name })} text={secret} toasts={toasts} />
      )}
      <p class="hint">{t('identityWarn')}</p>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('identityRotate')}</Submit>
      <p class="hint">{t('signOutVisitorsLead')}</p>
      <button type="button" class="btn is-start" onClick={() => void signOut()}>
        {t('signOutVisitors')}
      </button>
    </form>
  );
}

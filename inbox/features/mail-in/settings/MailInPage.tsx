import './style.css';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { Account } from './Account.tsx';
import { mailCalls } from './calls.ts';
import { t } from './words/index.ts';

/** Where mail comes in: an address of the site, and one for the answers to all sites. */
export function MailInPage({ site }: { site: Site }) {
  const { http } = useInbox();
  return (
    <div class="form">
      <p>{t('lead')}</p>
      <Account calls={mailCalls(http, site.key)} setUp={t('setUp')} />
      <section class="form mail-desk" aria-labelledby="mail-desk">
        <h3 id="mail-desk">{t('deskTitle')}</h3>
        <p>{t('deskLead')}</p>
        <Account calls={mailCalls(http, null)} setUp={t('setUpDesk')} />
      </section>
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { Site } from '../../../protocol/sites.ts';
import { useApp, useInbox } from '../../app.ts';
import { type TextKey, t } from '../../i18n/index.ts';
import { OWN_SETTINGS, SETTINGS, type SettingsPage } from '../../routes.ts';
import { useValue } from '../../value.ts';
import { Link } from '../bits.tsx';
import { Icon } from '../Icon.tsx';
import type { SettingsProps } from '../SettingsPane.tsx';
import { AgentsPage } from './AgentsPage.tsx';
import { IdentityPage } from './IdentityPage.tsx';
import { InstallPage } from './InstallPage.tsx';
import { ProfilePage } from './ProfilePage.tsx';
import { RepliesPage } from './RepliesPage.tsx';
import { SessionsPage } from './SessionsPage.tsx';
import { SitePage } from './SitePage.tsx';
import { WebhooksPage } from './WebhooksPage.tsx';

const NAMES: Record<SettingsPage, TextKey> = {
  site: 'setSite',
  install: 'setInstall',
  agents: 'setAgents',
  replies: 'setReplies',
  profile: 'setProfile',
  sessions: 'setSessions',
  identity: 'setIdentity',
  webhooks: 'setWebhooks',
};

/** Everything that is set once: the owner's about the website, and everybody's own. */
export function Settings({ page, onMenu }: SettingsProps) {
  const inbox = useInbox();
  const { prefs } = useApp();
  const isOwner = useValue(inbox.me, me => me.agent.role === 'owner');
  const sites = useValue(inbox.sites);
  const [key, setKey] = useState<string | null>(null);
  const siteId = useValue(prefs, now => now.siteId);
  const site = sites.find(each => each.key === key) ?? sites.find(each => each.id === siteId) ?? sites[0];
  const allowed = isOwner ? SETTINGS : OWN_SETTINGS;
  const shown = page && allowed.includes(page) ? page : null;
  const first = shown ?? (isOwner ? 'site' : 'profile');

  const group = (title: TextKey, pages: readonly SettingsPage[]) => (
    <>
      <h2>{t(title)}</h2>
      {pages.map(each => (
        <Link key={each} to={{ kind: 'settings', page: each }} aria-current={each === first ? 'page' : undefined}>
          {t(NAMES[each])}
        </Link>
      ))}
    </>
  );
  return (
    <main class="settings" id="thread" data-page={shown ?? 'none'}>
      <nav class="settings-nav" aria-label={t('settings')}>
        <header class="top">
          <button type="button" class="icon-btn menu-button" aria-label={t('menu')} onClick={onMenu}>
            <Icon name="menu" />
          </button>
          <b class="settings-title">{t('settings')}</b>
        </header>
        {isOwner && group('owners', ['site', 'install', 'agents', 'identity', 'webhooks'])}
        {group('yours', ['profile', 'sessions', 'replies'])}
      </nav>
      <div class="settings-page">
        <header class="top">
          <Link class="icon-btn back" to={{ kind: 'settings', page: null }} aria-label={t('back')}>
            <Icon name="back" />
          </Link>
          <h1>{t(NAMES[first])}</h1>
          {['site', 'install', 'identity', 'webhooks'].includes(first) && sites.length > 1 && (
            <select
              class="site-choice"
              aria-label={t('site')}
              value={site?.key}
              onChange={event => setKey(event.currentTarget.value)}
            >
              {sites.map(each => (
                <option key={each.key} value={each.key}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </header>
        <div class="settings-body">
          <Page page={first} site={site} onSite={setKey} />
        </div>
      </div>
    </main>
  );
}

function Page({ page, site, onSite }: { page: SettingsPage; site: Site | undefined; onSite: (key: string) => void }) {
  switch (page) {
    case 'site':
      return site ? <SitePage key={site.key} site={site} onSite={onSite} /> : null;
    case 'install':
      return site ? <InstallPage site={site} /> : null;
    case 'identity':
      return site ? <IdentityPage key={site.key} site={site} /> : null;
    case 'webhooks':
      return site ? <WebhooksPage key={site.key} site={site} /> : null;
    case 'agents':
      return <AgentsPage />;
    case 'replies':
      return <RepliesPage />;
    case 'profile':
      return <ProfilePage />;
    case 'sessions':
      return <SessionsPage />;
  }
}

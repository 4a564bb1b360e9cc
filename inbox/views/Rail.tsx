import type { View } from '../../protocol/views.ts';
import { useApp, useInbox } from '../app.ts';
import { count, number, t } from '../i18n/index.ts';
import { VIEWS } from '../routes.ts';
import { useValue } from '../value.ts';
import { Key, Link } from './bits.tsx';
import { Bell, Icon } from './Icon.tsx';
import { Me } from './Me.tsx';

/** The views with how many are in each, the way to the settings, and the agent. */
export function Rail({ onHelp, onClose }: { onHelp: () => void; onClose: () => void }) {
  const inbox = useInbox();
  const { route } = useApp();
  const at = useValue(route);
  const counts = useValue(inbox.counts);
  const shown: Record<View, number | null> = { ...counts, closed: null };
  return (
    <nav class="rail" aria-label={t('views')}>
      <Brand />
      {VIEWS.map(view => {
        const n = shown[view];
        const isLate = view === 'unassigned' && counts.unassigned > 0;
        const isUnread = view === 'mine' && counts.mineUnread > 0;
        const name = t(view);
        return (
          <Link
            key={view}
            to={{ kind: 'view', view, conversationId: null }}
            aria-current={at.kind === 'view' && at.view === view ? 'page' : undefined}
          >
            <span aria-hidden="true">{name}</span>
            {!!n && (
              <b class={isLate ? 'is-late' : isUnread ? 'is-unread' : undefined} aria-hidden="true">
                {number(n)}
              </b>
            )}
            <span class="sr-only">{n ? count('viewWithCount', n, { view: name }) : name}</span>
          </Link>
        );
      })}
      <h2>{t('desk')}</h2>
      <Link to={{ kind: 'settings', page: null }} aria-current={at.kind === 'settings' ? 'page' : undefined}>
        {t('settings')}
      </Link>
      <button type="button" class="rail-item has-keys" onClick={onHelp}>
        {t('shortcuts')} <Key>?</Key>
      </button>
      <Me />
      <button type="button" class="icon-btn rail-close" aria-label={t('closePanel')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </nav>
  );
}

/** The bell with the site's name; with several sites, a choice between them. */
function Brand() {
  const inbox = useInbox();
  const { prefs } = useApp();
  const sites = useValue(inbox.sites);
  const siteId = useValue(prefs, now => now.siteId);
  if (sites.length < 2) {
    return (
      <p class="brand">
        <Bell />
        <span>
          <bdi>{sites[0]?.name ?? 'Deskbell'}</bdi>
        </span>
      </p>
    );
  }
  return (
    <p class="brand">
      <Bell />
      <select
        aria-label={t('site')}
        value={siteId ?? ''}
        onChange={event => {
          const chosen = event.currentTarget.value || null;
          prefs.update(now => ({ ...now, siteId: chosen }));
        }}
      >
        <option value="">{t('allSites')}</option>
        {sites.map(site => (
          <option key={site.id} value={site.id}>
            {site.name}
          </option>
        ))}
      </select>
    </p>
  );
}

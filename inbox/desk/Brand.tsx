import { useInbox } from '../inbox.ts';
import { useApp } from '../shell/app.ts';
import { Bell } from '../shell/Icon.tsx';
import { prefer } from '../shell/prefs.ts';
import { usePart } from '../shell/use-part.ts';
import { t } from './words/index.ts';

/** The bell with the site's name; with several sites, a choice between them. */
export function Brand() {
  const { prefs } = useApp();
  const sites = useInbox().sites.all.value;
  const siteId = usePart(() => prefs.value.siteId, [prefs]);
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
        onChange={event => prefer(prefs, { siteId: event.currentTarget.value || null })}
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

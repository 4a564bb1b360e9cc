import './style.css';
import { useRef, useState } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../shell/Icon.tsx';
import { Link } from '../../shell/Link.tsx';
import { number } from '../../shell/locale.ts';
import type { SettingsPage } from '../../shell/routes.ts';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { t as deskText } from '../words/index.ts';
import { Page } from './Page.tsx';
import { GROUPS, PAGES, pagesOf } from './pages.ts';
import { t } from './words/index.ts';

/** Everything that is set once: the owner's about the website, and everybody's own. */
export function Settings(props: { page: SettingsPage | null; isBehind: boolean; onMenu: () => void }) {
  const { page, isBehind, onMenu } = props;
  const { agents, me, sites } = useInbox();
  const { prefs } = useApp();
  const role = usePart(() => me.value.agent.role, [me]);
  const isOwner = role === 'owner';
  const toMend = usePart(() => me.value.toMend, [me]);
  const siteId = usePart(() => prefs.value.siteId, [prefs]);
  const [key, setKey] = useState<string | null>(null);
  const all = sites.all.value;
  const site = all.find(each => each.key === key) ?? all.find(each => each.id === siteId) ?? all[0];
  const desk = { role, areSeveral: agents.areSeveral(), switches: usePart(() => me.value.switches, [me]) };
  const groups = GROUPS.filter(group => isOwner || group === 'yours');
  const chosen = page && groups.some(group => pagesOf(group, desk).includes(page)) ? page : null;
  const shown = chosen ?? (isOwner ? 'site' : 'profile');

  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(heading, [shown]);

  return (
    <main class="settings" id="thread" data-page={chosen ?? 'none'} inert={isBehind}>
      <nav class="settings-nav" aria-label={t('settings')}>
        <header class="top">
          <button type="button" class="icon-btn menu-button" aria-label={shellText('menu')} onClick={onMenu}>
            <Icon name="menu" />
          </button>
          <b class="settings-title">{t('settings')}</b>
        </header>
        {groups.map(group => [
          <h2 key={group}>{t(group)}</h2>,
          <div key={`${group} pages`} class="settings-group">
            {pagesOf(group, desk).map(each => (
              <Link key={each} to={{ kind: 'settings', page: each }} aria-current={each === shown ? 'page' : undefined}>
                {t(PAGES[each].title)}
                {each === 'doctor' && toMend > 0 && <ToMend n={toMend} />}
                <Icon name="forward" />
              </Link>
            ))}
          </div>,
        ])}
      </nav>
      <div class="settings-page">
        <header class="top">
          <Link class="icon-btn back" to={{ kind: 'settings', page: null }} aria-label={shellText('back')}>
            <Icon name="back" />
          </Link>
          <h1 ref={heading} tabIndex={-1}>
            {t(PAGES[shown].title)}
          </h1>
          {PAGES[shown].group === 'ofSite' && all.length > 1 && (
            <select
              class="site-choice"
              aria-label={deskText('site')}
              value={site?.key}
              onChange={event => setKey(event.currentTarget.value)}
            >
              {all.map(each => (
                <option key={each.key} value={each.key}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </header>
        <div class="settings-body">
          {me.value.untrustedProxy !== null && (
            <p class="hint" role="status">
              {t('untrustedProxy', { address: me.value.untrustedProxy })}
            </p>
          )}
          <Page page={shown} site={site} onSite={setKey} />
        </div>
      </div>
    </main>
  );
}

/** How many things the doctor found broken. */
function ToMend({ n }: { n: number }) {
  return (
    <b class="to-mend">
      <span class="sr-only">: </span>
      {number(n)}
    </b>
  );
}

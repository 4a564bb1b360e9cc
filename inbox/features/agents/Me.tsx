import './style.css';
import type { ConnectionState } from '../../../protocol/wire/connection.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Face } from '../../shell/Face.tsx';
import { Menu, type MenuItem } from '../../shell/Menu.tsx';
import { type Prefs, prefer } from '../../shell/prefs.ts';
import { permissionItems } from '../notices/permission.ts';
import { t } from './words/index.ts';

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' } as const satisfies Record<
  Prefs['theme'],
  Prefs['theme']
>;
const THEME_NAMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

/** The agent, whether they can be reached, and what is theirs to switch. */
export function Me() {
  const { me, link, agents, toasts } = useInbox();
  const { prefs, session, go } = useApp();
  const { agent } = me.value;
  const mayAct = agent.role !== 'reader';
  const isAway = mayAct && agents.isAway.value;
  const { theme, hasSound } = prefs.value;
  const state = stateOf(link.state.value, isAway);
  // Nobody waits for somebody who only reads: they are neither here nor away.
  const isReading = !mayAct && state === 'here';

  const awayItem: MenuItem = {
    label: t(isAway ? 'beHere' : 'beAway'),
    detail: isAway ? undefined : t('awayHint'),
    onPick: () => agents.setAway(!isAway),
  };
  const items: MenuItem[] = [
    ...(mayAct ? [awayItem] : []),
    {
      label: t(hasSound ? 'soundOn' : 'soundOff'),
      isChecked: hasSound,
      onPick: () => prefer(prefs, { hasSound: !hasSound }),
    },
    ...permissionItems(),
    {
      label: `${t('theme')}: ${t(THEME_NAMES[theme])}`,
      onPick: () => prefer(prefs, { theme: NEXT_THEME[theme] }),
    },
    { label: t('profile'), onPick: () => go({ kind: 'settings', page: 'profile' }) },
    { label: t('signOut'), onPick: () => void session.signOut().catch(toasts.fail) },
  ];
  return (
    <div class="me">
      <Menu
        class="me-button"
        side="above"
        items={items}
        button={
          <>
            <Face name={agent.name} />
            <span class="me-name">
              <span>
                <bdi>{agent.name}</bdi>
              </span>
              <small>{t(isReading ? 'reads' : state)}</small>
            </span>
            {!isReading && <i class={`dot is-${state}`} />}
          </>
        }
      />
    </div>
  );
}

function stateOf(link: ConnectionState, isAway: boolean): 'here' | 'away' | 'connecting' | 'offline' {
  if (link === 'ready') return isAway ? 'away' : 'here';
  return link === 'connecting' ? 'connecting' : 'offline';
}

import './style.css';
import type { ConnectionState } from '../../../protocol/wire/connection.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Face } from '../../shell/Face.tsx';
import { Menu, type MenuItem } from '../../shell/Menu.tsx';
import { type Prefs, prefer } from '../../shell/prefs.ts';
import { permissionItems } from '../notices/permission.ts';
import { ownText } from './presence-text.ts';
import { AWAY } from './state.ts';
import { t } from './words/index.ts';

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' } as const satisfies Record<
  Prefs['theme'],
  Prefs['theme']
>;
const THEME_NAMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

/** The agent, whether they can be reached, and what is theirs to switch. */
export function Me() {
  const { me, link, agents, toasts } = useInbox();
  const { prefs, session, go, clock } = useApp();
  const { agent } = me.value;
  const mayAct = agent.role !== 'reader';
  const pause = mayAct ? agents.pause.value : null;
  const { theme, hasSound } = prefs.value;
  const state = stateOf(link.state.value, pause !== null && !pause.isFinishing);
  // Nobody waits for somebody who only reads: they are neither here nor away.
  const isReading = !mayAct && state === 'here';

  const ask = () => {
    agents.isAsked.value = true;
  };
  const presenceItems: MenuItem[] = pause
    ? [
        { label: t('beHere'), detail: 'B', onPick: () => agents.setPause(null) },
        { label: t('change'), onPick: ask },
      ]
    : [
        { label: t('beAway'), detail: t('awayHint'), onPick: () => agents.setPause(AWAY) },
        { label: t('pause'), detail: 'B', onPick: ask },
        {
          label: t('finishUp'),
          detail: t('finishHint'),
          onPick: () => agents.setPause({ ...AWAY, isFinishing: true }),
        },
      ];
  const items: MenuItem[] = [
    ...(mayAct ? presenceItems : []),
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
              <small>{isReading ? t('reads') : pause && link.isReady() ? ownText(pause, clock.value) : t(state)}</small>
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

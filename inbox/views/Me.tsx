import { useApp, useInbox } from '../app.ts';
import { notifyState } from '../attention.ts';
import { t } from '../i18n/index.ts';
import type { Prefs } from '../prefs.ts';
import { useValue } from '../value.ts';
import { Face } from './bits.tsx';
import { Menu, type MenuItem } from './Menu.tsx';

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' } as const satisfies Record<
  Prefs['theme'],
  Prefs['theme']
>;
const THEME_NAMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

/** The agent, whether they can be reached, and what is theirs to switch. */
export function Me() {
  const inbox = useInbox();
  const { prefs, session, go } = useApp();
  const { agent } = useValue(inbox.me);
  const link = useValue(inbox.link);
  const isAway = useValue(inbox.isAway);
  const { theme, hasSound } = useValue(prefs);
  const state = link !== 'ready' ? (link === 'connecting' ? 'connecting' : 'offline') : isAway ? 'away' : 'here';

  const items: MenuItem[] = [
    {
      label: t(isAway ? 'beHere' : 'beAway'),
      detail: isAway ? undefined : t('awayHint'),
      onPick: () => inbox.setAway(!isAway),
    },
    {
      label: t(hasSound ? 'soundOn' : 'soundOff'),
      isChecked: hasSound,
      onPick: () => prefs.update(now => ({ ...now, hasSound: !hasSound })),
    },
    {
      label: `${t('theme')}: ${t(THEME_NAMES[theme])}`,
      onPick: () => prefs.update(now => ({ ...now, theme: NEXT_THEME[theme] })),
    },
    { label: t('setProfile'), onPick: () => go({ kind: 'settings', page: 'profile' }) },
    {
      label: t('signOut'),
      onPick: () => void session.signOut().catch(() => inbox.toasts.add(t('errorOffline'), { tone: 'failed' })),
    },
  ];
  if (notifyState() === 'ask') {
    items.splice(2, 0, { label: t('notifyYes'), onPick: () => void Notification.requestPermission() });
  }
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
              <small>{t(state)}</small>
            </span>
            <i class={`dot is-${state}`} />
          </>
        }
      />
    </div>
  );
}

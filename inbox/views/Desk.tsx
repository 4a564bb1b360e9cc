import { useEffect, useState } from 'preact/hooks';
import { InboxContext, useApp, useInbox } from '../app.ts';
import { showInTitle } from '../attention.ts';
import { t } from '../i18n/index.ts';
import type { Inbox } from '../state.ts';
import { useValue } from '../value.ts';
import { Help } from './Help.tsx';
import { LinkState } from './LinkState.tsx';
import { List } from './List.tsx';
import { Person } from './Person.tsx';
import { Rail } from './Rail.tsx';
import { SettingsPane } from './SettingsPane.tsx';
import { Thread } from './Thread.tsx';
import { Toasts } from './Toasts.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** What slides over the rest where there is no room for its column. */
export type Drawer = 'rail' | 'person' | null;

/** The four columns: views, list, thread, person. Where they do not fit, style sheets fold them (desk.css). */
export function Desk({ inbox }: { inbox: Inbox }) {
  const { route, prefs } = useApp();
  const at = useValue(route);
  const siteId = useValue(prefs, now => now.siteId);
  const waiting = useValue(inbox.counts, now => now.mineUnread + now.unassigned);
  const openId = at.kind === 'view' ? at.conversationId : null;
  const [drawer, setDrawer] = useState<Drawer>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    if (at.kind === 'view') inbox.list.show(at.view, siteId);
    inbox.open(openId);
    setDrawer(null);
  }, [inbox, at, siteId]);
  // The focus goes into the drawer, and back to what opened it.
  useEffect(() => {
    if (!drawer) return;
    const opener = document.activeElement as HTMLElement | null;
    document.querySelector<HTMLElement>(`.${drawer}-close`)?.focus();
    return () => opener?.focus();
  }, [drawer]);
  useEffect(() => showInTitle(waiting, t('inbox')), [waiting]);
  useShortcuts(inbox, {
    isDrawerOpen: drawer !== null,
    closeDrawer: () => setDrawer(null),
    showHelp: () => setHelpOpen(true),
  });

  const pane = at.kind === 'settings' ? 'settings' : openId ? 'thread' : 'list';
  return (
    <InboxContext.Provider value={inbox}>
      <div class="desk" data-pane={pane} data-drawer={drawer ?? 'none'}>
        <a class="skip" href="#thread">
          {t('skipToThread')}
        </a>
        <Rail onHelp={() => setHelpOpen(true)} onClose={() => setDrawer(null)} />
        {at.kind === 'settings' ? (
          <SettingsPane page={at.page} onMenu={() => setDrawer('rail')} />
        ) : (
          <>
            <List view={at.view} openId={openId} onMenu={() => setDrawer('rail')} />
            <Thread key={openId} id={openId} view={at.view} onPerson={() => setDrawer('person')} />
            {openId && <Person key={`person ${openId}`} id={openId} onClose={() => setDrawer(null)} />}
          </>
        )}
        {drawer && <div class="scrim" onClick={() => setDrawer(null)} aria-hidden="true" />}
        <LinkState />
        <Toasts />
        <Spoken />
      </div>
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
    </InboxContext.Provider>
  );
}

/** New messages for people who do not see them come; the log itself is silent, or each click on a row would read it out. */
function Spoken() {
  const { spoken } = useInbox();
  return (
    <p class="sr-only" role="status">
      {useValue(spoken)}
    </p>
  );
}

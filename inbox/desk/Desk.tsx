import './style.css';
import type { Signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../protocol/agents.ts';
import { nameOf } from '../features/contacts/names.ts';
import { Person } from '../features/contacts/Person.tsx';
import { Thread } from '../features/conversations/Thread.tsx';
import { Spoken } from '../features/notices/Spoken.tsx';
import { showInTitle } from '../features/notices/title.ts';
import { List } from '../features/views/List.tsx';
import { listTitle } from '../features/views/titles.ts';
import { type Inbox, InboxContext } from '../inbox.ts';
import { useApp } from '../shell/app.ts';
import { isolated } from '../shell/bidi.ts';
import { lazy } from '../shell/lazy.tsx';
import type { Route } from '../shell/routes.ts';
import { Toasts } from '../shell/Toasts.tsx';
import { usePart } from '../shell/use-part.ts';
import { LinkState } from './LinkState.tsx';
import { openInbox } from './open-inbox.ts';
import { Rail } from './Rail.tsx';
import { useAt } from './use-at.ts';
import { type Drawer, useDrawer } from './use-drawer.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWorker } from './use-worker.ts';
import { t } from './words/index.ts';

const AskBack = lazy(async () => (await import('../features/agents/pause/AskBack.tsx')).AskBack);
const PauseDialog = lazy(async () => (await import('../features/agents/pause/PauseDialog.tsx')).PauseDialog);
const Help = lazy(async () => (await import('../features/shortcuts/help/Help.tsx')).Help);
const Settings = lazy(async () => (await import('./settings/Settings.tsx')).Settings, {
  lines: 6,
  frame: children => (
    <main class="settings" id="thread">
      {children}
    </main>
  ),
});

const LiveCalls = lazy(async () => (await import('../features/calls/live/LiveCalls.tsx')).LiveCalls);

const Room = lazy(async () => (await import('./rooms/Room.tsx')).Room, {
  lines: 6,
  frame: children => (
    <main class="room" id="thread">
      {children}
    </main>
  ),
});

/** The inbox of the agent who is signed in, for as long as it is shown. */
export function Desk({ me }: { me: Signal<Me> }) {
  const app = useApp();
  const [inbox] = useState(() => openInbox(app, me));
  useEffect(
    () => () => {
      inbox.stop();
      showInTitle(0, []);
    },
    [inbox],
  );
  useWorker(inbox);
  return (
    <InboxContext.Provider value={inbox}>
      <Columns inbox={inbox} />
    </InboxContext.Provider>
  );
}

/** The four columns: views, list, thread, person. Where they do not fit, the style sheet folds them. */
function Columns({ inbox }: { inbox: Inbox }) {
  const { prefs } = useApp();
  const at = useAt();
  const siteId = usePart(() => prefs.value.siteId, [prefs]);
  const openId = at.kind === 'view' ? at.conversationId : null;
  const filter = usePart(() => (at.kind === 'view' ? inbox.savedViews.filterOf(at.view) : undefined), [inbox, at]);
  const [drawer, setDrawer] = useState<Drawer | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    inbox.show(at.kind === 'view' ? { view: at.view, siteId, conversationId: at.conversationId, filter } : null);
    setDrawer(null);
  }, [inbox, at, siteId, filter]);
  useDrawer(drawer, () => setDrawer(null));
  useShortcuts(inbox, {
    isDrawerOpen: drawer !== null,
    closeDrawer: () => setDrawer(null),
    showHelp: () => setHelpOpen(true),
  });

  const pane = at.kind === 'view' ? (openId ? 'thread' : 'list') : at.kind;
  return (
    <>
      <div class="desk" data-pane={pane} data-drawer={drawer ?? 'none'}>
        <a class="skip" href="#thread" inert={drawer !== null}>
          {t('skipToThread')}
        </a>
        <Rail isBehind={drawer === 'person'} onHelp={() => setHelpOpen(true)} onClose={() => setDrawer(null)} />
        {at.kind === 'settings' ? (
          <Settings page={at.page} isBehind={drawer !== null} onMenu={() => setDrawer('rail')} />
        ) : at.kind === 'room' ? (
          <Room room={at.room} id={at.id} isBehind={drawer !== null} onMenu={() => setDrawer('rail')} />
        ) : (
          <>
            <List view={at.view} openId={openId} isBehind={drawer !== null} onMenu={() => setDrawer('rail')} />
            <Thread
              key={openId}
              id={openId}
              view={at.view}
              isBehind={drawer !== null}
              onPerson={() => setDrawer('person')}
            />
            {openId && (
              <Person
                key={`person ${openId}`}
                id={openId}
                isBehind={drawer === 'rail'}
                onClose={() => setDrawer(null)}
              />
            )}
          </>
        )}
        {drawer && <div class="scrim" onClick={() => setDrawer(null)} aria-hidden="true" />}
        <div class="bars">
          <LinkState />
          <Back inbox={inbox} />
        </div>
        <Toasts toasts={inbox.toasts} />
        <Spoken />
        <Title inbox={inbox} at={at} />
      </div>
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
      {inbox.me.value.switches.telephone && <LiveCalls />}
      <Away inbox={inbox} />
    </>
  );
}

/** The agent's own dialog, while it is open. */
function Away({ inbox }: { inbox: Inbox }) {
  return inbox.agents.isAsked.value && <PauseDialog />;
}

/** Asks who meant to be back by now. */
function Back({ inbox }: { inbox: Inbox }) {
  const { clock } = useApp();
  const { pause } = inbox.agents;
  const until = usePart(() => {
    const said = pause.value;
    return said?.until && !said.isFinishing && said.until <= clock.value ? said.until : null;
  }, [pause, clock]);
  return until !== null && <AskBack key={until} until={until} />;
}

/** Says in the browser's tab how many wait, and what is shown. */
function Title({ inbox, at }: { inbox: Inbox; at: Route }) {
  const waiting = inbox.notices.isQuiet.value ? 0 : inbox.views.calls.value;
  const { held } = inbox.conversations.threads;
  const openId = at.kind === 'view' ? at.conversationId : null;
  const person = usePart(() => openId && held.value.get(openId)?.conversation?.contact, [held, openId]);
  const place = usePart(
    () => (at.kind === 'view' ? listTitle(at.view, inbox.savedViews) : at.kind === 'settings' ? t('settings') : ''),
    [at, inbox],
  );
  const name = person ? isolated(nameOf(person)) : '';
  useEffect(() => showInTitle(waiting, [name, place]), [waiting, name, place]);
  return null;
}

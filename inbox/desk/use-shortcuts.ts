import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Action, createKeyReader } from '../features/shortcuts/shortcuts.ts';
import type { Inbox } from '../inbox.ts';
import { useApp } from '../shell/app.ts';
import type { ListName } from '../shell/routes.ts';

/** Runs the keys. Most of them are clicks on the button that carries the key's name, so a key never does what no button does. */
export function useShortcuts(
  inbox: Inbox,
  page: { isDrawerOpen: boolean; closeDrawer: () => void; showHelp: () => void },
): void {
  const { route, prefs, go } = useApp();
  const latest = useRef(page);
  latest.current = page;
  /** Where in the list the open conversation last stood: after closing it, J goes on from there. */
  const place = useRef(-1);

  useEffect(() => {
    const read = createKeyReader();
    /** A step that was asked for while the list was still on its way. */
    let awaited: 1 | -1 | null = null;

    function step(by: 1 | -1) {
      const at = route.peek();
      if (at.kind !== 'view') return;
      const { order, byId, status } = inbox.views.rows.peek();
      awaited = order.length === 0 && status === 'loading' ? by : null;
      if (order.length === 0) return;
      const found = order.findIndex(id => byId.get(id)?.conversation.id === at.conversationId);
      const from = found >= 0 ? found : by > 0 ? place.current - 1 : place.current;
      const to = Math.min(Math.max(from + by, 0), order.length - 1);
      place.current = to;
      const conversationId = byId.get(order[to]!)!.conversation.id;
      inbox.views.focusId.value = conversationId;
      go({ kind: 'view', view: at.view, conversationId });
    }

    function back() {
      const at = route.peek();
      if (latest.current.isDrawerOpen) latest.current.closeDrawer();
      else if (inbox.search.state.peek().query) inbox.search.type('');
      else if (at.kind !== 'view') go({ kind: 'view', view: 'mine', conversationId: null });
      else if (at.conversationId) go({ ...at, conversationId: null });
    }

    /** Puts the open conversation aside, or takes it back. */
    function snooze() {
      const { conversations } = inbox;
      const found = conversations.find(conversations.openId.peek() ?? '');
      if (found?.status === 'snoozed') conversations.changes.wake(found.id);
      else if (found?.status === 'open') conversations.ask('snooze');
    }

    /** Back, or away until a time. */
    function changePresence() {
      const { agents, me } = inbox;
      if (me.peek().agent.role === 'reader') return;
      if (agents.pause.peek()) agents.setPause(null);
      else agents.isAsked.value = true;
    }

    function run(action: Action) {
      if (action === 'next') step(1);
      else if (action === 'previous') step(-1);
      else if (action === 'undo') inbox.toasts.undoLast();
      else if (action === 'help') latest.current.showHelp();
      else if (action === 'tag') inbox.conversations.ask('tags');
      else if (action === 'snooze') snooze();
      else if (action === 'presence') changePresence();
      else if (action === 'script') inbox.conversations.changes.resumeScript(inbox.conversations.openId.peek() ?? '');
      else if (action === 'back') back();
      else if (action === 'go-settings') go({ kind: 'settings', page: null });
      else if (action.startsWith('go-')) go({ kind: 'view', view: action.slice(3) as ListName, conversationId: null });
      else press(action);
    }

    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape' && !prefs.peek().hasShortcuts) return;
      const action = read(event);
      if (!action) return;
      event.preventDefault();
      run(action);
    }

    const unwatch = effect(() => {
      const { order, byId } = inbox.views.rows.value;
      const openId = inbox.conversations.openId.peek();
      const found = openId === null ? -1 : order.findIndex(id => byId.get(id)?.conversation.id === openId);
      if (found >= 0) place.current = found;
      if (awaited === null || order.length === 0) return;
      const by = awaited;
      awaited = null;
      queueMicrotask(() => step(by));
    });
    document.addEventListener('keydown', onKeyDown);
    return () => {
      unwatch();
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [inbox, route, prefs, go]);
}

function press(action: Action): void {
  const named = [...document.querySelectorAll<HTMLElement>(`[data-shortcut="${action}"]`)];
  // Of a menu that stands in the page for wide columns and again for narrow ones, the one that is seen.
  const element = named.find(each => each.checkVisibility()) ?? named[0];
  if (element instanceof HTMLInputElement) element.focus();
  else element?.click();
}

import type { View } from '../../protocol/views.ts';
import { ROOT } from './root.ts';

export const VIEWS = [
  'mine',
  'unassigned',
  'all',
  'callbacks',
  'closed',
  'snoozed',
  'quarantine',
] as const satisfies View[];
export const SETTINGS = [
  'site',
  'install',
  'agents',
  'replies',
  'profile',
  'security',
  'sessions',
  'identity',
  'webhooks',
  'spam',
  'waiting',
  'script',
  'audit',
  'privacy',
] as const;
export type SettingsPage = (typeof SETTINGS)[number];
/** Where the agent is. The address bar says it, so that reload, back and a second tab work. */
export type Route =
  | {
      kind: 'view';
      view: View;
      conversationId: string | null;
      /** Number of the entry to be shown, when a search led here. */
      seq?: number;
    }
  | { kind: 'settings'; page: SettingsPage | null };

/** Anything unknown is the first view: an old bookmark must not end in an empty page. */
export function readRoute(path: string): Route {
  const below = path.startsWith(ROOT) ? path.slice(ROOT.length) : path.slice(1);
  const [first = '', second, third] = below.replace(/^inbox\/?/, '').split('/');
  if (first === 'settings') {
    return {
      kind: 'settings',
      page: (SETTINGS as readonly string[]).includes(second ?? '') ? (second as SettingsPage) : null,
    };
  }
  if (!(VIEWS as readonly string[]).includes(first)) return { kind: 'view', view: 'mine', conversationId: null };
  const conversationId = second ? decode(second) : null;
  const seq = Number(third);
  return { kind: 'view', view: first as View, conversationId, ...(conversationId && seq > 0 && { seq }) };
}

export function pathOf(route: Route): string {
  if (route.kind === 'settings') return `${ROOT}inbox/settings${route.page ? `/${route.page}` : ''}`;
  const parts = [route.view, route.conversationId && encodeURIComponent(route.conversationId), route.seq];
  return `${ROOT}inbox/${parts.filter(Boolean).join('/')}`;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // A stray % in a hand-typed address.
  }
}

/** The token of the owner link or an invitation: after the #, so that no server log sees it. */
export function readInvitation(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get('invite') || null;
}

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
/** What the second column lists: a view, the notes that name the agent, a saved view by its id, or what a filter asks. */
export type ListName = View | 'mentions' | `${'saved' | 'filtered'}/${string}`;
export const SETTINGS = [
  'site',
  'install',
  'agents',
  'replies',
  'profile',
  'security',
  'sessions',
  'told',
  'notices',
  'identity',
  'webhooks',
  'sms',
  'telephone',
  'mail-in',
  'spam',
  'waiting',
  'routing',
  'ratings',
  'script',
  'mail',
  'integrations',
  'imports',
  'audit',
  'privacy',
  'telegram',
  'doctor',
  'customers',
  'services',
  'staff',
] as const;
/** Pages about people instead of conversations; each has what it shows of it behind its name. */
export const ROOMS = ['people', 'funnel', 'lists', 'complaints', 'calls', 'book', 'counter', 'visits'] as const;
export type RoomName = (typeof ROOMS)[number];
export type SettingsPage = (typeof SETTINGS)[number];
/** Where the agent is. The address bar says it, so that reload, back and a second tab work. */
export type Route =
  | {
      kind: 'view';
      view: ListName;
      conversationId: string | null;
      /** Number of the entry to be shown, when a search led here. */
      seq?: number;
    }
  /** `id`: of what is open in it, such as a person; null: its list. */
  | { kind: 'room'; room: RoomName; id: string | null }
  | { kind: 'settings'; page: SettingsPage | null };

/** Anything unknown is the first view: an old bookmark must not end in an empty page. */
export function readRoute(path: string): Route {
  const below = path.startsWith(ROOT) ? path.slice(ROOT.length) : path.slice(1);
  const [first = '', ...rest] = below.replace(/^inbox\/?/, '').split('/');
  if (first === 'settings') {
    const [asked = ''] = rest;
    // Where devices were set up before there was one page for all ways.
    const page = asked === 'push' ? 'told' : asked;
    return {
      kind: 'settings',
      page: (SETTINGS as readonly string[]).includes(page) ? (page as SettingsPage) : null,
    };
  }
  if ((ROOMS as readonly string[]).includes(first)) {
    return { kind: 'room', room: first as RoomName, id: rest[0] ? decode(rest[0]) : null };
  }
  const view = listNamed(first, rest);
  if (!view) return { kind: 'view', view: 'mine', conversationId: null };
  const [second, third] = rest;
  const conversationId = second ? decode(second) : null;
  const seq = Number(third);
  return { kind: 'view', view, conversationId, ...(conversationId && seq > 0 && { seq }) };
}

/** @param rest what follows; of a list that has a name of its own, this is taken from it */
function listNamed(first: string, rest: string[]): ListName | null {
  if (first === 'saved' || first === 'filtered') {
    const name = decode(rest.shift() ?? '');
    return name ? `${first}/${name}` : null;
  }
  return first === 'mentions' || (VIEWS as readonly string[]).includes(first) ? (first as ListName) : null;
}

export function pathOf(route: Route): string {
  if (route.kind === 'settings') return `${ROOT}inbox/settings${route.page ? `/${route.page}` : ''}`;
  if (route.kind === 'room') return `${ROOT}inbox/${route.room}${route.id ? `/${encodeURIComponent(route.id)}` : ''}`;
  const { view, conversationId, seq } = route;
  const [kind, ...name] = view.split('/');
  const parts = [kind, encodeURIComponent(name.join('/')), conversationId && encodeURIComponent(conversationId), seq];
  return `${ROOT}inbox/${parts.filter(Boolean).join('/')}`;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // A stray % in a hand-typed address.
  }
}

/** What a link brings: an invitation, or a new password. */
export interface LinkToken {
  kind: 'invite' | 'password';
  token: string;
}

/** The token of a link: after the #, so that no server log sees it. Null: it is none of those. */
export function readLink(hash: string): LinkToken | null {
  const [pair] = new URLSearchParams(hash.slice(1));
  const [kind, token] = pair ?? [];
  return token && (kind === 'invite' || kind === 'password') ? { kind, token } : null;
}

/** What stands in the log, line by line: entries, and what is on its way. */
import type { VisitorConversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { PublicSite } from '../../../protocol/sites.ts';
import { fill } from '../../../protocol/words.ts';
import { words } from '../../panel/language.ts';
import type { Waiting } from '../../panel/link.ts';
import { daysAway, near } from '../../panel/times.ts';

/** One line of the log. */
export interface Row {
  key: string;
  /** Whose bubble; empty for a line in the middle. */
  side: 'me' | 'them' | '';
  name: string;
  text: string;
  at: number;
  /** Missing in what is not in the conversation: the greeting, and what is on its way. */
  seq?: number;
  /** What is to be said instead of its time, where it is on its way or lost it. */
  state?: string;
  isFailed?: boolean;
}

/** Bubbles of one side closer than this share one name and one time. */
const GROUP_MS = 5 * 60_000;

/** Everything that the log is made of. */
export interface Said {
  site: PublicSite | null;
  conversation: VisitorConversation | null;
  entries: readonly Entry[];
  hasEarlier: boolean;
  failed: readonly Waiting[];
  waiting: readonly Waiting[];
  isDown: boolean;
}

export function rowsOf({ site, entries, hasEarlier, failed, waiting, isDown }: Said): Row[] {
  const now = Date.now();
  const t = words();
  const rows: Row[] = [];
  if (site?.greeting && !hasEarlier)
    rows.push({ key: '', side: 'them', name: site.name, text: site.greeting, at: entries[0]?.createdAt ?? now });
  for (const entry of entries) {
    const { author, body, clientId, seq, createdAt: at } = entry;
    const text = textOf(body);
    const name = author.kind === 'agent' ? author.name : '';
    const side = body.kind === 'event' ? '' : name ? 'them' : 'me';
    if (text) rows.push({ key: clientId ?? `${seq}`, side, name, text, at, seq });
  }
  const own = { side: 'me', name: '', at: now } as const;
  for (const { clientId: key, text = '' } of failed)
    rows.push({ ...own, key, text, state: `${t.failed} · `, isFailed: true });
  for (const { clientId: key, text } of waiting) {
    // The ack was here, and the outbox has yet to hear of it.
    const isArrived = entries.some(({ clientId }) => clientId === key);
    if (text && !isArrived) rows.push({ ...own, key, text, state: isDown ? t.later : t.sending });
  }
  return rows;
}

/** What an entry says to the visitor; nothing where it says nothing. */
function textOf(body: Entry['body']): string | undefined {
  const t = words();
  const callAt = (startAt: number) => `${t.callback}: ${near(startAt)}`;
  switch (body.kind) {
    case 'message':
      return body.text;
    case 'form':
      return `${body.subject}\n${body.message}`.trim();
    case 'callback':
      return callAt(body.startAt);
    case 'event':
      if (body.event === 'assigned') return fill(t.joined, { name: body.agentName });
      if (body.event === 'closed') return t.closed;
      if (body.event === 'callback_cancelled') return t.cancelled;
      if (body.event === 'callback_moved') return callAt(body.startAt);
  }
}

/** Says whether a day begins with `row`. */
export function isNewDay(before: Row | undefined, row: Row): boolean {
  return !before || daysAway(before.at) !== daysAway(row.at);
}

/** Says whether `row` stands apart from the one before it, under a name and behind a time of its own. */
export function isNewGroup(before: Row | undefined, row: Row | undefined): boolean {
  if (!before || !row) return true;
  const isAlike = before.side === row.side && before.name === row.name && before.state === row.state;
  return !isAlike || row.at - before.at > GROUP_MS || isNewDay(before, row);
}

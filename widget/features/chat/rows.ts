/** What stands in the log, line by line: entries, and what is on its way. */
import type { VNode } from 'preact';
import type { VisitorConversation } from '../../../protocol/conversations.ts';
import type { VisitorEntry } from '../../../protocol/entries.ts';
import type { FileInfo } from '../../../protocol/files.ts';
import type { PublicSite } from '../../../protocol/sites.ts';
import { isolatedName, shown } from '../../../protocol/turning.ts';
import { fill } from '../../../protocol/words.ts';
import { words } from '../../panel/language.ts';
import { arrived } from '../../panel/lazy.ts';
import type { Waiting } from '../../panel/link.ts';
import { clock, day, near, once, startOfDay } from '../../panel/times.ts';

/** One line of the log. */
export interface Row {
  key: string;
  /** Whose bubble; empty for a line in the middle. */
  side: 'me' | 'them' | '';
  name: string;
  text: string;
  /** What was sent with it, or, where it is on its way, the ids of what goes with it. */
  files?: readonly FileInfo[] | readonly string[] | undefined;
  /** Of the site's script: what can be said next. */
  buttons?: readonly string[] | undefined;
  at: number;
  /** Missing in what is not in the conversation: the greeting, and what is on its way. */
  seq?: number;
  /** What became of it, where it is not in the conversation. */
  state?: string;
  isFailed?: boolean;
  /** See `PlacedRow`. */
  place?: string;
}

/** The same among its neighbours: a day, a name and a time are said only where something new begins or ends. */
export interface PlacedRow extends Row {
  /** The day, where one begins. */
  day: string;
  beginsGroup: boolean;
  /** When it was said, or what became of it; empty where the line below says so. */
  foot: string;
  /** All that its line hangs on besides what was said. */
  place: string;
  /** What was drawn of it. */
  line?: VNode | undefined;
}

/** Everything that the log is made of. */
export interface Said {
  site: PublicSite | null;
  conversation: VisitorConversation | null;
  entries: readonly VisitorEntry[];
  hasEarlier: boolean;
  failed: readonly Waiting[];
  waiting: readonly Waiting[];
  isDown: boolean;
}

/** Bubbles of one side closer than this share one name and one time. */
const GROUP_MS = 5 * 60_000;

/** The row of each entry, kept with its place and its line for as long as it says the same. */
type Kept = WeakMap<VisitorEntry, Row>;

/** A row that says the same keeps its line, so that nothing is drawn again: in a long chat that is nearly all of it. */
export function rowsOf(said: Said): PlacedRow[] {
  const kept: Kept = once(`rows ${said.site?.name}`, () => new WeakMap());
  const rows = listed(said, kept);
  const lastSent = rows.findLast(({ seq, side }) => seq && side === 'me');
  const agentReadSeq = said.conversation?.agentReadSeq ?? 0;
  // Each is asked for once, as in a long chat it is much of the work.
  const days = rows.map(({ at }) => startOfDay(at));
  /** Which rows stand apart from the one before. */
  const beginsGroup = rows.map((row, index) => {
    const before = rows[index - 1]!;
    return (
      days[index] !== days[index - 1] ||
      before.side !== row.side ||
      before.name !== row.name ||
      before.state !== row.state ||
      row.at - before.at > GROUP_MS
    );
  });
  return rows.map((row, index) => {
    const { key, side, at, seq = 0, state } = row;
    const fate = row === lastSent ? ` · ${seq > agentReadSeq ? words().sent : words().seen}` : '';
    const endsGroup = fate || beginsGroup[index + 1] !== false;
    const begins = days[index] !== days[index - 1] ? day(at) : '';
    // Lines may be drawn with any chunk.
    const place = [begins, beginsGroup[index], endsGroup, arrived].join();
    if (row.place === place) return row as PlacedRow;
    const foot = side && key && endsGroup ? (state ?? clock(at)) + fate : '';
    return Object.assign(row, { day: begins, beginsGroup: beginsGroup[index]!, place, foot, line: undefined });
  });
}

function listed({ site, entries, hasEarlier, failed, waiting, isDown }: Said, kept: Kept): Row[] {
  const t = words();
  const rows: Row[] = [];
  const first = { key: '', side: 'them', name: site?.name ?? '', at: entries[0]?.createdAt ?? Date.now() } as const;
  if (site?.greeting && !hasEarlier) rows.push({ ...first, text: site.greeting });
  if (site?.offer && !hasEarlier) rows.push({ ...first, ...site.offer });
  for (const entry of entries) {
    const { author, body, clientId, seq, createdAt: at } = entry;
    const text = textOf(body) ?? '';
    const files = 'files' in body ? body.files : undefined;
    if (text || files) {
      let row = kept.get(entry);
      if (row?.text !== text) {
        const name = author.kind === 'agent' ? shown(author.name) : author.kind === 'system' ? first.name : '';
        const side = body.kind === 'event' ? '' : name ? 'them' : 'me';
        const buttons = 'script' in body ? body.script?.buttons : undefined;
        row = { key: clientId ?? `${seq}`, side, name, text, files, buttons, at, seq };
        kept.set(entry, row);
      }
      rows.push(row);
    }
  }
  const own = { side: 'me', name: '', at: Date.now() } as const;
  for (const { clientId: key, text = '', files } of failed)
    rows.push({ ...own, key, text, files, state: `${t.failed} · `, isFailed: true });
  for (const { clientId: key, type, text = '', files } of waiting) {
    // The ack was here, and the outbox has yet to hear of it.
    if (type === 'message.send' && !entries.some(({ clientId }) => clientId === key))
      rows.push({ ...own, key, text, files, state: isDown ? t.later : t.sending });
  }
  return rows;
}

/** What an entry says to the visitor; nothing where it says nothing. */
function textOf(body: VisitorEntry['body']): string | undefined {
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
      if (body.event === 'assigned') return fill(t.joined, { name: body.agentName }, isolatedName);
      if (body.event === 'closed') return t.closed;
      if (body.event === 'callback_cancelled') return t.cancelled;
      if (body.event === 'callback_moved') return callAt(body.startAt);
  }
}

/** @jsxRuntime classic */
/** @jsx h */
import type { Entry, EntryEvent } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { fill } from '../../protocol/words.ts';
// biome-ignore lint/correctness/noUnusedImports: JSX becomes calls of it
import { h } from '../dom.ts';
import { t } from '../language.ts';
import { splitLinks } from '../links.ts';
import {
  availability,
  conversation,
  entries,
  failed,
  hasEarlier,
  hasNew,
  isDown,
  isOffered,
  loadEarlier,
  moveTo,
  saved,
  send,
  setHasNew,
  site,
  type,
  typing,
  waiting,
} from '../state.ts';
import { clock, day, near } from '../times.ts';
import { icon, SEND } from './icons.tsx';

/** Bubbles of one side closer than this share one name and one time. */
const GROUP_MS = 5 * 60_000;
/** The reader counts as being at the end this near to it, in pixels. */
const END_PX = 40;

/** One line of the log. */
interface Row {
  key: string;
  /** Whose bubble; empty for a line in the middle. */
  side: 'me' | 'them' | '';
  name: string;
  text: string;
  at: number;
  /** Missing in what is not in the conversation: the greeting, and what is on its way. */
  seq?: number;
  /** What became of it, where it is on its way or lost it. */
  state?: string;
  isFailed?: boolean;
}

const isAtEnd = (log: Element) => log.scrollHeight - log.scrollTop - log.clientHeight < END_PX;
const toEnd = (log: Element) => {
  log.scrollTop = log.scrollHeight;
};

/** What stood first and last when the log was drawn. */
let first: Entry | undefined;
let last: Entry | undefined;
/** The reader has just sent something, and wants to see it. */
let hasSent = false;
/**
 * Draws, and keeps the log where its reader wants it: at the end, unless they scrolled up, and without a jump when
 * something is added above.
 */
export function keepPlace(place: Element, draw: () => void): void {
  const find = () => place.querySelector('.log');
  const before = find();
  const wasAtEnd = !before || isAtEnd(before);
  const distance = before ? before.scrollHeight - before.scrollTop : 0;
  draw();
  const log = find();
  if (log) {
    if (wasAtEnd || hasSent) toEnd(log);
    else if (entries[0] !== first) log.scrollTop = log.scrollHeight - distance;
    else if (entries.at(-1) !== last) setHasNew(true);
    hasSent = false;
  }
  first = entries[0];
  last = entries.at(-1);
}

function onScroll({ currentTarget: log }: { currentTarget: Element }) {
  if (log.scrollTop < END_PX) loadEarlier();
  if (hasNew && isAtEnd(log)) setHasNew(false);
}

export function Chat() {
  const isAlone =
    availability && availability.state !== 'here' && !entries.some(({ author }) => author.kind === 'agent');
  return (
    <div class="body">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="log" role="log" aria-live="off" aria-label={t.chat} tabIndex={0} onScroll={onScroll}>
        {lines()}
        {typing && <p class="meta">{fill(t.typing, { name: typing })}</p>}
      </div>
      {hasNew && (
        <button type="button" class="pill" onClick={event => toEnd(event.currentTarget.previousElementSibling!)}>
          {t.fresh}
        </button>
      )}
      {isAlone && (
        <p class="offer">
          {(['callback', 'contact'] as const).map(
            kind =>
              isOffered(kind) && (
                <button type="button" class="quiet" onClick={() => moveTo(kind)}>
                  {t[kind]}
                </button>
              ),
          )}
        </p>
      )}
      <div class="composer">
        <textarea
          rows={1}
          dir="auto"
          aria-label={t.write}
          placeholder={t.write}
          maxLength={LIMITS.messageChars}
          defaultValue={saved.draft.text}
          onInput={onInput}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="send"
          aria-label={t.send}
          onClick={event => sendFrom(event.currentTarget.previousElementSibling as HTMLTextAreaElement)}
        >
          {icon(SEND)}
        </button>
      </div>
    </div>
  );
}

function onInput({ currentTarget: box }: { currentTarget: HTMLTextAreaElement }) {
  // As high as its text, within what the style sheet allows.
  box.style.blockSize = '0';
  box.style.blockSize = `${box.scrollHeight}px`;
  type(box.value);
}
function sendFrom(box: HTMLTextAreaElement) {
  const text = box.value.trim();
  if (!text) return;
  box.value = '';
  onInput({ currentTarget: box });
  hasSent = true;
  send(text);
}
function onKeyDown(event: KeyboardEvent) {
  // On a touch keyboard Enter breaks the line, as in every messenger there; and it ends what an input method composes.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer:coarse)').matches) return;
  event.preventDefault();
  sendFrom(event.currentTarget as HTMLTextAreaElement);
}

/** Rows with day marks, names, times and states between them. */
function lines() {
  const rows = rowsOf();
  const lastSent = rows.findLast(row => row.seq && row.side === 'me');
  const isNewDay = (a: Row | undefined, b: Row) => !a || day(a.at) !== day(b.at);
  const isNewGroup = (a: Row | undefined, b: Row | undefined) =>
    !a || !b || a.side + a.name + a.state !== b.side + b.name + b.state || b.at - a.at > GROUP_MS || isNewDay(a, b);
  const line = (name: string, key: string, children: unknown) => (
    <p class={name} key={key} dir={/^msg/.test(name) ? 'auto' : undefined}>
      {children as string}
    </p>
  );
  return rows.flatMap((row, index) => {
    const { key, side, name, text, at, seq, state, isFailed } = row;
    const before = rows[index - 1];
    const isSeen = seq! <= (conversation?.agentReadSeq ?? 0);
    const parts = splitLinks(text).map((part, odd) =>
      odd % 2 ? (
        <a href={part} target="_blank" rel="noopener nofollow ugc">
          {part}
        </a>
      ) : (
        part
      ),
    );
    return [
      isNewDay(before, row) && line('day', `d${key}`, day(at)),
      side === 'them' &&
        isNewGroup(before, row) &&
        line('who', `w${key}`, [<b aria-hidden="true">{[...name][0]}</b>, name]),
      line(side ? `msg ${side}` : 'day', key, parts),
      side &&
        key &&
        (row === lastSent || isNewGroup(row, rows[index + 1])) &&
        line(`meta ${side}`, `m${key}`, [
          state ?? clock(at),
          row === lastSent && ` · ${isSeen ? t.seen : t.sent}`,
          isFailed && (
            <button type="button" class="link" onClick={() => send(text, key)}>
              {t.retry}
            </button>
          ),
        ]),
    ];
  });
}

function eventText(body: EntryEvent): string | undefined {
  if (body.event === 'assigned') return fill(t.joined, { name: body.agentName });
  if (body.event === 'closed') return t.closed;
  if (body.event === 'callback_cancelled') return t.cancelled;
  if (body.event === 'callback_moved') return `${t.callback}: ${near(body.startAt)}`;
}

function rowsOf(): Row[] {
  const now = Date.now();
  const rows: Row[] = [];
  if (site?.greeting && !hasEarlier)
    rows.push({ key: '', side: 'them', name: site.name, text: site.greeting, at: entries[0]?.createdAt ?? now });
  for (const { author, body, createdAt, seq, clientId } of entries) {
    const { kind } = body;
    const name = author.kind === 'agent' ? author.name : '';
    let text: string | undefined;
    if (kind === 'message') text = body.text;
    if (kind === 'form') text = `${body.subject}\n${body.message}`.trim();
    if (kind === 'callback') text = `${t.callback}: ${near(body.startAt)}`;
    if (kind === 'event') text = eventText(body);
    if (text)
      rows.push({
        key: clientId ?? `${seq}`,
        side: kind === 'event' ? '' : name ? 'them' : 'me',
        name,
        text,
        at: createdAt,
        seq,
      });
  }
  for (const { clientId: key, text = '' } of failed)
    rows.push({ key, side: 'me', name: '', text, at: now, state: `${t.failed} · `, isFailed: true });
  // The ack was here, and the outbox has yet to hear of it.
  for (const { clientId: key, text } of waiting)
    if (text && !entries.some(({ clientId }) => clientId === key))
      rows.push({ key, side: 'me', name: '', text, at: now, state: isDown ? t.later : t.sending });
  return rows;
}

/** @jsxRuntime classic */
/** @jsx h */
import type { VNode } from 'preact';
import type { Entry } from '../../protocol/entities.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { h } from '../dom.ts';
import { fill } from '../i18n/index.ts';
import { t } from '../language.ts';
import { splitLinks } from '../links.ts';
import {
  availability,
  conversation,
  entries,
  hasEarlier,
  hasNew,
  isDown,
  loadEarlier,
  moveTo,
  type Outgoing,
  outgoing,
  saved,
  send,
  setHasNew,
  site,
  type,
  typing,
} from '../state.ts';
import { clock, day, near } from '../times.ts';
import { icon, SEND } from './icons.tsx';

/** Bubbles of one side closer than this share one name and one time. */
const GROUP_MS = 5 * 60_000;
/** The reader counts as being at the end this near to it, in pixels. */
const END_PX = 40;

/** One line of the log. */
interface Row {
  key: string | number;
  /** Whose bubble; empty for a line in the middle. */
  side: 'me' | 'them' | '';
  name: string;
  text: string;
  at: number;
  /** Missing in what is not in the conversation: the greeting, and what is on its way. */
  seq?: number;
  going?: Outgoing;
}

let log: HTMLElement | null = null;
const toEnd = () => {
  log!.scrollTop = log!.scrollHeight;
};
const fromEnd = () => log!.scrollHeight - log!.scrollTop;
const isAtEnd = () => fromEnd() - log!.clientHeight < END_PX;

/** What stood first and last when the log was drawn. */
let first: Entry | undefined;
let last: Entry | undefined;
/**
 * Draws, and keeps the log where its reader wants it: at the end, unless they scrolled up, and without a jump when
 * something is added above.
 */
export function keepPlace(draw: () => void): void {
  const wasAtEnd = !log || isAtEnd();
  const distance = log ? fromEnd() : 0;
  draw();
  const going = outgoing.at(-1);
  if (log) {
    if (wasAtEnd || going?.isNew) toEnd();
    else if (entries[0] !== first) log.scrollTop = log.scrollHeight - distance;
    else if (entries.at(-1) !== last) setHasNew(true);
    if (going) going.isNew = false;
  }
  first = entries[0];
  last = entries.at(-1);
}

function onScroll() {
  if (log!.scrollTop < END_PX) loadEarlier();
  if (hasNew && isAtEnd()) setHasNew(false);
}
function setLog(element: HTMLElement | null) {
  log = element;
}

export function Chat() {
  const isAlone =
    availability && availability.state !== 'here' && !entries.some(({ author }) => author.kind === 'agent');
  return (
    <div class="body">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="log" role="log" aria-live="off" aria-label={t.chat} tabIndex={0} onScroll={onScroll} ref={setLog}>
        {lines()}
        {typing && <p class="meta">{fill(t.typing, { name: typing })}</p>}
      </div>
      {hasNew && (
        <button type="button" class="pill" onClick={toEnd}>
          {t.fresh}
        </button>
      )}
      {isAlone && (
        <p class="offer">
          {(['callback', 'contact'] as const).map(
            kind =>
              site!.channels.includes(kind) && (
                <button type="button" class="quiet" onClick={() => moveTo(kind)}>
                  {t[kind]}
                </button>
              ),
          )}
        </p>
      )}
      <div class="composer">
        <textarea
          ref={setBox}
          rows={1}
          dir="auto"
          aria-label={t.write}
          placeholder={t.write}
          maxLength={LIMITS.messageChars}
          defaultValue={saved.draft.text}
          onInput={onInput}
          onKeyDown={onKeyDown}
        />
        <button type="button" class="send" aria-label={t.send} onClick={sendBox}>
          {icon(SEND)}
        </button>
      </div>
    </div>
  );
}

let box: HTMLTextAreaElement | null = null;
function setBox(element: HTMLTextAreaElement | null) {
  box = element;
}
function onInput() {
  // As high as its text, within what the style sheet allows.
  box!.style.blockSize = '0';
  box!.style.blockSize = `${box!.scrollHeight}px`;
  type(box!.value);
}
function sendBox() {
  const text = box!.value.trim();
  box!.value = '';
  onInput();
  if (text) send(text);
}
function onKeyDown(event: KeyboardEvent) {
  // On a touch keyboard Enter breaks the line, as in every messenger there; and it ends what an input method composes.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer:coarse)').matches) return;
  event.preventDefault();
  sendBox();
}

/** Rows with day marks, names, times and states between them. */
function lines(): VNode[] {
  const rows = rowsOf();
  const lastSent = rows.findLast(row => row.seq && row.side === 'me');
  const isNewDay = (a: Row | undefined, b: Row) => !a || day(a.at) !== day(b.at);
  const isNewGroup = (a: Row | undefined, b: Row | undefined) =>
    !a ||
    !b ||
    a.side !== b.side ||
    a.name !== b.name ||
    !a.going !== !b.going ||
    b.at - a.at > GROUP_MS ||
    isNewDay(a, b);
  const line = (name: string, key: string, children: unknown) => (
    <p class={name} key={key} dir="auto">
      {children as string}
    </p>
  );
  return rows.flatMap((row, index) => {
    const { key, side, name, text, at, seq, going } = row;
    const before = rows[index - 1];
    const isLastSent = row === lastSent;
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
    const state = going
      ? going.isFailed
        ? [
            `${t.failed} · `,
            <button type="button" class="link" onClick={() => send(text, going)}>
              {t.retry}
            </button>,
          ]
        : isDown
          ? t.later
          : t.sending
      : clock(at) + (isLastSent ? ` · ${isSeen ? t.seen : t.sent}` : '');
    return [
      isNewDay(before, row) && line('day', `d${key}`, day(at)),
      side === 'them' &&
        isNewGroup(before, row) &&
        line('who', `w${key}`, [<b aria-hidden="true">{[...name][0]}</b>, name]),
      line(side ? `msg ${side}` : 'day', `${key}`, parts),
      side && key && (isLastSent || isNewGroup(row, rows[index + 1])) && line(`meta ${side}`, `m${key}`, state),
    ].filter(Boolean) as VNode[];
  });
}

function rowsOf(): Row[] {
  const rows: Row[] = [];
  if (site?.greeting && !hasEarlier)
    rows.push({ key: '', side: 'them', name: site.name, text: site.greeting, at: entries[0]?.createdAt ?? Date.now() });
  for (const { author, body, createdAt, seq, clientId } of entries) {
    const { kind } = body;
    const isEvent = kind === 'event';
    const name = author.kind === 'agent' ? author.name : '';
    const text =
      kind === 'message'
        ? body.text
        : kind === 'form'
          ? `${body.subject}\n${body.message}`.trim()
          : kind === 'callback'
            ? `${t.callback}: ${near(body.startAt)}`
            : isEvent &&
              {
                assigned: fill(t.joined, { name: body.agentName! }),
                closed: t.closed,
                callback_cancelled: t.cancelled,
                callback_moved: body.startAt && `${t.callback}: ${near(body.startAt)}`,
              }[body.event as 'closed'];
    if (text)
      rows.push({ key: clientId ?? seq, side: isEvent ? '' : name ? 'them' : 'me', name, text, at: createdAt, seq });
  }
  for (const going of outgoing)
    rows.push({ key: going.clientId, side: 'me', name: '', text: going.text, at: going.createdAt, going });
  return rows;
}

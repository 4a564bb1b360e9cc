import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../protocol/entries.ts';
import { useApp, useInbox } from '../app.ts';
import { t } from '../i18n/index.ts';
import { isArrived, isGrouped, type Thread } from '../thread.ts';
import { dayMark, dayNumber } from '../times.ts';
import { useValue } from '../value.ts';
import { CallbackBar } from './CallbackBar.tsx';
import { CallbackCard } from './CallbackCard.tsx';
import { EntryView, PendingView, placeOf } from './EntryView.tsx';

/** Closer to the end than this the log sticks to it, px; about a line and a half. */
const STICK_PX = 32;
/** Older entries are asked for this far before the first one is in sight, px. */
const READ_AHEAD_PX = 400;

/** Everything that was said, oldest first. It sticks to the end unless somebody reads further up. */
export function Log({ thread }: { thread: Thread }) {
  const inbox = useInbox();
  const { clock, route } = useApp();
  const now = useValue(clock);
  const at = useValue(route);
  const allPending = useValue(inbox.outgoing.pending);
  const pending = allPending.filter(each => each.conversationId === thread.id && !isArrived(thread, each));
  const typing = useValue(inbox.typing.marks, marks => marks.get(thread.id)) ?? [];
  const agents = useValue(inbox.agents);
  const isLinked = useValue(inbox.link, link => link === 'ready');

  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** Distance from the bottom of what was drawn before; older entries must not push what is being read. */
  const fromBottom = useRef(0);
  const firstSeq = useRef(thread.entries[0]?.seq);
  const [isOlderFailed, setOlderFailed] = useState(false);
  const [hasNews, setNews] = useState(false);
  const entries = thread.entries.filter(isShown);
  const lastSeq = entries.at(-1)?.seq;

  useLayoutEffect(() => {
    const box = log.current!;
    if (firstSeq.current !== entries[0]?.seq && !isAtEnd.current) box.scrollTop = box.scrollHeight - fromBottom.current;
    else if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    firstSeq.current = entries[0]?.seq;
    fromBottom.current = box.scrollHeight - box.scrollTop;
  });
  useLayoutEffect(() => {
    // The composer grows and a phone's keyboard comes: what was at the end stays there.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) log.current!.scrollTop = log.current!.scrollHeight;
    });
    observer.observe(log.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => setNews(!isAtEnd.current), [lastSeq]);
  useEffect(() => setNews(false), []);
  // What one has just sent is shown, wherever one was reading.
  useLayoutEffect(() => {
    if (pending.length > 0) toEnd();
  }, [pending.at(-1)?.clientId]);

  const wantedSeq = at.kind === 'view' && at.conversationId === thread.id ? at.seq : undefined;
  useEffect(() => {
    if (!wantedSeq || !entries.length) return;
    if (entries[0]!.seq > wantedSeq && thread.hasEarlier) void (isLinked && inbox.threads.older(thread.id));
    else show(wantedSeq);
  }, [wantedSeq, firstSeqOf(entries), isLinked]);

  function show(seq: number) {
    const found = log.current?.querySelector(`[data-seq="${seq}"]`);
    if (!found) return false;
    isAtEnd.current = false;
    found.scrollIntoView({ block: 'center' });
    found.classList.add('is-shown');
    return true;
  }

  function toEnd() {
    isAtEnd.current = true;
    log.current!.scrollTop = log.current!.scrollHeight;
    setNews(false);
  }

  async function older() {
    setOlderFailed(!(await inbox.threads.older(thread.id)));
  }

  function onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = log.current!;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < STICK_PX;
    fromBottom.current = scrollHeight - scrollTop;
    if (isAtEnd.current) setNews(false);
    if (scrollTop < READ_AHEAD_PX && thread.hasEarlier && !isOlderFailed) void older();
  }
  useEffect(onScroll, [thread.hasEarlier]);

  const lastOwn = entries.findLast(entry => entry.author.kind === 'agent' && entry.body.kind === 'message');
  const typists = typing.flatMap(id => (id === null ? [] : (agents.find(agent => agent.id === id)?.name ?? [])));
  return (
    <>
      <CallbackBar thread={thread} log={log} onShow={show} />
      <div class="log-box">
        <div
          class="log"
          role="log"
          aria-live="off"
          aria-label={t('messages')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard
          tabIndex={0}
          ref={log}
          onScroll={onScroll}
        >
          {isOlderFailed && (
            <button type="button" class="btn" onClick={() => void older()}>
              {t('olderFailed')} {t('tryAgain')}
            </button>
          )}
          {entries.map((entry, index) => (
            <Fragment key={entry.seq}>
              <Day entry={entry} previous={entries[index - 1]} thread={thread} now={now} />
              {entry.body.kind === 'callback' ? (
                <CallOf thread={thread} seq={entry.seq} />
              ) : (
                <EntryView
                  entry={entry}
                  thread={thread}
                  isGrouped={isGrouped(entry, entries[index + 1])}
                  isLastOwn={entry === lastOwn && pending.length === 0}
                />
              )}
            </Fragment>
          ))}
          {pending.map(each => (
            <PendingView key={each.clientId} pending={each} />
          ))}
          {typing.includes(null) && <p class="meta typing">{t('typing')}</p>}
          {typists.map(name => (
            <p key={name} class="meta is-end typing">
              {t('agentTyping', { name })}
            </p>
          ))}
        </div>
        {hasNews && (
          <button type="button" class="news is-low" onClick={toEnd}>
            {t('newMessages')}
          </button>
        )}
      </div>
    </>
  );
}

const isShown = ({ body }: Entry) => body.kind !== 'event' || body.event !== 'unchanged';

const firstSeqOf = (entries: readonly Entry[]) => entries[0]?.seq ?? 0;

/** Missing for a moment only, while an ack has overtaken the news that carries the callback. */
function CallOf({ thread, seq }: { thread: Thread; seq: number }) {
  const callback = thread.callbacks.find(each => each.seq === seq);
  return callback ? <CallbackCard callback={callback} /> : null;
}

/** The day, before its first entry; before the very first also where the person came from. */
function Day(props: { entry: Entry; previous: Entry | undefined; thread: Thread; now: number }) {
  const { entry, previous, thread, now } = props;
  if (previous && dayNumber(previous.createdAt) === dayNumber(entry.createdAt)) return null;
  const day = dayMark(entry.createdAt, now);
  const place = !previous && !thread.hasEarlier ? placeOf(thread, entry.createdAt) : '';
  return (
    <p class="day" dir="auto">
      {place ? t('cameFrom', { day, page: place }) : day}
    </p>
  );
}

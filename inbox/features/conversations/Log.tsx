import { useEffect, useRef, useState } from 'preact/hooks';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import type { Route } from '../../shell/routes.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { CallbackBar } from '../callbacks/CallbackBar.tsx';
import { waitReasonText } from '../views/wait-reason.ts';
import { LogEntry } from './LogEntry.tsx';
import type { Pending } from './outgoing.ts';
import { PendingView } from './PendingView.tsx';
import { isGrouped, type Thread } from './thread.ts';
import { useLogScroll } from './use-log-scroll.ts';
import { t } from './words/index.ts';

/** Everything that was said, oldest first. It sticks to the end unless somebody reads further up. */
export function Log({ thread }: { thread: Thread }) {
  const { conversations, link, agents, views } = useInbox();
  const { route } = useApp();
  const pending = usePending(thread);
  const { marks } = conversations.typing;
  const typing = usePart(() => marks.value.get(thread.id), [marks, thread.id]) ?? [];
  const typists = typing.flatMap(id => agents.nameOf(id) ?? []);
  const entries = thread.entries.filter(isShown);
  const firstSeq = entries[0]?.seq ?? 0;

  const log = useRef<HTMLDivElement>(null);
  const [isOlderFailed, setOlderFailed] = useState(false);
  const { hasNews, toEnd, show, onScroll } = useLogScroll({
    log,
    firstSeq,
    lastSeq: entries.at(-1)?.seq ?? 0,
    lastPendingId: pending.at(-1)?.clientId,
    hasEarlier: thread.hasEarlier,
    onNearStart: () => !isOlderFailed && void older(),
  });

  async function older() {
    setOlderFailed(!(await conversations.threads.older(thread.id)));
  }

  // A search led to an entry, which may lie on an older page.
  const wantedSeq = usePart(() => wantedSeqIn(route.value, thread.id), [route, thread.id]);
  const isLinked = usePart(() => link.state.value === 'ready', [link]);
  useEffect(() => {
    if (!wantedSeq || !firstSeq) return;
    if (firstSeq > wantedSeq && thread.hasEarlier) void (isLinked && conversations.threads.older(thread.id));
    else show(wantedSeq);
  }, [wantedSeq, firstSeq, isLinked]);

  const isWaiting = thread.conversation?.status === 'open' && thread.conversation.assigneeId === null;
  const waitReason = isWaiting && waitReasonText(views.waitReason.value);
  const lastOwn = entries.findLast(entry => entry.author.kind === 'agent' && entry.body.kind === 'message');
  const isLastOwnSeen = !!lastOwn && (thread.conversation?.visitorReadSeq ?? 0) >= lastOwn.seq;
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
              {t('olderFailed')} {shellText('tryAgain')}
            </button>
          )}
          {entries.map((entry, index) => (
            <LogEntry
              key={entry.seq}
              entry={entry}
              previousAt={entries[index - 1]?.createdAt}
              cameFrom={index === 0 && !thread.hasEarlier ? thread.person : null}
              isGrouped={isGrouped(entry, entries[index + 1])}
              mark={entry === lastOwn && pending.length === 0 ? (isLastOwnSeen ? 'seen' : 'sent') : null}
              callback={callbackOf(thread, entry)}
            />
          ))}
          {waitReason && <p class="event">{waitReason}</p>}
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

/** What stands below the entries: sent from here, and not come back as one of them. */
function usePending(thread: Thread): readonly Pending[] {
  const { outgoing } = useInbox().conversations;
  const isArrived = ({ clientId }: Pending) => thread.entries.some(entry => entry.clientId === clientId);
  return outgoing.pending.value.filter(each => each.conversationId === thread.id && !isArrived(each));
}

/** The call that an entry asked for. Missing for a moment only, while an ack has overtaken the news that carries it. */
function callbackOf({ callbacks }: Thread, { seq, body }: Entry): Callback | undefined {
  return body.kind === 'callback' ? callbacks.find(each => each.seq === seq) : undefined;
}

/** Number of the entry to be shown, when a search led to this conversation. */
function wantedSeqIn(at: Route, id: string): number | undefined {
  return at.kind === 'view' && at.conversationId === id ? at.seq : undefined;
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../../protocol/entries.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import type { Route } from '../../shell/routes.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { CallbackBar } from '../callbacks/CallbackBar.tsx';
import { waitReasonAt, waitReasonText } from '../views/wait-reason.ts';
import { LogPartView } from './LogPartView.tsx';
import { type LogPart, logParts } from './log-parts.ts';
import type { Pending } from './outgoing.ts';
import { PendingView } from './PendingView.tsx';
import type { Thread } from './thread.ts';
import { useLogScroll } from './use-log-scroll.ts';
import { t } from './words/index.ts';

/** Everything that was said, oldest first. It sticks to the end unless somebody reads further up. */
export function Log({ thread }: { thread: Thread }) {
  const { conversations, link, views } = useInbox();
  const { route } = useApp();
  const pending = usePending(thread);
  const { marks } = conversations.typing;
  const isTyping = usePart(() => marks.value.get(thread.id)?.includes(null), [marks, thread.id]);
  const entries = thread.entries.filter(isShown);
  const drawn = useRef<readonly LogPart[]>([]);
  const parts = logParts(entries, drawn.current);
  drawn.current = parts;
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

  const { conversation } = thread;
  const isWaiting = conversation?.status === 'open' && conversation.assigneeId === null;
  const waitReason = isWaiting && waitReasonAt(views.waits.value, conversation.siteId);
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
          {parts.map((part, index) => {
            const isLast = index === parts.length - 1;
            const hasOwn = !!lastOwn && part.entries.includes(lastOwn);
            return (
              <LogPartView
                key={part.key}
                part={part}
                previousAt={parts[index - 1]?.entries.at(-1)?.createdAt}
                next={isLast ? undefined : parts[index + 1]!.entries[0]}
                cameFrom={index === 0 && !thread.hasEarlier ? thread.person : null}
                lastOwnSeq={hasOwn ? lastOwn.seq : null}
                mark={hasOwn && pending.length === 0 ? (isLastOwnSeen ? 'seen' : 'sent') : null}
                callbacks={thread.callbacks}
              />
            );
          })}
          {waitReason && <p class="event">{waitReasonText(waitReason)}</p>}
          {pending.map(each => (
            <PendingView key={each.clientId} pending={each} />
          ))}
          {isTyping && <p class="meta typing">{t('typing')}</p>}
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
  // What has just been sent is found near the end, whatever the length.
  const isArrived = ({ clientId }: Pending) => !!thread.entries.findLast(entry => entry.clientId === clientId);
  return outgoing.pending.value.filter(each => each.conversationId === thread.id && !isArrived(each));
}

/** Number of the entry to be shown, when a search led to this conversation. */
function wantedSeqIn(at: Route, id: string): number | undefined {
  return at.kind === 'view' && at.conversationId === id ? at.seq : undefined;
}

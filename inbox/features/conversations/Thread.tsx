import './style.css';
import { useEffect, useRef } from 'preact/hooks';
import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Failed } from '../../shell/Failed.tsx';
import { Bell, Icon } from '../../shell/Icon.tsx';
import { Link } from '../../shell/Link.tsx';
import { Pill } from '../../shell/Pill.tsx';
import type { ListName } from '../../shell/routes.ts';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { nextDueOf } from '../callbacks/due.ts';
import { nameOf } from '../contacts/names.ts';
import { NextStep } from '../ladder/NextStep.tsx';
import { snoozedText } from '../snoozes/snoozed-text.ts';
import { HeldBar } from '../spam/HeldBar.tsx';
import { TagPills } from '../tags/TagPills.tsx';
import { Composer } from './Composer.tsx';
import { Log } from './Log.tsx';
import { OnlookerPills } from './OnlookerPills.tsx';
import { waitOf } from './summary.ts';
import { ThreadActs } from './ThreadActs.tsx';
import type { Thread as ThreadData } from './thread.ts';
import { t } from './words/index.ts';

interface ThreadProps {
  id: string | null;
  view: ListName;
  /** A drawer lies over it. */
  isBehind?: boolean;
  onPerson: () => void;
}

/** The third column: one conversation, or what to do when none is open. */
export function Thread({ id, view, isBehind, onPerson }: ThreadProps) {
  const { threads } = useInbox().conversations;
  const thread = usePart(() => (id ? threads.held.value.get(id) : undefined), [threads, id]);
  if (!id) {
    return (
      <main class="thread" id="thread" inert={isBehind}>
        <div class="empty is-middle">
          <Bell size={40} />
          <p>{t('noneOpen')}</p>
        </div>
      </main>
    );
  }
  if (thread?.status === 'ready' && thread.conversation)
    return <Ready thread={thread} view={view} isBehind={isBehind} onPerson={onPerson} />;
  return (
    <main class="thread" id="thread" inert={isBehind}>
      <header class="top">
        <Back view={view} />
      </header>
      {thread?.status === 'missing' && (
        <div class="empty is-middle">
          <p>{t('threadMissing')}</p>
        </div>
      )}
      {thread?.status === 'failed' && <Failed text={t('threadFailed')} onRetry={() => threads.open(id)} />}
      {thread?.status !== 'missing' && thread?.status !== 'failed' && <Skeleton lines={4} />}
    </main>
  );
}

function Back({ view }: { view: ListName }) {
  return (
    <Link class="icon-btn back" to={{ kind: 'view', view, conversationId: null }} aria-label={shellText('back')}>
      <Icon name="back" />
    </Link>
  );
}

function Ready({ thread, view, isBehind, onPerson }: Omit<ThreadProps, 'id'> & { thread: ThreadData }) {
  const { conversations, mentions } = useInbox();
  const { readMarks } = conversations;
  const conversation = thread.conversation!;
  const { id, assigneeId, lastVisitorSeq } = conversation;
  const mayAct = useMayAct();
  const unread = usePart(() => mentions.counts.value.unread, [mentions]);

  useEffect(() => {
    const see = () => {
      if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
      if (mayAct) readMarks.set(id);
      mentions.see(id);
    };
    see();
    addEventListener('focus', see);
    return () => removeEventListener('focus', see);
  }, [id, lastVisitorSeq, assigneeId, mayAct, unread]);

  return (
    <main
      class="thread"
      id="thread"
      aria-label={t('conversationWith', { name: nameOf(conversation.contact) })}
      inert={isBehind}
    >
      <header class="top">
        <Back view={view} />
        <Title conversation={conversation} />
        <ThreadActs conversation={conversation} onPerson={onPerson} />
      </header>
      <HeldBar conversation={conversation} />
      <Log thread={thread} />
      {mayAct ? <Composer conversation={conversation} /> : <p class="reads-only">{t('readsOnly')}</p>}
    </main>
  );
}

/** Who it is and how they wait. It is the page's heading. */
function Title({ conversation }: { conversation: Conversation }) {
  const { visitors } = useInbox();
  const now = useApp().clock.value;
  const { id } = conversation;
  const isHere = usePart(() => visitors.here.value.has(id), [visitors, id]);
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(heading, [id]);
  const urgency = waitOf(conversation, now) ?? nextDueOf(conversation, now);
  return (
    <div class="thread-title">
      <h1 ref={heading} tabIndex={-1} dir="auto">
        {nameOf(conversation.contact)}
      </h1>
      <div class="pills">
        {isHere && <Pill tone="here">{t('visitorHere')}</Pill>}
        {urgency && <Pill tone={urgency.tone}>{urgency.text}</Pill>}
        <NextStep conversation={conversation} />
        {conversation.status === 'closed' && <Pill>{t('closed')}</Pill>}
        {conversation.snoozed && <Pill>{snoozedText(conversation.snoozed, now)}</Pill>}
        <OnlookerPills conversationId={id} />
        <TagPills tags={conversation.tags} />
      </div>
    </div>
  );
}

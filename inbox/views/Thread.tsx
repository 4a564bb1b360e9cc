import { useEffect } from 'preact/hooks';
import type { View } from '../../protocol/views.ts';
import { useApp, useInbox } from '../app.ts';
import { t } from '../i18n/index.ts';
import { dueOfRow, nameOf, waitOf } from '../people.ts';
import type { Thread as ThreadData } from '../thread.ts';
import { useValue } from '../value.ts';
import { Failed, Key, Link, Pill } from './bits.tsx';
import { Composer } from './Composer.tsx';
import { Bell, Icon } from './Icon.tsx';
import { Skeleton } from './Late.tsx';
import { Log } from './Log.tsx';
import { Menu } from './Menu.tsx';

interface ThreadProps {
  id: string | null;
  view: View;
  onPerson: () => void;
}

/** The third column: one conversation, or what to do when none is open. */
export function Thread({ id, view, onPerson }: ThreadProps) {
  const inbox = useInbox();
  const thread = useValue(inbox.threads.held, held => (id ? held.get(id) : undefined));
  if (!id) {
    return (
      <main class="thread" id="thread">
        <div class="empty is-middle">
          <Bell size={40} />
          <p>{t('noneOpen')}</p>
        </div>
      </main>
    );
  }
  if (thread?.status === 'ready' && thread.conversation)
    return <Ready thread={thread} view={view} onPerson={onPerson} />;
  return (
    <main class="thread" id="thread">
      <header class="top">
        <Back view={view} />
      </header>
      {thread?.status === 'missing' && (
        <div class="empty is-middle">
          <p>{t('threadMissing')}</p>
        </div>
      )}
      {thread?.status === 'failed' && <Failed text={t('threadFailed')} onRetry={() => inbox.threads.open(id)} />}
      {thread?.status !== 'missing' && thread?.status !== 'failed' && <Skeleton lines={4} />}
    </main>
  );
}

function Back({ view }: { view: View }) {
  return (
    <Link class="icon-btn back" to={{ kind: 'view', view, conversationId: null }} aria-label={t('back')}>
      <Icon name="back" />
    </Link>
  );
}

function Ready({ thread, view, onPerson }: { thread: ThreadData; view: View; onPerson: () => void }) {
  const inbox = useInbox();
  const { clock } = useApp();
  const now = useValue(clock);
  const conversation = thread.conversation!;
  const name = nameOf(conversation.contact);
  const isHere = useValue(inbox.visitorsHere, here => here.has(conversation.id));
  const urgency = waitOf(conversation, now) ?? dueOfRow(conversation, now);
  const isClosed = conversation.status === 'closed';

  useEffect(() => {
    const see = () => {
      if (document.visibilityState === 'visible' && document.hasFocus()) inbox.markRead(conversation.id);
    };
    see();
    addEventListener('focus', see);
    return () => removeEventListener('focus', see);
  }, [conversation.id, conversation.lastVisitorSeq, conversation.assigneeId]);

  return (
    <main class="thread" id="thread" aria-label={t('conversationWith', { name })}>
      <header class="top">
        <Back view={view} />
        <div class="thread-title">
          <h1 dir="auto">{name}</h1>
          {isHere && <Pill tone="here">{t('visitorHere')}</Pill>}
          {urgency && <Pill tone={urgency.tone}>{urgency.text}</Pill>}
          {isClosed && <Pill>{t('closed')}</Pill>}
        </div>
        {conversation.assigneeId === null && !isClosed && (
          <button
            type="button"
            class="btn is-go claim"
            data-shortcut="claim"
            onClick={() => inbox.claim(conversation.id)}
          >
            {t('claim')} <Key>C</Key>
          </button>
        )}
        <AssignMenu thread={thread} />
        <button
          type="button"
          class="btn"
          data-shortcut="close"
          onClick={() => (isClosed ? inbox.reopen(conversation.id) : inbox.close(conversation.id))}
        >
          {t(isClosed ? 'reopen' : 'close')} <Key>E</Key>
        </button>
        <button type="button" class="icon-btn person-button" aria-label={t('person')} onClick={onPerson}>
          <Icon name="person" />
        </button>
      </header>
      <Log thread={thread} />
      <Composer conversation={conversation} />
    </main>
  );
}

function AssignMenu({ thread }: { thread: ThreadData }) {
  const inbox = useInbox();
  const agents = useValue(inbox.agents);
  const meId = useValue(inbox.me, me => me.agent.id);
  const { id, assigneeId } = thread.conversation!;
  const assignee = agents.find(agent => agent.id === assigneeId);
  const pick = (agentId: string | null) => ({
    isChecked: assigneeId === agentId,
    onPick: () => inbox.assign(id, agentId),
  });
  const others = agents
    .filter(agent => !agent.isDisabled && agent.id !== meId)
    .sort((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name));
  const own = agents.find(agent => agent.id === meId);
  const assigned = assignee && (assigneeId === meId ? t('assigneeYou') : t('assigneeIs', { name: assignee.name }));
  return (
    <Menu
      class="btn"
      shortcut="assign"
      label={t('assign')}
      button={
        <>
          <span class="assign-label" dir="auto" aria-hidden="true">
            {assignee && assigneeId !== meId ? assignee.name : t('assign')}
          </span>
          <span class="sr-only">{[t('assign'), assigned].filter(Boolean).join('. ')}</span>
          <Key>A</Key>
        </>
      }
      items={[
        ...(own ? [{ label: t('assignMe', { name: own.name }), ...pick(meId) }] : []),
        ...others.map(agent => ({
          label: agent.name,
          detail: t(agent.isHere ? 'isHere' : 'isAway'),
          ...pick(agent.id),
        })),
        { label: t('assignNobody'), ...pick(null) },
      ]}
    />
  );
}

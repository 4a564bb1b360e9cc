import type { ComponentChildren } from 'preact';
import type { Conversation } from '../../protocol/conversations.ts';
import type { View } from '../../protocol/views.ts';
import { useApp, useInbox } from '../app.ts';
import { t } from '../i18n/index.ts';
import { languageName } from '../languages.ts';
import { dueOf, dueOfRow, isUnread, nameOf, waitOf, wayOf } from '../people.ts';
import type { Row } from '../rows.ts';
import { clock, isSameClock, moment, rowTime } from '../times.ts';
import { useValue } from '../value.ts';
import { Face, Link, Pill } from './bits.tsx';
import { Icon } from './Icon.tsx';

/** Height of every row with its line, px; `list.css` sets it. The list counts on it to draw only what is in sight. */
export const ROW_PX = 89;

interface RowProps {
  row: Row;
  view: View;
  isOpen: boolean;
  position: number;
  /** -1: not known yet. */
  total: number;
}

/** Who, their last words, by what way, and how long they have waited. */
export function RowView({ row, view, isOpen, position, total }: RowProps) {
  const inbox = useInbox();
  const { clock: time } = useApp();
  const now = useValue(time);
  const me = useValue(inbox.me);
  const agents = useValue(inbox.agents);
  const { conversation, callback, isGone } = row;
  const isHere = useValue(inbox.visitorsHere, here => here.has(conversation.id));
  const isNew = isUnread(conversation);
  const name = nameOf(conversation.contact);
  const wait = callback ? null : waitOf(conversation, now);
  const due = callback ? dueOf(callback, now) : dueOfRow(conversation, now);
  const colleague =
    conversation.assigneeId !== me.agent.id && agents.find(agent => agent.id === conversation.assigneeId)?.name;
  const classes = ['row', isNew && 'is-unread', isGone && 'is-gone'].filter(Boolean).join(' ');
  return (
    <li class={classes} aria-posinset={position} aria-setsize={total}>
      <Link
        class="row-link"
        to={{ kind: 'view', view, conversationId: conversation.id }}
        aria-current={isOpen ? 'true' : undefined}
      >
        <Face name={conversation.contact.name} isHere={isHere} />
        <strong dir="auto">{name}</strong>
        <time dateTime={new Date(callback?.startAt ?? conversation.updatedAt).toISOString()}>
          {callback ? moment(callback.startAt, now) : rowTime(conversation.updatedAt, now)}
        </time>
        <p dir="auto">{callback ? callback.topic || callback.phone : previewOf(conversation, me.agent.id)}</p>
        <div class="pills">
          {isNew && <span class="sr-only">{t('unread')}</span>}
          {isHere && <span class="sr-only">{t('visitorHere')}</span>}
          {callback
            ? !isSameClock(callback.startAt, callback.timeZone) && (
                <Pill>{t('callTheirTime', { time: clock(callback.startAt, callback.timeZone) })}</Pill>
              )
            : // A call and a wait say more than the way, and there is room for two.
              !(wait && due) && <Pill>{t(wayOf(conversation))}</Pill>}
          {wait && <Pill tone={wait.tone}>{wait.text}</Pill>}
          {due && <Pill tone={due.tone}>{due.text}</Pill>}
          {isGone && <Pill>{t(conversation.status === 'closed' ? 'closed' : 'didLeave')}</Pill>}
          {!wait && !due && conversation.contact.locale !== me.agent.locale && (
            <Pill>{languageName(conversation.contact.locale)}</Pill>
          )}
          {view !== 'mine' && colleague && <Pill>{colleague}</Pill>}
        </div>
      </Link>
      {callback && (
        <a class="btn row-call" href={`tel:${callback.phone}`} aria-label={t('callPerson', { name })}>
          <Icon name="phone" />
        </a>
      )}
    </li>
  );
}

/** A row of something found: the same shape, with what was found instead of the last words. */
export function FoundRow(props: {
  conversation: Conversation;
  view: View;
  isOpen: boolean;
  name: ComponentChildren;
  words: ComponentChildren;
  at: number;
  seq?: number;
}) {
  const { clock: time } = useApp();
  const now = useValue(time);
  const { conversation, view, isOpen } = props;
  return (
    <li class="row is-found">
      <Link
        class="row-link"
        to={{ kind: 'view', view, conversationId: conversation.id, ...(props.seq && { seq: props.seq }) }}
        aria-current={isOpen ? 'true' : undefined}
      >
        <Face name={conversation.contact.name} />
        <strong dir="auto">{props.name}</strong>
        <time dateTime={new Date(props.at).toISOString()}>{rowTime(props.at, now)}</time>
        <p dir="auto">{props.words}</p>
      </Link>
    </li>
  );
}

function previewOf({ preview, assigneeId }: Conversation, meId: string): string {
  const text = preview.text || (preview.kind === 'callback' ? t('noWords') : '');
  if (preview.author === 'visitor') return text;
  return t(assigneeId === meId ? 'you' : 'answered', { text });
}

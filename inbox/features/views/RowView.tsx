import { useLayoutEffect, useRef } from 'preact/hooks';
import { useInbox, useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Face } from '../../shell/Face.tsx';
import { Icon } from '../../shell/Icon.tsx';
import { Link } from '../../shell/Link.tsx';
import { languageName } from '../../shell/languages.ts';
import { memo } from '../../shell/memo.ts';
import { Pill } from '../../shell/Pill.tsx';
import { phoneText } from '../../shell/phones.ts';
import type { ListName } from '../../shell/routes.ts';
import { clock, isoTime, moment, rowTime } from '../../shell/times.ts';
import { usePart } from '../../shell/use-part.ts';
import { dueOf, nextDueOf, theirTime } from '../callbacks/due.ts';
import { nameOf } from '../contacts/names.ts';
import { isUnread, lastWords, waitOf, wayOf, wordsOf } from '../conversations/summary.ts';
import { t as ladderText } from '../ladder/words/index.ts';
import { t as mentionText } from '../mentions/words/index.ts';
import { snoozedText } from '../snoozes/snoozed-text.ts';
import { t as ruleText } from '../spam/words/index.ts';
import { TagPills } from '../tags/TagPills.tsx';
import type { Row } from './rows.ts';
import { t } from './words/index.ts';

interface RowProps {
  row: Row;
  view: ListName;
  isOpen: boolean;
  position: number;
  /** -1: not known yet. */
  total: number;
}

/** Who, their last words, by what way, and how long they have waited. */
export const RowView = memo(({ row, view, isOpen, position, total }: RowProps) => {
  const { visitors, views } = useInbox();
  const now = useApp().clock.value;
  const { conversation, callback, mention, isGone } = row;
  const { id, contact } = conversation;
  const isHere = usePart(() => visitors.here.value.has(id), [visitors, id]);
  const item = useRef<HTMLLIElement>(null);
  const takesFocus = usePart(() => isOpen && views.focusId.value === id, [views, id, isOpen]);
  // Before it is drawn: the next key is meant for it.
  useLayoutEffect(() => {
    if (!takesFocus) return;
    item.current!.querySelector('a')!.focus();
    views.focusId.value = null;
  }, [takesFocus]);
  // Who only reads rings nobody.
  const toCall = useMayAct() ? callback : null;
  const isNew = mention ? !mention.isRead : isUnread(conversation);
  const classes = ['row', toCall && 'has-call', isNew && 'is-unread', isGone && 'is-gone'];
  const at = callback?.startAt ?? mention?.entry.createdAt ?? conversation.updatedAt;
  return (
    <li ref={item} class={classes.filter(Boolean).join(' ')} aria-posinset={position} aria-setsize={total}>
      <Link
        class="row-link"
        to={{ kind: 'view', view, conversationId: id, ...(mention && { seq: mention.entry.seq }) }}
        aria-current={isOpen ? 'true' : undefined}
      >
        <Face name={contact.name} isHere={isHere} />
        <strong dir="auto">{nameOf(contact)}</strong>
        <time dateTime={isoTime(at)}>{callback ? moment(at, now) : rowTime(at, now)}</time>
        <Words row={row} />
        <Pills row={row} view={view} isHere={isHere} now={now} />
      </Link>
      {toCall && (
        <a class="btn row-call" href={`tel:${toCall.phone}`} aria-label={t('callPerson', { name: nameOf(contact) })}>
          <Icon name="phone" />
        </a>
      )}
    </li>
  );
});

/** What the call is about, or whom to ring; what the note says; else the last words. */
function Words({ row }: { row: Row }) {
  const { callback, mention } = row;
  if (mention) {
    const { author } = mention.entry;
    const name = author.kind === 'agent' ? author.name : '';
    return <p dir="auto">{mentionText('by', { name, words: wordsOf(mention.entry) })}</p>;
  }
  if (!callback) {
    return (
      <p dir="auto">
        <LastWords row={row} />
      </p>
    );
  }
  if (callback.topic) return <p dir="auto">{callback.topic}</p>;
  // Of somebody without a name it stands in the first line.
  const number = phoneText(callback.phone);
  return nameOf(row.conversation.contact) !== number ? <p dir="ltr">{number}</p> : <p>{lastWords(row.conversation)}</p>;
}

function LastWords({ row: { conversation } }: { row: Row }) {
  const { me } = useInbox();
  const isMine = usePart(() => conversation.assigneeId === me.value.agent.id, [me, conversation]);
  const text = lastWords(conversation);
  return <>{conversation.preview.author === 'visitor' ? text : t(isMine ? 'you' : 'answered', { text })}</>;
}

function Pills({ row, view, isHere, now }: { row: Row; view: ListName; isHere: boolean; now: number }) {
  const { me, agents } = useInbox();
  const { conversation, callback, mention, isGone } = row;
  const { assigneeId, contact } = conversation;
  const own = me.value.agent;
  const colleague = usePart(() => assigneeId !== own.id && agents.nameOf(assigneeId), [agents, own, assigneeId]);
  const wait = callback ? null : waitOf(conversation, now);
  const due = callback ? dueOf(callback, now) : nextDueOf(conversation, now);
  const isOffered = assigneeId === null && wait && (conversation.wait?.late ?? 'reminded') !== 'reminded';
  const theirs = callback && theirTime(callback.startAt, callback.timeZone, clock);
  return (
    <div class="pills">
      {(mention ? !mention.isRead : isUnread(conversation)) && <span class="sr-only">{t('unread')}</span>}
      {isHere && <span class="sr-only">{t('visitorHere')}</span>}
      {theirs && <Pill>{theirs}</Pill>}
      {/* A call and a wait say more than the way, and there is room for two. */}
      {!callback && !(wait && due) && !conversation.snoozed && <Pill>{wayOf(conversation)}</Pill>}
      {conversation.held?.rules[0] && <Pill>{ruleText(conversation.held.rules[0])}</Pill>}
      {conversation.snoozed && <Pill>{snoozedText(conversation.snoozed, now)}</Pill>}
      {wait && <Pill tone={wait.tone}>{wait.text}</Pill>}
      {isOffered && <Pill tone="late">{ladderText('offered')}</Pill>}
      {due && <Pill tone={due.tone}>{due.text}</Pill>}
      {isGone && <Pill>{t(conversation.status === 'closed' ? 'closed' : 'didLeave')}</Pill>}
      {!wait && !due && !conversation.snoozed && contact.locale !== own.locale && (
        <Pill>{languageName(contact.locale)}</Pill>
      )}
      {view !== 'mine' && colleague && <Pill>{colleague}</Pill>}
      <TagPills tags={conversation.tags} />
    </div>
  );
}

import type { Entry, EntryBody } from '../../protocol/entries.ts';
import { useApp, useInbox } from '../app.ts';
import { errorText } from '../errors.ts';
import { t } from '../i18n/index.ts';
import { linkPieces } from '../text.ts';
import type { Pending, Thread } from '../thread.ts';
import { clock, moment } from '../times.ts';
import { useValue } from '../value.ts';
import { Pieces } from './bits.tsx';
import { Icon } from './Icon.tsx';

/** A short name of a page: its path. Empty for what is no web address. */
export function pathOfUrl(url: string): string {
  try {
    const { protocol, pathname, host } = new URL(url);
    if (!/^https?:$/.test(protocol)) return '';
    return pathname === '/' ? host : pathname;
  } catch {
    return ''; // Visitors' pages send what they like.
  }
}

/** On which page the conversation began: the last one seen before it. */
export function placeOf({ person }: Thread, at: number): string {
  const page = person?.visitor?.trail.find(item => item.kind === 'page' && item.at <= at);
  return page ? pathOfUrl(page.url) : '';
}

interface EntryProps {
  entry: Entry;
  thread: Thread;
  /** The next one belongs to it: name and time stand under the last. */
  isGrouped: boolean;
  isLastOwn: boolean;
}

export function EntryView({ entry, thread, isGrouped, isLastOwn }: EntryProps) {
  const { body, author, seq } = entry;
  const classes = (kind: string) => (isGrouped ? `${kind} is-grouped` : kind);
  switch (body.kind) {
    case 'message': {
      const isOurs = author.kind !== 'visitor';
      return (
        <>
          <p class={classes(isOurs ? 'msg is-us' : 'msg is-them')} dir="auto" data-seq={seq}>
            <Pieces pieces={linkPieces(body.text)} />
          </p>
          {!isGrouped && <Meta entry={entry} thread={thread} isLastOwn={isLastOwn} />}
        </>
      );
    }
    case 'note':
      return (
        <div class={classes('note')} data-seq={seq}>
          <p dir="auto">
            <Pieces pieces={linkPieces(body.text)} />
          </p>
          {!isGrouped && (
            <p class="note-by">
              <Icon name="lock" size={14} />
              {t('noteBy', { name: author.kind === 'agent' ? author.name : '' })} · {clock(entry.createdAt)}
            </p>
          )}
        </div>
      );
    case 'form':
      return <FormCard entry={entry} body={body} />;
    case 'event':
      return <EventLine entry={entry} body={body} />;
    case 'callback':
      return null; // Drawn as a card by the log, which knows how the call went.
  }
}

function Meta({ entry, thread, isLastOwn }: { entry: Entry; thread: Thread; isLastOwn: boolean }) {
  const { author, createdAt, seq } = entry;
  const time = clock(createdAt);
  if (author.kind === 'visitor') return <p class="meta">{time}</p>;
  const state = isLastOwn ? t((thread.conversation?.visitorReadSeq ?? 0) >= seq ? 'seen' : 'sent') : '';
  return <p class="meta is-end">{[author.kind === 'agent' && author.name, time, state].filter(Boolean).join(' · ')}</p>;
}

function FormCard({ entry, body }: { entry: Entry; body: Extract<EntryBody, { kind: 'form' }> }) {
  const { name, email, phone, subject, message } = body;
  return (
    <article class="card" data-seq={entry.seq}>
      <header>
        <Icon name="mail" />
        <b dir="auto">{subject || t('formTitle')}</b>
        <time>{clock(entry.createdAt)}</time>
      </header>
      <p class="card-text" dir="auto">
        <Pieces pieces={linkPieces(message)} />
      </p>
      <p class="card-from">
        {name && <bdi>{name}</bdi>}
        {email && <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>{email}</a>}
        {phone && (
          <a href={`tel:${phone}`} dir="ltr">
            {phone}
          </a>
        )}
      </p>
    </article>
  );
}

function EventLine({ entry, body }: { entry: Entry; body: Extract<EntryBody, { kind: 'event' }> }) {
  const { clock: time } = useApp();
  const now = useValue(time);
  return (
    <div class="event" data-seq={entry.seq}>
      <p>
        {eventText(entry, body, now)} · {clock(entry.createdAt)}
      </p>
      {'note' in body && body.note && <p dir="auto">{body.note}</p>}
    </div>
  );
}

function eventText({ author }: Entry, body: Extract<EntryBody, { kind: 'event' }>, now: number): string {
  const by = author.kind === 'agent' ? author.name : author.kind === 'visitor' ? t('visitor') : '';
  switch (body.event) {
    case 'assigned': {
      const name = body.agentName;
      if (author.kind !== 'agent') return t('eventAssignedAuto', { name });
      return author.id === body.agentId ? t('eventAssigned', { name }) : t('eventAssignedBy', { by, name });
    }
    case 'unassigned':
      return by ? t('eventUnassignedBy', { by }) : t('eventUnassigned');
    case 'closed':
      return by ? t('eventClosed', { by }) : t('closed');
    case 'reopened':
      return by ? t('eventReopened', { by }) : t('eventReopenedAuto');
    case 'unchanged':
      return '';
    case 'callback_reached':
      return t('eventReached', { by });
    case 'callback_no_answer':
      return t('eventNoAnswer', { by });
    case 'callback_wrong_number':
      return t('eventWrongNumber', { by });
    case 'callback_moved':
      return t('eventMoved', { by, time: moment(body.startAt, now) });
    case 'callback_cancelled':
      return t('eventCancelled', { by });
  }
}

/** Sent and not yet stored, or refused for good. */
export function PendingView({ pending }: { pending: Pending }) {
  const inbox = useInbox();
  const link = useValue(inbox.link);
  const { clientId, kind, text, failure } = pending;
  return (
    <>
      <p class={`${kind === 'note' ? 'note' : 'msg is-us'} is-pending`} dir="auto">
        <Pieces pieces={linkPieces(text)} />
      </p>
      {failure ? (
        <p class="meta is-end is-failed" role="alert">
          {t('notSent')}. {errorText(failure)}
          <button type="button" onClick={() => inbox.outgoing.retry(clientId)}>
            {t('tryAgain')}
          </button>
          <button type="button" onClick={() => inbox.outgoing.discard(clientId)}>
            {t('discard')}
          </button>
        </p>
      ) : (
        <p class="meta is-end">{t(link === 'ready' ? 'sending' : 'waitsForLink')}</p>
      )}
    </>
  );
}

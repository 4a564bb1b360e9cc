import type { Author, Entry, EntryEvent } from '../../../protocol/entries.ts';
import { useApp } from '../../shell/app.ts';
import { lazy } from '../../shell/lazy.tsx';
import { clock, moment } from '../../shell/times.ts';
import { callbackEventText } from '../callbacks/events.ts';
import { lateEventText } from '../ladder/events.ts';
import { ratingEventText } from '../ratings/events.ts';
import { count, t } from './words/index.ts';

const SmsFailed = lazy(async () => (await import('../sms/log/SmsFailed.tsx')).SmsFailed);

/** What was done, in one line, and what was noted of it. */
export function EventLine({ entry, event }: { entry: Entry; event: EntryEvent }) {
  const now = useApp().clock.value;
  const noted = event.event === 'rated' ? event.word : 'note' in event && event.note;
  return (
    <div class="event" data-seq={entry.seq}>
      <p>
        {event.event === 'sms_failed' ? <SmsFailed problem={event.problem} /> : eventText(entry.author, event, now)} ·{' '}
        {clock(entry.createdAt)}
      </p>
      {noted && <p dir="auto">{noted}</p>}
    </div>
  );
}

/** What routing did over and over: the last of it, and all of it when it is asked for. */
export function FoldedEvents({ entry, folded }: { entry: Entry; folded: readonly Entry[] }) {
  const now = useApp().clock.value;
  return (
    <details class="event" data-seq={entry.seq}>
      <summary>
        {lineText(entry, now)} · {clock(entry.createdAt)} ·{' '}
        <span class="event-more">{count('eventsBefore', folded.length)}</span>
      </summary>
      {folded.map(each => (
        <p key={each.seq} data-seq={each.seq}>
          {lineText(each, now)} · {moment(each.createdAt, now)}
        </p>
      ))}
    </details>
  );
}

const lineText = ({ author, body }: Entry, now: number) => (body.kind === 'event' ? eventText(author, body, now) : '');

function eventText(author: Author, body: EntryEvent, now: number): string {
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
    case 'held':
      return t('eventHeld', { by });
    case 'released':
      return by ? t('eventReleased', { by }) : t('eventReleasedAuto');
    case 'snoozed':
      return body.until === null
        ? t('eventSnoozedUntilWritten', { by })
        : t('eventSnoozed', { by, time: moment(body.until, now) });
    case 'woken':
      return by ? t('eventWoken', { by }) : t('eventWokenAuto');
    case 'tagged':
      return t('eventTagged', { by, tag: body.tag });
    case 'untagged':
      return t('eventUntagged', { by, tag: body.tag });
    case 'wait_late':
    case 'callback_late':
      return lateEventText(body, now);
    case 'rating_asked':
    case 'rated':
    case 'rating_declined':
      return ratingEventText(body);
    case 'script_resumed':
      return t('eventScriptResumed', { by });
    case 'answers_mailed':
      return t('eventAnswersMailed');
    case 'mail_failed':
      return t('eventMailFailed');
    case 'bot_passed_on':
      return body.why === 'asked' ? t('eventBotAsked') : t('eventBotSkipped', { problem: body.problem });
    // Those have a view of their own.
    case 'mail_automatic':
    case 'mail_returned':
    case 'unchanged':
    case 'sms_failed':
      return '';
    default:
      return callbackEventText(body, by, now);
  }
}

/** What a snooze is, told by what a write made of a conversation: pure (SPEC SN1 to SN3). */

import { Temporal } from 'temporal-polyfill';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { SnoozeClock } from '../../../protocol/snoozes.ts';
import { AppError } from '../../app-error.ts';
import type { JobChanges } from '../jobs/store.ts';

/** Further than anybody plans: a slip of the finger is found. */
const MAX_MS = 366 * 24 * 3_600_000;

/** Whether a time can be snoozed until. @throws AppError FIELD_INVALID */
export function refusePast(until: number | null, now: number): void {
  if (until === null || (until > now && until <= now + MAX_MS)) return;
  throw new AppError('FIELD_INVALID', 'until must be a time to come, within a year, or null.', {
    fields: { until: 'FIELD_INVALID' },
  });
}

/** What a clock shows at the time; undefined: no clock was asked, or the time is none. @param zone a known IANA zone */
export function clockAt(until: number | null, zone: string | undefined): SnoozeClock | undefined {
  if (until === null || zone === undefined) return undefined;
  const shown = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(zone).toPlainDateTime();
  return { local: shown.toString({ smallestUnit: 'minute' }), zone };
}

/** What tells that a conversation was put aside; null: it is so already, or not open, and then there is nothing to put aside. */
export function snoozing(
  { status, snoozed }: Conversation,
  { until, clock }: { until: number | null; clock?: SnoozeClock | undefined },
): EntryEvent | null {
  if (status === 'closed' || status === 'held' || (snoozed && snoozed.until === until)) return null;
  return { kind: 'event', event: 'snoozed', until, ...(clock && { clock }) };
}

/** What tells that it is back; null: it is not put aside. @param only until when it must be snoozed still */
export function waking({ status, snoozed }: Conversation, only?: number): EntryEvent | null {
  if (status !== 'snoozed' || (only !== undefined && snoozed?.until !== only)) return null;
  return { kind: 'event', event: 'woken' };
}

const NOTHING: JobChanges = { cancel: [], put: [] };

/**
 * What a write does to the job that wakes a conversation: written with the snooze, cancelled with whatever ends it, so that
 * it comes back once (SPEC SN2).
 */
export function snoozeChanges(before: Conversation, { id, siteId, snoozed }: Conversation): JobChanges {
  if (before.snoozed?.until === snoozed?.until) return NOTHING;
  const job = { kind: 'snooze', conversationId: id, subject: id } as const;
  const until = snoozed?.until ?? null;
  const put = until === null ? [] : [{ ...job, siteId, subjectVersion: until, step: 1, dueAt: until }];
  return { cancel: [job], put };
}

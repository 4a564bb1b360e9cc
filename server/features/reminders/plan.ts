/**
 * What a booking has to be told to its person, and when: the rows that its step writes, moves and drops with it. Pure, with the clock
 * passed in; both stores ask it, so that they can not differ (SPEC RM1, RM2).
 */
import { Temporal } from 'temporal-polyfill';
import type { Author } from '../../../protocol/entries.ts';
import type { ReminderSettings } from '../../../protocol/reminders.ts';
import { isLive, isOpen, waitsForPayment } from '../bookings/rules.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { type JobChanges, type JobKind, jobId, type NewJob } from '../jobs/store.ts';

/** A booking's jobs. Another one is a line in `JOB_KINDS`, in `WAITS`, and its handler in `app.ts`. */
export type BookingJobKind = Extract<JobKind, `booking_${string}`>;

/** When one is due; `subjectVersion` is what it hangs on: where that is another, it is not what the person is to hear. */
export type Wait = Pick<NewJob, 'dueAt' | 'subjectVersion'>;

type Planned = Pick<
  BookingRecord,
  ('id' | 'siteId' | 'contactId' | 'state' | 'stateBy' | 'startAt' | 'endAt' | 'timeZone' | 'visitorZone') | 'items'
> &
  Partial<Pick<BookingRecord, 'payment'>>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Hours of a person's clock between which they are told nothing that can wait. */
const NIGHT = { from: 21, to: 9 };
/** A reminder that comes later than so long before a visit helps nobody. */
const LEAST_BEFORE_MS = HOUR_MS;
/** Whoever hears only so shortly before a visit that it is at another time, or not at all, is on the way, or has planned by it. */
const NEWS_BEFORE_MS = 4 * HOUR_MS;

/**
 * What waits of a booking as it is, whether it is switched on or not: that is asked when it is due, so that what is switched on counts
 * for what was booked before. Null: nothing of the kind.
 */
const WAITS: Record<BookingJobKind, (booking: Planned, settings: ReminderSettings) => Wait | null> = {
  // At once, or once it is paid for.
  booking_confirmation: booking =>
    isOpen(booking) && !waitsForPayment(booking) ? { dueAt: 0, subjectVersion: booking.startAt } : null,
  // Who cancelled it by themself has seen it.
  booking_cancelled: booking =>
    !isLive(booking) && booking.stateBy.kind !== 'visitor' ? { dueAt: 0, subjectVersion: booking.startAt } : null,
  booking_reminder(booking, { reminder }) {
    const dueAt = isOpen(booking) ? reminderAt(booking, reminder) : null;
    return dueAt === null ? null : { dueAt, subjectVersion: booking.startAt };
  },
  booking_question: (booking, { question }) =>
    wasThere(booking)
      ? {
          dueAt: morningFrom(booking.endAt + question.afterMinutes * MINUTE_MS, zoneOfPerson(booking)),
          subjectVersion: booking.startAt,
        }
      : null,
  // Looked at when it is over: how often somebody comes is known only then, and it waits on from there.
  booking_return: booking => (wasThere(booking) ? { dueAt: booking.endAt, subjectVersion: booking.startAt } : null),
};
export const BOOKING_KINDS = Object.keys(WAITS) as BookingJobKind[];

/** Steps of a confirmation: that it is booked, and that it is at another time than they were told. */
const STEPS = { booked: 1, moved: 2 } as const;

export function isOfMove({ step }: Pick<NewJob, 'step'>): boolean {
  return step === STEPS.moved;
}

/** The job of a booking that tells of it first: while it is there, its person was told of no other time. */
export function firstTold(bookingId: string): string {
  return jobId({ kind: 'booking_confirmation', subject: bookingId, step: STEPS.booked });
}

/** Whether a change leaves somebody without a visit that they came to, or were to come to. */
export function isGivenUp(before: Pick<Planned, 'state'>, after: Pick<Planned, 'state'>): boolean {
  return wasThere(before) && !wasThere(after);
}

/** The visit by which somebody is missed once one is given up: the last one, where that was before it. @param theirs all of their card */
function lastBefore(given: Planned, theirs: readonly Planned[]): Planned | null {
  const visits = theirs.filter(each => each.id !== given.id && wasThere(each));
  const last = visits.toSorted((a, b) => b.startAt - a.startAt)[0];
  return last && last.startAt < given.startAt ? last : null;
}

/**
 * When somebody hears that the desk moved or cancelled their visit: at night in the morning, where that is early enough before the visit,
 * as it was and as it is (SPEC RM11).
 */
function newsAt(before: Planned, after: Planned, at: number): number {
  const morning = morningFrom(at, zoneOfPerson(after));
  const next = Math.min(...[before.startAt, after.startAt].filter(each => each > at));
  return morning + NEWS_BEFORE_MS <= next ? morning : at;
}

/** Whether somebody came, or is to: nobody has to press that they did. */
function wasThere(booking: Pick<BookingRecord, 'state'>): boolean {
  return isLive(booking) && booking.state !== 'no_show';
}

/** By whose clock it is night: the person's; of whom none is known, the shop's. */
export function zoneOfPerson({ visitorZone, timeZone }: Pick<BookingRecord, 'visitorZone' | 'timeZone'>): string {
  return visitorZone === '' || visitorZone === 'UTC' ? timeZone : visitorZone;
}

/** What waits of a booking by a kind as things are now; a job of another version is to be dropped. Null: nothing does. */
export function waitOf(kind: BookingJobKind, booking: Planned, settings: ReminderSettings): Wait | null {
  return WAITS[kind](booking, settings);
}

/**
 * What a step does to the jobs of a booking (SPEC RM1). Their rows name its contact where others name a conversation, since one may
 * have none: they are erased with the booking, and whoever books again is not missed any more.
 * @param before null: it is new
 * @param known.contactIds of all of its person's card
 * @param known.isUntold what tells of it first is there still, see `firstTold`
 * @param known.by who changes it; left out: its person
 * @param known.theirs all that their card booked, where it is given up (`isGivenUp`)
 */
export function bookingJobs(
  before: Planned | null,
  after: Planned,
  settings: ReminderSettings,
  at: number,
  {
    contactIds = [after.contactId],
    isUntold = false,
    by,
    theirs = [],
  }: {
    contactIds?: readonly string[];
    isUntold?: boolean;
    by?: Pick<Author, 'kind'>;
    theirs?: readonly Planned[];
  } = {},
): JobChanges {
  const of = { conversationId: after.contactId, subject: after.id };
  const changed = BOOKING_KINDS.flatMap(kind => {
    const [was, is] = [before && waitOf(kind, before, settings), waitOf(kind, after, settings)];
    // It had its turn, or has it now: what was stretched since is the same visit still, and nothing of it is said twice.
    const hadItsTurn = was !== null && was.dueAt <= at && was.subjectVersion === is?.subjectVersion;
    return hadItsTurn || isSame(was, is) ? [] : [{ kind, was, is }];
  });
  const isToldOf = settings.confirmation.isOn && after.startAt > at;
  // Whoever does it by themself is awake.
  const tellAt = before && by && by.kind !== 'visitor' ? newsAt(before, after, at) : at;
  const put = changed.flatMap(({ kind, was, is }): NewJob[] => {
    const job = is && { ...of, ...is, kind, siteId: after.siteId, step: 1 };
    if (!job) return [];
    if (kind === 'booking_confirmation') {
      const step = was && !isUntold ? STEPS.moved : STEPS.booked;
      return isToldOf ? [{ ...job, step, dueAt: step === STEPS.moved ? tellAt : at }] : [];
    }
    if (kind === 'booking_cancelled') return isToldOf && !isUntold ? [{ ...job, dueAt: tellAt }] : [];
    // Of a visit that is written down afterwards, too, somebody is missed.
    if (kind === 'booking_return') return [{ ...job, dueAt: Math.max(job.dueAt, at) }];
    // What its time has passed already is not made up for: whoever books in the evening for the morning knows it still.
    return job.dueAt > at ? [job] : [];
  });
  const last = before && isGivenUp(before, after) ? lastBefore(after, theirs) : null;
  if (last) put.push(...returnOf(last, settings, at));
  // Their visits that began before are followed by this one; of a later one somebody may be missed still.
  const followed = contactIds.map(conversationId => ({
    ...{ kind: 'booking_return' as const, conversationId },
    versionBelow: after.startAt,
  }));
  return { cancel: before ? changed.map(({ kind }) => ({ kind, ...of })) : followed, put };
}

/** What has somebody missed after a visit, put back: when, or that they were told already, is found when it is looked at. */
function returnOf(visit: Planned, settings: ReminderSettings, at: number): NewJob[] {
  const wait = waitOf('booking_return', visit, settings);
  const { id: subject, contactId: conversationId, siteId } = visit;
  if (!wait) return [];
  return [
    { kind: 'booking_return', subject, conversationId, siteId, step: 1, ...wait, dueAt: Math.max(wait.dueAt, at) },
  ];
}

function isSame(a: Wait | null, b: Wait | null): boolean {
  return a?.dueAt === b?.dueAt && a?.subjectVersion === b?.subjectVersion;
}

/**
 * When somebody is reminded: at an hour of the shop some days before; where that is night by their own clock, in the morning, or before
 * that night where the morning is too late. Null: it would begin before. Ms since the epoch.
 */
export function reminderAt(
  booking: Pick<BookingRecord, 'startAt' | 'timeZone' | 'visitorZone'>,
  { daysBefore, hour }: Pick<ReminderSettings['reminder'], 'daysBefore' | 'hour'>,
): number | null {
  const { startAt, timeZone } = booking;
  const day = Temporal.Instant.fromEpochMilliseconds(startAt).toZonedDateTimeISO(timeZone).toPlainDate();
  const wanted = hourOf(day.subtract({ days: daysBefore }), hour, timeZone);
  const zone = zoneOfPerson(booking);
  const morning = morningFrom(wanted, zone);
  const latest = startAt - LEAST_BEFORE_MS;
  if (morning <= latest) return morning;
  const evening = eveningBefore(wanted, zone);
  return morning === wanted || evening > latest ? null : evening;
}

/** That time, or when the night ends that it is in by a person's clock. */
export function morningFrom(at: number, zone: string): number {
  const { day, hour } = clockOf(at, zone);
  if (hour < NIGHT.to) return hourOf(day, NIGHT.to, zone);
  return hour >= NIGHT.from ? hourOf(day.add({ days: 1 }), NIGHT.to, zone) : at;
}

/** The last hour before the night that a time is in. */
function eveningBefore(at: number, zone: string): number {
  const { day, hour } = clockOf(at, zone);
  return hourOf(hour < NIGHT.to ? day.subtract({ days: 1 }) : day, NIGHT.from - 1, zone);
}

function clockOf(at: number, zone: string): { day: Temporal.PlainDate; hour: number } {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { day: now.toPlainDate(), hour: now.hour };
}

function hourOf(day: Temporal.PlainDate, hour: number, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;
}

import { Temporal } from 'temporal-polyfill';
import type { Slot, SlotsAnswer } from '../../../protocol/callbacks.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { nextOpening, openingAt, openSpans, scheduleOf } from '../availability/rules.ts';
import type { SiteRecord } from '../sites/store.ts';

/** When somebody rings, ms since the epoch. */
export type Window = Pick<Slot, 'startAt' | 'endAt'>;
type Hours = Pick<SiteRecord, 'hours' | 'callHours' | 'days' | 'holidays' | 'timeZone' | 'asapMinutes'>;

const MINUTE_MS = 60_000;
const SLOT_MS = LIMITS.slotMinutes * MINUTE_MS;
const WINDOW_MS = LIMITS.windowMinutes * MINUTE_MS;

/** From when to when slots are offered: what `store.callbacks.slotLoad` is asked for. */
export function slotRange(now: number): { from: number; to: number } {
  return { from: now, to: now + LIMITS.slotDays * 24 * 60 * MINUTE_MS };
}

/**
 * The half hours in which a callback may be asked for: on the site's own full and half hours, inside the hours of calls,
 * for a week, none sooner than the site promises to be "as soon as possible" (SPEC H2).
 * @param load callbacks taken already, by start
 */
export function slotsFor(
  site: Hours & Pick<SiteRecord, 'callbacksPerSlot'>,
  load: ReadonlyMap<number, number>,
  now: number,
): SlotsAnswer {
  const { to } = slotRange(now);
  const starts = slotStarts(site, now + site.asapMinutes * MINUTE_MS, to);
  const slots = starts.map(
    (startAt): Slot => ({
      ...windowFrom(startAt),
      isFull: (load.get(startAt) ?? 0) >= site.callbacksPerSlot,
    }),
  );
  return { asapAt: asapAt(site, now), slots, timeZone: site.timeZone };
}

/**
 * The window that begins at an offered time; null: there is none, because it is past, too far, off the grid or outside
 * the hours of calls. One that came a little nearer while the visitor typed still counts.
 */
export function offeredWindow(site: Hours, startAt: number, now: number): Window | null {
  const { from, to } = slotRange(now);
  const isOffered = startAt >= from && startAt <= to && slotStarts(site, startAt, startAt).includes(startAt);
  return isOffered ? windowFrom(startAt) : null;
}

/** The window in which "as soon as possible" is kept: so many minutes from now, or right after the next opening (SPEC H3). */
export function asapWindow(site: Hours, now: number): Window {
  return windowFrom(asapAt(site, now));
}

/** The window that begins at a time, offered or not. */
export function windowFrom(startAt: number): Window {
  return { startAt, endAt: startAt + WINDOW_MS };
}

function asapAt(site: Hours, now: number): number {
  const soon = now + site.asapMinutes * MINUTE_MS;
  const calls = scheduleOf(site, 'calls');
  const { isOpen, opensAt, closesAt } = openingAt(calls, now);
  if (!isOpen) return opensAt ?? soon;
  if (closesAt === null || soon <= closesAt) return soon;
  return nextOpening(calls, closesAt) ?? soon;
}

/** Starts of slots between two moments, both inclusive. */
function slotStarts(site: Hours, from: number, to: number): number[] {
  const starts: number[] = [];
  for (const span of openSpans(scheduleOf(site, 'calls'), from, to + 1)) {
    const end = Math.min(to, span.to - WINDOW_MS);
    for (let at = onGrid(Math.max(from, span.from), site.timeZone); at <= end; at += SLOT_MS) starts.push(at);
  }
  return starts;
}

/** The first full or half hour, by the clocks of the zone, at or after a moment. Some zones are 45 minutes off UTC. */
function onGrid(at: number, timeZone: string): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const offsetMs = offsetNanoseconds / 1_000_000;
  return Math.ceil((at + offsetMs) / SLOT_MS) * SLOT_MS - offsetMs;
}

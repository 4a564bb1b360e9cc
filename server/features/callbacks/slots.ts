import { Temporal } from 'temporal-polyfill';
import type { Slot, SlotsAnswer } from '../../../protocol/callbacks.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { nextOpening, openingAt, openSpans, scheduleOf } from '../availability/rules.ts';
import type { SiteRecord } from '../sites/store.ts';

/** When somebody rings, ms since the epoch. */
export type Window = Pick<Slot, 'startAt' | 'endAt'>;
/** What of a site says when calls are offered. */
export type Settings = Pick<
  SiteRecord,
  | 'hours'
  | 'callHours'
  | 'days'
  | 'holidays'
  | 'timeZone'
  | 'slotMinutes'
  | 'callbacksPerSlot'
  | 'leadMinutes'
  | 'horizonDays'
  | 'asapMinutes'
>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** From when to when slots are offered: what `store.callbacks.slotLoad` is asked for. */
export function slotRange({ horizonDays }: Pick<Settings, 'horizonDays'>, now: number): { from: number; to: number } {
  return { from: now, to: now + horizonDays * DAY_MS };
}

/**
 * The times in which a callback may be asked for: on the site's own clock, every `slotMinutes` from midnight on, inside
 * the hours of calls, up to the horizon, none sooner than the lead time or than "as soon as possible" (SPEC H2).
 * @param load callbacks taken already, by start
 * @param soonest when "as soon as possible" is kept; left out: as if nobody waited
 */
export function slotsFor(
  site: Settings,
  load: ReadonlyMap<number, number>,
  now: number,
  soonest = asapAt(site, now),
): SlotsAnswer {
  const { to } = slotRange(site, now);
  const slots = slotStarts(site, leadTime(site, now), to).map(
    (startAt): Slot => ({
      ...slotFrom(site, startAt),
      isFull: (load.get(startAt) ?? 0) >= site.callbacksPerSlot,
    }),
  );
  return { asapAt: soonest, slots, timeZone: site.timeZone };
}

/**
 * The window that begins at an offered time; null: there is none, because it is past, too far, off the grid or outside
 * the hours of calls. One that came a little nearer while the visitor typed still counts.
 */
export function offeredWindow(site: Settings, startAt: number, now: number): Window | null {
  const { from, to } = slotRange(site, now);
  const isOffered = startAt >= from && startAt <= to && slotStarts(site, startAt, startAt).includes(startAt);
  return isOffered ? slotFrom(site, startAt) : null;
}

/** The windows that are offered after a time, in order. */
export function windowsAfter(site: Settings, startAt: number, now: number): Window[] {
  const { to } = slotRange(site, now);
  return slotStarts(site, Math.max(startAt + 1, leadTime(site, now)), to).map(start => slotFrom(site, start));
}

/** The earliest time that can be chosen. */
function leadTime({ leadMinutes, asapMinutes }: Pick<Settings, 'leadMinutes' | 'asapMinutes'>, now: number): number {
  return now + Math.max(leadMinutes, asapMinutes) * MINUTE_MS;
}

/** The window in which "as soon as possible" is kept, were nobody waiting: so many minutes from now, or right after the next opening (SPEC H3). */
export function asapWindow(site: Settings, now: number): Window {
  return windowFrom(asapAt(site, now));
}

/** The window alone of what has more. */
export function windowOf({ startAt, endAt }: Window): Window {
  return { startAt, endAt };
}

/** The window that begins at any time, offered or not. */
export function windowFrom(startAt: number): Window {
  return { startAt, endAt: startAt + LIMITS.windowMinutes * MINUTE_MS };
}

/** The window that begins with a slot. */
function slotFrom({ slotMinutes }: Pick<Settings, 'slotMinutes'>, startAt: number): Window {
  return { startAt, endAt: startAt + Math.min(slotMinutes, LIMITS.windowMinutes) * MINUTE_MS };
}

/** When it begins. */
export function asapAt(site: Settings, now: number): number {
  const soon = now + site.asapMinutes * MINUTE_MS;
  const calls = scheduleOf(site, 'calls');
  const { isOpen, opensAt, closesAt } = openingAt(calls, now);
  if (!isOpen) return opensAt ?? soon;
  if (closesAt === null || soon <= closesAt) return soon;
  return nextOpening(calls, closesAt) ?? soon;
}

/** Starts of slots between two moments, both inclusive. */
function slotStarts(site: Settings, from: number, to: number): number[] {
  const starts: number[] = [];
  const slotMs = site.slotMinutes * MINUTE_MS;
  const { endAt: windowMs } = slotFrom(site, 0);
  for (const span of openSpans(scheduleOf(site, 'calls'), from, to + 1)) {
    const end = Math.min(to, span.to - windowMs);
    for (let at = onGrid(Math.max(from, span.from), site); at <= end; at += slotMs) starts.push(at);
  }
  return starts;
}

/** The first clock time of a slot, in the zone, at or after a moment. Some zones are 45 minutes off UTC. */
function onGrid(at: number, { timeZone, slotMinutes }: Pick<Settings, 'timeZone' | 'slotMinutes'>): number {
  const slotMs = slotMinutes * MINUTE_MS;
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const offsetMs = offsetNanoseconds / 1_000_000;
  return Math.ceil((at + offsetMs) / slotMs) * slotMs - offsetMs;
}

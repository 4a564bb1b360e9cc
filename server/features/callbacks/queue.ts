/**
 * When "as soon as possible" can be kept (SPEC H3): pure, for the offer and for both stores, which settle it in the step
 * that keeps the request.
 */
import { Temporal } from 'temporal-polyfill';
import type { Callback } from '../../../protocol/callbacks.ts';
import { nextOpening, openSpans, scheduleOf } from '../availability/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { asapAt, type Settings, type Window, windowFrom } from './slots.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Who should have been rung so long ago is not before anybody any more. */
const FORGOTTEN_MS = 24 * HOUR_MS;
/** Who began to ring so long ago, and said nothing since, has hung up. */
const LONG_CALL_MS = HOUR_MS;
/** How far beyond the first chance a queue is followed. */
const REACH_MS = 4 * 24 * HOUR_MS;

/** A call that is promised already. */
export type WaitingCall = Pick<Callback, 'startAt' | 'isAsap' | 'ringing'>;

/** Who rings, and from when to when. */
export interface CallDesk {
  now: number;
  /** The first chance, were nobody waiting. */
  soonest: number;
  /** Ids of agents who are here; nobody: the hours are the site's word that somebody will be. */
  agents: readonly string[];
  /** How many ring at a later opening. */
  usual: number;
  callMs: number;
  /** Hours of calls from `soonest` on. */
  spans: readonly { from: number; to: number }[];
}

/** Between which times those wait who may be before somebody new: what `store.callbacks.waiting` is asked for. */
export function queueRange({ now, soonest }: Pick<CallDesk, 'now' | 'soonest'>): { from: number; to: number } {
  return { from: now - FORGOTTEN_MS, to: soonest + REACH_MS };
}

/** @param agents ids of those who are here and see the site */
export function callDesk(
  site: Settings & Pick<SiteRecord, 'callMinutes'>,
  agents: readonly string[],
  now: number,
): CallDesk {
  const soonest = asapAt(site, now);
  const { callMinutes, callbacksPerSlot, slotMinutes } = site;
  return {
    now,
    soonest,
    agents,
    // As many as it takes to keep what a slot holds.
    usual: Math.max(1, Math.ceil((callbacksPerSlot * callMinutes) / slotMinutes)),
    callMs: callMinutes * MINUTE_MS,
    spans: openSpans(scheduleOf(site, 'calls'), soonest, soonest + REACH_MS),
  };
}

/**
 * The first time at which a call can be begun when all who wait for an earlier time were rung, one after another by each
 * agent who is free: the first chance, while the queue is short.
 * @param waiting earliest first
 */
export function honestStart(desk: CallDesk, waiting: readonly WaitingCall[]): number {
  const { soonest, spans } = desk;
  for (const span of spans) {
    const from = Math.max(span.from, soonest);
    const at = startWithin(desk, waiting, from);
    if (at < span.to) return at;
  }
  return spans.length === 0 ? soonest : startWithin(desk, waiting, Math.max(spans.at(-1)!.from, soonest));
}

/** The same in one stretch of the hours of calls, whose first chance is `first`. */
function startWithin(desk: CallDesk, waiting: readonly WaitingCall[], first: number): number {
  const { now, soonest, spans, callMs } = desk;
  const isNow = (spans[0]?.from ?? now) <= now && first === soonest;
  const free = isNow ? freeNow(desk, waiting) : Array.from({ length: desk.usual }, () => first);
  const begins = isNow ? now : first;
  let at = first;
  for (const call of waiting) {
    // Those of an earlier opening are rung by then.
    if (!isNow && call.startAt < first) continue;
    if (call.startAt > at) break;
    if (isOnLine(call, now)) continue;
    const next = free.indexOf(Math.min(...free));
    free[next] = Math.max(free[next]!, call.isAsap ? begins : call.startAt) + callMs;
    at = Math.max(first, Math.min(...free));
  }
  return Math.max(at, Math.min(...free));
}

/** Until when whoever rings somebody counts as on the line, if they say nothing of it; null: nobody rings. */
export function onLineUntil({ ringing }: Pick<Callback, 'ringing'>): number | null {
  return ringing && ringing.at + LONG_CALL_MS;
}

/** Somebody rings them now. */
function isOnLine(call: WaitingCall, now: number): boolean {
  return (onLineUntil(call) ?? now) > now;
}

/** When each who is here has no call on hand. */
function freeNow({ now, agents, usual, callMs }: CallDesk, waiting: readonly WaitingCall[]): number[] {
  if (agents.length === 0) return Array.from({ length: usual }, () => now);
  const begun = new Map(
    waiting.filter(call => isOnLine(call, now)).map(({ ringing }) => [ringing!.agentId, ringing!.at] as const),
  );
  return agents.map(id => Math.max(now, (begun.get(id) ?? -Infinity) + callMs));
}

/** When to try again after each call that nobody answered, all of them counted from a moment, in the hours of calls (SPEC CB5). */
export function retryWindows(site: Settings & Pick<SiteRecord, 'callRetries'>, at: number): Window[] {
  return site.callRetries.map(retry =>
    windowFrom(retry === 'morning' ? nextMorning(site, at) : soonAfter(site, at, retry)),
  );
}

function soonAfter(site: Settings, at: number, minutes: number): number {
  const due = at + minutes * MINUTE_MS;
  return nextOpening(scheduleOf(site, 'calls'), due) ?? due;
}

/** The hour at which a morning is late enough to ring somebody where calls are open all night. */
const MORNING = { early: 8, usual: 9 };

function nextMorning(site: Settings, at: number): number {
  const schedule = scheduleOf(site, 'calls');
  const day = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(site.timeZone)
    .add({ days: 1 })
    .startOfDay();
  const hour = (hours: number) => day.add({ hours }).epochMilliseconds;
  const opens = nextOpening(schedule, day.epochMilliseconds);
  if (opens !== null && opens >= hour(MORNING.early)) return opens;
  return nextOpening(schedule, hour(MORNING.usual)) ?? hour(MORNING.usual);
}

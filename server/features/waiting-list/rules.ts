/** What becomes of who waits: pure. Both stores use it, so that they can not differ. */
import { type Wait, type WaitState, wait } from '../../../protocol/waiting-list.ts';
import { AppError } from '../../app-error.ts';
import { overlap, type Span } from '../bookings/spans.ts';
import type { HoldRecord } from '../bookings/store.ts';
import type { Plan, Take } from '../bookings/visit.ts';
import type { NewJob } from '../jobs/store.ts';
import type { OfferRecord, WaitDraft, WaitRecord } from './store.ts';

const OF_WAIT = Object.keys(wait.shape) as (keyof Wait)[];
const OF_OFFER = Object.keys(wait.shape.offer.unwrap().shape) as (keyof NonNullable<Wait['offer']>)[];

/** What of a record people are shown. */
export function waitOf(record: WaitRecord): Wait {
  const shown = Object.fromEntries(OF_WAIT.map(key => [key, record[key]])) as unknown as Wait;
  const { offer } = record;
  return { ...shown, offer: offer && (Object.fromEntries(OF_OFFER.map(key => [key, offer[key]])) as never) };
}

/** Somebody new in the list. */
export function newWait(
  { most: _, tellIn: _language, at, ...said }: WaitDraft,
  whose: { contactId: string; conversationId: string },
): WaitRecord {
  return {
    ...{ ...said, ...whose },
    ...{ state: 'waiting', stateAt: at, offer: null, passed: [], bookingId: null, version: 1, createdAt: at },
  };
}

/** Whether they wait still: for a place, or for their answer. */
export function isLive({ state }: Pick<Wait, 'state'>): boolean {
  return state === 'waiting' || state === 'offered';
}

/** One after a change. */
export function changedWait(
  before: WaitRecord,
  change: Partial<Pick<WaitRecord, 'offer' | 'passed' | 'bookingId'>> & { state: WaitState },
  at: number,
): WaitRecord {
  return { ...before, ...change, stateAt: at, version: before.version + 1 };
}

/** One who has not taken what they were offered: they wait on, for other times. */
export function passedWait(before: WaitRecord, at: number): WaitRecord {
  const { startAt, endAt } = before.offer!;
  const passed = [...before.passed, { from: startAt, to: endAt }];
  return changedWait(before, { state: 'waiting', offer: null, passed }, at);
}

/** One to whom a place is offered. */
export function offeredWait(before: WaitRecord, hold: HoldRecord, until: number, at: number): WaitRecord {
  const { id: holdId, items, takes, startAt, endAt } = hold;
  const offer: OfferRecord = { holdId, items, takes, startAt, endAt, at, until };
  return changedWait(before, { state: 'offered', offer }, at);
}

/** What keeps the time of an offer: another one for each. */
export function offerHoldId({ id, version }: Pick<WaitRecord, 'id' | 'version'>): string {
  return `offer ${id} ${version}`;
}

/** Whether they were offered a visit that meets this one, and did not take it. */
export function hasPassed({ passed }: Pick<WaitRecord, 'passed'>, visit: Span): boolean {
  return passed.some(each => overlap(each, visit));
}

/** The plan of an offer: with whom and what is kept. */
export function planOfOffer({ items, takes, startAt, endAt }: OfferRecord): Plan {
  return {
    ...{ startAt, endAt },
    items: items.map(({ staffId: _, staffName: _name, ...item }) => item),
    slots: takes.map(({ owner, from, to }, at) => ({ owners: [owner], from, to, item: at < items.length ? at : null })),
    names: Object.fromEntries(items.map(({ staffId, staffName }) => [staffId, staffName])),
  };
}

/** What looks at a list: one job for each day of a site. */
export function lookJob(
  { siteId, date }: Pick<Wait, 'siteId' | 'date'>,
  { dueAt, version }: { dueAt: number; version: number },
): NewJob {
  return {
    ...{ kind: 'waiting', siteId, conversationId: NOBODYS, subject: `${siteId}_${date}` },
    ...{ subjectVersion: version, step: 1, dueAt },
  };
}

/** It is of no conversation: it goes when nobody waits any more. */
const NOBODYS = '';

/** The day that a job is of. */
export function dayOfJob({ siteId, subject }: { siteId: string; subject: string }): string {
  return subject.slice(siteId.length + 1);
}

/** From the first moment to the last of what is taken. */
export function aroundOf(takes: readonly Take[]): Span {
  return { from: Math.min(...takes.map(each => each.from)), to: Math.max(...takes.map(each => each.to)) };
}

/**
 * Whether somebody may join those who wait for a day (SPEC WL2). Whoever comes by another browser is known by how they are told.
 * @param live of that day
 * @throws AppError ALREADY_CLAIMED: they stand in the list; SLOT_TAKEN: so many wait already
 */
export function refuseJoining(live: readonly WaitRecord[], draft: WaitDraft): void {
  if (live.some(each => isSamePerson(each, draft))) {
    throw new AppError('ALREADY_CLAIMED', 'Whoever is told there waits for that day already; see their link.', {
      fields: { date: 'ALREADY_CLAIMED' },
    });
  }
  if (live.length < draft.most) return;
  throw new AppError('SLOT_TAKEN', 'So many wait for that day already that nobody else can; choose another day.', {
    fields: { date: 'SLOT_TAKEN' },
  });
}

function isSamePerson(a: Pick<Wait, 'email' | 'phone'>, b: Pick<Wait, 'email' | 'phone'>): boolean {
  const isMail = a.email !== '' && a.email.toLowerCase() === b.email.toLowerCase();
  return isMail || (a.phone !== '' && a.phone === b.phone);
}

/** For how long it is told what became of who waited, once the day is past. */
export const WAITS_KEPT_MS = 7 * 24 * 3_600_000;

/** Who is missed, since when, and who wants to hear it: pure, with the clock passed in (SPEC AB6 to AB8). */
import type { Booking } from '../../../protocol/bookings.ts';
import type { Consent, Contact } from '../../../protocol/contacts.ts';
import type { CardTree } from '../contacts/card.ts';
import { hasConsent, RETURN_PURPOSE } from '../contacts/rules.ts';
import type { ContactEdit } from '../contacts/store.ts';
import type { JobChanges } from '../jobs/store.ts';

const DAY_MS = 24 * 3_600_000;

/** What people agree to who want to hear it, and what they take back who do not any more. */
const PURPOSES: readonly string[] = ['news', RETURN_PURPOSE];
/** Ways by which somebody may want it, the first first. */
export const RETURN_CHANNELS = ['email', 'sms'] as const;
export type ReturnChannel = (typeof RETURN_CHANNELS)[number];

/** Fewer visits make no rhythm. */
const RHYTHM_VISITS = 3;
/** Visits that are looked at: who comes otherwise than years ago has another rhythm. */
export const LOOKED_AT = 12;
/** Whoever comes every day is not missed after two, nor is whoever has just given up a visit. */
const LEAST_DAYS = 7;

type Visited = Pick<Booking, 'id' | 'state' | 'startAt' | 'endAt' | 'date'>;

/** Whether somebody came, or is to: nobody has to press that they did. */
function isVisit({ state }: Pick<Booking, 'state'>): boolean {
  return state !== 'cancelled' && state !== 'no_show';
}

/** Whether somebody has come again after a visit, or is to. @param theirs all that they booked lately */
export function isFollowed(visit: Visited, theirs: readonly Visited[]): boolean {
  return theirs.some(each => each.id !== visit.id && isVisit(each) && each.startAt >= visit.endAt);
}

/**
 * Days after which somebody comes again as a rule: in the middle of those between their visits until then, of which those of one day
 * are one. Null: there are too few.
 */
export function rhythmOf(visit: Visited, theirs: readonly Visited[]): number | null {
  const days = [...new Set(theirs.filter(each => isVisit(each) && each.startAt <= visit.startAt).map(dayOf))];
  if (days.length < RHYTHM_VISITS) return null;
  days.sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, at) => day - days[at]!);
  gaps.sort((a, b) => a - b);
  const middle = gaps.length / 2;
  const median = Number.isInteger(middle) ? (gaps[middle - 1]! + gaps[middle]!) / 2 : gaps[Math.floor(middle)]!;
  return Math.max(LEAST_DAYS, Math.round(median));
}

function dayOf({ date }: Visited): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/**
 * When somebody is missed after a visit: by their own rhythm, else by the service that brings them back first, else by the desk's days.
 * @param serviceDays of the services of the visit; null: one says nothing
 * @returns ms since the epoch, whatever the hour
 */
export function missedFrom(
  visit: Visited,
  theirs: readonly Visited[],
  { serviceDays, days }: { serviceDays: readonly (number | null)[]; days: number },
): number {
  const said = serviceDays.filter(each => each !== null);
  const after = rhythmOf(visit, theirs) ?? (said.length > 0 ? Math.min(...said) : days);
  return visit.endAt + after * DAY_MS;
}

/**
 * The same once what they booked after that visit came to nothing: not before a week after they gave it up. Null: they were missed
 * already when they booked it, and are told so once.
 * @param theirs all that they booked lately
 */
export function missedAgainFrom(
  visit: Visited,
  theirs: readonly (Visited & Pick<Booking, 'createdAt' | 'stateAt'>)[],
  missedAt: number,
): number | null {
  const given = theirs.filter(each => each.id !== visit.id && !isVisit(each) && each.startAt >= visit.endAt);
  if (given.some(each => each.createdAt >= missedAt)) return null;
  return Math.max(missedAt, ...given.map(each => each.stateAt + LEAST_DAYS * DAY_MS));
}

/** By which ways somebody wants to hear it: the newest word counts, and of two at once the one that takes it back. */
export function wantedBy(consents: readonly Consent[]): ReturnChannel[] {
  const about = consents.filter(each => PURPOSES.includes(each.purpose)).map(each => ({ ...each, purpose: 'news' }));
  return RETURN_CHANNELS.filter(channel => hasConsent(about, channel, 'news'));
}

/**
 * What an act on a contact does to what waits: who takes back the last of their consents is missed no more.
 * @param tree of the card, before it. @param after the contact as it is then
 */
export function afterConsent(edit: ContactEdit, { contacts }: Pick<CardTree, 'contacts'>, after: Contact): JobChanges {
  const isTaken = edit.kind === 'consent' && !edit.consent.isGiven;
  const now = [after, ...contacts.filter(each => each.id !== after.id)];
  if (!isTaken || wantedBy(now.flatMap(each => each.consents)).length > 0) return { cancel: [], put: [] };
  return { cancel: now.map(({ id }) => ({ kind: 'booking_return' as const, conversationId: id })), put: [] };
}

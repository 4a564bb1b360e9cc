/** Looks whether the list of a day has a place, and asks the next one: one person at a time for each place. */
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { freeStarts, MINUTE_MS, stretchesOf } from '../bookings/free-times.ts';
import { type OpenShop, refuseSwitchedOff, shopFor, withoutOwn } from '../bookings/people.ts';
import { isLive as isBooked } from '../bookings/rules.ts';
import { BOOKINGS } from '../bookings/settings.ts';
import type { BookingRecord, Saying } from '../bookings/store.ts';
import { planAt, worksThen } from '../bookings/visit.ts';
import { publishEntry } from '../conversations/news.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { SiteRecord } from '../sites/store.ts';
import { tellWaiting } from './news.ts';
import { KEPT_LONGER_MS, offerUntil } from './offer-time.ts';
import { dayOfJob, hasPassed } from './rules.ts';
import { WAITING } from './settings.ts';
import type { Offering, Turned, WaitRecord } from './store.ts';
import { offerLetter, wakeTime, wayTo } from './telling.ts';

/** What becomes free by itself, such as a new shift or a hold that ran out, is found so soon. */
const LOOK_MS = MINUTE_MS;
/** Places given in one look; what is left is found by the next one. */
const MOST_PLACES = 50;

/** Does the jobs of the kind `waiting`: one for each day of a site, as long as somebody waits for it (SPEC WL3). */
export function createWaitingLooker(contextNow: () => Context): JobHandler {
  return async job => {
    const context = contextNow();
    const { store, sites, now } = context;
    const site = await sites.byId(job.siteId);
    for (const wait of site ? await liveOf(context, site, dayOfJob(job)) : []) await endBooked(context, wait);
    for (let given = 0; given < MOST_PLACES; given += 1) {
      const waits = site ? await liveOf(context, site, dayOfJob(job)) : [];
      if (!site || waits.length === 0) return void (await store.jobs.drop(job));
      const ended = waits.find(({ offer }) => offer !== null && offer.until <= now()) ?? null;
      const next = await nextOf(context, site, waits, ended);
      if (!ended && !next) break;
      const turned = await turn(context, { ended, next, waits });
      // Somebody has booked just that: whose offer is over waits on all the same.
      if (turned === 'taken' && ended) await turn(context, { ended, next: null, waits });
    }
    await store.jobs.move(job, now() + LOOK_MS);
  };
}

/** Those who wait for a day that is not over. */
async function liveOf({ store, now }: Context, site: SiteRecord, date: string): Promise<WaitRecord[]> {
  const at = now();
  return (await store.waits.ofDay(site.id, date)).filter(({ to, offer }) => offer !== null || to > at);
}

/** Somebody does not take what they are offered: the next one is asked in the same step (SPEC WL4). @throws AppError ALREADY_CLAIMED */
export async function passOn(context: Context, site: SiteRecord, ended: WaitRecord, says: Saying): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const waits = await liveOf(context, site, ended.date);
    const next = await nextOf(context, site, waits, ended);
    if ((await turn(context, { ended, next, waits, says })) === 'turned') return;
  }
  // Whoever was to be asked is elsewhere each time: the list is looked at anew, as it is after every turn.
  const turned = await turn(context, { ended, next: null, waits: [], says });
  if (turned !== 'turned') throw new AppError('ALREADY_CLAIMED', 'This offer is another by now; look at it again.');
}

async function turn(
  context: Context,
  about: { ended: WaitRecord | null; next: Offering | null; waits: readonly WaitRecord[]; says?: Saying },
): Promise<Turned> {
  const { store, outbox, jobs, now } = context;
  const { ended, next, waits, says } = about;
  const { outcome, written } = await store.waits.turn({
    ...(ended && { ended: { id: ended.id, version: ended.version, says } }),
    ...(next && { next }),
    at: now(),
  });
  if (outcome !== 'turned') return outcome;
  if (written) publishEntry(context, written);
  if (next) outbox.wake();
  if (ended) jobs.wake();
  for (const each of waits) if (each.id === ended?.id || each.id === next?.id) tellWaiting(context, each);
  return outcome;
}

/** The first in the list for whom there is a place now. @param ended whose offer ends: what was kept for them is free */
async function nextOf(
  context: Context,
  site: SiteRecord,
  waits: readonly WaitRecord[],
  ended: WaitRecord | null,
): Promise<Offering | null> {
  const { isOn } = await context.settings.read(WAITING);
  if (!isOn || !(await context.switches.read()).booking) return null;
  const shops = new Map<string, Promise<OpenShop | null>>();
  const shopOf = ({ items, from, to }: WaitRecord) => {
    const wanted = items.map(({ serviceId, staffId }) => ({ serviceId, staffId }));
    const key = JSON.stringify([wanted, from, to]);
    const known = shops.get(key) ?? shopFor(context, { site, isVisitor: true }, wanted, { from, to }).catch(none);
    shops.set(key, known);
    return known;
  };
  for (const wait of waits) {
    if (wait.state !== 'waiting' || wait.id === ended?.id) continue;
    const open = await shopOf(wait);
    const offering = open && (await offeringFor(context, site, wait, open, ended));
    if (offering) return offering;
  }
  return null;
}

/** What they wait for is not offered any more. */
function none(error: unknown): null {
  if (error instanceof AppError && error.code === ('FIELD_INVALID' satisfies ErrorCode)) return null;
  throw error;
}

/** The first place that is one for them; null: there is none, or they are not to be asked. */
async function offeringFor(
  context: Context,
  site: SiteRecord,
  wait: WaitRecord,
  { shop: whole, parts, names }: OpenShop,
  ended: WaitRecord | null,
): Promise<Offering | null> {
  const { settings, now } = context;
  const at = now();
  // Once what kept its time has run out, whatever has it is somebody else's.
  const isKept = ended?.offer && ended.offer.until + KEPT_LONGER_MS > at;
  const shop = isKept ? withoutOwn(whole, ended.offer!) : whole;
  const starts = freeStarts(shop, parts, { from: Math.max(wait.from, at), to: wait.to });
  if (starts.length === 0) return null;
  const way = await wayTo(context, wait);
  if (!way || (await isHeld(context, wait)) || (await endBooked(context, wait))) return null;
  const [{ offerMinutes }, { leadMinutes }, wakeAt] = await Promise.all([
    settings.read(WAITING),
    settings.read(BOOKINGS),
    wakeTime(context, wait, way, at),
  ]);
  const lastsMs = stretchesOf(parts).at(-1)!.ends;
  for (const startAt of starts) {
    const visit = { from: startAt, to: startAt + lastsMs };
    const until = offerUntil({ startAt, wakeAt, offerMinutes, leadMinutes });
    const plan = until === null || hasPassed(wait, visit) ? null : planAt(parts, startAt, names, worksThen(shop));
    if (!plan || until === null) continue;
    const letter = await offerLetter(context, { site, wait, startAt, endAt: visit.to, until }, way);
    // Nobody is asked who would not hear of it.
    if (!letter) return null;
    return { id: wait.id, version: wait.version, plan, until, keptUntil: until + KEPT_LONGER_MS, letter };
  }
  return null;
}

/** Bookings of one person that are looked at. */
const LOOKED_AT = 50;

/** Nobody has said yet whether they are a person. */
async function isHeld({ store }: Context, { conversationId }: WaitRecord): Promise<boolean> {
  return (await store.conversations.find(conversationId))?.status === 'held';
}

/** Whoever has booked that day otherwise meanwhile waits no more. @returns whether they have */
async function endBooked(context: Context, wait: WaitRecord): Promise<boolean> {
  const booked = wait.state === 'waiting' ? bookedMeanwhile(await bookingsOf(context, wait), wait) : undefined;
  if (!booked) return false;
  const { id, version } = wait;
  const ended = await context.store.waits.end({
    id,
    version,
    state: 'booked',
    bookingId: booked.id,
    at: context.now(),
  });
  if (ended) tellWaiting(context, wait);
  return true;
}

async function bookingsOf({ store }: Context, { contactId }: WaitRecord): Promise<BookingRecord[]> {
  const tree = await store.contacts.tree(contactId);
  return store.bookings.ofContacts(tree?.ids ?? [contactId], { siteIds: null, before: null, limit: LOOKED_AT });
}

/** What of theirs was booked for that day since they wait, or moved to it, by whichever way. */
export function bookedMeanwhile(theirs: readonly BookingRecord[], wait: WaitRecord): BookingRecord | undefined {
  return theirs.find(each => isFor(each, wait));
}

function isFor(booking: BookingRecord, { createdAt, from, to }: WaitRecord): boolean {
  const { datedAt = booking.createdAt, startAt, endAt } = booking;
  return isBooked(booking) && datedAt >= createdAt && startAt < to && endAt > from;
}

/** @throws AppError NOT_FOUND while booking, or the list, is switched off (SPEC WL9) */
export async function refuseWithoutList(context: Pick<Context, 'switches' | 'settings'>): Promise<void> {
  await refuseSwitchedOff(context);
  if (!(await context.settings.read(WAITING)).isOn) throw new AppError('NOT_FOUND', 'There is no waiting list here.');
}

/** What the desk does with waiting lists. */
import type { Agent } from '../../../protocol/agents.ts';
import type { ShownBooking } from '../../../protocol/bookings.ts';
import type { Author } from '../../../protocol/entries.ts';
import type { ShownWait, WaitingSettings } from '../../../protocol/waiting-list.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee, maySeeRow, seenSites } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { shownBookings } from '../bookings/commands.ts';
import type { Span } from '../bookings/spans.ts';
import { cardOf } from '../contacts/card.ts';
import { contactSummary } from '../contacts/rules.ts';
import { bookedMeanwhile } from './look.ts';
import { tellWaiting } from './news.ts';
import { takeOffer } from './people.ts';
import { waitOf } from './rules.ts';
import { WAITING } from './settings.ts';
import type { WaitRecord } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** Who waits for a stretch of time, on the sites that somebody sees, in the order in which they came. */
export async function waitsIn({ store }: Pick<Context, 'store'>, by: Sees, span: Span): Promise<ShownWait[]> {
  const seen = seenSites(by);
  const found = await store.waits.between({ siteIds: seen, span });
  if (found.length === 0) return [];
  const days = { from: Math.min(...found.map(each => each.from)), to: Math.max(...found.map(each => each.to)) };
  const [trees, bookings] = await Promise.all([
    store.contacts.cardTrees([...new Set(found.map(each => each.contactId))]),
    store.bookings.between({ siteIds: null, span: days }),
  ]);
  return found.flatMap(record => {
    const tree = trees.get(record.contactId);
    const ids = new Set(tree?.contacts.map(each => each.id));
    // Whoever has just booked is not shown until the next look ends their wait.
    const theirs = record.offer ? [] : bookings.filter(each => ids.has(each.contactId));
    if (bookedMeanwhile(theirs, record)) return [];
    const card = tree && cardOf(tree);
    const isSeen = card && maySeeRow(seen, record.siteId, card.siteIds);
    return [{ wait: waitOf(record), contact: isSeen ? contactSummary(card) : null }];
  });
}

/** @throws AppError NOT_FOUND */
async function seenWait({ store }: Pick<Context, 'store'>, by: Sees, id: string): Promise<WaitRecord> {
  const found = await store.waits.find(id);
  if (!found || !maySee(by, found.siteId)) throw new AppError('NOT_FOUND');
  return found;
}

/** Takes somebody off the list. @throws AppError NOT_FOUND, ALREADY_CLAIMED */
export async function removeWait(context: Context, by: Sees, id: string): Promise<void> {
  const { store, jobs, now } = context;
  const wait = await seenWait(context, by, id);
  const { version } = wait;
  if (!(await store.waits.end({ id, version, state: 'removed', at: now() }))) {
    throw new AppError('ALREADY_CLAIMED', 'They wait no more, or were just offered a place; look at the list again.');
  }
  jobs.wake();
  tellWaiting(context, wait);
}

/** Whoever was rung says that they take what is kept for them. @throws AppError NOT_FOUND, BOOKING_OVER, ALREADY_CLAIMED */
export async function takeForThem(context: Context, by: Sees, author: Author, id: string): Promise<ShownBooking> {
  const wait = await seenWait(context, by, id);
  const site = await context.sites.byId(wait.siteId);
  if (!site) throw new AppError('NOT_FOUND');
  const booking = await takeOffer(context, { site, wait, version: wait.version }, author);
  return (await shownBookings(context, by, [booking]))[0]!;
}

export function waitingSettingsOf({ settings }: Pick<Context, 'settings'>): Promise<WaitingSettings> {
  return settings.read(WAITING);
}

export async function setWaitingSettings(
  context: Context,
  actor: Actor,
  wanted: WaitingSettings,
): Promise<WaitingSettings> {
  const on = { kind: 'server', id: null, text: wanted.isOn ? 'on' : 'off' } as const;
  await context.settings.write(WAITING, wanted, auditRow(context, actor, { what: 'waiting.changed', on }));
  return wanted;
}

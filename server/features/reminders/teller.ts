/** Tells somebody of their booking: that it is there, moved or cancelled, and before it that it is near (SPEC RM3, RM4, RM9). */
import type { ReminderSettings } from '../../../protocol/reminders.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { againUrl, askUrl } from '../bookings/links.ts';
import { ownOf, visitFile } from '../bookings/own.ts';
import { isLive, isOpen } from '../bookings/rules.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { cardOf } from '../contacts/card.ts';
import { refuses } from '../contacts/rules.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { Job } from '../jobs/store.ts';
import { isMailOn, type LetterReader, letterDelivery } from '../mail/letters.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { smsToPerson } from '../sms/people.ts';
import type { DeskSwitches } from '../switches/switches.ts';
import { type BookingJobKind, firstTold, isOfMove, morningFrom, waitOf, zoneOfPerson } from './plan.ts';
import { REMINDERS } from './settings.ts';
import { beginsText, cancelledTexts, reasonText, shortestText, shortText, type ToldOf, visitWords } from './text.ts';

/** How soon after "Not spam" people are told of what they booked. */
const HELD_LOOK_MS = 5 * 60_000;

interface Rooms {
  sites: Sites;
  switches: DeskSwitches;
}

/** What is due of a booking, as it is now. */
interface Due {
  booking: BookingRecord;
  site: SiteRecord;
  settings: ReminderSettings;
}

/**
 * What is due of a booking; null: not now, or not any more, which is seen to. What was set otherwise since moves it, and whom the new
 * hour has passed is told at the old one.
 */
export async function dueOf(core: Core, { sites, switches }: Rooms, job: Job): Promise<Due | null> {
  const { store, now } = core;
  const at = now();
  const kind = job.kind as BookingJobKind;
  const [booking, site, settings, { booking: isBookingOn }] = await Promise.all([
    store.bookings.find(job.subject),
    sites.byId(job.siteId),
    core.settings.read(REMINDERS),
    switches.read(),
  ]);
  const wait = booking && waitOf(kind, booking, settings);
  if (!booking || !site || wait?.subjectVersion !== job.subjectVersion) return drop(core, job);
  const dueAt = wait.dueAt > at ? wait.dueAt : job.dueAt;
  if (dueAt > at) return move(core, job, dueAt);
  if (!isBookingOn || !isSwitchedOn(kind, settings)) return drop(core, job);
  return { booking, site, settings };
}

async function drop({ store }: Core, job: Job): Promise<null> {
  await store.jobs.drop(job);
  return null;
}

async function move({ store }: Core, job: Job, dueAt: number): Promise<null> {
  await store.jobs.move(job, dueAt);
  return null;
}

const SETTING = {
  booking_confirmation: 'confirmation',
  booking_cancelled: 'confirmation',
  booking_reminder: 'reminder',
  booking_question: 'question',
  booking_return: 'return',
} as const satisfies Record<BookingJobKind, keyof ReminderSettings>;

function isSwitchedOn(kind: BookingJobKind, settings: ReminderSettings): boolean {
  return settings[SETTING[kind]].isOn;
}

/**
 * Does the jobs of the kinds `booking_confirmation`, `booking_cancelled` and `booking_reminder`: by mail, or by SMS where no mail
 * reaches somebody.
 */
export function createBookingTeller(core: Core, rooms: Rooms, of: Exclude<ToldOf, 'moved'>): JobHandler {
  const { store, outbox, now } = core;
  return async job => {
    const due = await dueOf(core, rooms, job);
    if (!due) return;
    const at = now();
    const told = of === 'booked' && isOfMove(job) ? 'moved' : of;
    // No server was there when it was due: at night it waits for the morning.
    const morning = told === 'reminder' ? morningFrom(at, zoneOfPerson(due.booking)) : at;
    if (morning > at) return void (await store.jobs.move(job, morning));
    if (await isHeld(core, due.booking)) return void (await waitForRelease(core, job, due.booking, told));
    const delivery = due.booking.startAt > at ? await deliveryTo(core, due, told) : null;
    if (!delivery) return void (await store.jobs.drop(job));
    if (await store.reminders.tell(job, delivery)) outbox.wake();
  };
}

/** Whether it came with what was held as spam, which is answered by nothing. */
async function isHeld({ store }: Core, { conversationId }: BookingRecord): Promise<boolean> {
  return conversationId !== null && (await store.conversations.find(conversationId))?.status === 'held';
}

/** Until somebody says "Not spam" it is looked at again, and is told then, if it is to come still. */
async function waitForRelease({ store, now }: Core, job: Job, booking: BookingRecord, told: ToldOf): Promise<void> {
  const at = now();
  // Whoever is to hear only then that they are booked is not reminded of it in the same minute.
  const isUntold =
    told === 'reminder' &&
    (await store.jobs.ofConversation(booking.contactId)).some(each => each.id === firstTold(booking.id));
  if (isUntold || booking.startAt <= at) await store.jobs.drop(job);
  else await store.jobs.move(job, at + HELD_LOOK_MS);
}

/** Whether what is told of it is so still, as it is to come. */
function isSoStill(told: ToldOf, booking: BookingRecord, at: number): boolean {
  return (told === 'cancelled' ? !isLive(booking) : isOpen(booking)) && booking.startAt > at;
}

/** What leaves, by the way that the person has; null: none, or they want nothing. */
async function deliveryTo(core: Core, { booking, site }: Due, told: ToldOf): Promise<DeliveryRecord | null> {
  const { store, config } = core;
  const { id, contactId, conversationId, version, startAt, locale } = booking;
  const [tree, conversation] = await Promise.all([
    store.contacts.cardTree(contactId),
    conversationId === null ? null : store.conversations.find(conversationId),
  ]);
  if (!tree) return null;
  const card = cardOf(tree);
  const cause = { id: `${told}_${id}_${version}`, siteId: site.id, conversationId, contactId };
  if (card.email === '' || !isMailOn(config)) {
    const { text, shorter } = await textsOf(core, { booking, site }, told);
    const zone = zoneOfPerson(booking);
    const visit = { bookingId: id, startAt, ...(told === 'cancelled' && { isCancelled: true }) };
    // At night that is due alone which can not wait for the morning.
    const isUrgent = (told === 'moved' || told === 'cancelled') && morningFrom(core.now(), zone) > core.now();
    const sms = { ...cause, to: card.phone, text, zone, visit, isUrgent };
    return smsToPerson(core, { what: 'booking', contactId, shorter }, sms);
  }
  if (refuses(card.consents, 'email')) return null;
  return letterDelivery(core, {
    ...cause,
    ...{ to: card.email, template: told, locale, values: { booking: id, startAt: String(startAt) } },
    headers: conversation ? await replyHeaders(core, conversation) : {},
    expiresAt: startAt,
  });
}

/** The words of a short message, and fewer. */
async function textsOf(
  core: Core,
  { booking, site }: Pick<Due, 'booking' | 'site'>,
  told: ToldOf,
): Promise<{ text: string; shorter: string }> {
  const { locale } = booking;
  const origin = await core.ownAddress.read();
  if (told === 'cancelled') return cancelledTexts(booking, locale, { site: site.name, link: againUrl(origin, site) });
  const { url } = await ownOf(core, { site, origin }, booking);
  const values = { site: site.name, link: url };
  return { text: shortText(told, booking, locale, values), shorter: shortestText(booking, locale, values) };
}

/** The words of these letters, read when they leave: of a visit that is another by then, or began, none does. */
export const readVisit: LetterReader = async (context, { template, values, locale }, { siteId }) => {
  const { store, sites, ownAddress, now } = context;
  const at = now();
  const told = template as ToldOf;
  const booking = await store.bookings.find(values.booking ?? '');
  const site = siteId === null ? null : await sites.byId(siteId);
  if (!booking || !site || !isSoStill(told, booking, at) || booking.startAt !== Number(values.startAt)) return null;
  const origin = await ownAddress.read();
  const own = await ownOf(context, { site, origin }, booking, locale);
  const said = {
    site: site.name,
    when: beginsText(booking, locale, booking.timeZone),
    visit: visitWords(booking, own, locale),
    calendar: visitFile(site, { booking, own, text: site.name }, at),
  };
  if (told === 'cancelled') return { ...said, reason: reasonText(booking, locale), link: againUrl(origin, site) };
  return {
    ...said,
    link: askUrl(own.url, 'confirm'),
    ...(at <= own.changeUntil && { move: askUrl(own.url, 'move'), cancel: askUrl(own.url, 'cancel') }),
  };
};

/** Tells people who have not come for a while that the shop would be glad to see them again (SPEC AB6, AB7). */
import type { Card } from '../../../protocol/contacts.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { againUrl } from '../bookings/links.ts';
import { namedFor } from '../bookings/people.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { servicesText } from '../bookings/text.ts';
import { cardOf } from '../contacts/card.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { isMailOn, type LetterReader, letterDelivery, type ReaderContext } from '../mail/letters.ts';
import { morningFrom, waitOf, zoneOfPerson } from '../reminders/plan.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { smsToPerson } from '../sms/people.ts';
import type { SmsStands } from '../sms/settings.ts';
import { stopPath } from './links.ts';
import { isFollowed, LOOKED_AT, missedAgainFrom, missedFrom, type ReturnChannel, wantedBy } from './rules.ts';

/** Short, as each further segment costs. */
const GLAD: Record<Locale, string> = {
  en: '{site}: we would be glad to see you again. {link}',
  ru: '{site}: будем рады видеть вас снова. {link}',
  mn: '{site}: тантай дахин уулзахдаа баяртай байх болно. {link}',
  ar: '{site}: يسعدنا أن نراك مجددًا. {link}',
  am: '{site}፦ እንደገና ብናይዎት ደስ ይለናል። {link}',
  hi: '{site}: आपसे फिर मिलकर हमें खुशी होगी। {link}',
};

/** Who was to be missed longer ago, as of a visit that was written down late, is not. */
const LATE_MS = 30 * 24 * 3_600_000;
/** What a letter may wait in an outbox that is down: who is missed by then is asked for something else. */
const LATEST_MS = 7 * 24 * 3_600_000;

interface Missing {
  site: SiteRecord;
  booking: BookingRecord;
  card: Card;
}

/**
 * Does the jobs of the kind `booking_return`. One is due first when its visit is over: only then it is known how often somebody comes,
 * and it waits until they are missed.
 */
export function createMisser(core: Core, { sites, switches }: Pick<Context, 'sites' | 'switches'>): JobHandler {
  const { store, settings, outbox, now } = core;
  return async job => {
    const wanted = await settings.read(REMINDERS);
    const missing = await missingOf(core, sites, job.subject);
    const wait = missing && waitOf('booking_return', missing.booking, wanted);
    const isTheirs = missing && wait?.subjectVersion === job.subjectVersion;
    const dueAt = isTheirs ? await dueOf(core, missing, wanted.return.days) : null;
    const at = now();
    // At night it waits for the morning, where no server was there when it was due.
    const wakesAt = missing && dueAt !== null ? Math.max(dueAt, morningFrom(at, zoneOfPerson(missing.booking))) : at;
    if (wakesAt > at) return void (await store.jobs.move(job, wakesAt));
    // It may be switched on while it waits.
    const isOn = wanted.return.isOn && (await switches.read()).booking;
    if (!missing || dueAt === null || dueAt < at - LATE_MS || !isOn) return void (await store.jobs.drop(job));
    const letter = (await gladMail(core, missing)) ?? (await gladSms(core, missing));
    if (!letter) return void (await store.jobs.drop(job));
    if (await store.outbox.put([letter], job)) outbox.wake();
  };
}

async function missingOf(
  { store }: Pick<Core, 'store'>,
  sites: { byId(id: string): Promise<SiteRecord | null> },
  bookingId: string,
): Promise<Missing | null> {
  const booking = await store.bookings.find(bookingId);
  const [site, tree] = booking
    ? await Promise.all([sites.byId(booking.siteId), store.contacts.cardTree(booking.contactId)])
    : [];
  return booking && site && tree ? { site, booking, card: cardOf(tree) } : null;
}

/** When they are missed, never at night by their own clock; null: they came again, or are to, or were told already. */
async function dueOf({ store }: Core, { booking, card }: Missing, days: number): Promise<number | null> {
  const theirs = await store.bookings.ofContacts(card.ids, { siteIds: null, before: null, limit: LOOKED_AT });
  if (isFollowed(booking, theirs)) return null;
  const services = await store.services.all();
  const serviceDays = booking.items.map(
    ({ serviceId }) => services.find(each => each.id === serviceId)?.returnDays ?? null,
  );
  const zone = zoneOfPerson(booking);
  const missedAt = morningFrom(missedFrom(booking, theirs, { serviceDays, days }), zone);
  const againAt = missedAgainFrom(booking, theirs, missedAt);
  return againAt === null ? null : morningFrom(againAt, zone);
}

const idOf = ({ id, endAt }: BookingRecord) => `return_${id}_${endAt}`;

async function gladMail(core: Core, { site, booking, card }: Missing): Promise<DeliveryRecord | null> {
  const { config, ownAddress, now } = core;
  if (!isMailOn(config) || card.email === '' || !wantedBy(card.consents).includes('email')) return null;
  const stop = `${await ownAddress.read()}/f/${encodeURIComponent(site.key)}/${stopPath(config.secretKey, card.id)}`;
  const letter = letterDelivery(core, {
    ...{ id: idOf(booking), to: card.email, template: 'return', locale: booking.locale, siteId: site.id },
    // Whether they are missed still is read when it leaves.
    values: { booking: booking.id },
    conversationId: null,
    headers: { unsubscribe: { url: stop } },
    expiresAt: now() + LATEST_MS,
  });
  return { ...letter, contactId: booking.contactId };
}

async function gladSms(core: Core, { site, booking, card }: Missing): Promise<DeliveryRecord | null> {
  if (!wantedBy(card.consents).includes('sms')) return null;
  const { contactId, locale } = booking;
  const text = fill(GLAD[locale], { site: site.name, link: againUrl(await core.ownAddress.read(), site) });
  const sms = await smsToPerson(
    core,
    { what: 'return', contactId },
    {
      ...{
        id: idOf(booking),
        siteId: site.id,
        conversationId: null,
        to: card.phone,
        text,
        zone: zoneOfPerson(booking),
      },
      about: { kind: 'return', id: booking.id, version: booking.startAt },
    },
  );
  return sms && { ...sms, contactId };
}

/** Whom it is about, where they are missed still and want to hear it that way. */
async function missedStill(
  core: Pick<ReaderContext, 'store' | 'sites'>,
  bookingId: string,
  channel: ReturnChannel,
): Promise<Missing | null> {
  const missing = await missingOf(core, core.sites, bookingId);
  if (!missing) return null;
  const { booking, card } = missing;
  const theirs = await core.store.bookings.ofContacts(card.ids, { siteIds: null, before: null, limit: LOOKED_AT });
  return isFollowed(booking, theirs) || !wantedBy(card.consents).includes(channel) ? null : missing;
}

/** Whether whom a short message is to call back is missed still. */
export const returnStands: SmsStands = async (core, { id, version }) =>
  (await missedStill(core, id, 'sms'))?.booking.startAt === version;

/** What the letter says; null: they came again meanwhile, or want to hear nothing. */
export const readReturn: LetterReader = async (core, { values, locale }) => {
  const missing = await missedStill(core, values.booking ?? '', 'email');
  if (!missing) return null;
  const { site, booking } = missing;
  const items = await namedFor(core, booking.items, locale);
  return { site: site.name, services: servicesText({ items }), link: againUrl(await core.ownAddress.read(), site) };
};

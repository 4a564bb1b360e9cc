/** The question how a visit was, when its time is over: by mail, or by SMS to who gave no address (SPEC AB1). */
import type { Card } from '../../../protocol/contacts.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { namedFor } from '../bookings/people.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { servicesText } from '../bookings/text.ts';
import { cardOf } from '../contacts/card.ts';
import { refuses } from '../contacts/rules.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { isMailOn, type LetterReader, letterDelivery } from '../mail/letters.ts';
import { morningFrom, waitOf, zoneOfPerson } from '../reminders/plan.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { smsToPerson } from '../sms/people.ts';
import type { SmsStands } from '../sms/settings.ts';
import { askedPath } from './links.ts';
import { mayRateVisit, VISIT_OPEN_MS } from './visit.ts';

/** Short, as each further segment costs. */
const QUESTION: Record<Locale, string> = {
  en: '{site}: how was your visit? One press: {link}',
  ru: '{site}: как прошёл визит? Одно нажатие: {link}',
  mn: '{site}: үйлчилгээ таалагдсан уу? Нэг даралтаар: {link}',
  ar: '{site}: كيف كانت زيارتك؟ بضغطة واحدة: {link}',
  am: '{site}፦ ቆይታዎ እንዴት ነበር? በአንድ ንክኪ፦ {link}',
  hi: '{site}: आपका आना कैसा रहा? बस एक बार दबाएँ: {link}',
};

interface Asking {
  site: SiteRecord;
  booking: BookingRecord;
}

/** Does the jobs of the kind `booking_question`: one letter for each visit, written with the end of its job. */
export function createVisitAsker(core: Core, { sites, switches }: Pick<Context, 'sites' | 'switches'>): JobHandler {
  const { store, settings, outbox, now } = core;
  return async job => {
    const booking = await store.bookings.find(job.subject);
    const site = booking && (await sites.byId(booking.siteId));
    const wanted = await settings.read(REMINDERS);
    const wait = booking && waitOf('booking_question', booking, wanted);
    const at = now();
    if (!site || !booking || !wanted.question.isOn || wait?.subjectVersion !== job.subjectVersion) {
      return void (await store.jobs.drop(job));
    }
    // It was moved by a change of the settings, or stretched; or no server was there before the night.
    const dueAt = wait.dueAt > at ? wait.dueAt : morningFrom(at, zoneOfPerson(booking));
    if (dueAt > at) return void (await store.jobs.move(job, dueAt));
    const isAsked = mayRateVisit(booking, at) && !booking.rating && (await switches.read()).booking;
    const letter = isAsked ? await letterTo(core, { site, booking }) : null;
    if (!letter) return void (await store.jobs.drop(job));
    if (await store.outbox.put([letter], job)) outbox.wake();
  };
}

async function linkOf({ config, ownAddress }: Core, { site, booking }: Asking): Promise<string> {
  return `${await ownAddress.read()}/f/${encodeURIComponent(site.key)}/${askedPath(config.secretKey, booking.id)}`;
}

const idOf = ({ id, startAt }: BookingRecord) => `visit_${id}_${startAt}`;

/** What leaves, by the way that the person has; null: none, or they want nothing. */
async function letterTo(core: Core, asking: Asking): Promise<DeliveryRecord | null> {
  const { contactId, conversationId } = asking.booking;
  const { contacts, conversations } = core.store;
  const [tree, conversation] = await Promise.all([
    contacts.cardTree(contactId),
    conversationId === null ? null : conversations.find(conversationId),
  ]);
  // What was held as spam is answered by nothing.
  if (!tree || conversation?.status === 'held') return null;
  const card = cardOf(tree);
  const isMailed = card.email !== '' && isMailOn(core.config);
  return isMailed ? questionMail(core, asking, card) : questionSms(core, asking, card);
}

function questionMail(core: Core, { site, booking }: Asking, card: Card): DeliveryRecord | null {
  const to = card.email;
  if (refuses(card.consents, 'email')) return null;
  const letter = letterDelivery(core, {
    ...{ id: idOf(booking), to, template: 'visitRating', locale: booking.locale, siteId: site.id },
    // Whether it is asked still, and what about, is read when it leaves.
    values: { booking: booking.id },
    conversationId: null,
    expiresAt: booking.endAt + VISIT_OPEN_MS,
  });
  return { ...letter, contactId: booking.contactId };
}

async function questionSms(core: Core, { site, booking }: Asking, card: Card): Promise<DeliveryRecord | null> {
  const { contactId, locale } = booking;
  const text = fill(QUESTION[locale], { site: site.name, link: await linkOf(core, { site, booking }) });
  const sms = await smsToPerson(
    core,
    { what: 'rating', contactId },
    {
      ...{
        id: idOf(booking),
        siteId: site.id,
        conversationId: null,
        to: card.phone,
        text,
        zone: zoneOfPerson(booking),
      },
      about: { kind: 'visit_question', id: booking.id, version: booking.startAt },
    },
  );
  return sms && { ...sms, contactId };
}

/** Whether somebody is asked still of the visit of which a short message asks. */
export const visitQuestionStands: SmsStands = async ({ store, now }, { id, version }) => {
  const booking = await store.bookings.find(id);
  return booking?.startAt === version && !booking.rating && mayRateVisit(booking, now());
};

/** What the letter says; null: it is not asked any more, since it was answered, cancelled, or nobody came. */
export const readVisitQuestion: LetterReader = async (core, { values, locale }) => {
  const booking = await core.store.bookings.find(values.booking ?? '');
  const site = booking && (await core.sites.byId(booking.siteId));
  if (!site || !booking || booking.rating || !mayRateVisit(booking, core.now())) return null;
  const items = await namedFor(core, booking.items, locale);
  return { site: site.name, services: servicesText({ items }), link: await linkOf(core, { site, booking }) };
};

/** What tells somebody of the place that is kept for them: a letter, or else a short message. */
import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { cardOf } from '../contacts/card.ts';
import { clockText, dayText, isSameClock, windowText, zoneText } from '../forms/times.ts';
import { isMailOn, type LetterReader, letterDelivery } from '../mail/letters.ts';
import { zoneOfPerson } from '../reminders/plan.ts';
import type { SiteRecord } from '../sites/store.ts';
import { smsHours, smsToPerson } from '../sms/people.ts';
import { dayFrom, zonesFor } from '../sms/rules.ts';
import type { SmsStands } from '../sms/settings.ts';
import { waitPath } from './links.ts';
import { WAITING } from './settings.ts';
import type { WaitRecord } from './store.ts';

type Telling = Pick<Context, 'config' | 'store' | 'settings' | 'ownAddress' | 'now'>;

/** Short, as each further segment costs. */
const SHORT: Record<Locale, string> = {
  en: '{site}: a place is free, {visit}. Yours until {until}: {link}',
  ru: '{site}: освободилось время: {visit}. Ждём ответа до {until}: {link}',
  mn: '{site}: цаг сулраллаа: {visit}. {until} хүртэл хариугаа өгнө үү: {link}',
  ar: '{site}: شغر موعد: {visit}. نحتفظ لك به حتى {until}: {link}',
  am: '{site}፦ ጊዜ ተለቋል፦ {visit}። እስከ {until} ይያዝልዎታል፦ {link}',
  hi: '{site}: समय खाली हुआ है: {visit}. {until} तक आपके लिए: {link}',
};

/** What is left where that is too long. */
const SHORTEST: Record<Locale, string> = {
  en: '{site}: {when} is free: {link}',
  ru: '{site}: свободно {when}: {link}',
  mn: '{site}: {when} сул: {link}',
  ar: '{site}: شغر {when}: {link}',
  am: '{site}፦ ክፍት ጊዜ {when}፦ {link}',
  hi: '{site}: {when} खाली है: {link}',
};

/** By which way they can be told; null: by none that works by itself. */
export async function wayTo(
  { config, store }: Pick<Telling, 'config' | 'store'>,
  wait: WaitRecord,
): Promise<{ way: 'email'; to: string } | { way: 'phone' } | null> {
  const tree = await store.contacts.cardTree(wait.contactId);
  if (!tree) return null;
  const email = wait.email || cardOf(tree).email;
  if (email !== '' && isMailOn(config)) return { way: 'email', to: email };
  return wait.phone === '' ? null : { way: 'phone' };
}

/** A place that somebody is to be told of. */
export interface Told {
  site: SiteRecord;
  wait: WaitRecord;
  startAt: number;
  endAt: number;
  until: number;
}

/** @returns null: the owner does not want it to be sent, or they do not */
export async function offerLetter(
  context: Telling,
  { site, wait, startAt, endAt, until }: Told,
  way: NonNullable<Awaited<ReturnType<typeof wayTo>>>,
): Promise<DeliveryRecord | null> {
  const { id: waitId, conversationId, locale, version } = wait;
  const link = `${await context.ownAddress.read()}/f/${site.key}/${waitPath(context.config.secretKey, waitId)}`;
  // Each offer is another version, and is told once.
  const id = `waiting_${waitId}_${version}`;
  if (way.way === 'phone') {
    const values = { site: site.name, link };
    const text = fill(SHORT[locale], {
      ...{ ...values, visit: windowText(locale, wait.timeZone, startAt, endAt) },
      until: untilText(wait, until, context.now()),
    });
    const when = dayAndTime(locale, dayText(locale, wait.timeZone, startAt), clockText(locale, wait.timeZone, startAt));
    const shorter = fill(SHORTEST[locale], { ...values, when });
    const sms = { id, siteId: site.id, conversationId, to: wait.phone, text, zone: zoneOfPerson(wait) };
    const about = { kind: 'offer', id: waitId, version: version + 1 } as const;
    return smsToPerson(context, { what: 'waiting', contactId: wait.contactId, shorter }, { ...sms, about });
  }
  return letterDelivery(context, {
    ...{ id, to: way.to, template: 'waiting', locale, siteId: site.id, conversationId, expiresAt: until },
    values: { wait: waitId, version: String(version + 1), link },
  });
}

/** Whether an offer of which a short message tells may be taken still. */
export const offerStands: SmsStands = async ({ store, now }, { id, version }) => {
  const wait = await store.waits.find(id);
  return wait?.state === 'offered' && wait.version === version && (wait.offer?.until ?? 0) > now();
};

/** The words of a letter, read when it leaves: of an offer that is over nobody is told. */
export const readWaiting: LetterReader = async ({ store, sites }, { values, locale }) => {
  const wait = await store.waits.find(values.wait ?? '');
  const site = wait && (await sites.byId(wait.siteId));
  if (!site || wait.state !== 'offered' || wait.version !== Number(values.version) || !wait.offer) return null;
  const { items, startAt, endAt, until } = wait.offer;
  const own = zoneOfPerson(wait);
  const zones = isSameClock(wait.timeZone, own, startAt) ? [wait.timeZone] : [wait.timeZone, own];
  const when = zones.map(zone => `${windowText(locale, zone, startAt, endAt)} (${zoneText(locale, zone, startAt)})`);
  const what = items.map(({ name, staffName }) => [name, staffName].filter(Boolean).join(' · '));
  const visit = [...when, ...what].join('\n');
  return { site: site.name, visit, until: untilText(wait, until, wait.offer.at), link: values.link ?? '' };
};

/** The hour alone where it is on the day on which they are asked. */
function untilText({ locale, timeZone }: WaitRecord, until: number, askedAt: number): string {
  const [day, clock] = [dayText(locale, timeZone, until), clockText(locale, timeZone, until)];
  return day === dayText(locale, timeZone, askedAt) ? clock : dayAndTime(locale, day, clock);
}

/** When they can read what is sent now: at night, the morning. */
export async function wakeTime(
  { settings }: Pick<Telling, 'settings'>,
  wait: Pick<WaitRecord, 'phone' | 'visitorZone' | 'timeZone'>,
  { way }: Pick<NonNullable<Awaited<ReturnType<typeof wayTo>>>, 'way'>,
  at: number,
): Promise<number> {
  const { night } = await settings.read(WAITING);
  const zone = zoneOfPerson(wait);
  const morning = dayFrom(at, [zone], night);
  if (way === 'email') return morning;
  const sms = await smsHours({ settings });
  return dayFrom(morning, zonesFor(wait.phone, zone, sms.timeZone), sms.night);
}

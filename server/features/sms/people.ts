/** What people are told by SMS without anybody's hand, where no mail reaches them (SPEC SM10). */
import type { Card } from '../../../protocol/contacts.ts';
import type { SmsSettings } from '../../../protocol/sms.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { cardOf } from '../contacts/card.ts';
import { refuses } from '../contacts/rules.ts';
import { isMailOn } from '../mail/letters.ts';
import { type SmsToSend, smsDelivery } from './commands.ts';
import { countSegments } from './segments.ts';
import { numberKey } from './sender.ts';
import { SMS } from './settings.ts';

/** What may be told so, by the switch that owners have for it. */
export type ToldByItself = keyof SmsSettings['toPeople'];

/** Whether an owner wants them told so, and it can be. */
export async function tellsBySms({ settings: read }: Pick<Core, 'settings'>, what: ToldByItself): Promise<boolean> {
  const { settings } = await read.read(SMS);
  return settings.isOn && settings.toPeople[what] && settings.price !== null;
}

/** The hours in which nothing is sent, and the clock of whoever is known by no other. */
export async function smsHours({ settings }: Pick<Core, 'settings'>): Promise<Pick<SmsSettings, 'night' | 'timeZone'>> {
  return (await settings.read(SMS)).settings;
}

/**
 * A message that an agent has sent to a person by one press, as it is.
 * @returns null: nothing is sent or nobody has said what it costs, they want no messages, or it takes more segments than one may
 */
export async function smsByHand(
  core: Pick<Core, 'config' | 'store' | 'settings' | 'now'>,
  { consents }: Pick<Card, 'consents'>,
  sms: Omit<SmsToSend, 'isUrgent'>,
): Promise<DeliveryRecord | null> {
  const { settings } = await core.settings.read(SMS);
  const isOff = !settings.isOn || settings.price === null || refuses(consents, 'sms');
  if (isOff || (await core.store.sms.isStopped(numberKey(core.config.secretKey, sms.to)))) return null;
  const { segments } = await countSegments(sms.text);
  return segments > settings.mostSegments ? null : smsDelivery(core, { ...sms, isUrgent: false });
}

/**
 * The message, to be written with its cause.
 * @param about.contactId whose card says how they want to be reached
 * @param about.shorter what is said where the text takes more segments than one may
 * @returns null: the owner does not want it, nothing is sent or nobody has said what it costs; they left a mail address where mail
 * is on, said that they want no messages, or left no number; or it takes more segments than one may
 */
export async function smsToPerson(
  core: Pick<Core, 'config' | 'store' | 'settings' | 'now'>,
  about: { what: ToldByItself; contactId: string; shorter?: string },
  { isUrgent = false, ...sms }: Omit<SmsToSend, 'event' | 'isUrgent'> & Partial<Pick<SmsToSend, 'isUrgent'>>,
): Promise<DeliveryRecord | null> {
  const { store, config } = core;
  const { settings } = await core.settings.read(SMS);
  if (sms.to === '' || !(await tellsBySms(core, about.what))) return null;
  const tree = await store.contacts.cardTree(about.contactId);
  const card = tree && cardOf(tree);
  if (!card || refuses(card.consents, 'sms')) return null;
  if (card.email !== '' && isMailOn(config)) return null;
  if (await store.sms.isStopped(numberKey(config.secretKey, sms.to))) return null;
  for (const text of [sms.text, about.shorter]) {
    if (text === undefined || (await countSegments(text)).segments > settings.mostSegments) continue;
    return smsDelivery(core, { ...sms, text, event: about.what, isUrgent });
  }
  return null;
}

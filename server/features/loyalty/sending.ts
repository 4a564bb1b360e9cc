/** Sends somebody the address of their balance, by one press of an agent (SPEC LY12). */
import type { Agent } from '../../../protocol/agents.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type { BalanceSent } from '../../../protocol/loyalty.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { isKnown } from '../contacts/card.ts';
import { seenCard } from '../contacts/named.ts';
import { refuses } from '../contacts/rules.ts';
import { isMailOn, letterDelivery } from '../mail/letters.ts';
import { smsByHand } from '../sms/people.ts';
import { balancePageOf } from './own.ts';

/** Short, as each further segment costs. */
const SHORT: Record<Locale, string> = {
  en: '{site}: here you see your bonus: {link}',
  ru: '{site}: ваши бонусы здесь: {link}',
  mn: '{site}: бонусаа эндээс харна уу: {link}',
  ar: '{site}: ترى مكافآتك هنا: {link}',
  am: '{site}፦ ቦነስዎን እዚህ ያያሉ፦ {link}',
  hi: '{site}: अपना बोनस यहाँ देखें: {link}',
};

/**
 * By mail, or by SMS where no mail reaches them. Pressed twice, it leaves once.
 * @returns `way` null: by neither, and nothing leaves
 * @throws AppError NOT_FOUND
 */
export async function sendBalance(
  context: Context,
  by: Pick<Agent, 'role' | 'siteIds'>,
  contactId: string,
  clientId: string,
): Promise<BalanceSent> {
  const { store, outbox } = context;
  const card = await seenCard(context, by, contactId);
  const leaving = await deliveryTo(context, card, `balance_${card.id}_${clientId}`);
  if (!leaving) return { way: null };
  await store.outbox.put([leaving.delivery]);
  outbox.wake();
  return { way: leaving.way };
}

async function deliveryTo(
  context: Context,
  card: Card,
  id: string,
): Promise<{ way: 'email' | 'sms'; delivery: DeliveryRecord } | null> {
  const isMailed = card.email !== '' && isMailOn(context.config) && !refuses(card.consents, 'email');
  if (!isMailed && card.phone === '') return null;
  const { site, url: link } = await balancePageOf(context, card, false);
  const locale = isKnown(card, 'locale') ? card.locale : site.locale;
  const of = { id, siteId: site.id, conversationId: null, contactId: card.id };
  if (isMailed) {
    const values = { site: site.name, link };
    return {
      way: 'email',
      delivery: letterDelivery(context, { ...of, to: card.email, template: 'balance', locale, values }),
    };
  }
  const text = fill(SHORT[locale], { site: site.name, link });
  const delivery = await smsByHand(context, card, {
    ...of,
    to: card.phone,
    text,
    event: 'balance',
    zone: card.timeZone,
  });
  return delivery && { way: 'sms', delivery };
}

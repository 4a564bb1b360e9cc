/** A missed call becomes a callback that is due now (SPEC CL7). */
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { derivedName } from '../../secrets.ts';
import { cardOf } from '../contacts/card.ts';
import type { SiteRecord } from '../sites/store.ts';
import { submit } from '../submissions/commands.ts';
import { visitorOf } from '../visitors/commands.ts';
import type { CallRecord } from './store.ts';

/** What the callback is about, for who takes it. */
const TOPIC: Readonly<Record<Locale, string>> = {
  en: 'Missed call',
  ru: 'Пропущенный звонок',
  mn: 'Аваагүй дуудлага',
  ar: 'مكالمة فائتة',
  am: 'ያልተነሳ ጥሪ',
  hi: 'छूटा हुआ कॉल',
};

/**
 * Promises to call back whoever was missed, by the path of all callbacks, so that the queue, the ladder and notices have it.
 * @returns the callback's id: the one that is promised to the number already, if there is one; null: it can not be promised
 */
export async function callBack(context: Context, call: CallRecord): Promise<string | null> {
  const { store, sites, log } = context;
  const found = await sites.byId(call.siteId);
  if (!found) return null;
  const pending = await store.callbacks.pendingTo(found.id, call.number);
  if (pending) return pending.id;
  try {
    return await promise(context, found, call);
  } catch (refusal) {
    const isLasting = refusal instanceof AppError && refusal.status < 500 && refusal.code !== 'RATE_LIMITED';
    if (!isLasting) throw refusal;
    log.info({ id: call.id, code: refusal.code }, 'a missed call could not become a callback');
    return null;
  }
}

async function promise(context: Context, found: SiteRecord, { id, siteId, number, contactId }: CallRecord) {
  const { config, store } = context;
  const tree = contactId === null ? null : await store.contacts.cardTree(contactId);
  const card = tree && cardOf(tree);
  const locale = card?.locale ?? found.locale;
  // Whoever rang has no browser; one person gets one conversation by it, however often they are missed.
  const { visitor } = await visitorOf(context, found, {
    tokenIfNew: derivedName(config.secretKey, JSON.stringify(['call', siteId, number])),
    locale,
    timeZone: found.timeZone,
    userAgent: '',
    address: '',
  });
  // They rang, whatever the site's page offers; and whoever was just missed waits already.
  const channels = [...new Set([...found.channels, 'callback' as const])];
  const site: SiteRecord = { ...found, channels, asapMinutes: 0 };
  const who = { site, visitor, address: '', isVouched: true };
  const { callback } = await submit(context, who, {
    type: 'callback.request',
    clientId: derivedName(config.secretKey, JSON.stringify(['missed call', id])),
    phone: number,
    name: card?.name ?? '',
    topic: TOPIC[locale],
    startAt: null,
    timeZone: found.timeZone,
    hasConsent: true,
  });
  return callback?.id ?? null;
}

/** A sale at the till. */
import { hash } from 'node:crypto';
import type { LedgerRow, LoyaltySale, LoyaltySold } from '../../../protocol/loyalty.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { homeSite } from '../../sight.ts';
import { personNamed } from '../contacts/named.ts';
import { worthOfUses } from '../coupons/commands.ts';
import { couponCode, refuseBad, worthOf } from '../coupons/rules.ts';
import { deskHome } from '../money/settings.ts';
import { addRecord } from '../purchases/commands.ts';
import { momentOf } from '../purchases/rules.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import { withShares } from '../visits/rules.ts';
import { glanceAtCard, refer, rowsNow, type Teller } from './commands.ts';
import { balanceOf, priced, refuseMore } from './rules.ts';
import { earning } from './settings.ts';
import type { Sale } from './store.ts';

const SOURCE = 'counter';

/**
 * Sells something at the till: the purchase, what is paid with bonus, the use of a coupon and what it earns in one step, and once
 * for its client id (SPEC LY2, LY7, CU3).
 * @throws AppError NOT_FOUND, PHONE_INVALID, FIELD_INVALID for more bonus than there is or may be, ALREADY_CLAIMED for a coupon
 *   that is used up, CLIENT_ID_REUSED
 */
export async function sell(context: Context, teller: Teller, sale: LoyaltySale): Promise<LoyaltySold> {
  const fingerprint = hash('sha256', JSON.stringify(sale), 'base64url');
  const before = async () => (await context.store.purchases.known(SOURCE, [sale.clientId]))[0];
  let purchase = await before();
  try {
    purchase ??= await sold(context, teller, sale, fingerprint);
  } catch (error) {
    // Sent twice at once, the other one may just have spent what this one misses.
    purchase = await before();
    if (!purchase) throw error;
  }
  if (purchase.fingerprint !== fingerprint) throw new AppError('CLIENT_ID_REUSED');
  return soldOf(context, purchase, sale.amount);
}

async function sold(
  context: Context,
  { by, agent, who }: Teller,
  sale: LoyaltySale,
  fingerprint: string,
): Promise<PurchaseRecord> {
  const { newId, now } = context;
  const card = await personNamed(context, by, sale.person, 'agent');
  if (sale.referral !== undefined) await refer(context, by, card.id, sale.referral);
  const [desk, earns] = await Promise.all([deskHome(context), earning(context)]);
  const glance = await glanceAtCard(context, by, card, await rowsNow(context, card.ids));
  const rules = earns.terms ? glance : { level: null, mostPercent: 0, balance: 0 };
  const at = now();
  const code = sale.code === undefined ? null : couponCode(sale.code);
  const coupon = code === null ? null : await context.store.coupons.find(code);
  if (code !== null) refuseBad(coupon, at);
  const isPaying = coupon?.kind === 'certificate';
  const terms = { what: sale.what, currency: desk.currency, contactIds: card.ids };
  const { price, worth, most } = priced(sale.amount, rules, {
    isPaying,
    worthAt: priceThen => (coupon ? worthOf(coupon, { price: priceThen, ...terms }) : 0),
  });
  if (sale.spend > most) refuseMore(sale.spend, most, 'spend');
  const made: Sale = {
    ...{ ...earns, spend: sale.spend },
    ...(coupon && { coupon: { code: coupon.code, amount: worth, by: who } }),
  };
  const seller = agent && { agentId: agent.id, name: agent.name };
  const line = { name: sale.what, quantity: 1, price, ...(sale.shares && { shares: sale.shares }) };
  const record: PurchaseRecord = {
    ...{ id: newId(), contactId: card.id, siteId: homeSite(card) },
    ...momentOf({}, { timeZone: desk.timeZone, now: at }),
    ...{
      lines: withShares([line], await context.store.employees.all(), seller),
      currency: desk.currency,
      total: price,
    },
    ...{ employee: seller, source: agent ? 'hand' : 'api' },
    ...{ externalId: sale.clientId, sourceKey: SOURCE, fingerprint, createdAt: at, updatedAt: at },
  };
  return addRecord(context, record, made);
}

async function soldOf({ store, now }: Context, purchase: PurchaseRecord, amount: number): Promise<LoyaltySold> {
  const { id: purchaseId, contactId, currency, total } = purchase;
  const tree = await store.contacts.tree(contactId);
  const rows = await rowsNow({ store, now }, tree?.ids ?? [contactId]);
  const { off: coupon, paid: certificate } = worthOfUses(await store.coupons.ofPurchase(purchaseId));
  const of = (kind: LedgerRow['kind']) =>
    balanceOf(
      rows.filter(row => row.purchaseId === purchaseId && row.kind === kind),
      currency,
    );
  const spent = -of('spent');
  return {
    ...{ purchaseId, contactId, currency, discount: amount - coupon - total, coupon, certificate, spent },
    ...{ toPay: Math.max(0, total - certificate - spent), earned: of('earned'), referred: of('referred') },
    balance: balanceOf(rows, currency),
  };
}

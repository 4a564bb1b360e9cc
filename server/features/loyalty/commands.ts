/** What people have by their number, and what is done about it at the till. */
import { hash } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type {
  LedgerRow,
  LoyaltyAnswer,
  LoyaltyCorrection,
  LoyaltyFound,
  LoyaltyGlance,
  LoyaltySale,
  LoyaltySettings,
  LoyaltySold,
} from '../../../protocol/loyalty.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { homeSite } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { reachName } from '../contacts/identities.ts';
import { personNamed, seenCard } from '../contacts/named.ts';
import { judgeReach } from '../contacts/reach.ts';
import { contactSummary } from '../contacts/rules.ts';
import { deskHome } from '../money/settings.ts';
import { addRecord, glanceOf } from '../purchases/commands.ts';
import { momentOf } from '../purchases/rules.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import { withShares } from '../visits/rules.ts';
import { balanceOf, inOrder, lapsed, levelOf, priced, refuseMore, rowId, rowOf } from './rules.ts';
import { earning, LOYALTY } from './settings.ts';
import type { LedgerRecord } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** Whoever asks: an agent by their name, or a program by its. */
export interface Teller {
  by: Sees;
  actor: Actor;
  /** Null: a program. */
  agent: Pick<Agent, 'id' | 'name'> | null;
}

/** Rows that are shown of a ledger. */
const SHOWN = 50;

export const loyaltySettingsOf = ({ settings }: Context): Promise<LoyaltySettings> => settings.read(LOYALTY);

export async function setLoyalty(context: Context, actor: Actor, wanted: LoyaltySettings): Promise<LoyaltySettings> {
  const text = `${wanted.percent} %`;
  const row = auditRow(context, actor, { what: 'loyalty.changed', on: { kind: 'server', id: null, text } });
  await context.settings.write(LOYALTY, wanted, row);
  return wanted;
}

/** Rows of a card as they stand now: what ran out a moment ago is as if it was written already. */
async function rowsNow(
  { store, now }: Pick<Context, 'store' | 'now'>,
  ids: readonly string[],
): Promise<LedgerRecord[]> {
  const rows = await store.loyalty.rows(ids);
  return inOrder([...rows, ...lapsed(rows, now())]);
}

async function glanceAtCard(context: Context, by: Sees, card: Card, rows: readonly LedgerRecord[]) {
  const { currency } = await deskHome(context);
  const [{ mostPercent, levels }, { usual }, whole] = await Promise.all([
    loyaltySettingsOf(context),
    glanceOf(context, card.ids, by),
    context.store.purchases.sums({ contactIds: card.ids, siteIds: null }),
  ]);
  const bought = whole.sums.find(each => each.currency === currency)?.total ?? 0;
  return {
    ...{ contact: contactSummary(card), currency, balance: balanceOf(rows, currency), bought },
    ...{ level: levelOf(levels, bought), mostPercent, usual },
  } satisfies LoyaltyGlance;
}

/** What somebody has, and how it came (SPEC LY6). @throws AppError NOT_FOUND */
export async function loyaltyOf(context: Context, by: Sees, contactId: string): Promise<LoyaltyAnswer> {
  const card = await seenCard(context, by, contactId);
  const rows = await rowsNow(context, card.ids);
  const glance = await glanceAtCard(context, by, card, rows);
  return { ...glance, rows: rows.slice(-SHOWN).reverse().map(rowOf) };
}

/** Who has a number, of those that one may see (SPEC LY6). @throws AppError PHONE_INVALID */
export async function loyaltyByPhone(context: Context, by: Sees, typed: string): Promise<LoyaltyFound> {
  const { timeZone, locale = 'en' } = await deskHome(context);
  const { phone, mistakes } = judgeReach({ phone: typed, email: undefined }, { timeZones: [timeZone], locale });
  refuseMistakes(mistakes);
  const roots = await context.store.contacts.rootsOf(reachName('phone', phone!));
  const people: LoyaltyGlance[] = [];
  for (const { id } of roots) {
    const card = await seenCard(context, by, id).catch(error => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
      throw error;
    });
    if (card) people.push(await glanceAtCard(context, by, card, await rowsNow(context, card.ids)));
  }
  return { people };
}

/** Corrects a balance by hand, and writes down who did and why (SPEC LY5). @throws AppError NOT_FOUND, FIELD_INVALID, CLIENT_ID_REUSED */
export async function correctBonus(
  context: Context,
  { by, actor, agent }: Teller,
  contactId: string,
  { clientId, delta, reason }: LoyaltyCorrection,
): Promise<LedgerRow> {
  const card = await seenCard(context, by, contactId);
  const { currency } = await deskHome(context);
  const at = context.now();
  const key = { kind: 'corrected', cause: `hand ${clientId}` } as const;
  const correction: LedgerRecord = {
    ...{ id: rowId(key), ...key, contactId: card.id, delta, currency, at, purchaseId: null },
    ...{ expiresAt: null, dueAt: null, reason, byName: agent?.name ?? '', terms: null },
  };
  const on = { kind: 'contact', id: card.id, text: `${delta}: ${reason}` } as const;
  const row = auditRow(context, actor, { what: 'bonus.corrected', on, siteId: homeSite(card) });
  return rowOf(await context.store.loyalty.correct(correction, row));
}

/**
 * Sells something at the till: the purchase, what is paid with bonus and what it earns in one step, and once for its client
 * id (SPEC LY2, LY7).
 * @throws AppError NOT_FOUND, PHONE_INVALID, FIELD_INVALID for more bonus than there is or may be, CLIENT_ID_REUSED
 */
export async function sell(context: Context, { by, agent }: Teller, sale: LoyaltySale): Promise<LoyaltySold> {
  const { store, now, newId } = context;
  const sourceKey = 'counter';
  const fingerprint = hash('sha256', JSON.stringify(sale), 'base64url');
  const [known] = await store.purchases.known(sourceKey, [sale.clientId]);
  if (known) return soldOf(context, known, sale.amount, fingerprint);
  const card = await personNamed(context, by, sale.person, 'agent');
  const [desk, { terms }] = await Promise.all([deskHome(context), earning(context)]);
  const glance = await glanceAtCard(context, by, card, await rowsNow(context, card.ids));
  const rules = terms ? glance : { level: null, mostPercent: 0, balance: 0 };
  const { price, most } = priced(sale.amount, rules);
  if (sale.spend > most) {
    // Sent twice at once, the other one may just have spent it.
    const [there] = await store.purchases.known(sourceKey, [sale.clientId]);
    if (there) return soldOf(context, there, sale.amount, fingerprint);
    refuseMore(sale.spend, most, 'spend');
  }
  const at = now();
  const seller = agent && { agentId: agent.id, name: agent.name };
  const line = { name: sale.what, quantity: 1, price, ...(sale.shares && { shares: sale.shares }) };
  const record: PurchaseRecord = {
    ...{
      id: newId(),
      contactId: card.id,
      siteId: homeSite(card),
      ...momentOf({}, { timeZone: desk.timeZone, now: at }),
    },
    ...{ lines: withShares([line], await store.employees.all(), seller), currency: desk.currency, total: price },
    ...{ employee: seller, source: agent ? 'hand' : 'api' },
    ...{ externalId: sale.clientId, sourceKey, fingerprint, createdAt: at, updatedAt: at },
  };
  const purchase = await addRecord(context, record, { terms, spend: sale.spend });
  return soldOf(context, purchase, sale.amount, fingerprint);
}

/** @throws AppError CLIENT_ID_REUSED */
async function soldOf(
  context: Context,
  purchase: PurchaseRecord,
  amount: number,
  fingerprint: string,
): Promise<LoyaltySold> {
  if (purchase.fingerprint !== fingerprint) throw new AppError('CLIENT_ID_REUSED');
  const { id: purchaseId, contactId, currency, total } = purchase;
  const tree = await context.store.contacts.tree(contactId);
  const rows = await rowsNow(context, tree?.ids ?? [contactId]);
  const of = (kind: LedgerRow['kind']) =>
    balanceOf(
      rows.filter(row => row.purchaseId === purchaseId && row.kind === kind),
      currency,
    );
  const spent = -of('spent');
  return {
    ...{ purchaseId, contactId, currency, discount: amount - total, spent, toPay: total - spent },
    ...{ earned: of('earned'), balance: balanceOf(rows, currency) },
  };
}

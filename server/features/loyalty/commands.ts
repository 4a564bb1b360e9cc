/** What people have by their number, and what is done about it at the till. */
import { randomInt } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type {
  LedgerRow,
  LoyaltyAnswer,
  LoyaltyCorrection,
  LoyaltyFound,
  LoyaltyGlance,
  LoyaltySettings,
} from '../../../protocol/loyalty.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { homeSite } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { reachName } from '../contacts/identities.ts';
import { seenCard } from '../contacts/named.ts';
import { judgeReach } from '../contacts/reach.ts';
import { contactSummary } from '../contacts/rules.ts';
import { deskHome } from '../money/settings.ts';
import { glanceOf } from '../purchases/commands.ts';
import { referralCodes, typedCode } from './referrals.ts';
import { balanceOf, inOrder, lapsed, levelOf, rowId, rowOf } from './rules.ts';
import { earning, isOffered, LOYALTY } from './settings.ts';
import type { LedgerRecord, LoyaltyPerson } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** Whoever asks: an agent by their name, or a program by its. */
export interface Teller {
  by: Sees;
  actor: Actor;
  /** Null: a program. */
  agent: Pick<Agent, 'id' | 'name'> | null;
  /** The agent or the program, by name. */
  who: { id: string; name: string };
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
export async function rowsNow(
  { store, now }: Pick<Context, 'store' | 'now'>,
  ids: readonly string[],
): Promise<LedgerRecord[]> {
  const rows = await store.loyalty.rows(ids);
  return inOrder([...rows, ...lapsed(rows, now())]);
}

export async function glanceAtCard(context: Context, by: Sees, card: Card, rows: readonly LedgerRecord[]) {
  const { currency } = await deskHome(context);
  const [{ mostPercent, levels }, { usual }, whole, people] = await Promise.all([
    loyaltySettingsOf(context),
    glanceOf(context, card.ids, by),
    context.store.purchases.sums({ contactIds: card.ids, siteIds: null }),
    context.store.loyalty.people(card.ids),
  ]);
  const bought = whole.sums.find(each => each.currency === currency)?.total ?? 0;
  return {
    ...{ contact: contactSummary(card), currency, balance: balanceOf(rows, currency), bought },
    ...{ level: levelOf(levels, bought), mostPercent, usual, referralCode: codeOf(people) },
  } satisfies LoyaltyGlance;
}

/** What somebody has, and how it came (SPEC LY6). @throws AppError NOT_FOUND */
export async function loyaltyOf(context: Context, by: Sees, contactId: string): Promise<LoyaltyAnswer> {
  const card = await seenCard(context, by, contactId);
  const rows = await rowsNow(context, card.ids);
  const glance = await glanceAtCard(context, by, card, rows);
  return { ...glance, rows: rows.slice(-SHOWN).reverse().map(rowOf) };
}

/** @param people of one card */
function codeOf(people: readonly LoyaltyPerson[]): string | null {
  return people.find(each => each.code !== null)?.code ?? null;
}

/**
 * The code by which somebody brings others, made when it is asked for first (SPEC LY8).
 * @param contactId any contact of the card
 * @returns null while nobody gets anything for that, and where the person is there no more
 */
export async function referralCodeOf(
  { store, settings, switches, now }: Pick<Context, 'store' | 'settings' | 'switches' | 'now'>,
  contactId: string,
): Promise<string | null> {
  const [{ loyalty }, { referral }] = await Promise.all([switches.read(), settings.read(LOYALTY)]);
  if (!loyalty || !isOffered(referral)) return null;
  return store.loyalty.giveCode(contactId, { codes: referralCodes(randomInt), at: now() });
}

/** The same for whoever asks for it. @throws AppError NOT_FOUND, also while nobody gets anything for that */
export async function askReferralCode(context: Context, by: Sees, contactId: string): Promise<{ code: string }> {
  const card = await seenCard(context, by, contactId);
  const code = await referralCodeOf(context, card.id);
  if (code === null) throw new AppError('NOT_FOUND', 'Nobody gets bonus for bringing others; set it in the settings.');
  return { code };
}

/** Notes by whose code somebody came (SPEC LY9). @throws AppError NOT_FOUND, FIELD_INVALID, ALREADY_CLAIMED */
export async function refer(context: Context, by: Sees, contactId: string, typed: string): Promise<{ code: string }> {
  return noteReferral(context, (await seenCard(context, by, contactId)).id, typed);
}

/** The same of who books with a code by themself, and is told nothing of what it is worth (SPEC LY13). */
export async function cameBy(context: Context, contactId: string, typed: string): Promise<void> {
  await noteReferral(context, contactId, typed).catch(error => {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
  });
}

async function noteReferral(context: Context, contactId: string, typed: string): Promise<{ code: string }> {
  const { store, now } = context;
  const code = typedCode(typed);
  const referrer = await store.loyalty.personOfCode(code);
  const isOn = (await earning(context)).referral !== undefined;
  if (!referrer || !isOn) {
    const message = isOn
      ? 'Nobody has this code; ask for it again.'
      : 'Nobody gets bonus for bringing others; leave it out.';
    throw new AppError('NOT_FOUND', message, { fields: { referral: 'NOT_FOUND' } });
  }
  await store.loyalty.refer(contactId, { byId: referrer.id, at: now() });
  return { code };
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

/** The page on which somebody sees their own balance (SPEC LY11). */
import type { Agent } from '../../../protocol/agents.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type { BalanceLink, LedgerRow, LoyaltyLevel } from '../../../protocol/loyalty.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { homeSite } from '../../sight.ts';
import { cardOf } from '../contacts/card.ts';
import { seenCard } from '../contacts/named.ts';
import { deskHome } from '../money/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { loyaltySettingsOf, referralCodeOf, rowsNow } from './commands.ts';
import { balancePath, isSecretOfBalance } from './links.ts';
import { balanceOf, type Ending, endingsOf, levelOf } from './rules.ts';

/** How long an address is good after it was last asked for. */
const LINK_MS = 365 * 24 * 3_600_000;
/** Rows that are shown of it. */
const SHOWN = 20;

/** Gives somebody's balance an address, or says the one that it has. @throws AppError NOT_FOUND */
export async function balanceLinkOf(
  context: Context,
  by: Pick<Agent, 'role' | 'siteIds'>,
  contactId: string,
  isAnew: boolean,
): Promise<BalanceLink> {
  const { url, until } = await balancePageOf(context, await seenCard(context, by, contactId), isAnew);
  return { url, until };
}

/** The same with the site whose page it is. @throws AppError NOT_FOUND */
export async function balancePageOf(
  context: Context,
  card: Card,
  isAnew: boolean,
): Promise<BalanceLink & { site: SiteRecord }> {
  const { store, sites, config, ownAddress, newId, now } = context;
  const siteId = homeSite(card) ?? card.siteIds[0] ?? null;
  const all = await sites.all();
  const site = all.find(each => each.id === siteId) ?? all[0];
  const at = now();
  const order = { linkId: newId(), until: at + LINK_MS, at, isAnew };
  const link = site ? await store.loyalty.giveLink(card.id, order) : null;
  if (!site || !link) throw new AppError('NOT_FOUND');
  // The page shows it, and shows nothing that looking at it makes.
  await referralCodeOf(context, card.id);
  const url = `${await ownAddress.read()}/f/${site.key}/${balancePath(config.secretKey, link.id)}`;
  return { url, until: link.until, site };
}

export interface OwnBalance {
  locale: Locale;
  timeZone: string;
  name: string;
  currency: string;
  balance: number;
  level: LoyaltyLevel | null;
  endings: Ending[];
  /** Newest first. */
  rows: Pick<LedgerRow, 'kind' | 'delta' | 'currency' | 'at'>[];
  referralCode: string | null;
}

/** @returns null where the address is good no more @throws AppError NOT_FOUND for what never was one, or was made anew */
export async function ownBalance(
  context: Context,
  { linkId, secret }: { linkId: string; secret: string },
): Promise<OwnBalance | null> {
  const { store, config, switches, now } = context;
  const isOurs = isSecretOfBalance(config.secretKey, linkId, secret);
  const person = isOurs ? await store.loyalty.personOfLink(linkId) : null;
  const tree = person && (await store.contacts.cardTree(person.id));
  if (!person || !tree) throw new AppError('NOT_FOUND');
  if (person.link!.until <= now() || !(await switches.read()).loyalty) return null;
  const card = cardOf(tree);
  const [{ currency, timeZone }, { levels }, rows, people, { sums }] = await Promise.all([
    deskHome(context),
    loyaltySettingsOf(context),
    rowsNow(context, card.ids),
    store.loyalty.people(card.ids),
    store.purchases.sums({ contactIds: card.ids, siteIds: null }),
  ]);
  const own = rows.filter(each => each.currency === currency);
  const bought = sums.find(each => each.currency === currency)?.total ?? 0;
  return {
    ...{ locale: card.locale, timeZone, name: card.callMe || card.name, currency, balance: balanceOf(own, currency) },
    ...{ level: levelOf(levels, bought), endings: endingsOf(own) },
    rows: own.slice(-SHOWN).reverse(),
    referralCode: people.find(each => each.code !== null)?.code ?? null,
  };
}

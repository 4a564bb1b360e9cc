/** What people bought: brought by programs and files, or written down by an agent. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type { PersonRef } from '../../../protocol/person-ref.ts';
import { totalOf } from '../../../protocol/purchase-sums.ts';
import type {
  Employee,
  Purchase,
  PurchaseGlance,
  PurchaseRow,
  PurchaseSend,
  PurchaseSource,
  PurchaseUpdate,
} from '../../../protocol/purchases.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { homeSite, maySee, maySeeCard, seenSites } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { shopClock } from '../bookings/settings.ts';
import { personNamed, seenCard, sitesOfRow } from '../contacts/named.ts';
import { earning } from '../loyalty/settings.ts';
import type { Sale } from '../loyalty/store.ts';
import { deskHome } from '../money/settings.ts';
import { stageAfterPurchase, stageSettingsOf, unwaited } from '../stages/commands.ts';
import type { TimelineCursor } from '../timeline/source.ts';
import { correctedShares, withShares } from '../visits/rules.ts';
import { corrected, fingerprintOf, glanceFrom, judged, momentOf, purchaseOf, RECENT } from './rules.ts';
import type { PurchaseAdded, PurchaseRecord } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** Who brings purchases. */
export interface Bringing {
  by: Sees;
  source: PurchaseSource;
  /** Whose external ids they are: of one key, of all files, or of the agents. */
  sourceKey: string;
  /** Names of employees whom its lines may name, though they be gone since. */
  staff?: Readonly<Record<string, string>>;
}

/** A row on its way in. */
type Row = { row: number; send: PurchaseSend; fingerprint: string };

/**
 * Adds what is brought, row by row: what is wrong with one keeps none of the others out (SPEC PB1, PB2).
 * @returns what became of each, in their order
 */
export async function addPurchases(context: Context, from: Bringing, rows: readonly unknown[]): Promise<PurchaseRow[]> {
  const { store } = context;
  const answers = new Map<number, PurchaseRow>();
  const read = rows.flatMap((each, row): Row[] => {
    const found = judged(each);
    if ('send' in found) return [{ row, send: found.send, fingerprint: fingerprintOf(found.send) }];
    answers.set(row, refused(row, new AppError('FIELD_INVALID', found.message, { fields: found.mistakes })));
    return [];
  });
  const named = read.flatMap(({ send }) => send.externalId ?? []);
  const there = named.length > 0 ? await store.purchases.known(from.sourceKey, named) : [];
  const known = new Map(there.map(each => [each.externalId!, each]));
  const recordOf = await recorder(context, from);
  const fresh: { row: number; record: PurchaseRecord }[] = [];
  for (const { row, send, fingerprint } of read) {
    const earlier = send.externalId === undefined ? undefined : known.get(send.externalId);
    if (earlier) {
      const outcome = earlier.fingerprint === fingerprint ? 'repeated' : 'other';
      answers.set(row, await answerTo(context, from.by, row, { purchase: earlier, outcome }));
    } else {
      try {
        fresh.push({ row, record: await recordOf(send, fingerprint) });
      } catch (error) {
        answers.set(row, refused(row, error));
      }
    }
  }
  const sale = from.source === 'csv' ? undefined : await earning(context);
  const added = await store.purchases.add(
    fresh.map(({ record }) => record),
    sale,
    await shopClock(context),
  );
  for (const [at, each] of added.entries()) {
    const { row } = fresh[at]!;
    answers.set(row, await answerTo(context, from.by, row, each));
  }
  const bought = new Set(added.flatMap(each => (each.outcome === 'added' ? each.purchase.contactId : [])));
  tellBought(context, bought);
  return rows.map((_, row) => answers.get(row)!);
}

/**
 * Adds one that another room has made, with what it does to a balance.
 * @returns the one that is there now
 * @throws AppError FIELD_INVALID where less bonus is there than is to be spent, NOT_FOUND where the person is there no more
 */
export async function addRecord(context: Context, record: PurchaseRecord, sale: Sale): Promise<PurchaseRecord> {
  const [added] = await context.store.purchases.add([record], sale, await shopClock(context));
  const { purchase, outcome } = added!;
  if (outcome === 'gone') throw new AppError('NOT_FOUND');
  if (outcome === 'added') tellBought(context, new Set([purchase.contactId]));
  return purchase;
}

/**
 * One that another room adds in a step of its own, and what it does to a balance then.
 * @throws AppError FIELD_INVALID, NOT_FOUND
 */
export async function purchaseToAdd(
  context: Context,
  from: Bringing,
  row: unknown,
): Promise<{ purchase: PurchaseRecord; sale: Sale }> {
  const found = judged(row);
  if ('mistakes' in found) throw new AppError('FIELD_INVALID', found.message, { fields: found.mistakes });
  const recordOf = await recorder(context, from);
  const [purchase, sale] = await Promise.all([recordOf(found.send, fingerprintOf(found.send)), earning(context)]);
  return { purchase, sale };
}

/** What follows when purchases of some people were added. */
export function tellBought(context: Context, contactIds: ReadonlySet<string>): void {
  if (contactIds.size === 0) return;
  context.outbox.wake();
  for (const contactId of contactIds) context.lists.see({ contactId });
  unwaited(context, stagesOfBuyers(context, contactIds));
}

/** Where buyers stand now, one after the other: nobody waits for that (SPEC PB8). */
async function stagesOfBuyers(context: Context, contactIds: ReadonlySet<string>): Promise<void> {
  const { store, switches } = context;
  if (contactIds.size === 0 || !(await switches.read()).customers) return;
  const { regularAt } = await stageSettingsOf(context);
  for (const contactId of contactIds) {
    const tree = await store.contacts.tree(contactId);
    if (tree) await stageAfterPurchase(context, tree.rootId, await store.purchases.count(tree.ids, regularAt));
  }
}

/** Makes records of what one brings; whom several rows name is looked for once. */
async function recorder(context: Context, from: Bringing) {
  const { newId, now } = context;
  const desk = await deskHome(context);
  const [agents, employees] = await Promise.all([context.store.agents.all(), context.store.employees.all()]);
  const cards = new Map<string, Promise<Card>>();

  function cardOfRow(person: PersonRef): Promise<Card> {
    const key = JSON.stringify(person);
    const found =
      cards.get(key) ?? personNamed(context, from.by, person, from.source === 'hand' ? 'agent' : 'purchase');
    cards.set(key, found);
    return found;
  }

  return async (send: PurchaseSend, fingerprint: string): Promise<PurchaseRecord> => {
    const { externalId = null, currency = desk.currency } = send;
    const at = now();
    const employee = employeeOf(send.employee ?? null, agents);
    const lines = withShares(send.lines, employees, employee, from.staff);
    const card = await cardOfRow(send.person);
    return {
      id: newId(),
      contactId: card.id,
      siteId: homeSite(card),
      ...momentOf(send, { timeZone: desk.timeZone, now: at }),
      ...{ lines, currency, employee, externalId },
      total: totalOf(lines)!,
      source: from.source,
      sourceKey: from.sourceKey,
      fingerprint: externalId === null ? '' : fingerprint,
      createdAt: at,
      updatedAt: at,
    };
  };
}

/** @throws AppError FIELD_INVALID for an agent who is none */
function employeeOf(
  said: { agentId?: string | undefined; name?: string | undefined } | null,
  agents: readonly Pick<Agent, 'id' | 'name'>[],
): Employee | null {
  if (said?.agentId !== undefined) {
    const agent = agents.find(each => each.id === said.agentId);
    if (!agent) throw new AppError('FIELD_INVALID', 'employee.agentId names no agent.', { fields: NO_AGENT });
    return { agentId: agent.id, name: agent.name };
  }
  return said?.name ? { agentId: null, name: said.name } : null;
}

const NO_AGENT: Record<string, ErrorCode> = { 'employee.agentId': 'FIELD_INVALID' };

/** Whoever does not see what is there already under an external id learns nothing of it but that. */
async function answerTo(context: Context, by: Sees, row: number, added: PurchaseAdded): Promise<PurchaseRow> {
  const { purchase, outcome } = added;
  if (outcome === 'gone') return refused(row, new AppError('NOT_FOUND', 'Whose it is was erased in this moment.'));
  const { id, contactId } = purchase;
  if (outcome === 'added') return { row, status: 201, id, contactId };
  const isSeen = seenSites(by) === null || maySeeCard(by, await sitesOfRow(context, purchase));
  if (outcome === 'repeated' && isSeen) return { row, status: 200, id, contactId };
  const message = 'A purchase of this externalId came before with other content; correct that one.';
  return { ...refused(row, new AppError('CLIENT_ID_REUSED', message)), ...(isSeen && { id, contactId }) };
}

/** @throws what is no refusal */
export function refused(row: number, error: unknown): PurchaseRow {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  const { status, code, message, fields } = error;
  return { row, status, id: null, contactId: null, code, message, ...(fields && { fields }) };
}

/** @throws AppError NOT_FOUND */
async function seenPurchase(context: Context, by: Sees, id: string): Promise<PurchaseRecord> {
  const found = await context.store.purchases.find(id);
  if (!found || (found.siteId !== null && !maySee(by, found.siteId))) throw new AppError('NOT_FOUND');
  // Of no site, it is seen by whoever sees the person.
  if (found.siteId === null) await seenCard(context, by, found.contactId);
  return found;
}

/** Corrects one, and writes that down (SPEC PB4). @throws AppError NOT_FOUND, FIELD_INVALID, ALREADY_CLAIMED where a colleague was faster */
export async function correctPurchase(
  context: Context,
  asker: { by: Sees; actor: Actor },
  id: string,
  { employee, ...change }: PurchaseUpdate,
): Promise<Purchase> {
  const { store, now, outbox } = context;
  const before = await seenPurchase(context, asker.by, id);
  const who = employee === undefined ? undefined : employeeOf(employee, await store.agents.all());
  const lines = correctedShares(before, change.lines, who, await store.employees.all());
  const after = corrected(before, { ...change, lines }, who, now());
  const row = rowOf(
    context,
    asker.actor,
    'purchase.changed',
    before,
    Object.keys({ ...change, ...(who !== undefined && { employee }) }).join(', '),
  );
  const written = await store.purchases.replace(before, after, row, {
    shopZone: await shopClock(context),
    // What a file brought is history.
    sale: before.source === 'csv' ? undefined : await earning(context),
  });
  if (!written) throw new AppError('ALREADY_CLAIMED', 'It was changed or removed meanwhile; look at it again.');
  outbox.wake();
  return purchaseOf(written);
}

/** @throws AppError NOT_FOUND */
export async function removePurchase(context: Context, asker: { by: Sees; actor: Actor }, id: string): Promise<void> {
  const found = await seenPurchase(context, asker.by, id);
  const row = rowOf(context, asker.actor, 'purchase.removed', found, '');
  if (!(await context.store.purchases.delete(id, row))) throw new AppError('NOT_FOUND');
}

function rowOf(
  context: Context,
  actor: Actor,
  what: 'purchase.changed' | 'purchase.removed',
  { contactId, siteId }: PurchaseRecord,
  text: string,
) {
  return auditRow(context, actor, { what, on: { kind: 'contact', id: contactId, text }, siteId });
}

/** What somebody bought, newest first. @param contactId any contact of the card. @throws AppError NOT_FOUND, BAD_REQUEST */
export async function purchasesOf(
  context: Context,
  by: Sees,
  contactId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ purchases: Purchase[]; cursor: string | null }> {
  const { ids } = await seenCard(context, by, contactId);
  const of = { contactIds: ids, siteIds: seenSites(by) };
  const found = await context.store.purchases.before(of, readCursor(cursor), limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    purchases: shown.map(purchaseOf),
    cursor: last && found.length > limit ? `${last.at}~${last.id}` : null,
  };
}

function readCursor(cursor: string | undefined): TimelineCursor | null {
  if (cursor === undefined) return null;
  const [, at, id] = /^(\d{1,16})~([\w-]{1,64})$/.exec(cursor) ?? [];
  if (id === undefined) throw new AppError('BAD_REQUEST', 'wanted a cursor that a page gave');
  return { at: Number(at), id };
}

/** What somebody bought, in one glance. @param contactIds all of a card */
export async function glanceOf(
  { store }: Pick<Context, 'store'>,
  contactIds: readonly string[],
  by: Sees,
): Promise<PurchaseGlance> {
  const of = { contactIds, siteIds: seenSites(by) };
  const [sums, recent] = await Promise.all([store.purchases.sums(of), store.purchases.before(of, null, RECENT)]);
  return glanceFrom(sums, recent);
}

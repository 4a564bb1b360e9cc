/** What agents do with lists of people to be rung. */
import { hash, randomInt } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import type { ListName, SaidOutcome } from '../../../protocol/list-names.ts';
import { LIST_NAMES } from '../../../protocol/list-names.ts';
import type { ListCall, ListEntry, ListPerson, ListSettings, ListsAnswer, ListTurn } from '../../../protocol/lists.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee, seenSites } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { cardOf, sitesOf } from '../contacts/card.ts';
import { contactSummary } from '../contacts/rules.ts';
import { couponsFor, LATEST_CALL_MS, SKIP_MS, seenSigns, wantsNoCalls } from './rules.ts';
import { LISTS } from './settings.ts';

type By = Pick<Agent, 'id' | 'name' | 'role' | 'siteIds'>;

/** How long somebody is one agent's without a sign of life; their page says one three times in that time (SPEC LW3). */
export const LEASE_MS = 120_000;
/** Calls that are counted. */
const COUNTED_MS = 30 * 24 * 3_600_000;
/** Conversations of each contact that are looked at. */
const LOOKED_AT_TALKS = 10;
/** Calls that are shown of one person. */
const SHOWN_CALLS = 10;

export function listSettingsOf({ settings }: Pick<Context, 'settings'>): Promise<ListSettings> {
  return settings.read(LISTS);
}

/** An owner says what a page about prices is called, and what is offered. What was offered before stays as it was. */
export async function changeLists(context: Context, actor: Actor, next: ListSettings): Promise<ListSettings> {
  const row = auditRow(context, actor, { what: 'lists.changed', on: { kind: 'server', id: null, text: '' } });
  const priceWords = [...new Set(next.priceWords.map(each => each.toLowerCase()))];
  await context.settings.write(LISTS, { ...next, priceWords }, row);
  return { ...next, priceWords };
}

/** How far each list is, and what came of its calls. @param since from when on calls count as done */
export async function listsFor({ store, now }: Context, by: By, since: number): Promise<ListsAnswer> {
  const siteIds = seenSites(by);
  const [counts, outcomes] = await Promise.all([
    store.lists.counts({ siteIds, at: now(), since }),
    store.lists.outcomes({ siteIds, since: now() - COUNTED_MS }),
  ]);
  const figures = LIST_NAMES.map(list => ({
    list,
    outcomes: outcomes.filter(each => each.list === list).map(({ outcome, count }) => ({ outcome, count })),
  }));
  return { counts, figures };
}

/** Gives an agent the next of a list, whom nobody else gets meanwhile (SPEC LW3). Whom they have already stays theirs. */
export async function takeTurn(context: Context, by: By, list: ListName, since: number): Promise<ListTurn> {
  const { store, now } = context;
  const at = now();
  const siteIds = seenSites(by);
  const { offers } = await listSettingsOf(context);
  const coupons = couponsFor(list, offers[list], at, randomInt);
  const taken = await store.lists.take({ list, agentId: by.id, siteIds, at, until: at + LEASE_MS, coupons });
  const [counts, shown, next] = await Promise.all([
    store.lists.counts({ siteIds, at, since }),
    taken && personOf(context, by, taken.entry),
    taken?.next ? store.contacts.find(taken.next) : null,
  ]);
  return {
    count: counts.find(each => each.list === list)!,
    entry: shown?.entry ?? null,
    person: shown?.person ?? null,
    next: next && contactSummary(next),
    leaseMs: LEASE_MS,
  };
}

/** Whom an agent rings and why, as far as their sites tell it. */
async function personOf(
  context: Context,
  by: By,
  entry: ListEntry,
): Promise<{ entry: ListEntry; person: ListPerson } | null> {
  const { store, lists } = context;
  const tree = await store.contacts.cardTree(entry.contactId);
  // Erased in this moment.
  if (!tree) return null;
  const contact = cardOf(tree);
  const [talks, calls, { bought }] = await Promise.all([
    Promise.all(contact.ids.map(id => store.views.ofContact(id, LOOKED_AT_TALKS))),
    store.lists.calls({ contactIds: contact.ids, siteIds: seenSites(by), before: null, limit: SHOWN_CALLS }),
    lists.trade(contact.ids, seenSites(by)),
  ]);
  const shown = talks.flat().filter(each => each.status !== 'held' && maySee(by, each.siteId));
  return {
    entry: { ...entry, why: seenSigns(entry.why, seenSites(by), contact.siteIds) },
    person: {
      contact: contactSummary(contact),
      conversationId: shown.sort((a, b) => b.updatedAt - a.updatedAt)[0]?.id ?? null,
      bought,
      calls: calls.filter(each => each.list === entry.list),
    },
  };
}

/** Keeps somebody longer. False: a colleague has them by now. @throws AppError NOT_FOUND */
export async function holdOn(context: Context, by: By, entryId: string): Promise<boolean> {
  await entryFor(context, by, entryId);
  const at = context.now();
  return context.store.lists.hold({ entryId, agentId: by.id, at, until: at + LEASE_MS });
}

/** Lets somebody go: for the next agent, or for an hour. @throws AppError NOT_FOUND */
export async function letGo(context: Context, by: By, entryId: string, isSkipped: boolean): Promise<void> {
  await entryFor(context, by, entryId);
  const dueAt = isSkipped ? context.now() + SKIP_MS : undefined;
  await context.store.lists.release({ entryId, agentId: by.id, dueAt });
}

/**
 * What came of a call (SPEC LW5). A repeat gets the first answer.
 * @throws AppError NOT_FOUND, FIELD_INVALID for a next call that is past or too far off, ALREADY_CLAIMED when a colleague has them by now
 */
export async function tellCall(
  context: Context,
  by: By,
  entryId: string,
  said: { clientId: string; outcome: SaidOutcome; note: string; nextAt?: number | undefined },
): Promise<ListCall> {
  await entryFor(context, by, entryId);
  const { store, now } = context;
  const at = now();
  const { clientId, outcome, note, nextAt = null } = said;
  if (nextAt !== null && (nextAt <= at || nextAt > at + LATEST_CALL_MS)) {
    throw new AppError('FIELD_INVALID', 'nextAt must be within a year from now.', {
      fields: { nextAt: 'FIELD_INVALID' },
    });
  }
  const { id, name } = by;
  // Ids of clients are their own: another agent's may be the same.
  const call = { id: hash('sha256', `${id} ${clientId}`, 'base64url'), outcome, note, nextAt, agent: { id, name } };
  const settled = await store.lists.settle({ entryId, said: call, at });
  if (outcome === 'never') await wantNoCalls(context, settled.call);
  return settled.call;
}

/** Who wants no calls is rung from no list any more, nor by whoever asks what they agreed to. Said twice, it is kept once. */
async function wantNoCalls({ store }: Context, { contactId, note, at }: ListCall): Promise<void> {
  const contact = await store.contacts.find(contactId);
  if (!contact || wantsNoCalls(contact.consents)) return;
  const text = note.slice(0, LIMITS.consentChars).toWellFormed();
  const consent = { channel: 'phone', purpose: 'calls', isGiven: false, text, source: 'agent', at } as const;
  await store.contacts.edit(contactId, { kind: 'consent', consent }, at);
}

async function entryFor(context: Context, by: By, entryId: string): Promise<ListEntry> {
  const entry = await context.store.lists.find(entryId);
  const tree = entry && (await context.store.contacts.cardTree(entry.contactId));
  if (!tree || seenSigns(entry.why, seenSites(by), sitesOf(tree)).length === 0) throw new AppError('NOT_FOUND');
  return entry;
}

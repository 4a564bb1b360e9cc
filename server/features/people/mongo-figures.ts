import type { ClientSession } from 'mongodb';
import { MAX_SUM } from '../../../protocol/purchase-sums.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { type Figures, figuresOf } from './rules.ts';

/** What one room knows of each of some contacts, by id, read in the session of the look. Who is left out has nothing there. */
export type FigureReader = (
  database: Database,
  session: ClientSession,
  contactIds: readonly string[],
) => Promise<ReadonlyMap<string, Partial<Figures>>>;

/** Each room whose rows people are listed, ordered or asked by has its line. */
export const FIGURES: readonly FigureReader[] = [talkFigures, purchaseFigures, complaintFigures, stageFigures];

/**
 * What is said moves `lastVisitorSeq`; what else a visitor does stands behind it, and so may words that the conversation
 * does not have yet.
 */
async function talkFigures(
  { conversations, entries }: Database,
  session: ClientSession,
  contactIds: readonly string[],
) {
  const found = await conversations
    .find(
      { 'contact.id': { $in: [...contactIds] } },
      { session, projection: { 'contact.id': 1, status: 1, lastVisitorSeq: 1 } },
    )
    .toArray();
  const talks = found.filter(each => each.status !== 'held');
  const newest = talks.map(each => ({ conversationId: each._id, seq: { $gte: each.lastVisitorSeq } }));
  const said = newest.length
    ? await entries
        .find({ 'author.kind': 'visitor', $or: newest }, { session, projection: { conversationId: 1, createdAt: 1 } })
        .toArray()
    : [];
  const saidAt = new Map<string, number>();
  for (const { conversationId, createdAt } of said) {
    saidAt.set(conversationId, Math.max(createdAt, saidAt.get(conversationId) ?? 0));
  }
  const parts = new Map<string, Partial<Figures>[]>();
  for (const { _id, contact, status } of found) {
    const part = status === 'held' ? { held: 1 } : { talks: 1, heardAt: saidAt.get(_id) ?? null };
    parts.set(contact.id, [...(parts.get(contact.id) ?? []), part]);
  }
  return new Map([...parts].map(([id, all]) => [id, figuresOf(all)]));
}

async function purchaseFigures({ purchases }: Database, session: ClientSession, contactIds: readonly string[]) {
  const groups = await purchases
    .aggregate<{ _id: { contactId: string; currency: string }; count: number; total: number; lastAt: number }>(
      [
        { $match: { contactId: { $in: [...contactIds] } } },
        {
          $group: {
            _id: { contactId: '$contactId', currency: '$currency' },
            count: { $sum: 1 },
            total: { $sum: '$total' },
            lastAt: { $max: '$at' },
          },
        },
      ],
      { session },
    )
    .toArray();
  const byContact = Map.groupBy(groups, each => each._id.contactId);
  return new Map(
    [...byContact].map(([id, all]) => [
      id,
      {
        purchases: all.reduce((count, each) => count + each.count, 0),
        spent: Object.fromEntries(all.map(({ _id, total }) => [_id.currency, Math.min(total, MAX_SUM)])),
        lastPurchaseAt: Math.max(...all.map(each => each.lastAt)),
      },
    ]),
  );
}

async function complaintFigures({ complaints }: Database, session: ClientSession, contactIds: readonly string[]) {
  const groups = await complaints
    .aggregate<{ _id: string; openComplaints: number }>(
      [
        { $match: { contactId: { $in: [...contactIds] }, isClosed: 0 } },
        { $group: { _id: '$contactId', openComplaints: { $sum: 1 } } },
      ],
      { session },
    )
    .toArray();
  return new Map(groups.map(({ _id, openComplaints }) => [_id, { openComplaints }]));
}

async function stageFigures({ personStages }: Database, session: ClientSession, contactIds: readonly string[]) {
  const found = await personStages.find({ _id: { $in: [...contactIds] } }, { session }).toArray();
  return new Map(found.map(({ _id, stageId, since }) => [_id, { stage: { id: stageId, since } }]));
}

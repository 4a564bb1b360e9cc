import type { ClientSession, Filter } from 'mongodb';
import { maySeeRow } from '../../sight.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { type ContactDocument, toContact } from '../contacts/mongo-document.ts';
import { contactSummary } from '../contacts/rules.ts';
import type { ConversationDocument } from '../conversations/mongo-document.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import {
  type PersonStageDocument,
  personStageDocument,
  type StageMoveDocument,
  stageMoveDocument,
  toPersonStage,
  toStageMove,
} from './mongo-document.ts';
import { movedBy, newsOfMove, ofCard } from './rules.ts';
import type { StageStore, Whose } from './store.ts';

/** Conversations looked at for a page of people: nearly everybody has one. */
const MOST_TALKS = 1_000;

/** See `StageStore`. */
export function createStageStore({ database, ledger, leaving }: Engine): StageStore {
  const { personStages, stageMoves, contacts, conversations } = database;

  const ofWhose = ({ agentId, siteIds }: Whose) => ({
    ...(agentId !== null && { agentId }),
    ...(siteIds !== null && { siteId: { $in: [...siteIds, null] } }),
  });

  /** The newest conversation of each card that has one of these sites; none in quarantine. */
  async function newestOf(rootIds: string[], joined: ContactDocument[], siteIds: Whose['siteIds']) {
    const rootOf = new Map([
      ...rootIds.map(each => [each, each] as const),
      ...joined.map(each => [each._id, each.card!.id] as const),
    ]);
    const found = await conversations
      .find({
        'contact.id': { $in: [...rootOf.keys()] },
        status: { $ne: 'held' },
        ...(siteIds !== null && { siteId: { $in: [...siteIds] } }),
      })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(MOST_TALKS)
      .toArray();
    const newest = new Map<string, ConversationDocument>();
    for (const each of found) {
      const rootId = rootOf.get(each.contact.id)!;
      if (!newest.has(rootId)) newest.set(rootId, each);
    }
    const caughtUp = await ledger.caughtUp([...newest.values()]);
    return new Map(caughtUp.map(each => [rootOf.get(each.contact.id)!, each]));
  }

  return {
    async of(contactIds) {
      return (await personStages.find({ _id: { $in: [...contactIds] } }).toArray()).map(toPersonStage);
    },

    move: order =>
      database.transaction(async session => {
        const found = await personStages.findOne({ _id: order.contactId }, { session });
        const moved = movedBy(found && toPersonStage(found), order);
        if (!moved) return null;
        const { person, move } = moved;
        const document = personStageDocument(person);
        // One who came meanwhile is no reason to write over them: the step is tried anew.
        if (found) await personStages.replaceOne({ _id: document._id }, document, { session });
        else await personStages.insertOne(document, { session });
        await stageMoves.insertOne(stageMoveDocument({ ...move, agentId: person.agentId }), { session });
        await touchPeople(database, session, [order.contactId]);
        return { ...moved, leaves: await leaving.tell(session, [newsOfMove(move)]) };
      }),

    async page({ stageIds, cursor, limit, ...whose }) {
      const found = await personStages
        .find({
          ...ofWhose(whose),
          stageId: { $in: [...stageIds] },
          $and: [after<PersonStageDocument>('since', cursor, true)],
        })
        .sort({ since: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, last => last.since);
      const ids = page.items.map(each => each._id);
      const people = await contacts.find({ _id: { $in: ids } }).toArray();
      const rootOf = new Map(people.map(each => [each._id, each.card?.id ?? each._id]));
      const rootIds = [...new Set(rootOf.values())];
      const [roots, own, joined] = await Promise.all([
        contacts.find({ _id: { $in: rootIds } }).toArray(),
        personStages.distinct('_id', { _id: { $in: rootIds } }),
        contacts
          .find({ 'card.id': { $in: rootIds } })
          .limit(MOST_TALKS)
          .toArray(),
      ]);
      const talks = await newestOf(rootIds, joined, whose.siteIds);
      const sitesOf = (rootId: string) =>
        [...roots, ...joined].flatMap(each => ((each.card?.id ?? each._id) === rootId ? (each.siteId ?? []) : []));
      const summaries = new Map(roots.map(each => [each._id, contactSummary(toContact(each))]));
      const items = page.items.flatMap(each => {
        const rootId = rootOf.get(each._id);
        const contact = rootId === undefined ? undefined : summaries.get(rootId);
        if (rootId === undefined || !contact || (rootId !== each._id && own.includes(rootId))) return [];
        const { siteId } = each;
        if (whose.siteIds !== null && !maySeeRow(whose.siteIds, siteId, sitesOf(rootId))) return [];
        return [{ person: ofCard(toPersonStage(each), rootId), contact, conversation: talks.get(rootId) ?? null }];
      });
      return { ...page, items };
    },

    async counts(whose) {
      const groups = personStages.aggregate<{ _id: string; count: number }>([
        { $match: ofWhose(whose) },
        { $group: { _id: '$stageId', count: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ]);
      return (await groups.toArray()).map(({ _id: stageId, count }) => ({ stageId, count }));
    },

    async figures({ since, ...whose }) {
      const groups = stageMoves.aggregate<{ _id: string; count: number }>([
        { $match: { ...ofWhose(whose), counted: { $in: ['won', 'lost'] }, at: { $gte: since } } },
        { $group: { _id: { counted: '$counted', contactId: '$contactId' } } },
        { $group: { _id: '$_id.counted', count: { $sum: 1 } } },
      ]);
      const found = new Map((await groups.toArray()).map(each => [each._id, each.count]));
      return { won: found.get('won') ?? 0, lost: found.get('lost') ?? 0 };
    },

    async moves({ contactIds, siteIds, before, limit }) {
      const asked: Filter<StageMoveDocument> = {
        ...ofWhose({ agentId: null, siteIds }),
        contactId: { $in: [...contactIds] },
        ...(before && {
          at: { $lte: before.at },
          $or: [{ at: { $lt: before.at } }, { _id: { $lt: before.id } }],
        }),
      };
      const found = await stageMoves.find(asked).sort({ at: -1, _id: -1 }).limit(limit).toArray();
      return found.map(toStageMove);
    },
  };
}

/** Where somebody stands, which their moves tell, goes with them. */
export function movesOfPeople({ database: { personStages, stageMoves } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'stageMoves',
    async read(contactIds) {
      const held = stageMoves.find({ contactId: { $in: [...contactIds] } }).sort({ at: 1, _id: 1 });
      return (await held.toArray()).map(toStageMove);
    },
    async drop(contactIds, session) {
      await personStages.deleteMany({ _id: { $in: [...contactIds] } }, { session });
      return (await stageMoves.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}

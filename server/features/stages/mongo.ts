import type { ClientSession, Filter } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { OF_ONE, seenRows } from '../../store/mongo/seen-rows.ts';
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
import { isOutstood, movedBy, newsOfMove, ofCard } from './rules.ts';
import type { StageStore, Whose } from './store.ts';

/** Conversations looked at for a page of people: nearly everybody has one. */
const MOST_TALKS = 1_000;

/** What orders moves; see `standing`. */
const moved = (row: string) => ({ since: `${row}.since`, stageId: `${row}.stageId`, id: `${row}._id` });

/**
 * From contacts to where those stood who were joined to a card that stands by its own row, or by one of somebody who was moved
 * later: they are few.
 */
const OF_JOINED = [
  { $match: { 'card.id': { $gt: '' }, $expr: { $ne: ['$card.id', '$_id'] } } },
  { $lookup: { from: 'personStages', localField: '_id', foreignField: '_id', as: 'stands' } },
  { $match: { 'stands.0': { $exists: true } } },
  { $set: { stands: { $first: '$stands' } } },
  { $lookup: { from: 'personStages', localField: 'card.id', foreignField: '_id', as: 'own' } },
  { $lookup: { from: 'contacts', localField: 'card.id', foreignField: 'card.id', as: 'same' } },
  { $lookup: { from: 'personStages', localField: 'same._id', foreignField: '_id', as: 'others' } },
  { $set: { last: { $max: { $map: { input: '$others', in: moved('$$this') } } } } },
  { $match: { $expr: { $or: [{ $gt: [{ $size: '$own' }, 0] }, { $gt: ['$last', moved('$stands')] }] } } },
  { $replaceRoot: { newRoot: '$stands' } },
];

/** See `StageStore`. */
export function createStageStore({ database, ledger, leaving }: Engine): StageStore {
  const { personStages, stageMoves, contacts, conversations } = database;

  const ofAgent = ({ agentId }: Pick<Whose, 'agentId'>) => (agentId === null ? {} : { agentId });
  /** Where somebody stands is kept under their contact's id. */
  const seenPlaces = ({ siteIds }: Pick<Whose, 'siteIds'>) => seenRows(siteIds, { ...OF_ONE, contactId: '$_id' });

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
        const { contactId } = order;
        if (!(await keptContacts(database, session, [contactId])).has(contactId)) throw new AppError('NOT_FOUND');
        const found = await personStages.findOne({ _id: contactId }, { session });
        const moved = movedBy(found && toPersonStage(found), order);
        if (!moved) return null;
        const { person, move } = moved;
        const document = personStageDocument(person);
        // One who came meanwhile is no reason to write over them: the step is tried anew.
        if (found) await personStages.replaceOne({ _id: document._id }, document, { session });
        else await personStages.insertOne(document, { session });
        await stageMoves.insertOne(stageMoveDocument({ ...move, agentId: person.agentId }), { session });
        await touchPeople(database, session, [contactId]);
        return { ...moved, leaves: await leaving.tell(session, [newsOfMove(move)]) };
      }),

    async page({ stageIds, cursor, limit, ...whose }) {
      const found = await personStages
        .aggregate<PersonStageDocument>([
          {
            $match: {
              ...ofAgent(whose),
              stageId: { $in: [...stageIds] },
              $and: [after<PersonStageDocument>('since', cursor, true)],
            },
          },
          { $sort: { since: -1, _id: -1 } },
          ...seenPlaces(whose),
          { $limit: limit + 1 },
        ])
        .toArray();
      const page = pageOf(found, limit, last => last.since);
      const ids = page.items.map(each => each._id);
      const people = await contacts.find({ _id: { $in: ids } }).toArray();
      const rootOf = new Map(people.map(each => [each._id, each.card?.id ?? each._id]));
      const rootIds = [...new Set(rootOf.values())];
      const [roots, joined] = await Promise.all([
        contacts.find({ _id: { $in: rootIds } }).toArray(),
        contacts
          .find({ 'card.id': { $in: rootIds } })
          .limit(MOST_TALKS)
          .toArray(),
      ]);
      const cardOf = new Map([
        ...joined.map(each => [each._id, each.card!.id] as const),
        ...rootIds.map(id => [id, id] as const),
      ]);
      const [talks, places] = await Promise.all([
        newestOf(rootIds, joined, whose.siteIds),
        personStages.find({ _id: { $in: [...cardOf.keys()] } }).toArray(),
      ]);
      const placesOf = Map.groupBy(places.map(toPersonStage), each => cardOf.get(each.contactId)!);
      const summaries = new Map(roots.map(each => [each._id, contactSummary(toContact(each))]));
      const items = page.items.flatMap(each => {
        const rootId = rootOf.get(each._id);
        const contact = rootId === undefined ? undefined : summaries.get(rootId);
        const stands = toPersonStage(each);
        if (rootId === undefined || !contact || isOutstood(stands, rootId, placesOf.get(rootId) ?? [])) return [];
        return [{ person: ofCard(stands, rootId), contact, conversation: talks.get(rootId) ?? null }];
      });
      return { ...page, items };
    },

    async counts(whose) {
      const counted = [
        { $match: ofAgent(whose) },
        ...seenPlaces(whose),
        { $group: { _id: '$stageId', count: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ];
      type Group = { _id: string; count: number };
      const [all, others] = await Promise.all([
        personStages.aggregate<Group>(counted).toArray(),
        contacts.aggregate<Group>([...OF_JOINED, ...counted]).toArray(),
      ]);
      const isOther = new Map(others.map(each => [each._id, each.count]));
      return all.flatMap(({ _id: stageId, count: every }) => {
        const count = every - (isOther.get(stageId) ?? 0);
        return count > 0 ? [{ stageId, count }] : [];
      });
    },

    async figures({ since, ...whose }) {
      const groups = stageMoves.aggregate<{ _id: string; count: number }>([
        { $match: { ...ofAgent(whose), counted: { $in: ['won', 'lost'] }, at: { $gte: since } } },
        ...seenRows(whose.siteIds),
        { $group: { _id: { counted: '$counted', contactId: '$contactId' } } },
        { $lookup: { from: 'contacts', localField: '_id.contactId', foreignField: '_id', as: 'own' } },
        // Of two who are one card each is the other.
        { $set: { rootId: { $ifNull: [{ $first: '$own.card.id' }, '$_id.contactId'] } } },
        { $group: { _id: { counted: '$_id.counted', rootId: '$rootId' } } },
        { $group: { _id: '$_id.counted', count: { $sum: 1 } } },
      ]);
      const found = new Map((await groups.toArray()).map(each => [each._id, each.count]));
      return { won: found.get('won') ?? 0, lost: found.get('lost') ?? 0 };
    },

    async moves({ contactIds, siteIds, before, limit }) {
      const asked: Filter<StageMoveDocument> = {
        // Of a card that is seen.
        ...(siteIds !== null && { siteId: { $in: [...siteIds, null] } }),
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
    async read(contactIds, session) {
      const held = stageMoves.find({ contactId: { $in: [...contactIds] } }, { session }).sort({ at: 1, _id: 1 });
      return (await held.toArray()).map(toStageMove);
    },
    async drop(contactIds, session) {
      await personStages.deleteMany({ _id: { $in: [...contactIds] } }, { session });
      return (await stageMoves.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}

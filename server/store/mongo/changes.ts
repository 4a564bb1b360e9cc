/** What a change stream tells, and which of it is asked for. */
import type { Document } from 'mongodb';
import type { EntryDocument } from '../../features/conversations/mongo-document.ts';
import { WRITER_SPAN, type Writer } from './writers.ts';

/** Of documents; a collection that is dropped has none. */
const CHANGES = ['insert', 'update', 'replace', 'delete'];

/** What is read of a change event; https://www.mongodb.com/docs/manual/reference/change-events/ */
export interface FeedEvent {
  operationType: string;
  ns: { coll: string };
  documentKey: { _id: unknown };
  fullDocument?: unknown;
  updateDescription?: { updatedFields?: Document };
}

/**
 * True of no event, and nothing that MongoDB can ask of its oplog. Beside it all other conditions are asked of the events
 * that it makes: asked of the oplog each would become some twenty, which cost it more than making an event.
 */
const NEVER = { _id: { $exists: false } };

/** The pipeline for what other servers did and somebody wants to know; filtered where it is, so that it costs no way. */
export function changesElsewhere(serverId: string, { from }: Writer): Document[] {
  const isOwn = { $gt: from, $lte: from + WRITER_SPAN };
  const updated = (field: string) => `updateDescription.updatedFields.${field}`;
  const isTouchedByOther = { [updated('touch')]: { $exists: true, $not: isOwn } };
  const wanted = [
    { 'ns.coll': 'entries', operationType: 'insert' },
    { 'ns.coll': 'conversations', operationType: 'update', ...isTouchedByOther },
    {
      'ns.coll': 'visitors',
      operationType: 'update',
      [updated('conversationId')]: { $exists: true },
      ...isTouchedByOther,
    },
    { 'ns.coll': 'calls', operationType: { $in: CHANGES }, 'fullDocument.touch': { $exists: true, $not: isOwn } },
    // Nothing tells whose doing it is that they are gone; hearing of one's own twice does no harm.
    { 'ns.coll': { $in: ['conversations', 'visitors'] }, operationType: 'delete' },
    { 'ns.coll': { $in: ['agents', 'sites', 'teams'] }, operationType: { $in: CHANGES } },
    { 'ns.coll': 'sessions', operationType: 'delete' },
    {
      'ns.coll': 'words',
      operationType: 'insert',
      'fullDocument.serverId': { $ne: serverId },
      'fullDocument.word.to': { $in: [null, serverId] },
    },
    { 'ns.coll': 'presences', operationType: { $in: CHANGES } },
    NEVER,
  ];
  const read = ['operationType', 'ns.coll', 'documentKey', 'fullDocument', updated('conversationId'), updated('pause')];
  // One's own entries and texts are most of what there is, and no event is made of them.
  const match = { 'documentKey._id': { $not: isOwn }, $or: wanted };
  return [{ $match: match }, { $project: Object.fromEntries(read.map(field => [field, 1])) }];
}

export function isEntry({ ns }: FeedEvent): boolean {
  return ns.coll === 'entries';
}

export function isTouch({ ns, operationType }: FeedEvent): boolean {
  return ns.coll === 'conversations' && operationType !== 'delete';
}

export function callbackIdOf({ body }: EntryDocument): string | undefined {
  return 'callbackId' in body ? body.callbackId : undefined;
}

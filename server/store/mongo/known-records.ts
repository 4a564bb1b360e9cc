import type { ClientSession, Collection, Filter } from 'mongodb';
import { toCall } from '../../features/calls/mongo-document.ts';
import { complaintDocument, toComplaint } from '../../features/complaints/mongo-document.ts';
import { couponDocument, toCoupon } from '../../features/coupons/mongo-document.ts';
import { type KnownRecord, RECORD_KINDS, type RecordKind } from '../../features/imports/records.ts';
import {
  personStageDocument,
  type StageMoveDocument,
  stageMoveDocument,
  toPersonStage,
} from '../../features/stages/mongo-document.ts';
import type { Database } from './connection.ts';
import { entity, stored } from './documents.ts';

type Document = { _id: string };

/** How a kind lies here, and what of it is there once beside its id. */
interface Shape {
  toDocument(known: KnownRecord): Document;
  toRecord(document: never): KnownRecord['record'];
  once(known: KnownRecord): Filter<Document>[];
}

const external = ({ record }: KnownRecord): Filter<Document>[] => {
  const { sourceKey, externalId } = record as { sourceKey: string; externalId: string | null };
  return externalId === null ? [] : [{ sourceKey, externalId } as Filter<Document>];
};
const plain = {
  toDocument: ({ record }: KnownRecord): Document => stored(record as { id: string }),
  toRecord: (document: never) => entity(document as Document) as unknown as KnownRecord['record'],
};
const nothing = (): Filter<Document>[] => [];

const SHAPES: Record<RecordKind, Shape> = {
  purchases: { ...plain, once: external },
  complaints: {
    toDocument: known => complaintDocument(recordOf(known, 'complaints')),
    toRecord: toComplaint,
    once: external,
  },
  personStages: {
    toDocument: known => personStageDocument(recordOf(known, 'personStages')),
    toRecord: toPersonStage,
    once: nothing,
  },
  stageMoves: {
    toDocument: known => stageMoveDocument(recordOf(known, 'stageMoves')),
    toRecord: ({ counted: _, ...document }: StageMoveDocument) => entity(document),
    once: nothing,
  },
  listEntries: {
    ...plain,
    once(known) {
      const { contactId, list, coupon } = recordOf(known, 'listEntries');
      const place = { contactId, list } as Filter<Document>;
      return coupon ? [place, { 'coupon.code': coupon.code } as Filter<Document>] : [place];
    },
  },
  listCalls: { ...plain, once: nothing },
  loyaltyRows: {
    ...plain,
    once(known) {
      const { cause, kind } = recordOf(known, 'loyaltyRows');
      return [{ cause, kind } as Filter<Document>];
    },
  },
  loyaltyPeople: {
    ...plain,
    once(known) {
      const { code } = recordOf(known, 'loyaltyPeople');
      return code === null ? [] : [{ code } as Filter<Document>];
    },
  },
  coupons: {
    toDocument: known => couponDocument(recordOf(known, 'coupons')),
    toRecord: toCoupon,
    once: nothing,
  },
  redemptions: { ...plain, once: nothing },
  calls: {
    // Without a `touch` it is no news to any server.
    toDocument: known => stored(recordOf(known, 'calls')),
    toRecord: toCall,
    once: known => [{ key: recordOf(known, 'calls').key } as Filter<Document>],
  },
};

function recordOf<K extends RecordKind>({ record }: KnownRecord, _kind: K) {
  return record as Extract<KnownRecord, { kind: K }>['record'];
}

/** What is known of people beside their cards, kind by kind. */
export function createKnownRecords(database: Database) {
  const collectionOf = (kind: RecordKind) => database[kind] as unknown as Collection<Document>;
  const known = (kind: RecordKind, document: Document) =>
    ({ kind, record: SHAPES[kind].toRecord(document as never) }) as KnownRecord;

  return {
    async add(records: readonly KnownRecord[], session: ClientSession): Promise<void> {
      for (const kind of RECORD_KINDS) {
        const documents = records.flatMap(each => (each.kind === kind ? SHAPES[kind].toDocument(each) : []));
        if (documents.length > 0) await collectionOf(kind).insertMany(documents, { session });
      }
    },
    async find(kind: RecordKind, id: string, session: ClientSession): Promise<KnownRecord | null> {
      const found = await collectionOf(kind).findOne({ _id: id }, { session });
      return found && known(kind, found);
    },
    async drop(kind: RecordKind, id: string, session: ClientSession): Promise<void> {
      await collectionOf(kind).deleteOne({ _id: id }, { session });
    },
    async after(kind: RecordKind, id: string, limit: number): Promise<KnownRecord[]> {
      const next = collectionOf(kind)
        .find({ _id: { $gt: id } })
        .sort({ _id: 1 })
        .limit(limit);
      return (await next.toArray()).map(each => known(kind, each));
    },
    /** Those that are there under an id or a key of these. */
    async like(records: readonly KnownRecord[], session?: ClientSession): Promise<KnownRecord[]> {
      const found: KnownRecord[] = [];
      for (const kind of RECORD_KINDS) {
        const asked = records.filter(each => each.kind === kind);
        if (asked.length === 0) continue;
        const ids = asked.map(each => SHAPES[kind].toDocument(each)._id);
        const filter = { $or: [{ _id: { $in: ids } }, ...asked.flatMap(SHAPES[kind].once)] };
        const there = await collectionOf(kind).find(filter, { session }).toArray();
        found.push(...there.map(each => known(kind, each)));
      }
      return found;
    },
  };
}

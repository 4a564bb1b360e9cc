import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { type KnownRecord, RECORD_KINDS, type RecordKind } from '../../features/imports/records.ts';
import { CALL } from './call-rows.ts';
import { COUPON, REDEMPTION } from './coupon-rows.ts';
import { encoded } from './encoded.ts';
import { LIST_CALL, LIST_ENTRY } from './list-rows.ts';
import { LOYALTY_PERSON } from './loyalty-people-rows.ts';
import { LEDGER_ROW } from './loyalty-rows.ts';
import { PURCHASE } from './purchase-rows.ts';
import { PERSON_STAGE, STAGE_MOVE } from './stage-rows.ts';
import type { Turns } from './turns.ts';

type Row = Record<string, SQLOutputValue>;

/** How they lie in their tables, as whoever moves a store knows it. */
export type KnownTables = {
  [K in RecordKind]: {
    name: string;
    columns: Record<string, string>;
    record(row: Row): Extract<KnownRecord, { kind: K }>['record'];
    row(record: Extract<KnownRecord, { kind: K }>['record']): object;
  };
};

/** Rows of a kind, the column that is its id, and what else is there once. */
const READ: Record<RecordKind, { select: string; id: string; once: string }> = {
  purchases: { select: PURCHASE, id: 'id', once: 'source_key = :sourceKey AND external_id = :externalId' },
  complaints: {
    select: 'whole FROM complaints',
    id: 'id',
    once: 'source_key = :sourceKey AND external_id = :externalId',
  },
  personStages: { select: PERSON_STAGE, id: 'contact', once: 'contact = :contactId' },
  stageMoves: { select: STAGE_MOVE, id: 'id', once: 'id = :id' },
  listEntries: {
    select: LIST_ENTRY,
    id: 'id',
    once: '(contact = :contactId AND list = :list) OR coupon_code = :couponCode',
  },
  listCalls: { select: LIST_CALL, id: 'id', once: 'id = :id' },
  loyaltyRows: { select: LEDGER_ROW, id: 'id', once: 'cause = :cause AND kind = :kind' },
  loyaltyPeople: { select: LOYALTY_PERSON, id: 'contact', once: 'contact = :contactId OR code = :code' },
  coupons: { select: COUPON, id: 'code', once: 'code = :code' },
  redemptions: { select: REDEMPTION, id: 'id', once: 'id = :id' },
  calls: { select: CALL, id: 'id', once: 'key = :key' },
};

/** What is known of people beside their cards, kind by kind: `after` reads what is committed, all else is inside a step. */
export function createKnownRecords({ writer, reader }: Pick<Turns, 'writer' | 'reader'>, tables: KnownTables) {
  function rowsOf(kind: RecordKind) {
    const { select, id, once } = READ[kind];
    const table = tables[kind];
    const columns = Object.keys(table.columns).join(', ');
    const insert = writer.prepare(
      `INSERT INTO ${table.name} (${columns}) VALUES (${Object.values(table.columns).join(', ')})`,
    );
    const clashing = writer.prepare(`SELECT ${select} WHERE ${once}`);
    for (const each of [insert, clashing]) each.setAllowUnknownNamedParameters(true);
    const find = writer.prepare(`SELECT ${select} WHERE ${id} = ?`);
    const drop = writer.prepare(`DELETE FROM ${table.name} WHERE ${id} = ?`);
    const after = reader.prepare(`SELECT ${select} WHERE ${id} > ? ORDER BY ${id} LIMIT ?`);
    const known = (row: Row) => ({ kind, record: table.record(row) }) as KnownRecord;
    const values = (record: KnownRecord['record']): Record<string, SQLInputValue> =>
      encoded(table.row(record as never));
    return {
      add: (record: KnownRecord['record']) => void insert.run(values(record)),
      find(recordId: string): KnownRecord | null {
        const row = find.get(recordId);
        return row ? known(row as Row) : null;
      },
      clashing: (record: KnownRecord['record']) => (clashing.all(values(record)) as Row[]).map(known),
      drop: (recordId: string) => void drop.run(recordId),
      after: (recordId: string, limit: number) => (after.all(recordId, limit) as Row[]).map(known),
    };
  }
  const all = Object.fromEntries(RECORD_KINDS.map(kind => [kind, rowsOf(kind)])) as Record<
    RecordKind,
    ReturnType<typeof rowsOf>
  >;
  return {
    add: ({ kind, record }: KnownRecord): void => all[kind].add(record),
    find: (kind: RecordKind, id: string): KnownRecord | null => all[kind].find(id),
    drop: (kind: RecordKind, id: string): void => all[kind].drop(id),
    after: (kind: RecordKind, id: string, limit: number): KnownRecord[] => all[kind].after(id, limit),
    /** Those that are there under an id or a key of it. */
    like({ kind, record }: KnownRecord, id: string): KnownRecord[] {
      const same = all[kind].find(id);
      return [...(same ? [same] : []), ...all[kind].clashing(record)];
    },
  };
}

import type { Merge } from '../../../protocol/contacts.ts';
import type { MergeRecord, RefusalRecord } from '../../features/contacts/merges.ts';
import { holdingOf, pairId } from '../../features/contacts/merges.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${MERGE} …` gives rows for `mergeFromRow`; add WHERE and ORDER BY. */
export const MERGE = `row, id, winner AS winnerId, loser AS loserId, reason, is_verified AS isVerified, choices, done_by AS "by", at,
  undone_at AS undoneAt, undone_by AS undoneBy FROM contact_merges`;

/** `SELECT ${REFUSAL} …` gives rows for `refusalFromRow`. */
export const REFUSAL = 'id, one, other, done_by AS "by", at FROM contact_refusals';

type MergeRow = Omit<MergeRecord, 'isVerified' | 'choices' | 'by' | 'undoneBy'> & {
  row: number;
  isVerified: number;
  choices: string;
  by: string | null;
  undoneBy: string | null;
};

const parsed = (json: string | null) => (json === null ? null : JSON.parse(json));

export function mergeFromRow(from: unknown): MergeRecord {
  const { row: _, isVerified, choices, by, undoneBy, ...merge } = from as MergeRow;
  const people = { by: parsed(by), undoneBy: parsed(undoneBy) };
  return { ...merge, ...people, isVerified: isVerified === 1, choices: JSON.parse(choices) };
}

export function refusalFromRow(from: unknown): RefusalRecord {
  const { by, ...refusal } = from as Omit<RefusalRecord, 'by'> & { by: string };
  return { ...refusal, by: JSON.parse(by) };
}

export type MergeRows = ReturnType<typeof createMergeRows>;

/** Who was joined to whom, and who never is to be. All inside a step; lists of ids are JSON for SQLite. */
export function createMergeRows({ writer }: Turns) {
  const among = 'IN (SELECT value FROM json_each(:ids))';
  const holding = writer.prepare(`SELECT ${MERGE} WHERE winner ${among} AND undone_at IS NULL ORDER BY at, row`);
  const byId = writer.prepare(`SELECT ${MERGE} WHERE id = ?`);
  const count = writer.prepare('SELECT count(*) AS count FROM contact_merges WHERE loser = ?');
  const insert = writer.prepare(`
    INSERT INTO contact_merges (id, winner, loser, reason, is_verified, choices, done_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const undo = writer.prepare('UPDATE contact_merges SET undone_at = ?, undone_by = ? WHERE id = ?');
  const prove = writer.prepare('UPDATE contact_merges SET is_verified = 1 WHERE loser = ? AND undone_at IS NULL');
  const dropMerges = writer.prepare(`DELETE FROM contact_merges WHERE winner ${among} OR loser ${among}`);
  const refuse = writer.prepare(
    'INSERT OR IGNORE INTO contact_refusals (id, one, other, done_by, at) VALUES (?, ?, ?, ?, ?)',
  );
  const refused = writer.prepare(`
    SELECT other AS id FROM contact_refusals WHERE one ${among} UNION SELECT one FROM contact_refusals WHERE other ${among}`);
  const lift = writer.prepare('DELETE FROM contact_refusals WHERE id = ?');
  const dropRefusals = writer.prepare(`DELETE FROM contact_refusals WHERE one ${among} OR other ${among}`);
  const renameOne = writer.prepare('UPDATE OR REPLACE contact_refusals SET id = ?, one = ?, other = ? WHERE id = ?');
  const refusalsOf = writer.prepare(`SELECT ${REFUSAL} WHERE one ${among} OR other ${among}`);
  const ofIds = (ids: readonly string[]) => ({ ids: JSON.stringify(ids) });

  return {
    /** Those that hold between these contacts, oldest first. */
    holding: (ids: readonly string[]): Merge[] => holdingOf(holding.all(ofIds(ids)).map(mergeFromRow)),
    find(id: string): MergeRecord | null {
      const row = byId.get(id);
      return row ? mergeFromRow(row) : null;
    },
    /** Whether somebody is joined to the contact. */
    hasJoined: (winnerId: string): boolean => holding.all({ ids: JSON.stringify([winnerId]) }).length > 0,
    /** How often somebody was joined to others. */
    countOf: (loserId: string): number => Number(count.get(loserId)?.count),
    add({ id, winnerId, loserId, reason, isVerified, choices, by, at }: Merge): void {
      insert.run(
        id,
        winnerId,
        loserId,
        reason,
        Number(isVerified),
        JSON.stringify(choices),
        by && JSON.stringify(by),
        at,
      );
    },
    undo: (id: string, by: object, at: number) => void undo.run(at, JSON.stringify(by), id),
    /** That holds for the contact is proven by now. */
    prove: (loserId: string) => void prove.run(loserId),
    refuse({ one, other, by, at }: Omit<RefusalRecord, 'id'>): void {
      refuse.run(pairId(one, other), one, other, JSON.stringify(by), at);
    },
    /** Whom some of these are not. */
    refusedBy: (ids: readonly string[]): Set<string> => new Set(refused.all(ofIds(ids)).map(row => row.id as string)),
    /** Forgets that some of these are not one of those. */
    lift(ids: readonly string[], others: readonly string[]): void {
      for (const one of ids) for (const other of others) lift.run(pairId(one, other));
    },
    refusalsOf: (ids: readonly string[]): RefusalRecord[] => refusalsOf.all(ofIds(ids)).map(refusalFromRow),
    /** Who was not one with a contact is not with another one either, whom that one has become. */
    rename(from: string, to: string): void {
      for (const { id, one, other } of refusalsOf.all(ofIds([from])).map(refusalFromRow)) {
        const next = { one: one === from ? to : one, other: other === from ? to : other };
        if (next.one !== next.other) renameOne.run(pairId(next.one, next.other), next.one, next.other, id);
      }
    },
    /** Takes away all that names these. */
    dropOf(ids: readonly string[]): void {
      dropMerges.run(ofIds(ids));
      dropRefusals.run(ofIds(ids));
    },
  };
}

import { emptied } from '../../features/calls/rules.ts';
import type { CallRecord } from '../../features/calls/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${CALL} …` gives rows for `callFromRow`; add WHERE and ORDER BY. */
export const CALL = `row, id, key, site AS siteId, contact AS contactId, agent AS agentId, state, is_missed AS isMissed, started_at AS startedAt,
  ended_at AS endedAt, due_at AS dueAt, number, facts FROM calls`;

export interface CallRow extends Record<string, unknown> {
  row: number;
  isMissed: number;
  startedAt: number;
  facts: string;
}

export function callFromRow(from: unknown): CallRecord {
  const { row: _, isMissed, facts, ...call } = from as CallRow;
  // Rows that were written before this was known have none of it.
  return { ...call, isMissed: isMissed === 1, isEmptied: false, ...JSON.parse(facts) } as CallRecord;
}

/** The columns of a call, by the names of `CALL`. */
export function callRow({ id, key, siteId, contactId, agentId, state, startedAt, endedAt, ...call }: CallRecord) {
  const { isMissed, dueAt, number, ...facts } = call;
  const columns = { id, key, siteId, contactId, agentId, state, isMissed: Number(isMissed), startedAt };
  return { ...columns, endedAt, dueAt, number, facts: JSON.stringify(facts) };
}

export type CallRows = ReturnType<typeof createCallRows>;

/** The rows of calls. All inside a step. */
export function createCallRows({ writer }: Turns) {
  const byId = writer.prepare(`SELECT ${CALL} WHERE id = ?`);
  const byKey = writer.prepare(`SELECT ${CALL} WHERE key = ?`);
  const put = writer.prepare(`
    INSERT INTO calls (id, key, site, contact, agent, state, is_missed, started_at, ended_at, due_at, number, facts)
    VALUES (:id, :key, :siteId, :contactId, :agentId, :state, :isMissed, :startedAt, :endedAt, :dueAt, :number, :facts)
    ON CONFLICT (id) DO UPDATE SET site = :siteId, contact = :contactId, agent = :agentId, state = :state, is_missed = :isMissed,
      started_at = :startedAt, ended_at = :endedAt, due_at = :dueAt, number = :number, facts = :facts`);
  const dropOf = writer.prepare(
    "DELETE FROM calls WHERE contact IN (SELECT value FROM json_each(?)) AND state = 'ended'",
  );
  const ofPeople = writer.prepare(`SELECT ${CALL} WHERE contact IN (SELECT value FROM json_each(?))`);
  const shared = writer.prepare(`
    SELECT ${CALL} WHERE json_array_length(facts, '$.sharedBy') > 0 AND EXISTS (
      SELECT 1 FROM json_each(facts, '$.sharedBy') WHERE value IN (SELECT value FROM json_each(?)))`);
  const old = writer.prepare(`
    SELECT ${CALL} WHERE site = :siteId AND ended_at < :before AND (number <> '' OR contact IS NOT NULL)
    ORDER BY ended_at LIMIT :limit`);

  const found = (row: unknown) => (row ? callFromRow(row) : null);
  const save = (call: CallRecord): void => void put.run(callRow(call));
  return {
    find: (id: string) => found(byId.get(id)),
    byKey: (key: string) => found(byKey.get(key)),
    save,
    /**
     * Takes away all of these people. One that goes on stays without them, so that it ends in order; and where they shared a
     * number, the call stays with the others, and without it where none is left.
     * @returns how many went
     */
    dropOf(contactIds: readonly string[]): number {
      const those = JSON.stringify(contactIds);
      let gone = Number(dropOf.run(those).changes);
      for (const row of ofPeople.all(those)) {
        save(emptied(callFromRow(row)));
        gone += 1;
      }
      for (const row of shared.all(those)) {
        const call = callFromRow(row);
        const sharedBy = call.sharedBy.filter(each => !contactIds.includes(each));
        // Where one of them was chosen it is theirs, whoever else is gone.
        save(sharedBy.length === 0 && call.contactId === null ? emptied(call) : { ...call, sharedBy });
      }
      return gone;
    },
    /** Those of a site that ended before then and are not empty yet, oldest first. */
    old: (siteId: string, before: number, limit: number) => old.all({ siteId, before, limit }).map(callFromRow),
  };
}

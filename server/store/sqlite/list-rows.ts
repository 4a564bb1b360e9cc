import type { ListName } from '../../../protocol/list-names.ts';
import type { ListCall, ListEntry } from '../../../protocol/lists.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${LIST_ENTRY} …` gives rows for `listEntryFromRow`; add WHERE and ORDER BY. */
export const LIST_ENTRY = `row, id, list, contact AS contactId, site AS siteId, why, since, created_at AS createdAt, due_at AS dueAt,
  attempts, last_call_at AS lastCallAt, ended_at AS endedAt, outcome, coupon FROM list_entries`;

/** `SELECT ${LIST_CALL} …` gives rows for `listCallFromRow`; add WHERE and ORDER BY. */
export const LIST_CALL = `id, at, list, entry AS entryId, contact AS contactId, site AS siteId, agent, outcome, note,
  next_at AS nextAt, coupon_code AS couponCode FROM list_calls`;

export type ListRows = ReturnType<typeof createListRows>;

/** The rows of lists. All inside a step. */
export function createListRows({ writer }: Turns) {
  const find = writer.prepare(`SELECT ${LIST_ENTRY} WHERE id = ?`);
  const ofContact = writer.prepare(`SELECT ${LIST_ENTRY} WHERE contact = ? AND list = ?`);
  const put = writer.prepare(`
    INSERT INTO list_entries (id, list, contact, site, why, since, created_at, due_at, attempts, last_call_at, ended_at, outcome,
      coupon, coupon_code)
    VALUES (:id, :list, :contactId, :siteId, :why, :since, :createdAt, :dueAt, :attempts, :lastCallAt, :endedAt, :outcome,
      :coupon, :couponCode)
    ON CONFLICT (id) DO UPDATE SET site = excluded.site, why = excluded.why, since = excluded.since, due_at = excluded.due_at,
      attempts = excluded.attempts, last_call_at = excluded.last_call_at, ended_at = excluded.ended_at,
      outcome = excluded.outcome, coupon = excluded.coupon, coupon_code = excluded.coupon_code`);
  const withCoupon = writer.prepare(`SELECT ${LIST_ENTRY} WHERE coupon_code = ?`);
  const drop = writer.prepare('DELETE FROM list_entries WHERE id = ?');
  const findCall = writer.prepare(`SELECT ${LIST_CALL} WHERE id = ?`);
  const addCall = writer.prepare(`
    INSERT INTO list_calls (id, at, list, entry, contact, site, agent, outcome, note, next_at, coupon_code)
    VALUES (:id, :at, :list, :entryId, :contactId, :siteId, :agent, :outcome, :note, :nextAt, :couponCode)`);
  const entryOf = (row: unknown) => (row ? listEntryFromRow(row) : null);

  return {
    find: (id: string): ListEntry | null => entryOf(find.get(id)),
    ofContact: (contactId: string, list: ListName): ListEntry | null => entryOf(ofContact.get(contactId, list)),
    withCoupon: (code: string): ListEntry | null => entryOf(withCoupon.get(code)),
    put: (entry: ListEntry): void => void put.run(entryColumns(entry)),
    drop: (id: string): void => void drop.run(id),
    findCall(id: string): ListCall | null {
      const row = findCall.get(id);
      return row ? listCallFromRow(row) : null;
    },
    addCall: (call: ListCall): void => void addCall.run({ ...call, agent: JSON.stringify(call.agent) }),
  };
}

export function listEntryFromRow(from: unknown): ListEntry {
  const { row: _row, why, coupon, ...entry } = from as Record<'row' | keyof ListEntry, string | null>;
  const parts = { why: JSON.parse(why!), coupon: coupon === null ? null : JSON.parse(coupon) };
  return { ...entry, ...parts } as unknown as ListEntry;
}

export function listCallFromRow(from: unknown): ListCall {
  const { agent, ...call } = from as Omit<ListCall, 'agent'> & { agent: string };
  return { ...call, agent: JSON.parse(agent) };
}

/** Values for the columns of an entry. */
export function entryColumns({ why, coupon, ...entry }: ListEntry) {
  return {
    ...entry,
    why: JSON.stringify(why),
    coupon: coupon && JSON.stringify(coupon),
    couponCode: coupon?.code ?? null,
  };
}

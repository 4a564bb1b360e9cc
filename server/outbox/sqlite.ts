import { cursorOf, pageOf, readCursor } from '../store/sqlite/cursor.ts';
import type { Engine } from '../store/sqlite/engine.ts';
import { type DeliveryRecord, OF_NO_SITE_MS, type OutboxStore, type Target, type TargetKey } from './store.ts';

interface DeliveryRow extends Omit<DeliveryRecord, 'isDead' | 'contactId'> {
  contactId: string | null;
  row: number;
  isDead: number;
}

const DELIVERY = `d.row, d.id, d.kind, d.target, d.site AS siteId, d.conversation AS conversationId,
  d.contact AS contactId, d.event, d.payload,
  d.attempts, d.due_at AS dueAt, d.since, d.created_at AS createdAt, d.is_dead AS isDead, d.problem FROM deliveries d`;

/** See `OutboxStore`. What is in it was written by the engine, with its cause (SPEC D1). */
export function createOutboxStore({ writer, reader, write, read, rows, leaving }: Engine): OutboxStore {
  const failing = reader.prepare(
    `SELECT kind, id, failures, failing_since AS failingSince, paused_until AS pausedUntil FROM targets
     ORDER BY kind, id`,
  );
  /** From one target that something waits for to the next, however much waits for each. */
  const due = reader.prepare(`
    WITH RECURSIVE one (row) AS (
      SELECT (SELECT row FROM deliveries WHERE is_dead = 0 ORDER BY kind, target LIMIT 1)
      UNION ALL
      SELECT (
        SELECT n.row FROM deliveries n WHERE n.is_dead = 0 AND (n.kind, n.target) > (d.kind, d.target)
        ORDER BY n.kind, n.target LIMIT 1
      ) FROM one CROSS JOIN deliveries d ON d.row = one.row
    )
    SELECT o.kind, o.target AS id FROM one CROSS JOIN deliveries o ON o.row = one.row
      LEFT JOIN targets t ON t.kind = o.kind AND t.id = o.target
      LEFT JOIN webhooks w ON o.kind = 'webhook' AND w.id = o.target
    WHERE coalesce(t.paused_until, 0) <= :at AND coalesce(w.is_disabled, 0) = 0
      AND EXISTS (
        SELECT 1 FROM deliveries d
        WHERE d.kind = o.kind AND d.target = o.target AND d.is_dead = 0 AND d.due_at <= :at
      )`);
  const waiting = reader.prepare(
    'SELECT count(*) AS count FROM deliveries WHERE kind = ? AND target = ? AND is_dead = 0',
  );
  const toTake = writer.prepare(`
    SELECT ${DELIVERY} WHERE d.kind = ? AND d.target = ? AND d.is_dead = 0 AND d.due_at <= ?
    ORDER BY d.due_at, d.row LIMIT ?`);
  const lease = writer.prepare('UPDATE deliveries SET attempts = attempts + 1, due_at = ? WHERE row = ?');
  const held = writer.prepare(`SELECT ${DELIVERY} WHERE d.id = ?`);
  const dropRow = writer.prepare('DELETE FROM deliveries WHERE row = ?');
  const recover = writer.prepare('DELETE FROM targets WHERE kind = ? AND id = ?');
  const fail = writer.prepare('UPDATE deliveries SET due_at = ?, is_dead = ?, problem = ? WHERE row = ?');
  /** Failures of what was under way together are one failure. */
  const pause = writer.prepare(`
    INSERT INTO targets (kind, id, failures, failing_since, paused_until) VALUES (:kind, :id, 1, :at, :until)
    ON CONFLICT DO UPDATE SET failures = failures + (paused_until <= :at),
      paused_until = max(paused_until, excluded.paused_until)`);
  const giveUp = writer.prepare(`
    UPDATE deliveries SET is_dead = 1, problem = ?
    WHERE kind = ? AND target = ? AND is_dead = 0 AND due_at <= ? AND since < ?`);
  const pageBefore = reader.prepare(`
    SELECT ${DELIVERY} WHERE d.is_dead = ? AND (d.created_at, d.row) < (?, ?)
    ORDER BY d.created_at DESC, d.row DESC LIMIT ?`);
  const again = writer.prepare(
    "UPDATE deliveries SET is_dead = 0, attempts = 0, due_at = ?, since = ?, problem = '' WHERE row = ?",
  );
  const open = writer.prepare('UPDATE targets SET paused_until = 0 WHERE kind = ? AND id = ?');
  const drop = writer.prepare('DELETE FROM deliveries WHERE id = ?');
  const forget = writer.prepare('DELETE FROM deliveries WHERE is_dead = 1 AND site IS NULL AND created_at < ?');

  function find(id: string): DeliveryRow | null {
    return (held.get(id) as unknown as DeliveryRow | undefined) ?? null;
  }

  return {
    put: (deliveries, claim) =>
      write(() => {
        if (claim && !rows.jobs.finish(claim)) return false;
        leaving.put(deliveries);
        return true;
      }),

    failingTargets: () => read(() => failing.all().map(row => ({ ...(row as unknown as Target) }))),
    dueTargets: at => read(() => due.all({ at }).map(row => ({ ...(row as unknown as TargetKey) }))),

    waiting: ({ kind, id }) => read(() => waiting.get(kind, id)!.count as number),

    take: ({ target, at, leaseUntil, limit }) =>
      write(() =>
        (toTake.all(target.kind, target.id, at, limit) as unknown as DeliveryRow[]).map(row => {
          lease.run(leaseUntil, row.row);
          return deliveryFromRow({ ...row, attempts: row.attempts + 1, dueAt: leaseUntil });
        }),
      ),

    settle: (id, attempt, outcome) =>
      write(() => {
        const row = find(id);
        if (!row || row.isDead || row.attempts !== attempt) return;
        if (outcome.isDelivered) {
          dropRow.run(row.row);
          recover.run(row.kind, row.target);
          return;
        }
        const { at, problem, dueAt, pausedUntil, giveUpBefore } = outcome;
        fail.run(dueAt ?? row.dueAt, Number(dueAt === null), problem, row.row);
        if (pausedUntil !== null) pause.run({ kind: row.kind, id: row.target, at, until: pausedUntil });
        if (giveUpBefore !== null) giveUp.run(problem, row.kind, row.target, at, giveUpBefore);
      }),

    page: ({ isDead, cursor, limit }) =>
      read(() => {
        const [createdAt, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const rows = pageBefore.all(Number(isDead), createdAt, before, limit + 1) as unknown as DeliveryRow[];
        return pageOf(rows, limit, last => cursorOf(last.createdAt, last.row), deliveryFromRow);
      }),

    retry: (id, at, row) =>
      write(() => {
        const found = find(id);
        if (!found) return null;
        again.run(at, at, found.row);
        open.run(found.kind, found.target);
        rows.audit.add(row);
        return deliveryFromRow({ ...found, isDead: 0, attempts: 0, dueAt: at, since: at, problem: '' });
      }),

    delete: (id, row) =>
      write(() => {
        if (drop.run(id).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),

    // A webhook that goes takes along what waits for it.
    sweep: at => write(() => void forget.run(at - OF_NO_SITE_MS)),
  };
}

function deliveryFromRow({ row: _, isDead, contactId, ...delivery }: DeliveryRow): DeliveryRecord {
  return { ...delivery, ...(contactId !== null && { contactId }), isDead: isDead === 1 };
}

import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { AGENT_NUMBER, agentNumberFromRow, SMS, type SmsRow, smsFromRow } from '../../store/sqlite/sms-rows.ts';
import type { Written } from '../../store/written.ts';
import { failure, settled } from './rules.ts';
import {
  COUNT_MS,
  counterIds,
  type Limits,
  MOST_TRIES,
  refusalOf,
  SMS_MS,
  type SmsRecord,
  type SmsStore,
} from './store.ts';

/** See `SmsStore`. */
export function createSmsStore({ reader, writer, read, write, rows, ledger }: Engine): SmsStore {
  const byId = writer.prepare(`SELECT ${SMS} WHERE id = ?`);
  const byProvider = writer.prepare(
    `SELECT ${SMS} WHERE provider_id = ? AND provider_id <> '' ORDER BY row DESC LIMIT 1`,
  );
  const byRef = writer.prepare(`SELECT ${SMS} WHERE ref = ? ORDER BY row DESC LIMIT 1`);
  const put = writer.prepare(`
    INSERT INTO sms (id, ref, site, conversation, agent, event, number, segments, price, state, problem, provider_id,
      unsure, created_at, changed_at)
    VALUES (:id, :ref, :siteId, :conversationId, :agentId, :event, :number, :segments, :price, :state, :problem,
      :providerId, :unsure, :createdAt, :changedAt)
    ON CONFLICT (id) DO UPDATE SET segments = excluded.segments, price = excluded.price, state = excluded.state,
      problem = excluded.problem, provider_id = excluded.provider_id, unsure = excluded.unsure, changed_at = excluded.changed_at`);
  const page = reader.prepare(`
    SELECT ${SMS} WHERE (created_at, row) < (?, ?) ORDER BY created_at DESC, row DESC LIMIT ?`);
  const isStopped = writer.prepare('SELECT 1 FROM sms_stops WHERE id = ?');
  const stopped = reader.prepare('SELECT 1 FROM sms_stops WHERE id = ?');
  const stop = writer.prepare('INSERT OR IGNORE INTO sms_stops (id, at) VALUES (?, ?)');
  const lift = writer.prepare('DELETE FROM sms_stops WHERE id = ?');
  const stops = reader.prepare("SELECT count(*) AS count FROM sms_stops WHERE id > ''");
  const counted = writer.prepare('SELECT count FROM sms_counters WHERE id = ?');
  const count = writer.prepare(`
    INSERT INTO sms_counters (id, count, at) VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1`);
  const numberNow = writer.prepare(`SELECT ${AGENT_NUMBER} WHERE id = ?`);
  const number = reader.prepare(`SELECT ${AGENT_NUMBER} WHERE id = ?`);
  const askNumber = writer.prepare(`
    INSERT INTO agent_numbers (id, number, pending) VALUES (?, NULL, ?)
    ON CONFLICT DO UPDATE SET pending = excluded.pending`);
  const prove = writer.prepare('UPDATE agent_numbers SET number = ?, pending = NULL WHERE id = ?');
  const dropNumber = writer.prepare('DELETE FROM agent_numbers WHERE id = ?');
  const dropOld = writer.prepare('DELETE FROM sms WHERE created_at < ?');
  const dropCounters = writer.prepare('DELETE FROM sms_counters WHERE at < ?');

  const countOf = (id: string) => Number(counted.get(id)?.count ?? 0);

  function save({ price, ...sms }: SmsRecord): void {
    put.run({ ...sms, price: price && JSON.stringify(price) });
  }

  /** Tells the conversation of a message that failed, if it is to be told. */
  function tell(sms: SmsRecord, at: number): Written | null {
    const body = failure(sms);
    const held = body && rows.conversations.find(sms.conversationId!);
    return held ? ledger.addEvent(held, { author: { kind: 'system' }, at }, () => body) : null;
  }

  function refusedBy(limits: Limits) {
    const [ofDay, ofNumber] = counterIds(limits).map(countOf);
    const found = isStopped.get(limits.numberKey) !== undefined;
    return refusalOf({ isStopped: found, ofDay: ofDay!, ofNumber: ofNumber!, limits });
  }

  return {
    admit: (sms, limits, since) =>
      write(() => {
        const row = byId.get(sms.id);
        const known = row && smsFromRow(row);
        if (known && !(known.state === 'failed' && known.changedAt < since)) return { sms: known, written: null };
        if (sms.conversationId !== null && !rows.conversations.find(sms.conversationId)) return null;
        const problem = sms.state === 'failed' ? sms.problem : refusedBy(limits);
        const { createdAt } = known ?? sms;
        const next: SmsRecord = {
          ...sms,
          createdAt,
          state: problem === null ? 'waiting' : 'failed',
          problem: problem ?? '',
        };
        save(next);
        if (problem !== null) return { sms: next, written: tell(next, sms.changedAt) };
        for (const id of counterIds(limits)) count.run(id, sms.changedAt);
        return { sms: next, written: null };
      }),

    settle: (which, news) =>
      write(() => {
        const row =
          'id' in which
            ? byId.get(which.id)
            : ((which.providerId ? byProvider.get(which.providerId) : undefined) ?? byRef.get(which.ref));
        if (!row) return null;
        const before = smsFromRow(row);
        const sms = settled(before, news);
        if (!sms) return { sms: before, isChanged: false, written: null };
        save(sms);
        const isChanged = sms.state !== before.state;
        return { sms, isChanged, written: isChanged ? tell(sms, news.at) : null };
      }),

    page: ({ cursor, limit }) =>
      read(() => {
        const [createdAt, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = page.all(createdAt, before, limit + 1) as unknown as SmsRow[];
        return pageOf(found, limit, last => cursorOf(last.createdAt, last.row), smsFromRow);
      }),

    stop: ({ id, at }) => write(() => void stop.run(id, at)),
    lift: numberKey => write(() => lift.run(numberKey).changes > 0),
    isStopped: numberKey => read(() => stopped.get(numberKey) !== undefined),
    countStops: () => read(() => Number(stops.get()!.count)),

    numberOf: agentId =>
      read(() => {
        const row = number.get(agentId);
        return row ? agentNumberFromRow(row) : null;
      }),

    askNumber: (agentId, pending) => write(() => void askNumber.run(agentId, JSON.stringify(pending))),

    proveNumber: (agentId, codeHash, at) =>
      write(() => {
        const row = numberNow.get(agentId);
        const pending = row ? agentNumberFromRow(row).pending : null;
        if (!pending || pending.until < at || pending.tries >= MOST_TRIES) return false;
        if (pending.codeHash === codeHash) {
          prove.run(pending.number, agentId);
          return true;
        }
        askNumber.run(agentId, JSON.stringify({ ...pending, tries: pending.tries + 1 }));
        return false;
      }),

    dropNumber: agentId => write(() => dropNumber.run(agentId).changes > 0),

    sweep: at =>
      write(() => {
        dropOld.run(at - SMS_MS);
        dropCounters.run(at - COUNT_MS);
      }),
  };
}

import type { Engine } from '../../store/sqlite/engine.ts';
import { nextTurn } from './rules.ts';
import { DAY_MS, HOUR_MS, type MailStore, type Suppression } from './store.ts';

/** See `MailStore`. */
export function createMailStore({ writer, reader, write, read, rows, ledger }: Engine): MailStore {
  const SUPPRESSION = 'SELECT id, reason, problem, at FROM suppressions WHERE id = ?';
  const suppressionNow = writer.prepare(SUPPRESSION);
  const suppression = reader.prepare(SUPPRESSION);
  const known = writer.prepare('SELECT 1 FROM sent_letters WHERE id = ?');
  const count = writer.prepare('INSERT OR IGNORE INTO sent_letters (id, scope, address, at) VALUES (?, ?, ?, ?)');
  /** The one after which there was no room left. */
  const lastOfScope = writer.prepare(
    'SELECT at FROM sent_letters WHERE scope = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?',
  );
  const lastOfAddress = writer.prepare(
    'SELECT at FROM sent_letters WHERE address = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?',
  );
  const failed = writer.prepare('UPDATE sent_letters SET is_failed = 1 WHERE id = ? AND is_failed = 0');
  const suppress = writer.prepare('INSERT OR IGNORE INTO suppressions (id, reason, problem, at) VALUES (?, ?, ?, ?)');
  const release = writer.prepare('DELETE FROM suppressions WHERE id = ?');
  const sent = reader.prepare('SELECT count(*) AS count FROM sent_letters WHERE at > ?');
  const forget = writer.prepare('DELETE FROM sent_letters WHERE at < ?');

  const atOf = (row: unknown) => (row as { at: number } | undefined)?.at ?? null;

  return {
    turn: ({ id, scope, address, at }, { perHour, perAddress }) =>
      write(() => {
        const isSuppressed = suppressionNow.get(address) !== undefined;
        if (!isSuppressed && known.get(id) === undefined) {
          const until = nextTurn({
            ofScope: perHour === null ? null : atOf(lastOfScope.get(scope, at - HOUR_MS, perHour - 1)),
            ofAddress: perAddress === null ? null : atOf(lastOfAddress.get(address, at - DAY_MS, perAddress - 1)),
          });
          if (until !== null) return { kind: 'later', until } as const;
        }
        count.run(id, scope, address, at);
        return { kind: isSuppressed ? 'suppressed' : 'now' } as const;
      }),

    fail: ({ letter: { id, scope, address, at: countedAt }, suppression: marked, told, at }) =>
      write(() => {
        if (marked) suppress.run(marked.id, marked.reason, marked.problem, marked.at);
        count.run(id, scope, address, countedAt);
        if (failed.run(id).changes === 0 || !told) return null;
        const held = rows.conversations.find(told.conversationId);
        return held && ledger.add(held, { author: { kind: 'system' }, body: told.body, at });
      }),

    suppressed: address =>
      read(() => {
        const row = suppression.get(address);
        return row ? ({ ...row } as unknown as Suppression) : null;
      }),

    release: (address, row) =>
      write(() => {
        if (release.run(address).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),

    sent: since => read(() => sent.get(since)!.count as number),
    sweep: before => write(() => void forget.run(before)),
  };
}

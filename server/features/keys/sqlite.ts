import { MAX_KEYS } from '../../../protocol/keys.ts';
import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { KeyRecord, KeyStore } from './store.ts';

/** `SELECT ${KEY} …` gives rows for `keyFromRow`; add WHERE and ORDER BY. */
export const KEY =
  'id, name, scopes, ending, token_hash AS tokenHash, created_at AS createdAt, used_at AS usedAt FROM integration_keys';

export function keyFromRow(from: unknown): KeyRecord {
  const { scopes, ...key } = from as Omit<KeyRecord, 'scopes'> & { scopes: string };
  return { ...key, scopes: JSON.parse(scopes) };
}

/** See `KeyStore`. */
export function createKeyStore({ reader, writer, read, write, rows }: Engine): KeyStore {
  const all = reader.prepare(`SELECT ${KEY} ORDER BY created_at, id`);
  const byToken = reader.prepare(`SELECT ${KEY} WHERE token_hash = ?`);
  const count = writer.prepare('SELECT count(*) AS count FROM integration_keys');
  const insert = writer.prepare(`
    INSERT INTO integration_keys (id, name, scopes, ending, token_hash, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const use = writer.prepare('UPDATE integration_keys SET used_at = :at WHERE id = :id AND coalesce(used_at, 0) < :at');
  const drop = writer.prepare('DELETE FROM integration_keys WHERE id = ?');

  return {
    all: () => read(() => all.all().map(keyFromRow)),

    byToken: tokenHash =>
      read(() => {
        const row = byToken.get(tokenHash);
        return row ? keyFromRow(row) : null;
      }),

    create: ({ id, name, scopes, ending, tokenHash, createdAt, usedAt }, row) =>
      write(() => {
        if ((count.get() as { count: number }).count >= MAX_KEYS) throw new AppError('KEYS_FULL');
        insert.run(id, name, JSON.stringify(scopes), ending, tokenHash, createdAt, usedAt);
        rows.audit.add(row);
      }),

    use: (id, at) => write(() => void use.run({ id, at })),

    revoke: (id, row) =>
      write(() => {
        if (drop.run(id).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),
  };
}

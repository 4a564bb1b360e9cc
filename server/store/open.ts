import type { Store } from './store.ts';
import type { Transfer } from './transfer.ts';

/**
 * Opens the store that a `DATABASE_URL` names, loading its driver only then: a shop on SQLite never loads MongoDB's.
 * @param databaseUrl `sqlite:PATH`, `sqlite::memory:`, `mongodb://…` or `mongodb+srv://…`
 * @throws Error for any other; AppError STORE_UNAVAILABLE when the store can not be reached
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  const path = sqlitePath(databaseUrl);
  if (path === null) {
    const { openMongo } = await import('./mongo/open.ts');
    return openMongo(databaseUrl);
  }
  const { openSqlite } = await import('./sqlite/open.ts');
  return openSqlite(path);
}

/** The same for moving all of a store to another. @throws as `openStore` does */
export async function openTransfer(databaseUrl: string): Promise<Transfer> {
  const path = sqlitePath(databaseUrl);
  if (path === null) {
    const { openMongoTransfer } = await import('./mongo/transfer.ts');
    return openMongoTransfer(databaseUrl);
  }
  const { openSqliteTransfer } = await import('./sqlite/transfer.ts');
  return openSqliteTransfer(path);
}

/**
 * The file that a `DATABASE_URL` names, or null where it names MongoDB.
 * @throws Error for any other
 */
export function sqlitePath(databaseUrl: string): string | null {
  const scheme = /^[a-z0-9+]*/i.exec(databaseUrl)![0].toLowerCase();
  if (scheme === 'mongodb' || scheme === 'mongodb+srv') return null;
  // `sqlite:///absolute` is written too.
  const path = databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
  if (scheme !== 'sqlite' || !path) {
    // Not the whole URL: it may hold a password.
    throw new Error(`DATABASE_URL must be sqlite:PATH, mongodb://… or mongodb+srv://…, got "${scheme}:…"`);
  }
  return path;
}

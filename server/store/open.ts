import type { Store } from './store.ts';

/**
 * Opens the store that a `DATABASE_URL` names, loading its driver only then: a shop on SQLite never loads MongoDB's.
 * @param databaseUrl `sqlite:PATH`, `sqlite::memory:`, `mongodb://…` or `mongodb+srv://…`
 * @throws Error for any other; AppError STORE_UNAVAILABLE when the store can not be reached
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  const scheme = /^[a-z0-9+]*/i.exec(databaseUrl)![0].toLowerCase();
  if (scheme === 'mongodb' || scheme === 'mongodb+srv') {
    const { openMongo } = await import('./mongo.ts');
    return openMongo(databaseUrl);
  }
  const path = databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
  if (scheme !== 'sqlite' || !path) {
    // Not the whole URL: it may hold a password.
    throw new Error(`DATABASE_URL must be sqlite:PATH, mongodb://… or mongodb+srv://…, got "${scheme}:…"`);
  }
  const { openSqlite } = await import('./sqlite.ts');
  return openSqlite(path);
}

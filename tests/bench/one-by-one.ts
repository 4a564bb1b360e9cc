/** What group commit is compared with: the same rows, each in a transaction of its own. */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { gauges, serveOrders, settings } from './child.ts';

const { path } = settings<{ path: string }>();
const db = new DatabaseSync(path);
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE entries (row INTEGER PRIMARY KEY, client_id TEXT UNIQUE, body TEXT, created_at INTEGER)`);
const insert = db.prepare('INSERT INTO entries (client_id, body, created_at) VALUES (?, ?, ?)');

serveOrders(
  {},
  {
    ...gauges,
    insert({ ms }: { ms: number }) {
      const begun = performance.now();
      let kept = 0;
      while (performance.now() - begun < ms) {
        insert.run(randomUUID(), 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?', Date.now());
        kept += 1;
      }
      return { perSecond: kept / ((performance.now() - begun) / 1000) };
    },
  },
);

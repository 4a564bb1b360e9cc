import type { Database } from './connection.ts';
import type { Leaving } from './leaving.ts';
import type { Ledger } from './ledger.ts';
import type { Recent } from './recent.ts';
import type { Turns } from './turns.ts';

/** What the rooms' verbs are made of. Entries go in through `ledger` alone, many at once by `turns`. */
export interface Engine {
  database: Database;
  ledger: Ledger;
  turns: Turns;
  /** To be told of whatever is written another way than by `turns`. */
  recent: Recent;
  leaving: Leaving;
  /** Numbers of this server's own, by which others know who changed something without an entry. */
  nextId(): number;
}

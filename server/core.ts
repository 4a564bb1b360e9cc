import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';
import type { MailGate } from './features/mail/gate.ts';
import type { OutboxWorker } from './outbox/worker.ts';
import type { RefusalsTold } from './refusals-told.ts';
import type { Feed } from './store/feed.ts';
import type { Store } from './store/store.ts';
import type { StoreWatch } from './store/store-watch.ts';
import type { Hub } from './wire/hub.ts';
import type { Rates } from './wire/rate-limit.ts';

/** What every room works with, before there are any rooms. Clock and ids are passed in so that tests hold them. */
export interface Core {
  config: Config;
  store: Store;
  /** The other servers on the same database; null: there can be none. */
  feed: Feed | null;
  /** Whether the store would keep a write now. */
  storeWatch: StoreWatch;
  /** Who is connected here. */
  hub: Hub;
  /** Sends out what the store has for others. */
  outbox: OutboxWorker;
  /** Hands mail to the mail server; the outbox comes by it, and whoever tries it by hand. */
  mailGate: MailGate;
  rates: Rates;
  /** What is refused here, for the log. */
  refusals: RefusalsTold;
  /** Milliseconds since the epoch, UTC. */
  now: () => number;
  /** A fresh opaque id, unguessable and roughly ordered by time. */
  newId: () => string;
  log: FastifyBaseLogger;
}

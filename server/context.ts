import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import type { Staff } from './features/agents/staff.ts';
import type { AvailabilityKeeper } from './features/availability/availability.ts';
import type { Router } from './features/routing/router.ts';
import type { Sites } from './features/sites/sites.ts';
import type { Counts } from './features/views/counts.ts';
import type { Deliveries } from './outbox/worker.ts';
import type { Feed } from './store/feed.ts';
import type { Store } from './store/store.ts';
import type { StoreWatch } from './store/store-watch.ts';
import type { Hub } from './wire/hub.ts';
import type { Rates } from './wire/rate-limit.ts';

/** What routes, sockets and handlers work with; made once by `buildApp`. Clock and ids are passed in so that tests hold them. */
export interface Context {
  config: Config;
  store: Store;
  /** The other servers on the same database; null: there can be none. */
  feed: Feed | null;
  hub: Hub;
  sites: Sites;
  /** The agents and who of them is here. After a change of an agent over HTTP: `await staff.reload()`. */
  staff: Staff;
  availability: AvailabilityKeeper;
  /** Gives waiting conversations to agents. */
  router: Router;
  /** The numbers beside the inbox's views. */
  counts: Counts;
  rates: Rates;
  /** Whether the store would keep a write now. */
  storeWatch: StoreWatch;
  /** Sends out what the store has for others. */
  deliveries: Deliveries;
  /** Milliseconds since the epoch, UTC. */
  now: () => number;
  /** A fresh opaque id, unguessable and roughly ordered by time. */
  newId: () => string;
  log: FastifyBaseLogger;
}

/** Fastify with bodies, queries and answers typed by zod. What `buildApp` makes and routes are added to. */
export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

declare module 'fastify' {
  interface FastifyInstance {
    context: Context;
  }
}

import type { FastifyBaseLogger } from 'fastify';
import type { AvailabilityKeeper } from './availability.ts';
import type { Config } from './config.ts';
import type { Hub } from './hub.ts';
import type { Sites } from './sites.ts';
import type { Store } from './store/store.ts';

/** What routes, sockets and handlers work with; made once by `buildApp`. Clock and ids are passed in so that tests hold them. */
export interface Context {
  config: Config;
  store: Store;
  hub: Hub;
  sites: Sites;
  availability: AvailabilityKeeper;
  /** Milliseconds since the epoch, UTC. */
  now: () => number;
  /** A fresh opaque id, unguessable and roughly ordered by time. */
  newId: () => string;
  log: FastifyBaseLogger;
}

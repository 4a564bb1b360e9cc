import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import type { FileRecord } from '../features/files/store.ts';
import type { Feed } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import type { Hub } from '../wire/hub.ts';

/** What `/metrics` tells, in a registry of its own for each app, so that two in one process do not mix. */
export interface Metrics {
  registry: Registry;
  /** @param route the pattern, never the address itself: labels must stay few, and addresses may carry tokens */
  countRequest(method: string, route: string, status: number, seconds: number): void;
  /** The same store, counted: what was kept, and which verbs broke. */
  observed(store: Store): Store;
}

type Verb = (...args: unknown[]) => Promise<unknown>;

/** Seconds; from a cached file to a slow disk. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** @param sockets asked at each scrape */
export function createMetrics(sockets: Pick<Hub, 'counts'>, feed: Pick<Feed, 'isUp' | 'isLeader'> | null): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Gauge({
    name: 'deskbell_sockets_open',
    help: 'WebSockets that have said hello, by kind.',
    labelNames: ['kind'],
    registers,
    collect() {
      const { visitors, agents } = sockets.counts();
      this.set({ kind: 'visitor' }, visitors);
      this.set({ kind: 'agent' }, agents);
    },
  });
  if (feed) {
    new Gauge({
      name: 'deskbell_feed_up',
      help: 'Whether this server hears what the others on its database do.',
      registers,
      collect() {
        this.set(feed.isUp ? 1 : 0);
      },
    });
    new Gauge({
      name: 'deskbell_leader',
      help: 'Whether this server is the one that gives conversations out.',
      registers,
      collect() {
        this.set(feed.isLeader ? 1 : 0);
      },
    });
  }
  const stored = new Map<string, number>();
  new Counter({
    name: 'deskbell_entries_stored_total',
    help: 'Messages, callback requests, forms and notes that this server has stored; repeats do not count.',
    labelNames: ['kind'],
    registers,
    // Counted by ourselves, because `inc` sorts and joins the labels each time, and this is done for every message.
    collect() {
      this.reset();
      for (const [kind, count] of stored) this.inc({ kind }, count);
    },
  });
  const files = new Counter({
    name: 'deskbell_files_stored_total',
    help: 'Files that were uploaded whole and found good.',
    labelNames: ['kind'],
    registers,
  });
  const fileBytes = new Counter({ name: 'deskbell_file_bytes_total', help: 'Bytes of those files.', registers });
  const errors = new Counter({
    name: 'deskbell_store_errors_total',
    help: 'Verbs of the store that broke, by verb; refusals do not count.',
    labelNames: ['verb'],
    registers,
  });
  const durations = new Histogram({
    name: 'deskbell_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });

  function watched(verb: string, call: Verb): Verb {
    const isWrite = verb === 'conversations.submit' || verb === 'conversations.append';
    const kept = (result: unknown) => {
      if (verb === 'files.finish' && result) {
        const { kind, size } = result as FileRecord;
        files.inc({ kind: String(kind) });
        fileBytes.inc(size);
      } else if (isWrite) {
        const { entry, isRepeat } = result as Awaited<ReturnType<Store['conversations']['append']>>;
        if (!isRepeat) stored.set(entry.body.kind, (stored.get(entry.body.kind) ?? 0) + 1);
      }
      return result;
    };
    const broke = (error: unknown) => {
      if (!(error instanceof AppError) || error.status >= 500) errors.inc({ verb });
      throw error;
    };
    return (...args: unknown[]) => call(...args).then(kept, broke);
  }

  /** The same verbs, counted. Each is looked up when it is called, not now. */
  function observedRoom<Room extends object>(room: string, verbs: Room, names = Object.keys(verbs)): Room {
    const counted = names.map(name => {
      const call = (...args: unknown[]) => (Reflect.get(verbs, name) as Verb)(...args);
      return [name, watched(`${room}.${name}`, call)];
    });
    return Object.fromEntries(counted);
  }

  return {
    registry,
    countRequest: (method, route, status, seconds) => durations.observe({ method, route, status }, seconds),
    observed(store) {
      const { description: _, feed: _feed, close: _close, ping: _ping, sweep: _sweep, ...rooms } = store;
      const counted = Object.entries(rooms).map(([room, verbs]) => [room, observedRoom(room, verbs)]);
      return { ...store, ...observedRoom('store', store, ['ping', 'sweep']), ...Object.fromEntries(counted) };
    },
  };
}

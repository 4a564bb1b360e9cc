import type { Presence } from '../feed.ts';
import type { Database } from './connection.ts';
import type { PresenceDocument } from './documents.ts';

/** How often a server says that it lives. */
const BEAT_MS = 2_000;
/** Not heard of for four beats: dead. By the database's clock, because servers' own differ. */
const DEAD_MS = 8_000;
/** How long a server may route without asking again. */
const LEASE_MS = 6_000;
/** The leader stops by itself so long before, in case its own clock is slow. */
const LEASE_MARGIN_MS = 1_000;
/** Comings and goings of so long are written together: a reload is often neither. */
const GATHER_MS = 50;

/** A page is open: told to the database under this server's name. */
export type Place = { conversationId: string } | { agentId: string };

/** Who is connected here, noted for the other servers, and which of the servers live. */
export interface Presences {
  readonly isLeader: boolean;
  /**
   * Says that this server lives, now and every two seconds.
   * @param on.lead called when this server begins to route
   * @param on.beat called each time, when a majority has it; must not throw
   */
  start(on: { lead(): void; beat(): Promise<void> }): Promise<void>;
  put(place: Place, isAway: boolean): void;
  remove(place: Place): void;
  /** Of an agent's pages at every server. */
  setAway(agentId: string, isAway: boolean): void;
  /** Names of the servers that live. */
  living(): Promise<string[]>;
  /** Everybody at other servers that live. */
  elsewhere(): Promise<Presence[]>;
  close(): Promise<void>;
}

export function createPresences({ servers, leases, presences }: Database, serverId: string): Presences {
  /** By the text of its `_id`. */
  const here = new Map<string, PresenceDocument>();
  /** What the database does not know yet; null: it is gone. */
  let unsaid = new Map<string, { _id: PresenceDocument['_id']; document: PresenceDocument | null }>();
  let gathering: NodeJS.Timeout | undefined;
  let writing: Promise<void> | null = null;
  let beating: NodeJS.Timeout | undefined;
  let lastBeat: Promise<void> = Promise.resolve();
  let isKnown = false;
  let leadsUntil = 0;
  /** Since when every beat went well; null: the last one failed. */
  let steadySince: number | null = null;

  const idOf = (place: Place): PresenceDocument['_id'] => ({ serverId, ...place });

  function note(_id: PresenceDocument['_id'], document: PresenceDocument | null): void {
    const key = JSON.stringify(_id);
    if (document) here.set(key, document);
    else here.delete(key);
    unsaid.set(key, { _id, document });
    gathering ??= setTimeout(write, GATHER_MS).unref();
  }

  /** One batch at a time, so that who came and went is not there in the end. */
  async function write(): Promise<void> {
    clearTimeout(gathering);
    gathering = undefined;
    await writing;
    if (unsaid.size === 0) return;
    const batch = unsaid;
    unsaid = new Map();
    writing = presences
      .bulkWrite(
        [...batch.values()].map(({ _id, document }) =>
          document
            ? { replaceOne: { filter: { _id }, replacement: { isAway: document.isAway }, upsert: true } }
            : { deleteOne: { filter: { _id } } },
        ),
        { ordered: false },
      )
      .then(
        () => {},
        // The database is away, which verbs tell. The next beat tries again, unless something newer is to be said.
        () => {
          unsaid = new Map([...batch, ...unsaid]);
        },
      );
    await writing;
    writing = null;
  }

  async function beat(on: { lead(): void; beat(): Promise<void> }): Promise<void> {
    const begunAt = performance.now();
    try {
      const said = await servers.updateOne({ _id: serverId }, { $currentDate: { seenAt: true } }, { upsert: true });
      // The others took this server for dead and have forgotten who is here.
      if (said.upsertedCount > 0 && isKnown) for (const document of here.values()) note(document._id, document);
      isKnown = true;
      if (unsaid.size > 0) await write();
      const wasLeader = begunAt < leadsUntil;
      leadsUntil = (await takeLease()) ? begunAt + LEASE_MS - LEASE_MARGIN_MS : 0;
      if (!wasLeader && leadsUntil > 0) on.lead();
      steadySince ??= begunAt;
      // After the database was away nobody has been heard of: all get the time to speak before any is given up.
      if (leadsUntil > 0 && begunAt - steadySince > DEAD_MS) await bury();
      await on.beat();
    } catch {
      steadySince = null;
    }
  }

  async function takeLease(): Promise<boolean> {
    const isFree = {
      $or: [{ $eq: ['$holder', serverId] }, { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }],
    };
    const lease = await leases.findOneAndUpdate(
      { _id: 'routing' },
      [
        {
          $set: {
            holder: { $cond: [isFree, serverId, '$holder'] },
            until: { $cond: [isFree, { $add: ['$$NOW', LEASE_MS] }, '$until'] },
          },
        },
      ],
      { upsert: true, returnDocument: 'after' },
    );
    return lease?.holder === serverId;
  }

  async function living(): Promise<string[]> {
    const isAlive = { $gt: ['$seenAt', { $subtract: ['$$NOW', DEAD_MS] }] };
    return (await servers.find({ $expr: isAlive }).toArray()).map(each => each._id);
  }

  async function bury(): Promise<void> {
    await servers.deleteMany({ $expr: { $lt: ['$seenAt', { $subtract: ['$$NOW', DEAD_MS] }] } });
    const left = (await servers.find().toArray()).map(each => each._id);
    await presences.deleteMany({ '_id.serverId': { $nin: left } });
  }

  return {
    get isLeader() {
      return performance.now() < leadsUntil;
    },
    async start(on) {
      lastBeat = beat(on);
      await lastBeat;
      beating = setInterval(async () => {
        await lastBeat;
        lastBeat = beat(on);
      }, BEAT_MS).unref();
    },
    put: (place, isAway) => note(idOf(place), { _id: idOf(place), isAway }),
    remove: place => note(idOf(place), null),
    setAway(agentId, isAway) {
      for (const document of here.values()) {
        if ('agentId' in document._id && document._id.agentId === agentId) document.isAway = isAway;
      }
      // Lost with the database: whoever toggles it sees that nothing else works either.
      presences.updateMany({ '_id.agentId': agentId }, { $set: { isAway } }).catch(() => {});
    },
    living,
    async elsewhere() {
      const others = (await living()).filter(id => id !== serverId);
      return (await presences.find({ '_id.serverId': { $in: others } }).toArray()).map(toPresence);
    },
    async close() {
      clearInterval(beating);
      await lastBeat;
      await write();
      leadsUntil = 0;
      await Promise.allSettled([
        presences.deleteMany({ '_id.serverId': serverId }),
        servers.deleteOne({ _id: serverId }),
        leases.deleteOne({ _id: 'routing', holder: serverId }),
      ]);
    },
  };
}

export function toPresence({ _id, isAway }: PresenceDocument): Presence {
  return 'agentId' in _id ? { kind: 'agent', ..._id, isAway } : { kind: 'visitor', ..._id };
}

import type { AnyBulkWriteOperation } from 'mongodb';
import type { Pause } from '../../../protocol/agents.ts';
import type { Presence } from '../feed.ts';
import { type Database, DURABLE } from './connection.ts';
import type { Place, PresenceDocument } from './documents.ts';

/** How often a server says that it lives. */
const BEAT_MS = 2_000;
/** Not heard of for four beats: dead. By the database's clock, because servers' own differ. */
const DEAD_MS = 8_000;
/** Servers that said so lately, as a filter. */
export const isAlive = { $expr: { $gt: ['$seenAt', { $subtract: ['$$NOW', DEAD_MS] }] } };
/** How long a server may route without asking again. */
const LEASE_MS = 6_000;
/** The leader stops by itself so long before, in case its own clock is slow. */
const LEASE_MARGIN_MS = 1_000;
/** Every so many beats what the database knows of this server is counted. */
const RECOUNT_BEATS = 5;
/** Comings and goings of so long are written together: a reload is often neither. */
const GATHER_MS = 50;

type BeatOptions = { writeConcern?: typeof DURABLE };
/**
 * For a start, which waits for its first beat. A majority has what others write when their journals come to it by themselves,
 * each 100 ms; this asks for it.
 */
const JOURNALED: BeatOptions = { writeConcern: DURABLE };

/** Who is connected here, noted for the other servers, and which of the servers live. */
export interface Presences {
  readonly isLeader: boolean;
  /**
   * Says that this server lives, now and every two seconds.
   * @param on.lead called when this server begins to route
   * @param on.beat called each time, when a majority has it; must not throw
   */
  start(on: { lead(): void; beat(): Promise<void> }): Promise<void>;
  put(place: Place, pause: Pause | null): void;
  remove(place: Place): void;
  /** Of an agent's pages at every server. */
  setPause(agentId: string, pause: Pause | null): void;
  /** Names of the servers that live. */
  living(): Promise<string[]>;
  /** Everybody at other servers that live. */
  elsewhere(): Promise<Presence[]>;
  close(): Promise<void>;
}

export function createPresences({ servers, leases, presences }: Database, serverId: string): Presences {
  /** By the text of its `_id`. */
  const here = new Map<string, PresenceDocument>();
  /** What the database does not know yet, by what it is about; only the last word counts. */
  let unsaid = new Map<string, AnyBulkWriteOperation<PresenceDocument>>();
  let gathering: NodeJS.Timeout | undefined;
  let writing: Promise<void> | null = null;
  let beating: NodeJS.Timeout | undefined;
  let lastBeat: Promise<void> | null = null;
  let beats = 0;
  let isClosed = false;
  let leadsUntil = 0;
  /** Since when every beat went well; null: the last one failed. */
  let steadySince: number | null = null;

  const idOf = (place: Place): PresenceDocument['_id'] => ({ serverId, ...place });

  function say(about: string, operation: AnyBulkWriteOperation<PresenceDocument>): void {
    unsaid.set(about, operation);
    gathering ??= setTimeout(write, GATHER_MS).unref();
  }

  function put({ _id, pause }: PresenceDocument): void {
    say(JSON.stringify(_id), { replaceOne: { filter: { _id }, replacement: { pause }, upsert: true } });
  }

  /** One batch at a time and each in its order, so that who came and went is not there in the end. */
  async function write(): Promise<void> {
    clearTimeout(gathering);
    gathering = undefined;
    await writing;
    if (unsaid.size === 0) return;
    const batch = unsaid;
    unsaid = new Map();
    writing = presences.bulkWrite([...batch.values()]).then(
      () => {},
      // The database is away, which verbs tell. The next beat tries again, unless something newer is to be said.
      () => {
        unsaid = new Map([...batch, ...unsaid]);
      },
    );
    await writing;
    writing = null;
  }

  async function beat(on: { lead(): void; beat(): Promise<void> }, options: BeatOptions = {}): Promise<void> {
    const begunAt = performance.now();
    try {
      const said = await servers.updateOne(
        { _id: serverId },
        { $currentDate: { seenAt: true } },
        { ...options, upsert: true },
      );
      if (said.upsertedCount > 0 || beats++ % RECOUNT_BEATS === 0) await recount();
      if (unsaid.size > 0) await write();
      const wasLeader = begunAt < leadsUntil;
      const isLeader = await takeLease(options);
      leadsUntil = isLeader && !isClosed ? begunAt + LEASE_MS - LEASE_MARGIN_MS : 0;
      if (!wasLeader && leadsUntil > 0) on.lead();
      steadySince ??= begunAt;
      // After the database was away nobody has been heard of: all get the time to speak before any is given up.
      if (leadsUntil > 0 && begunAt - steadySince > DEAD_MS) await bury();
      await on.beat();
    } catch {
      steadySince = null;
    }
  }

  /** The others may have taken this server for dead and forgotten who is here, at any moment between two of its words. */
  async function recount(): Promise<void> {
    await write();
    const known = await presences.countDocuments({ '_id.serverId': serverId });
    // Each word that came meanwhile may make a difference of one.
    if (Math.abs(known - here.size) <= unsaid.size) return;
    for (const document of here.values()) put(document);
  }

  async function takeLease(options: BeatOptions): Promise<boolean> {
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
      { ...options, upsert: true, returnDocument: 'after' },
    );
    return lease?.holder === serverId;
  }

  async function living(): Promise<string[]> {
    return (await servers.find(isAlive).toArray()).map(each => each._id);
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
      await beat(on, JOURNALED);
      beating = setInterval(() => {
        lastBeat ??= beat(on).finally(() => {
          lastBeat = null;
        });
      }, BEAT_MS).unref();
    },
    put(place, pause) {
      const document = { _id: idOf(place), pause };
      here.set(JSON.stringify(document._id), document);
      put(document);
    },
    remove(place) {
      const _id = idOf(place);
      here.delete(JSON.stringify(_id));
      say(JSON.stringify(_id), { deleteOne: { filter: { _id } } });
    },
    setPause(agentId, pause) {
      const own = here.get(JSON.stringify(idOf({ agentId })));
      if (own) {
        own.pause = pause;
        put(own);
      }
      say(`pause ${agentId}`, { updateMany: { filter: { '_id.agentId': agentId }, update: { $set: { pause } } } });
    },
    living,
    async elsewhere() {
      // Of servers that are silent too: they may have been as long as the database was. The dead are buried.
      const others = presences.find({ '_id.serverId': { $ne: serverId } });
      return (await others.toArray()).map(toPresence);
    },
    async close() {
      isClosed = true;
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

export function toPresence({ _id, pause }: PresenceDocument): Presence {
  if ('onlookerId' in _id) {
    const { serverId, openId, onlookerId } = _id;
    return { kind: 'onlooker', serverId, conversationId: openId, agentId: onlookerId };
  }
  return 'agentId' in _id ? { kind: 'agent', ..._id, pause } : { kind: 'visitor', ..._id };
}

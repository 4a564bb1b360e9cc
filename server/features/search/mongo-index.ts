import { setTimeout as pause } from 'node:timers/promises';
import type { Calls } from '../../store/mongo/calls.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { WRITER_SPAN, type Writer } from '../../store/mongo/writers.ts';
import type { ChangedPeople } from '../people/changed.ts';
import { followHeard } from '../people/mongo-follow.ts';
import { folded, searchableText } from './rules.ts';
import { trigramsOf } from './trigrams.ts';

/** From an entry to its indexing. Long enough to do many at once, short enough that nobody looks for them sooner. */
const AFTER_MS = 100;
/** After MongoDB was away. */
const AGAIN_MS = 5_000;
/** Entries indexed at once, and the pause after them while others write: acks go first. */
const BATCH = 200;
const YIELD_MS = 300;
/**
 * Texts of one insert. MongoDB gives all of them their places in the oplog before it writes the first, and until it has
 * written the last nothing after them counts as kept by a majority: so long all acks wait.
 */
const TEXTS_AT_ONCE = 25;
/** A writer not seen for so long is dead: living ones are seen with each batch, and with each sweep. */
const DEAD_MS = 7 * 24 * 3_600_000;

export interface SearchIndex {
  /** Indexes what was written, in a moment. Cheap when there is nothing to do. */
  wake(): void;
  /** Resolves when everything that this and other servers wrote so far is indexed. */
  settled(): Promise<void>;
  /** Indexes what others left behind, and forgets those that are dead. */
  adopt(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Writes what search looks through, behind the acks, from a position that is kept in the database. Doing an entry twice
 * is harmless, since its text has its `_id`; so a server that starts does what a dead one may not have come to.
 */
export function createSearchIndex(
  database: Database,
  writer: Writer,
  calls: Pick<Calls, 'settledTo' | 'settled'>,
  heard: Pick<ChangedPeople, 'note'>,
): SearchIndex {
  const { entries, texts, writers } = database;
  let indexedTo = writer.from;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;

  /** @returns how far it came */
  async function indexSome(from: number, to: number): Promise<number> {
    const found = await entries
      .find(
        { _id: { $gt: from, $lte: to } },
        { projection: { siteId: 1, conversationId: 1, author: 1, body: 1, createdAt: 1 } },
      )
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    for (let at = 0; at < found.length; at += TEXTS_AT_ONCE) {
      const documents = found.slice(at, at + TEXTS_AT_ONCE).flatMap(({ _id, siteId, body, createdAt }) => {
        const text = folded(searchableText(body));
        return text ? [{ _id, siteId, text, grams: trigramsOf(text), createdAt }] : [];
      });
      if (documents.length === 0) continue;
      await texts.insertMany(documents, { ordered: false }).catch(error => {
        if (!isDuplicate(error)) throw error;
      });
    }
    for (const each of await followHeard(database, found)) heard.note(each);
    return found.length < BATCH ? to : found.at(-1)!._id;
  }

  function seen(): Promise<unknown> {
    const update = { $set: { indexedTo }, $currentDate: { seenAt: true } } as const;
    return writers.updateOne({ _id: writer.from }, update, { upsert: true });
  }

  async function catchUp(): Promise<void> {
    for (let to = calls.settledTo(); indexedTo < to && !isClosed; to = calls.settledTo()) {
      indexedTo = await indexSome(indexedTo, to);
      await seen();
      if (writer.last > to) await pause(YIELD_MS);
    }
  }

  function run(): Promise<void> {
    running ??= catchUp().finally(() => {
      running = undefined;
    });
    return running;
  }

  function later(ms: number): void {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      // The position has not moved, so nothing is left out.
      run().catch(() => later(AGAIN_MS));
    }, ms).unref();
  }

  async function adopt(): Promise<void> {
    await seen();
    const others = await writers.find({ _id: { $ne: writer.from } }).toArray();
    for (const { _id, indexedTo: from, seenAt, isClosed } of others) {
      const to = _id + WRITER_SPAN - 1;
      for (let at = from; at < to; ) at = await indexSome(at, to);
      // The position is the other's own to move: it may be alive, and have more under way.
      if (isClosed || Date.now() - seenAt.getTime() > DEAD_MS) await writers.deleteOne({ _id, seenAt });
    }
  }

  return {
    wake() {
      if (indexedTo < writer.last && !running) later(AFTER_MS);
    },
    async settled() {
      const to = writer.last;
      while (indexedTo < to) {
        await run();
        if (indexedTo < to) await calls.settled(to);
      }
      await adopt();
    },
    adopt,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      try {
        await running;
        // A stop must not take long: what is more than a moment's work is left to whoever starts next.
        if (writer.last - indexedTo <= BATCH) indexedTo = await indexSome(indexedTo, writer.last);
        if (indexedTo === writer.last) await writers.deleteOne({ _id: writer.from });
        else await writers.updateOne({ _id: writer.from }, { $set: { indexedTo, isClosed: true } });
      } catch {
        // MongoDB is away: the next server to start finds the position and goes on from there.
      }
    },
  };
}

import type { Database } from './connection.ts';

/** Entries that one opening of the store can write; times the number of openings it stays below 2^53. */
export const WRITER_SPAN = 2 ** 33;

/**
 * Gives entries their `_id`: ascending numbers from a range of this opened store's own. New index keys then stand side
 * by side, and what a server wrote last, and may not have indexed for search before it died, is one short range.
 */
export interface Writer {
  /** The range's beginning, exclusive; also the `_id` of its document in `writers`. */
  readonly from: number;
  /** The last `_id` given. */
  readonly last: number;
  nextId(): number;
}

export async function openWriter({ writers, locks }: Database): Promise<Writer> {
  const counted = await locks.findOneAndUpdate(
    { _id: 'writers' },
    { $inc: { turns: 1 }, $set: { expiresAt: null } },
    { upsert: true, returnDocument: 'after' },
  );
  const from = counted!.turns * WRITER_SPAN;
  await writers.updateOne(
    { _id: from },
    { $set: { indexedTo: from }, $currentDate: { seenAt: true } },
    { upsert: true },
  );
  let last = from;
  return {
    from,
    get last() {
      return last;
    },
    nextId() {
      last += 1;
      return last;
    },
  };
}

import type { EntryDocument } from '../../features/conversations/mongo-document.ts';
import type { Calls } from './calls.ts';
import type { Database } from './connection.ts';
import type { Writer } from './writers.ts';

/** Remembered at most: after so many refusals it is the senders' own repeats that tell. */
const MAX_OPEN = 5_000;
/** Looked up at once. */
const MAX_ASKED = 500;

/**
 * Entries that may have been kept though their sender was refused, because the database did not say. The others hear of
 * those by their feed, which leaves out a server's own: nobody here would be told, unless the sender comes back.
 */
export interface Unconfirmed {
  /** A call was refused. @param after the last `_id` that was given before it began */
  add(after: number, clientId: string | undefined): void;
  /** Those that were kept, each once; asked when a majority has just answered, so that nothing older is open any more. */
  kept(): Promise<EntryDocument[]>;
}

export function createUnconfirmed(
  { entries }: Pick<Database, 'entries'>,
  writer: Writer,
  calls: Pick<Calls, 'settledTo'>,
): Unconfirmed {
  /** By client id; events have none. */
  let open = new Map<string | undefined, { after: number; to: number }>();

  return {
    add(after, clientId) {
      // Refused before it came to writing.
      if (writer.last === after || open.size >= MAX_OPEN) return;
      open.set(clientId, { after: Math.min(after, open.get(clientId)?.after ?? after), to: writer.last });
    },
    async kept() {
      const settledTo = calls.settledTo();
      const due = [...open].filter(([, { to }]) => to <= settledTo).slice(0, MAX_ASKED);
      if (due.length === 0) return [];
      const found = await entries
        .find({
          $or: due.map(([clientId, { after, to }]) => ({
            _id: { $gt: after, $lte: to },
            clientId: clientId ?? { $exists: false },
          })),
        })
        .toArray();
      // Who was refused again meanwhile is looked up again.
      open = new Map(
        [...open].filter(each => !due.some(([clientId, { to }]) => clientId === each[0] && to === each[1].to)),
      );
      return found;
    },
  };
}

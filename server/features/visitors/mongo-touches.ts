import type { Contact } from '../../../protocol/contacts.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Database } from '../../store/mongo/connection.ts';
import type { VisitorStore } from './store.ts';

/** Visitors of one write: as many as a crowd that comes back has in hand, and more than two of them. */
const AT_ONCE = 100;

type Seen = Parameters<VisitorStore['touch']>[1];
type Spoken = Pick<Contact, 'id' | 'locale' | 'timeZone'>;

interface Waiting {
  visitorId: string;
  seen: Seen;
  resolve(contact: Spoken | null): void;
  reject(error: unknown): void;
}

/**
 * Notes that visitors were seen. Whoever comes while one write waits for the journal is gathered for the next: of a crowd
 * each would ask for the disk alone (SPEC R7).
 * @returns resolves with what is known of the visitor's contact where a language or zone was told, else with null
 */
export function createTouches({ visitors, contacts }: Pick<Database, 'visitors' | 'contacts'>) {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function contactsOf(visitorIds: string[]): Promise<Map<string, Spoken>> {
    if (visitorIds.length === 0) return new Map();
    const found = await visitors
      .aggregate<{ _id: string; contact: (Omit<Spoken, 'id'> & { _id: string })[] }>([
        { $match: { _id: { $in: visitorIds } } },
        {
          $lookup: { from: contacts.collectionName, localField: 'contactId', foreignField: '_id', as: 'contact' },
        },
        { $project: { 'contact._id': 1, 'contact.locale': 1, 'contact.timeZone': 1 } },
      ])
      .toArray();
    return new Map(
      found.flatMap(({ _id, contact }) => contact.map(({ _id: id, ...spoken }) => [_id, { id, ...spoken }] as const)),
    );
  }

  async function write(some: Waiting[]): Promise<void> {
    const told = some.filter(({ seen }) => seen.locale !== undefined || seen.timeZone !== undefined);
    try {
      const [contactOf] = await Promise.all([
        contactsOf(told.map(each => each.visitorId)),
        visitors.bulkWrite(
          some.map(({ visitorId, seen }) => ({ updateOne: { filter: { _id: visitorId }, update: updateOf(seen) } })),
        ),
      ]);
      for (const { visitorId, resolve } of some) resolve(contactOf.get(visitorId) ?? null);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  return (visitorId: string, seen: Seen): Promise<Spoken | null> =>
    new Promise((resolve, reject) => {
      waiting.push({ visitorId, seen, resolve, reject });
      if (!isWriting) writeAll();
    });

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await write(waiting.splice(0, AT_ONCE));
    isWriting = false;
  }
}

function updateOf({ at, trail, referrer, userAgent }: Seen) {
  return {
    $max: { seenAt: at },
    ...((referrer !== undefined || userAgent !== undefined) && { $set: { referrer, userAgent } }),
    ...(trail && { $push: { trail: { $each: [trail], $position: 0, $slice: LIMITS.trailItems } } }),
  };
}

import type { Contact } from '../../../protocol/contacts.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { bundled } from '../../store/mongo/bundled.ts';
import type { Database } from '../../store/mongo/connection.ts';
import type { VisitorStore } from './store.ts';

type Seen = Parameters<VisitorStore['touch']>[1];
type Spoken = Pick<Contact, 'id' | 'locale' | 'timeZone'>;
type Touch = { visitorId: string; seen: Seen };

/**
 * Notes that visitors were seen. Whoever comes while one write waits for the journal is gathered for the next: of a crowd
 * each would ask for the disk alone (SPEC R7).
 * @returns resolves with what is known of the visitor's contact where a language or zone was told, else with null
 */
export function createTouches({ visitors, contacts }: Pick<Database, 'visitors' | 'contacts'>) {
  async function contactsOf(visitorIds: string[]): Promise<Map<string, Spoken>> {
    if (visitorIds.length === 0) return new Map();
    const found = await visitors.find({ _id: { $in: visitorIds } }, { projection: { contactId: 1 } }).toArray();
    const people = await contacts
      .find({ _id: { $in: found.map(each => each.contactId) } }, { projection: { locale: 1, timeZone: 1 } })
      .toArray();
    const spokenOf = new Map(people.map(({ _id: id, locale, timeZone }) => [id, { id, locale, timeZone }]));
    return new Map(
      found.flatMap(({ _id, contactId }) => {
        const spoken = spokenOf.get(contactId);
        return spoken ? [[_id, spoken] as const] : [];
      }),
    );
  }

  const touch = bundled<Touch, Spoken | null>(async touches => {
    const told = touches.filter(({ seen }) => seen.locale !== undefined || seen.timeZone !== undefined);
    const [contactOf] = await Promise.all([
      contactsOf(told.map(each => each.visitorId)),
      visitors.bulkWrite(
        touches.map(({ visitorId, seen }) => ({ updateOne: { filter: { _id: visitorId }, update: updateOf(seen) } })),
      ),
    ]);
    return touches.map(({ visitorId }) => contactOf.get(visitorId) ?? null);
  });

  return (visitorId: string, seen: Seen) => touch({ visitorId, seen });
}

function updateOf({ at, trail, referrer, userAgent }: Seen) {
  return {
    $max: { seenAt: at },
    ...((referrer !== undefined || userAgent !== undefined) && { $set: { referrer, userAgent } }),
    ...(trail && { $push: { trail: { $each: [trail], $position: 0, $slice: LIMITS.trailItems } } }),
  };
}

import type { Filter } from 'mongodb';
import type { PeopleSort } from '../../../protocol/people.ts';
import type { PersonAsk } from '../../../protocol/people-conditions.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { touchEverybody } from '../../store/mongo/people-due.ts';
import { holding } from '../search/mongo.ts';
import type { SearchIndex } from '../search/mongo-index.ts';
import type { ChangedPeople } from './changed.ts';
import { cursorOf, DESCENDS, type Place, placeOf, readCursor } from './cursor.ts';
import { type PersonDocument, toPerson } from './mongo-document.ts';
import { lookAtPeople } from './mongo-look.ts';
import type { PeopleStore, PeopleTerms } from './store.ts';

type Asked = Filter<PersonDocument>;

/** People looked at in one transaction. */
const BATCH = 100;
/** Of those whom somebody sees who does not see all, the number is known for so long. */
const COUNTED_MS = 10_000;

/** What each order is by; see `placeOf`. */
const KEYS = {
  heard: 'lastAt',
  name: 'nameKey',
  newest: 'firstAt',
  spent: 'mostSpent',
} as const satisfies Record<PeopleSort, string>;

const OPERATORS: Record<PersonAsk['op'], (value: PersonAsk['value']) => object> = {
  is: value => ({ $eq: value }),
  isNot: value => ({ $ne: value }),
  // Of a list, one of its values, or none.
  has: value => ({ $eq: value }),
  hasNot: value => ({ $ne: value }),
  known: () => ({ $gt: '' }),
  unknown: () => ({ $eq: '' }),
  since: value => ({ $gte: value }),
  notSince: value => ({ $lt: value }),
  // Of an own field only what is of the value's kind compares: text with text, numbers with numbers.
  atLeast: value => ({ $gte: value }),
  atMost: value => ({ $lte: value }),
};

function asked(ask: PersonAsk): Asked {
  if (ask.field !== 'fields') return { [ask.field]: OPERATORS[ask.op](ask.value) };
  const isThere = ask.op === 'known' || ask.op === 'unknown';
  return { [`fields.${ask.id}`]: isThere ? { $exists: ask.op === 'known' } : OPERATORS[ask.op](ask.value) };
}

/** Met at one of these sites, or at none; null: anybody. */
function seen(siteIds: readonly string[] | null): Asked {
  return siteIds ? { $or: [{ siteIds: { $size: 0 } }, { siteIds: { $in: [...siteIds] } }] } : {};
}

/** What stands behind a place, or up to one and with it. */
function bounded(sort: PeopleSort, { key, id }: Place, isEnd: boolean): Asked {
  const field = KEYS[sort];
  const [beyond, upTo] = DESCENDS[sort] === isEnd ? ['$gt', '$gte'] : ['$lt', '$lte'];
  return {
    // Alone it says nothing new; it is what the index is entered at.
    [field]: { [upTo]: key },
    $or: [{ [field]: { [beyond]: key } }, { _id: { [isEnd ? upTo : beyond]: id } }],
  } as Asked;
}

function saying({ words, numbers }: PeopleTerms): Asked {
  return { $or: [words, ...numbers.map(each => [each])].map(each => holding<PersonDocument>([...each])) };
}

/** See `PeopleStore`. */
export function createPeopleStore({ database }: Engine, index: SearchIndex, changed: ChangedPeople): PeopleStore {
  const { people, peopleDue } = database;
  /** By the sites that are seen. */
  const counted = new Map<string, { at: number; count: Promise<number> }>();

  async function look(contactIds: readonly string[]): Promise<void> {
    for (const each of await lookAtPeople(database, contactIds)) changed.note(each);
  }

  function countSeen(siteIds: readonly string[]): Promise<number> {
    const key = siteIds.join();
    const known = counted.get(key);
    const at = performance.now();
    if (known && at - known.at < COUNTED_MS) return known.count;
    const count = people.countDocuments(seen(siteIds));
    counted.set(key, { at, count });
    // Who asks next asks the database again.
    count.catch(() => counted.delete(key));
    return count;
  }

  async function work(): Promise<boolean> {
    const due = await peopleDue
      .find({}, { projection: { _id: 1 } })
      .limit(BATCH)
      .toArray();
    if (due.length === 0) return false;
    await look(due.map(each => each._id));
    return true;
  }

  return {
    async page({ ids, asks, terms, siteIds, sort, cursor, limit, look: most }) {
      const from = readCursor(cursor, sort);
      const direction = DESCENDS[sort] ? -1 : 1;
      const order = { [KEYS[sort]]: direction, _id: direction } as const;
      const rest = from ? bounded(sort, from, false) : {};
      const some: Asked = ids ? { _id: { $in: [...ids] } } : {};
      const wanted = [some, rest, seen(siteIds), ...asks.map(any => ({ $or: any.map(asked) }))];
      let end: Place | null = null;
      if (terms) wanted.push(saying(terms));
      else if (!ids && (asks.length > 0 || siteIds)) {
        const found = await people
          .find(rest, { projection: { _id: 1, [KEYS[sort]]: 1 } })
          .sort(order)
          .skip(most - 1)
          .limit(1)
          .toArray();
        end = found[0] ? { key: found[0][KEYS[sort]], id: found[0]._id } : null;
        if (end) wanted.push(bounded(sort, end, true));
      }
      const found = await people
        .find({ $and: wanted })
        .sort(order)
        .limit(limit + 1)
        .toArray();
      const items = found.slice(0, limit).map(toPerson);
      const last = found.length > limit ? placeOf(items.at(-1)!, sort) : end;
      return { items, cursor: last && cursorOf(last) };
    },

    count: siteIds => (siteIds ? countSeen(siteIds) : people.estimatedDocumentCount()),
    changed: async () => changed.take(),

    async find(id) {
      const found = await people.findOne({ contactIds: id });
      return found && toPerson(found);
    },

    refresh: look,
    rebuild: () => touchEverybody(database),
    work,

    async settled() {
      await index.settled();
      while (await work());
      counted.clear();
    },
  };
}

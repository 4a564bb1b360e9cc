import type { ClientSession, Collection, Filter, OptionalUnlessRequiredId } from 'mongodb';
import { type Database, lock } from './connection.ts';
import { entity, type Stored, stored } from './documents.ts';

interface Whole {
  id: string;
  position: number;
  version: number;
}

/** A list that an owner keeps in order. All but `all` inside a step that `inShop` began. */
export function createShopList<T extends Whole>(collection: Collection<Stored<T>>) {
  const called = (id: string) => ({ _id: id }) as Filter<Stored<T>>;
  const read = (document: unknown) => entity(document as { _id: string }) as unknown as T;
  const inOrder = (session?: ClientSession) =>
    collection
      .find({}, { ...(session && { session }) })
      .sort({ position: 1, _id: 1 })
      .toArray();

  async function find(id: string, session: ClientSession): Promise<T | null> {
    const found = await collection.findOne(called(id), { session });
    return found && read(found);
  }
  async function put(each: T, session: ClientSession): Promise<T> {
    const { _id: _, ...rest } = stored(each);
    await collection.replaceOne(called(each.id), rest as never, { session });
    return each;
  }

  return {
    all: async (session?: ClientSession): Promise<T[]> => (await inOrder(session)).map(read),
    find,
    put,
    /** Null: there are so many already. */
    async add(made: Omit<T, 'position'>, most: number, session: ClientSession): Promise<T | null> {
      const known = (await inOrder(session)).map(read);
      if (known.length >= most) return null;
      const each = { ...made, position: (known.at(-1)?.position ?? -1) + 1 } as T;
      await collection.insertOne(stored(each) as OptionalUnlessRequiredId<Stored<T>>, { session });
      return each;
    },
    /** Null: it is of another version than the one before, or gone. */
    async replace(each: T, session: ClientSession): Promise<T | null> {
      const before = await find(each.id, session);
      return before?.version === each.version - 1 ? put({ ...each, position: before.position }, session) : null;
    },
    async order(ids: readonly string[], session: ClientSession): Promise<void> {
      const known = (await inOrder(session)).map(each => read(each).id);
      const first = ids.filter(id => known.includes(id));
      const rest = known.filter(id => !first.includes(id));
      for (const [position, id] of [...first, ...rest].entries()) {
        await collection.updateOne(called(id), { $set: { position } as never }, { session });
      }
    },
    async drop(id: string, session: ClientSession): Promise<boolean> {
      return (await collection.deleteOne(called(id), { session })).deletedCount === 1;
    },
  };
}

/** One step that changes what the shop offers, or with whom and where: one at a time, since each looks at what others name. */
export function inShop<T>(database: Database, work: (session: ClientSession) => Promise<T>): Promise<T> {
  return database.transaction(async session => {
    await lock(database, session, 'shop', null);
    return work(session);
  });
}

import { createStaff } from '../../features/agents/mongo.ts';
import { createCallbacks } from '../../features/callbacks/mongo.ts';
import { createPeople } from '../../features/contacts/mongo.ts';
import { createSubmissions } from '../../features/conversations/mongo.ts';
import { createConversations } from '../../features/conversations/mongo-events.ts';
import { createSearch } from '../../features/search/mongo.ts';
import { createSearchIndex } from '../../features/search/mongo-index.ts';
import { createLists } from '../../features/views/mongo.ts';
import { createDeliveries } from '../../outbox/mongo.ts';
import { byRoom, type FlatStore } from '../flat.ts';
import type { Store } from '../store.ts';
import { createCalls } from './calls.ts';
import { connect } from './connection.ts';
import { translated } from './failures.ts';
import { createFeed } from './feed.ts';
import { makeIndexes } from './indexes.ts';
import { createOutbox } from './leaving.ts';
import { createLedger } from './ledger.ts';
import { createTotals } from './recent.ts';
import { createSweep } from './sweep.ts';
import { createTurns } from './turns.ts';
import { createDoubts } from './unconfirmed.ts';
import { openWriter } from './writers.ts';

/**
 * Opens a database of a MongoDB replica set, or of a sharded cluster; several servers may have it open. Makes the indexes
 * that are missing.
 * @param url `mongodb://…` or `mongodb+srv://…`; without a database name it is `deskbell`
 * @throws AppError STORE_UNAVAILABLE when it is not reachable within some 4 s, in which case it is safe to call again;
 * Error when it is no replica set, with the commands that make it one. Both name the host and never the password
 */
export async function openMongo(url: string): Promise<Store> {
  const database = await connect(url);
  try {
    await makeIndexes(database);
    const writer = await openWriter(database);
    const calls = createCalls(database.description, writer, {
      end: () => index.wake(),
      refusal: (after, clientId) => doubts.add(after, clientId),
    });
    const doubts = createDoubts(database, writer, calls);
    const index = createSearchIndex(database, writer, calls);
    // What servers that died had not come to. Search can wait for it, and the start need not.
    index.adopt().catch(() => index.wake());

    const outbox = createOutbox(database);
    const ledger = createLedger(database, outbox, writer.nextId);
    const totals = createTotals(database);
    const turns = createTurns(database, ledger, totals, outbox);
    const feed = createFeed(database, writer, ledger, { totals, doubts });
    let closing: Promise<void> | undefined;

    async function close(): Promise<void> {
      await feed.close();
      await calls.close();
      await totals.close();
      await index.close();
      await database.close();
    }

    const verbs = calls.guarded<FlatStore & { sweepLocks(at: number): Promise<void> }>({
      ping: database.ping,
      ...createStaff(database),
      ...createPeople(database, totals, writer.nextId),
      ...createSubmissions(database, ledger, totals, turns, writer.nextId),
      ...createConversations(database, ledger, totals, writer.nextId),
      ...createLists(database, ledger, totals),
      ...createCallbacks(database, ledger, totals),
      ...createSearch(database, ledger),
      searchSettled: () => index.settled(),
      ...createDeliveries(database, outbox),
      ...createSweep(database),
    });
    return {
      description: database.description,
      feed,
      close: () => {
        closing ??= close();
        return closing;
      },
      ping: verbs.ping,
      async sweep(at, visitorsBefore) {
        await Promise.all([verbs.sweepSessions(at), verbs.sweepInvites(at), verbs.sweepLocks(at)]);
        await verbs.sweepDeliveries(at);
        await verbs.sweepVisitors(visitorsBefore);
        await index.adopt();
      },
      ...byRoom(verbs),
    };
  } catch (error) {
    await database.close();
    throw translated(error, database.description);
  }
}

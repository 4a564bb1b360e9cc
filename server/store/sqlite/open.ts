import { createStaff } from '../../features/agents/sqlite.ts';
import { createCallbacks } from '../../features/callbacks/sqlite.ts';
import { createPeople } from '../../features/contacts/sqlite.ts';
import { createSubmissions } from '../../features/conversations/sqlite.ts';
import { createEntries } from '../../features/conversations/sqlite-entries.ts';
import { createConversations } from '../../features/conversations/sqlite-rows.ts';
import { createSearch } from '../../features/search/sqlite.ts';
import { createSessions } from '../../features/sessions/sqlite.ts';
import { createSites } from '../../features/sites/sqlite.ts';
import { createLists } from '../../features/views/sqlite.ts';
import { createIdentity } from '../../features/visitors/sqlite.ts';
import { createWebhooks } from '../../features/webhooks/sqlite.ts';
import { createDeliveries } from '../../outbox/sqlite.ts';
import { byRoom, type FlatStore } from '../flat.ts';
import type { Store } from '../store.ts';
import { connect } from './connections.ts';
import { migrate } from './migrations.ts';
import { createTurns } from './turns.ts';

/**
 * The embedded store: one file, one process, Node's own SQLite. The file is made and brought up to date on opening.
 * @param path of the file, or `:memory:` for a store that is gone when it is closed
 * @throws AppError STORE_UNAVAILABLE when another process has the file; Error when it can not be used
 */
export async function openSqlite(path: string): Promise<Store> {
  const connections = connect(path, migrate);
  const turns = createTurns(connections);
  const { writer, read, write } = turns;

  const people = createPeople(turns);
  const conversations = createConversations(turns, people);
  const entries = createEntries(turns);
  const webhooks = createWebhooks(turns);
  const deliveries = createDeliveries(turns, webhooks);
  const callbacks = createCallbacks(turns, conversations, entries, deliveries);
  const { close: closeSearch, ...search } = createSearch(turns, entries);
  // A write that changes nothing still has to reach the disk, which is the question.
  const beat = writer.prepare("UPDATE marks SET value = value + 1 WHERE name = 'pinged'");
  const ping = () => write(() => void beat.run());
  let isClosed = false;

  const flat: FlatStore = {
    ping,
    conversation: id => read(() => conversations.readById(id)),
    ...createSites(turns),
    ...createStaff(turns),
    ...createSessions(turns),
    ...people.verbs,
    ...createIdentity(turns, people, conversations),
    ...entries.verbs,
    ...createSubmissions(turns, { people, conversations, entries, callbacks, deliveries }),
    ...createLists(turns),
    ...callbacks.verbs,
    ...webhooks.verbs,
    ...deliveries.verbs,
    ...search,
  };
  return {
    description: `sqlite ${path}`,
    feed: null,
    ping,
    async close() {
      if (isClosed) return;
      isClosed = true;
      closeSearch();
      turns.close();
      connections.close();
    },
    async sweep(at, visitorsBefore) {
      await Promise.all([flat.sweepSessions(at), flat.sweepInvites(at), flat.sweepDeliveries(at)]);
      await flat.sweepVisitors(visitorsBefore);
    },
    ...byRoom(flat),
  };
}

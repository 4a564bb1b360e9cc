/**
 * A process that writes as fast as it can until it is killed, and prints one line for each ack:
 * client id, conversation, number. Run as `node sqlite-writer.ts FILE PREFIX` with a file as its standard output.
 */
import { writeSync } from 'node:fs';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { setScene } from './scene.ts';

const [file, prefix] = process.argv.slice(2) as [string, string];
const store = await openSqlite(file);
const scene = await setScene(store, { id: `site-${prefix}`, key: `key-${prefix}` });
const people = await Promise.all(
  Array.from({ length: 10 }, async (_, index) => ({ ...(await scene.visitor({}, `${prefix}-${index}`)), index })),
);
for (let round = 0; ; round++) {
  await Promise.all(
    people.map(async person => {
      const clientId = `${prefix}-${person.index}-${round}`;
      const newConversationId = `conversation-${person.id}`;
      const { entry } = await scene.say(person, clientId, { clientId, newConversationId });
      writeSync(1, `${clientId} ${entry.conversationId} ${entry.seq}\n`);
    }),
  );
}

/**
 * A server that is killed the moment it has acked: `node killed-server.ts <url>`. Prints the conversation and its last
 * number, then goes without a word to the database.
 */
import { writeSync } from 'node:fs';
import { openMongo } from '../../server/store/mongo/open.ts';
import { setScene } from './scene.ts';

const scene = await setScene(await openMongo(process.argv[2]!));
const ann = await scene.visitor();
let last = await scene.say(ann, 'marmalade 1');
for (let number = 2; number <= 5; number++) last = await scene.say(ann, `marmalade ${number}`);
writeSync(1, JSON.stringify({ id: last.conversation.id, lastSeq: last.entry.seq }));
process.kill(process.pid, 'SIGKILL');

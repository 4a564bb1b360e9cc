/** Joins people and parts them again until it is killed: `node merging.ts <url> <people, as JSON>`. Says each merge that was kept. */
import { writeSync } from 'node:fs';
import { openStore } from '../../server/store/open.ts';
import { NOON } from './scene.ts';

const [url = '', people = '[]'] = process.argv.slice(2);
const ids = JSON.parse(people) as string[];
const store = await openStore(url);
const by = { id: 'bella', name: 'Bella' };
const held: string[] = [];
for (let number = 1; ; number++) {
  const at = NOON + number;
  if (held.length === ids.length - 1 || (number % 3 === 0 && held.length > 0)) {
    const [id] = held.splice(number % held.length, 1);
    await store.contacts.unmerge(id!, by, at);
    writeSync(1, `- ${id}\n`);
    continue;
  }
  const roots = new Set(await Promise.all(ids.map(async id => (await store.contacts.tree(id))!.rootId)));
  const [winnerId, loserId] = [...roots].sort() as [string, string];
  const [winner, loser] = [(await store.contacts.find(winnerId))!, (await store.contacts.find(loserId))!];
  const versions = { winner: winner.version, loser: loser.version };
  const id = `merge-${process.pid}-${number}`;
  await store.contacts.merge({ id, winnerId, loserId, versions, choices: {}, by, at });
  held.push(id);
  writeSync(1, `+ ${id}\n`);
}

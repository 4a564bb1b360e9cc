import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newContact } from '../../server/features/contacts/rules.ts';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { newSqliteUrl } from '../helpers/new-folder.ts';
import { NOON, setScene } from './scene.ts';

const mongo = await sharedMongo();

const KILLS = 3;
/** Acts that were kept before it is killed, in the middle of the next. */
const ACTS = 15;

/** What a killed server has open at MongoDB stays in the way of others, and ends by itself: each attempt waits for some seconds. */
async function patiently<T>(act: () => Promise<T>, attempts = 5): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (attempts === 1) throw error;
    return patiently(act, attempts - 1);
  }
}

/** Whom the store has joined to whom, as each of them says it. */
async function merged(store: Store, people: string[]): Promise<string[]> {
  const trees = await Promise.all(people.map(id => store.contacts.cardTree(id)));
  for (const [at, id] of people.entries()) {
    const { root, contacts, merges } = trees[at]!;
    // Nothing in halves: each is joined to somebody of the same card, by a merge that holds.
    const own = contacts.find(each => each.id === id)!;
    expect(merges.find(each => each.loserId === id)?.winnerId ?? null).toBe(own.mergedInto);
    expect(own.card?.id ?? id).toBe(root.id);
    expect(merges).toHaveLength(contacts.length - 1);
  }
  return [...new Set(trees.flatMap(each => each!.merges.map(one => one.id)))];
}

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason)(
    'CO5 CO6 ST1 killed in the middle of merges, each is done whole or not at all',
    { timeout: 180_000 },
    async () => {
      const url = newUrl();
      const store = await openStore(url);
      const { site } = await setScene(store);
      const people = Array.from({ length: 6 }, (_, at) => `person-${at}`);
      for (const [at, id] of people.entries()) {
        const contact = newContact({ id, siteId: site.id, locale: 'en', timeZone: 'UTC' }, NOON);
        const browser = {
          userAgent: '',
          referrer: '',
          trail: [],
          createdAt: NOON,
          seenAt: NOON,
          tokenHash: `hash-${at}`,
        };
        await store.visitors.create({ id, siteId: site.id, contactId: id, conversationId: null, ...browser }, contact);
      }
      await store.close();
      const script = join(import.meta.dirname, 'merging.ts');
      for (let kill = 0; kill < KILLS; kill++) {
        const args = ['--disable-warning=ExperimentalWarning', script, url, JSON.stringify(people)];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        const acts: string[] = [];
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          acts.push(...text.split('\n').filter(Boolean));
          if (acts.length >= ACTS) child.kill('SIGKILL');
        });
        await once(child, 'close');
        expect(acts.length).toBeGreaterThanOrEqual(ACTS);
        const again = await openStore(url);
        const nothing = { by: 'visitor', words: {} } as const;
        for (const id of people) await patiently(() => again.contacts.update(id, nothing, NOON));
        const held = await merged(again, people);
        const parted = new Set(acts.filter(each => each.startsWith('-')).map(each => each.slice(2)));
        const joined = acts.filter(each => each.startsWith('+')).map(each => each.slice(2));
        // What was kept is there; the one act that nobody heard of any more may be.
        const kept = joined.filter(each => !parted.has(each));
        const known = new Set(kept);
        const isLost = kept.filter(each => !held.includes(each));
        const isUnheard = held.filter(each => !known.has(each));
        expect(isLost.length + isUnheard.length).toBeLessThanOrEqual(1);
        for (const each of held) await again.contacts.unmerge(each, { id: 'bella', name: 'Bella' }, NOON);
        expect(await merged(again, people)).toEqual([]);
        await again.close();
      }
    },
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NOTICE_DEFAULTS } from '../../protocol/notices.ts';
import type { WebhookMessage } from '../../protocol/webhooks.ts';
import { isStep } from '../../server/features/ladder/rules.ts';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { newSqliteUrl } from '../helpers/new-folder.ts';
import { MINUTE, NOON, newAgent, newWebhook, numbers, setScene } from './scene.ts';

const mongo = await sharedMongo();
const PEOPLE = 20;
const END = NOON + 30 * MINUTE;

/** People who wait, each for Ann. */
async function fill(store: Store) {
  const scene = await setScene(store);
  await store.agents.create(newAgent({ id: 'ann', name: 'Ann' }));
  await store.agents.create(newAgent({ id: 'oyu', name: 'Oyu', role: 'owner' }));
  for (const id of ['ann', 'oyu']) {
    const ways = NOTICE_DEFAULTS.ways.map(({ way }) => ({ way, isOn: way === 'webhook' }));
    await store.notices.putSettings({ id, settings: { ...NOTICE_DEFAULTS, ways } });
  }
  await store.webhooks.create(newWebhook(scene.site.id, { events: ['notice.told'] }));
  const ids: string[] = [];
  for (let number = 0; number < PEOPLE; number++) {
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    await scene.assign(conversation.id, { id: 'ann', name: 'Ann' });
    ids.push(conversation.id);
  }
  return { siteId: scene.site.id, ids };
}

/** Climbs in a process of its own. @param killAfter beats, in whose middle it is killed; null: not at all. @returns how far its clock came */
async function climb(url: string, from: number, killAfter: number | null): Promise<number> {
  const script = join(import.meta.dirname, 'climbing.ts');
  const args = ['--disable-warning=ExperimentalWarning', script, url, String(from), String(END)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let beats = 0;
  let reached = from;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const times = text.split('\n').filter(Boolean);
    reached = Number(times.at(-1) ?? reached);
    beats += times.length;
    if (killAfter !== null && beats >= killAfter) child.kill('SIGKILL');
  });
  const [code] = await gone;
  if (killAfter === null && code !== 0) throw new Error(`it ended with ${code}`);
  return reached;
}

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason)(
    'LA4 NO3 a server that is killed again and again takes each step once, and tells of each once',
    async () => {
      const url = newUrl();
      const before = await openStore(url);
      const { siteId, ids } = await fill(before);
      await before.close();
      // The middle of the beats at which all are planned, reminded of, offered, and told to the owner.
      let from = NOON + MINUTE;
      for (const [at, beats] of [
        [1, 1],
        [2, 2],
        [4, 3],
        [5, 2],
        [14, 3],
        [15, 1],
      ] as const) {
        from = await climb(url, Math.max(from, NOON + at * MINUTE), beats);
      }
      await climb(url, from, null);

      const store = await openStore(url);
      onTestFinished(() => store.close());
      for (const id of ids) {
        const entries = await store.conversations.entriesAfter(id, 0, 100);
        const steps = entries.flatMap(({ body }) =>
          body.kind === 'event' && body.event === 'wait_late' ? [body.step] : [],
        );
        expect(steps).toEqual(['reminded', 'offered', 'owner']);
        expect(numbers(entries)).toEqual([1, 2, 3, 4, 5]);
        expect((await store.jobs.ofConversation(id)).filter(isStep)).toEqual([]);
      }
      const { items } = await store.outbox.page({ isDead: false, limit: 1000 });
      const told = items.map(({ payload }) => (JSON.parse(payload) as WebhookMessage).data.notice!);
      const each = ids.flatMap(id => ['handover ann', 'late ann', 'late oyu', 'late oyu'].map(what => `${id} ${what}`));
      expect(told.map(({ conversationId, cause, agentId }) => `${conversationId} ${cause} ${agentId}`).sort()).toEqual(
        each.sort(),
      );
      const counts = await store.ladder.counts(siteId, '2025-06-01');
      expect(counts.map(each => [each.step, each.count])).toEqual([
        ['offered', PEOPLE],
        ['owner', PEOPLE],
        ['reminded', PEOPLE],
      ]);
    },
  );
});

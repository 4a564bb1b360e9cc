import type { ChildProcess } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { beat } from '../../../../server/beat.ts';
import { openStore } from '../../../../server/store/open.ts';
import { buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { deliver } from '../../../helpers/desk-with-webhook.ts';
import { staffed } from '../../../helpers/http.ts';
import { type Dying, dyingServer, endLease, isKilled } from '../../../helpers/killed.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { newSqliteUrl } from '../../../helpers/new-folder.ts';
import { openTelegram } from '../../../helpers/telegram.ts';
import { CONFIG, linkedAgent } from './desk.ts';

const mongo = await sharedMongo();
const START = Date.parse('2026-03-04T10:20:00Z');
/** What the dead one had taken is free again. */
const LATER = START + 5 * 60_000;
const WAITS = 'is waiting for an answer';

/** A visitor who waits, and an agent with a chat, whom a server that is closed again has told nothing yet. */
async function waiting(url: string, beforeAnswer?: (method: string) => Promise<void>) {
  const telegram = await openTelegram({ beforeAnswer });
  const desk = await buildTestApp({ config: CONFIG, startAt: START, store: await openStore(url) });
  const owner = await staffed(desk, { role: 'owner', name: 'Olga', locale: 'en' });
  const bot = { token: telegram.token, apiRoot: telegram.url };
  await owner.ask('PUT /v1/telegram', { body: { mode: 'webhook', ...bot } });
  const { person } = await linkedAgent(desk, telegram, 1, { name: 'Sarnai' });
  const polled = await owner.ask('PUT /v1/telegram', { body: { mode: 'polling', ...bot } });
  expect(polled.statusCode).toBe(200);
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Do you deliver?');
  return { telegram, desk, person, conversationId, page };
}

async function close({ app, store }: Desk): Promise<void> {
  await app.close();
  await store.close();
}

const nextServer = async (url: string) => buildTestApp({ config: CONFIG, startAt: LATER, store: await openStore(url) });

async function beating({ context }: Desk, isSo: () => Promise<boolean> | boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        await beat(context);
        await context.outbox.settled();
        return isSo();
      },
      { timeout: 40_000 },
    )
    .toBe(true);
}

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason).each<[string, Dying]>([
    ['before the answer is kept', ['before', 'conversations.append']],
    ['right after the answer was kept', ['after', 'conversations.append']],
    ['before it is written that it was sent', ['before', 'outbox.put']],
    ['before it is known how far it had come', ['before', 'deskSettings.put telegram.place']],
  ])(
    'TB3 an update has its effect once though the server that fetched it is killed %s',
    { timeout: 120_000 },
    async (_when, dying) => {
      const url = newUrl();
      const { telegram, desk, person, conversationId, page } = await waiting(url);
      await desk.context.jobs.tick();
      await desk.pass(3_000, page);
      await deliver(desk);
      const notice = person.hears().find(({ text }) => text.includes(WAITS))!;
      await close(desk);
      person.writes('Yes, on Fridays', notice);
      await isKilled(dyingServer(url, START + 60_000, CONFIG, dying));
      await endLease(url);
      expect(telegram.updates).toHaveLength(1);

      const next = await nextServer(url);
      const said = () => person.hears().filter(({ text }) => text === 'Sent.');
      await beating(next, () => said().length > 0);
      const entries = await next.store.conversations.entriesAfter(conversationId, 0, 50);
      const answers = entries.filter(each => each.author.kind === 'agent' && each.body.kind === 'message');
      expect(answers.map(({ body }) => body)).toMatchObject([{ text: 'Yes, on Fridays' }]);
      // Nothing of it is left to be done, nor brought again. What came of it is said at least once.
      await beating(next, () => telegram.updates.length === 0);
      await beating(next, async () => {
        const { items } = await next.store.outbox.page({ isDead: false, limit: 9 });
        return items.every(({ event }) => event !== 'told');
      });
    },
  );

  test.skipIf(reason)(
    'TB4 D2 what the bot says leaves at least once, under one id, though its server is killed while Telegram has it',
    { timeout: 120_000 },
    async () => {
      const url = newUrl();
      let child: ChildProcess | null = null;
      const { desk, person, conversationId } = await waiting(url, async method => {
        if (!child || method !== 'sendMessage') return;
        child.kill('SIGKILL');
        await isKilled(child);
        child = null;
      });
      await desk.context.jobs.tick();
      await close(desk);
      const dying = dyingServer(url, START + 10_000, CONFIG, 'never');
      child = dying;
      await isKilled(dying);
      await endLease(url);
      const told = () => person.hears().filter(({ text }) => text.includes(WAITS));
      expect(told()).toHaveLength(1);

      const next = await nextServer(url);
      const { items } = await next.store.outbox.page({ isDead: false, limit: 9 });
      const ids = items.filter(each => each.kind === 'telegram').map(each => each.id);
      expect(ids).toHaveLength(1);
      await beating(next, async () => {
        const left = (await next.store.outbox.page({ isDead: false, limit: 9 })).items;
        return left.every(each => !ids.includes(each.id));
      });
      expect(told()).toHaveLength(2);
      // A reply to either would have to find its conversation: to the one that is known it does.
      person.writes('Yes, on Fridays', told().at(-1));
      await beating(next, async () => (await next.store.conversations.find(conversationId))?.waitingSince === null);
    },
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Notice } from '../../../../protocol/notices.ts';
import type { Device } from '../../../../protocol/push.ts';
import { pushKeysOf } from '../../../../server/features/push/keys.ts';
import { createPushSender, createPushWay } from '../../../../server/features/push/sender.ts';
import { createDeskSettings } from '../../../../server/features/settings/settings.ts';
import { createOutboxWorker } from '../../../../server/outbox/worker.ts';
import { openStore } from '../../../../server/store/open.ts';
import type { Store } from '../../../../server/store/store.ts';
import { buildTestApp, type Desk, TEST_CONFIG } from '../../../helpers/app.ts';
import { type Ask, staffed } from '../../../helpers/http.ts';
import { newSqliteUrl } from '../../../helpers/new-folder.ts';
import { openPushService } from '../../../helpers/push-service.ts';

const HOUR = 3_600_000;

/** Somebody whose browser is told. */
async function deskWithDevice(
  answers?: Parameters<typeof openPushService>[0],
  { store, config = {} }: { store?: Store; config?: object } = {},
) {
  const desk = await buildTestApp({ config: { webhooksToPrivate: true, ...config }, ...(store && { store }) });
  const service = await openPushService(answers);
  const agent = await staffed(desk, { locale: 'ru' });
  const subscription = service.subscribe('phone');
  const added = await agent.ask('POST /v1/push/devices', { body: subscription });
  expect(added.statusCode).toBe(201);
  return { desk, service, agent, subscription, device: added.json() as Device };
}

let made = 0;
const noticeFor = (agentId: string, fields: Partial<Notice> = {}): Notice => ({
  ...{ id: `notice-${++made}`, agentId, siteId: 'site', conversationId: 'c1', cause: 'message', at: 0, count: 1 },
  ...fields,
});

/** A worker of one server with nothing but the way `push`, and the notices that a test knows. */
function workerOf({ store, context: { config, now, log, outbox } }: Desk) {
  // The desk's own knows nothing of these notices, and would take them for done.
  void outbox.close();
  const texts = new Map<string, { title: string; body: string; url: string } | null>();
  const settings = createDeskSettings({ store });
  const push = createPushSender({ store, config, now, settings }, async id => texts.get(id) ?? null);
  const worker = createOutboxWorker({ store, senders: { push }, now, log, random: () => 1 });
  onTestFinished(() => worker.close());
  return {
    texts,
    /** Writes what a notice causes, as `notices` does. @returns how many browsers are told */
    async write(notice: Notice, text = { title: 'Болормаа · Цэцэг', body: 'пишет вам', url: '/inbox/all/c1' }) {
      texts.set(notice.id, text);
      const agent = (await store.agents.all()).find(each => each.id === notice.agentId)!;
      const deliveries = await createPushWay({ store, now }).deliveries(notice, agent);
      await store.outbox.put(deliveries);
      return deliveries.length;
    },
    async deliver() {
      await worker.tick();
      await worker.settled();
    },
  };
}

const waiting = (store: Store, isDead = false) => store.outbox.page({ isDead, limit: 100 }).then(page => page.items);

describe('a browser of an agent', () => {
  test('PU1 is listed to its agent, with the key to subscribe by, and is tried out in their language', async () => {
    const { agent, service, device } = await deskWithDevice();
    const { publicKey, devices } = (await agent.ask('GET /v1/push')).json();
    expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65);
    expect(devices).toEqual([device]);
    expect(device).toMatchObject({ userAgent: 'test', isCurrent: true, lastUsedAt: null, failingSince: null });
    const tried = await agent.ask(`POST /v1/push/devices/${device.id}/test`);
    expect(tried.json()).toEqual({ isDelivered: true, problem: '' });
    expect(service.got[0]!.message).toMatchObject({
      title: 'Так будут приходить уведомления',
      url: 'inbox/settings/told',
      locale: 'ru',
    });
    expect(service.got[0]!.publicKey).toBe(publicKey);
  });

  test('PU1 said again it is the same, and renewed it is told under its new endpoint', async () => {
    const { agent, service, subscription, device } = await deskWithDevice();
    const again = await agent.ask('POST /v1/push/devices', { body: subscription });
    expect(again.json()).toEqual(device);
    const renewed = await agent.ask('POST /v1/push/devices', { body: service.subscribe('phone-anew') });
    expect(renewed.json().id).toBe(device.id);
    await agent.ask(`POST /v1/push/devices/${device.id}/test`);
    expect(service.got.map(each => each.browser)).toEqual(['phone-anew']);
  });

  test('PU4 is signed for its push service once in some hours, not for each push', async () => {
    const { desk, agent, service, device } = await deskWithDevice();
    const test = () => agent.ask(`POST /v1/push/devices/${device.id}/test`);
    await test();
    await test();
    await desk.pass(7 * HOUR);
    await test();
    const [first, second, later] = service.got.map(each => each.headers.authorization);
    expect(second).toBe(first);
    expect(later).not.toBe(first);
  });

  test('PU2 ends when its agent signs out, and nobody else sees it or takes it away', async () => {
    const { desk, agent, service, device } = await deskWithDevice();
    const other = await staffed(desk, { role: 'owner' });
    expect((await other.ask('GET /v1/push')).json().devices).toEqual([]);
    for (const line of [`DELETE /v1/push/devices/${device.id}`, `POST /v1/push/devices/${device.id}/test`] as const)
      expect((await other.ask(line)).statusCode).toBe(404);
    const worker = workerOf(desk);
    await worker.write(noticeFor(agent.agent.id));
    await worker.deliver();
    await worker.write(noticeFor(agent.agent.id));
    await agent.ask('DELETE /v1/sessions/current');
    expect(await worker.write(noticeFor(agent.agent.id))).toBe(0);
    // At once, although it was sent to a moment ago.
    await worker.deliver();
    expect(service.got).toHaveLength(1);
    await desk.store.sweep(desk.context.now());
    expect(await waiting(desk.store)).toEqual([]);
  });

  test('PU2 is taken away by its agent', async () => {
    const { agent, device } = await deskWithDevice();
    expect((await agent.ask(`DELETE /v1/push/devices/${device.id}`)).statusCode).toBe(204);
    expect((await agent.ask('GET /v1/push')).json().devices).toEqual([]);
    expect((await agent.ask(`DELETE /v1/push/devices/${device.id}`)).statusCode).toBe(404);
  });

  test.each([
    ['an address in a private network', { endpoint: 'https://192.168.1.1/push' }],
    ['this machine', { endpoint: 'http://localhost/push' }],
    ['plain http', { endpoint: 'http://push.example/1' }],
    ['a key that is no point', { keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) } }],
    ['a key that is too short', { keys: { p256dh: 'BA', auth: 'A'.repeat(22) } }],
  ] satisfies [string, object][])('PU5 %s is refused', async (_what, change) => {
    const desk = await buildTestApp();
    const service = await openPushService();
    const agent = await staffed(desk);
    const body = { ...service.subscribe('phone'), endpoint: 'https://push.example/1', ...change };
    const refused = await agent.ask('POST /v1/push/devices', { body } satisfies Ask);
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'FIELD_INVALID']);
  });

  test('PU5 what leads into a private network is not asked either, once it was taken', async () => {
    const { desk, agent, service } = await deskWithDevice();
    const config = { ...desk.context.config, webhooksToPrivate: false };
    const worker = workerOf({ ...desk, context: { ...desk.context, config } });
    await worker.write(noticeFor(agent.agent.id));
    await worker.deliver();
    expect(service.got).toEqual([]);
    expect((await waiting(desk.store))[0]!.problem).toMatch(/no public address/);
  });

  test('PU5 trying it out again and again is held back', async () => {
    const { agent, device } = await deskWithDevice();
    const answers = [];
    for (let n = 0; n < 11; n++) answers.push((await agent.ask(`POST /v1/push/devices/${device.id}/test`)).statusCode);
    expect(answers).toEqual([...Array(10).fill(200), 429]);
  });
});

describe('what is pushed', () => {
  test('PU6 is written once for each browser, says what holds when it leaves, and nothing when nobody needs it', async () => {
    const { desk, agent, service, device } = await deskWithDevice();
    const worker = workerOf(desk);
    const [needed, done] = [noticeFor(agent.agent.id), noticeFor(agent.agent.id, { conversationId: 'c2' })];
    expect([await worker.write(needed), await worker.write(needed), await worker.write(done)]).toEqual([1, 1, 1]);
    expect(await waiting(desk.store)).toHaveLength(2);
    worker.texts.set(done.id, null);
    worker.texts.set(needed.id, { title: 'Болормаа', body: '2 сообщения', url: 'https://d.example/help/inbox/all/c1' });
    await worker.deliver();
    expect(service.got.map(each => each.message)).toEqual([
      { title: 'Болормаа', body: '2 сообщения', url: 'inbox/all/c1', tag: 'c1', locale: 'ru' },
    ]);
    expect(await waiting(desk.store)).toEqual([]);
    const [{ lastUsedAt }] = (await agent.ask('GET /v1/push')).json().devices;
    expect([lastUsedAt, device.lastUsedAt]).toEqual([desk.context.now(), null]);
  });

  test('PU4 PU7 is for the browser alone, signed, urgent, and replaced by what is later of the same conversation', async () => {
    const { desk, agent, service } = await deskWithDevice(undefined, {
      config: { publicUrl: 'https://desk.example/help' },
    });
    const worker = workerOf(desk);
    for (const conversationId of ['c1', 'c2', 'c1']) await worker.write(noticeFor(agent.agent.id, { conversationId }));
    await worker.deliver();
    expect(service.got).toHaveLength(3);
    for (const { headers, sealed, claims } of service.got) {
      expect(headers).toMatchObject({ ttl: '43200', urgency: 'high', 'content-type': 'application/octet-stream' });
      expect(claims.sub).toBe('https://desk.example/help');
      expect(sealed.includes('Болормаа')).toBe(false);
    }
    const topics = new Map(service.got.map(({ headers, message }) => [message.tag, String(headers.topic)]));
    expect(topics.size).toBe(2);
    for (const [tag, topic] of topics) {
      const all = service.got.filter(each => each.message.tag === tag).map(each => each.headers.topic);
      expect(new Set(all)).toEqual(new Set([topic]));
      expect(topic).toMatch(/^[\w-]{32}$/);
    }
  });

  test('PU7 of the longest words so much is pushed as a push service takes', async () => {
    const { desk, agent, service } = await deskWithDevice();
    const worker = workerOf(desk);
    const words = '"ሰላም😀\u0001'.repeat(2_000);
    await worker.write(noticeFor(agent.agent.id), { title: words, body: words, url: 'inbox' });
    await worker.deliver();
    const [{ sealed, message }] = service.got as [(typeof service.got)[0]];
    expect(sealed.length).toBeLessThanOrEqual(4_096);
    expect([message.title.length, message.body.length]).toEqual([100, 200]);
    expect(message.body.isWellFormed()).toBe(true);
  });

  test.each([404, 410])('PU3 a browser that its push service answers %i for is forgotten', async status => {
    const { desk, agent, device } = await deskWithDevice(() => status);
    const worker = workerOf(desk);
    await worker.write(noticeFor(agent.agent.id));
    await worker.deliver();
    expect((await agent.ask('GET /v1/push')).json().devices).toEqual([]);
    expect([await waiting(desk.store), await waiting(desk.store, true)]).toEqual([[], []]);
    expect((await agent.ask(`POST /v1/push/devices/${device.id}/test`)).statusCode).toBe(404);
  });

  test('PU3 tried out, it is said that it is gone', async () => {
    const { agent, device } = await deskWithDevice(() => 410);
    const tried = await agent.ask(`POST /v1/push/devices/${device.id}/test`);
    expect(tried.json()).toEqual({ isDelivered: false, problem: '410' });
  });

  test('PU3 one that takes nothing now is tried again, no sooner than it asks for, and all the others are told', async () => {
    const answers: [number, Record<string, string>][] = [
      [429, { 'retry-after': '7200' }],
      [500, {}],
    ];
    const { desk, agent, service } = await deskWithDevice(({ browser }) =>
      browser === 'phone' ? (answers.shift() ?? 201) : 201,
    );
    const other = await staffed(desk);
    await other.ask('POST /v1/push/devices', { body: service.subscribe('tablet') });
    const worker = workerOf(desk);
    await worker.write(noticeFor(agent.agent.id));
    await worker.write(noticeFor(other.agent.id));
    const heard = () => service.got.map(each => each.browser).sort();
    await worker.deliver();
    expect(heard()).toEqual(['phone', 'tablet']);
    const [{ failingSince }] = (await agent.ask('GET /v1/push')).json().devices;
    expect(failingSince).toBe(desk.context.now());
    await desk.pass(HOUR);
    await worker.deliver();
    expect(heard()).toEqual(['phone', 'tablet']);
    for (const count of [2, 3]) {
      await desk.pass(HOUR);
      await worker.deliver();
      expect(heard().filter(each => each === 'phone')).toHaveLength(count);
    }
    expect(await waiting(desk.store)).toEqual([]);
    expect((await agent.ask('GET /v1/push')).json().devices[0].failingSince).toBe(null);
  });

  test('PU3 what is too long is given up at once, and the next is taken', async () => {
    const answers = [413];
    const { desk, agent, service } = await deskWithDevice(() => answers.shift() ?? 201);
    const worker = workerOf(desk);
    for (const conversationId of ['c1', 'c2']) await worker.write(noticeFor(agent.agent.id, { conversationId }));
    await worker.deliver();
    expect(service.got).toHaveLength(2);
    expect((await waiting(desk.store, true)).map(each => each.problem)).toEqual(['413']);
    expect(await waiting(desk.store)).toEqual([]);
  });

  test('PU3 a push service that never answers is let go when the server stops, and the next server pushes', async () => {
    const answers = ['silence'] as const;
    let count = 0;
    const { desk, agent, service } = await deskWithDevice(() => answers[count++] ?? 201);
    const worker = workerOf(desk);
    const notice = noticeFor(agent.agent.id);
    await worker.write(notice);
    const { store, context } = desk;
    const settings = createDeskSettings({ store });
    const parts = { store, config: context.config, now: context.now, settings };
    const text = { title: 'Ann', body: '', url: 'inbox' };
    const push = createPushSender(parts, async () => text);
    const first = createOutboxWorker({ store, senders: { push }, now: context.now, log: context.log });
    await first.tick();
    await service.hasGot(1);
    await first.close();
    expect(await waiting(store)).toHaveLength(1);
    await worker.deliver();
    expect(service.got.map(each => each.message.tag)).toEqual(['c1', 'c1']);
    expect(await waiting(store)).toEqual([]);
  });

  test('PU6 what a killed server had written is pushed by the next one', async () => {
    const url = newSqliteUrl();
    const before = await openStore(url);
    const desk = await deskWithDevice(undefined, { store: before });
    const notice = noticeFor(desk.agent.agent.id);
    const [agent] = (await before.agents.all()).filter(each => each.id === notice.agentId);
    const deliveries = await createPushWay({ store: before, now: desk.desk.context.now }).deliveries(notice, agent!);
    await desk.desk.app.close();
    await before.close();

    const script = join(import.meta.dirname, 'killed.ts');
    const args = ['--disable-warning=ExperimentalWarning', script, url, JSON.stringify(deliveries)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const store = await openStore(url);
    const next = await buildTestApp({ store, config: { webhooksToPrivate: true } });
    const worker = workerOf(next);
    worker.texts.set(notice.id, { title: 'Ann', body: '', url: 'inbox' });
    await worker.deliver();
    await worker.deliver();
    expect(desk.service.got.map(each => each.message.title)).toEqual(['Ann']);
  });
});

describe('the keys of a desk', () => {
  test('PU4 are made once, by whichever of several servers is first, and lie sealed', async () => {
    const { store } = await buildTestApp();
    const servers = Array.from({ length: 4 }, () => createDeskSettings({ store }));
    const all = await Promise.all(servers.map(each => pushKeysOf(each, TEST_CONFIG.secretKey)));
    expect(new Set(all.map(each => `${each.publicKey} ${each.privateKey}`)).size).toBe(1);
    expect(Buffer.from(all[0]!.privateKey, 'base64url')).toHaveLength(32);
    const kept = await store.deskSettings.find('push');
    expect([kept?.includes(all[0]!.publicKey), kept?.includes(all[0]!.privateKey)]).toEqual([true, false]);
  });

  test('PU4 are made anew where SECRET_KEY is another, and nobody is asked by endpoints that can not be read', async () => {
    const { desk, agent, service } = await deskWithDevice();
    const { store, context } = desk;
    const config = { ...context.config, secretKey: 'another key, long enough for the rule' };
    const mine = await pushKeysOf(context.settings, context.config.secretKey);
    const other = await pushKeysOf(createDeskSettings({ store }), config.secretKey);
    expect(other.publicKey).not.toBe(mine.publicKey);
    expect(await pushKeysOf(createDeskSettings({ store }), config.secretKey)).toEqual(other);
    const worker = workerOf({ ...desk, context: { ...context, config } });
    await worker.write(noticeFor(agent.agent.id));
    await worker.deliver();
    expect([service.got, await waiting(store)]).toEqual([[], []]);
  });
});

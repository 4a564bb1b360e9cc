import { expect, onTestFinished, test, vi } from 'vitest';
import type { WebhookMessage } from '../../../../protocol/webhooks.ts';
import { createWebhookSender } from '../../../../server/outbox/webhook.ts';
import { createOutboxWorker } from '../../../../server/outbox/worker.ts';
import { send, visitor } from '../../../helpers/app.ts';
import {
  deliver,
  deskWithWebhook,
  isSignedWith,
  listed,
  writtenElsewhere,
} from '../../../helpers/desk-with-webhook.ts';
import { openReceiver } from '../../../helpers/receiver.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

test('D1 D4 what a visitor says reaches the receiver, signed as Standard Webhooks says', async () => {
  const { desk, owner, receiver, secret } = await deskWithWebhook(undefined, ['entry.added', 'conversation.changed']);
  const entry = await send(await visitor(desk), 'Do you deliver to Darkhan?');
  await deliver(desk);
  const got = receiver.got.map(each => JSON.parse(each.body) as WebhookMessage);
  expect(got.map(each => each.type).sort()).toEqual(['conversation.changed', 'entry.added']);
  for (const each of receiver.got) {
    expect(isSignedWith(secret, each)).toBe(true);
    expect(isSignedWith('whsec_AAAA', each)).toBe(false);
    expect(each.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-timestamp': String(Math.floor(desk.context.now() / 1000)),
    });
  }
  expect(got[0]!.data).toMatchObject({ siteId: desk.site.id, entry, conversation: { id: entry.conversationId } });
  expect(await listed(owner, 'waiting')).toEqual([]);
});

test('D2 D3 a receiver that fails twice is asked again, under the same id and with the same body', async () => {
  let left = 2;
  const { desk, owner, receiver, webhook } = await deskWithWebhook(() => (left-- > 0 ? 500 : 200));
  await send(await visitor(desk), 'Hello');
  await deliver(desk);
  expect(receiver.got).toHaveLength(1);
  expect(await listed(owner, 'waiting')).toMatchObject([
    { webhookId: webhook.id, event: 'entry.added', attempts: 1, problem: '500', isDead: false },
  ]);
  const { failingSince } = (await owner.ask('GET /v1/sites/altan/webhooks')).json()[0];
  expect(failingSince).toBe(desk.context.now());
  for (const pause of [5, 10]) {
    await desk.pass(pause * SECOND);
    await desk.context.outbox.settled();
  }
  expect(receiver.got).toHaveLength(3);
  expect(new Set(receiver.got.map(each => each.id)).size).toBe(1);
  expect(new Set(receiver.got.map(each => each.body)).size).toBe(1);
  expect(await listed(owner, 'waiting')).toEqual([]);
  expect((await owner.ask('GET /v1/sites/altan/webhooks')).json()[0].failingSince).toBe(null);
});

test('D2 a server that dies in the middle loses nothing: the next one delivers it under the same id', async () => {
  let isDeaf = true;
  const { desk, receiver } = await deskWithWebhook(() => (isDeaf ? 'silence' : 204));
  const { store, context } = desk;
  await writtenElsewhere(desk, await visitor(desk), 'Hello');
  // Another server's worker takes it, and never comes back: nothing it does afterwards reaches the store.
  const dead = { isDead: false };
  const dying = createOutboxWorker({
    store: new Proxy(store, {
      get: (target, name) => (dead.isDead ? () => new Promise(() => {}) : Reflect.get(target, name)),
    }),
    senders: { webhook: createWebhookSender(context) },
    now: context.now,
    log: context.log,
  });
  await dying.tick();
  await receiver.hasGot(1);
  dead.isDead = true;
  isDeaf = false;

  await deliver(desk);
  expect(receiver.got, 'the lease holds').toHaveLength(1);
  await desk.pass(61 * SECOND);
  await context.outbox.settled();
  expect(receiver.got.map(each => each.id)).toEqual([receiver.got[0]!.id, receiver.got[0]!.id]);
  expect((await store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
});

test('D2 what can be sent now goes at once, without a beat', async () => {
  const { desk, owner, receiver } = await deskWithWebhook();
  const page = await visitor(desk);
  for (const text of ['One', 'Two', 'Three']) await send(page, text);
  await receiver.hasGot(3);
  await desk.context.outbox.settled();
  expect(receiver.got.map(each => JSON.parse(each.body).data.entry.seq).sort()).toEqual([1, 2, 3]);
  expect(await listed(owner, 'waiting')).toEqual([]);
});

test('D2 many who write in one turn wake the worker once', async () => {
  const { desk, receiver } = await deskWithWebhook();
  const { store, context } = desk;
  let looks = 0;
  const worker = createOutboxWorker({
    store: {
      outbox: {
        ...store.outbox,
        dueTargets(at) {
          looks += 1;
          return store.outbox.dueTargets(at);
        },
      },
    },
    senders: { webhook: createWebhookSender(context) },
    now: context.now,
    log: context.log,
  });
  await writtenElsewhere(desk, await visitor(desk), 'Hello');
  for (let index = 0; index < 100; index++) worker.wake();
  await worker.settled();
  expect([receiver.got.length, looks]).toEqual([1, 1]);
});

test('D2 a target is opened once for all that is sent to it in two seconds', async () => {
  const { desk, receiver } = await deskWithWebhook();
  const { store, context } = desk;
  // Whole: sums of fractions may come out a hair short of two seconds.
  let clock = Math.ceil(performance.now());
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  onTestFinished(() => void vi.restoreAllMocks());
  const webhooks = vi.spyOn(store.webhooks, 'all');
  const failing = vi.spyOn(store.outbox, 'failingTargets');
  const reads = () => [webhooks.mock.calls.length, failing.mock.calls.length];
  const page = await visitor(desk);
  for (let index = 0; index < 12; index++) await writtenElsewhere(desk, page, `Word ${index}`);
  await deliver(desk);
  expect([receiver.got.length, ...reads()]).toEqual([12, 1, 1]);
  for (const text of ['And', 'one', 'by', 'one']) {
    clock += 400;
    await send(page, text);
    await desk.context.outbox.settled();
  }
  expect([receiver.got.length, ...reads()]).toEqual([16, 1, 1]);
  clock += 400;
  await send(page, 'Later');
  await context.outbox.settled();
  expect([receiver.got.length, ...reads()]).toEqual([17, 2, 2]);
});

test('D2 what comes while its target is being sent to goes right after it', async () => {
  let second: Promise<unknown> | null = null;
  const { desk, receiver } = await deskWithWebhook(() => {
    second ??= send(page, 'Two');
    return 200;
  });
  const page = await visitor(desk);
  await send(page, 'One');
  await receiver.hasGot(2);
  await second;
  await desk.context.outbox.settled();
  expect(receiver.got.map(each => JSON.parse(each.body).data.entry.seq)).toEqual([1, 2]);
});

test('D2 what is due in an hour goes in an hour', async () => {
  const { desk, owner, receiver } = await deskWithWebhook();
  const page = await visitor(desk);
  await writtenElsewhere(desk, page, 'Later', desk.context.now() + HOUR);
  await deliver(desk);
  expect(receiver.got).toEqual([]);
  await desk.pass(HOUR - SECOND, page);
  await desk.context.outbox.settled();
  expect(receiver.got).toEqual([]);
  expect(await listed(owner, 'waiting')).toHaveLength(1);
  await desk.pass(SECOND, page);
  await desk.context.outbox.settled();
  expect(receiver.got).toHaveLength(1);
});

test('D1 what waits goes at once when its webhook is switched on again', async () => {
  const { desk, owner, receiver, line } = await deskWithWebhook();
  await writtenElsewhere(desk, await visitor(desk), 'Hello');
  await owner.ask(`PATCH ${line}`, { body: { isDisabled: true } });
  await deliver(desk);
  expect(receiver.got).toEqual([]);
  await owner.ask(`PATCH ${line}`, { body: { isDisabled: false } });
  await receiver.hasGot(1);
});

test('D2 many messages reach the receiver once each, at most four at a time', async () => {
  let [under, most] = [0, 0];
  const { desk, receiver } = await deskWithWebhook();
  const { store, context } = desk;
  const page = await visitor(desk);
  for (let index = 0; index < 12; index++) await writtenElsewhere(desk, page, `Word ${index}`);
  const real = createWebhookSender(context);
  const worker = createOutboxWorker({
    store,
    now: context.now,
    log: context.log,
    senders: {
      webhook: {
        async open(id) {
          const send = (await real.open(id))!;
          return async (...args) => {
            under += 1;
            most = Math.max(most, under);
            const refusal = await send(...args);
            under -= 1;
            return refusal;
          };
        },
      },
    },
  });
  await Promise.all([worker.tick(), context.outbox.tick()]);
  await Promise.all([worker.settled(), context.outbox.settled()]);
  expect(receiver.got).toHaveLength(12);
  expect(new Set(receiver.got.map(each => each.id)).size).toBe(12);
  expect(most).toBeLessThanOrEqual(4);
});

test('D3 Retry-After is honoured', async () => {
  let left = 1;
  const { desk, receiver } = await deskWithWebhook(() => (left-- > 0 ? [429, { 'retry-after': '7200' }] : 200));
  await send(await visitor(desk), 'Hello');
  await deliver(desk);
  await desk.pass(2 * HOUR - SECOND);
  await desk.context.outbox.settled();
  expect(receiver.got).toHaveLength(1);
  await desk.pass(SECOND);
  await desk.context.outbox.settled();
  expect(receiver.got).toHaveLength(2);
});

test('D3 one receiver that is down holds up no other, and one bad delivery not the next', async () => {
  const { desk, owner, receiver } = await deskWithWebhook(() => 503);
  const refusesFirst = await openReceiver(({ body }) => (body.includes('First') ? 422 : 200));
  const body = { url: refusesFirst.url, events: ['entry.added'] };
  await owner.ask('POST /v1/sites/altan/webhooks', { body });
  const page = await visitor(desk);
  for (const text of ['First', 'Second', 'Third']) await writtenElsewhere(desk, page, text);
  await deliver(desk);
  expect(refusesFirst.got).toHaveLength(3);
  // All three were under way together; after that it rests.
  expect(receiver.got).toHaveLength(3);
  await deliver(desk);
  expect(receiver.got).toHaveLength(3);
  expect(await listed(owner, 'waiting')).toHaveLength(4);
});

test('D3 redirects are not followed', async () => {
  const elsewhere = await openReceiver();
  const { desk, owner } = await deskWithWebhook(() => [307, { location: elsewhere.url }]);
  await send(await visitor(desk), 'Hello');
  await deliver(desk);
  expect(elsewhere.got).toEqual([]);
  expect(await listed(owner, 'waiting')).toMatchObject([{ problem: '307' }]);
});

test('D3 after two days a dead letter is shown, and delivered when the owner says so', async () => {
  let status = 400;
  const { desk, owner, receiver } = await deskWithWebhook(() => status);
  await send(await visitor(desk), 'Hello');
  for (let hours = 0; hours < 52; hours++) {
    await deliver(desk);
    await desk.pass(HOUR);
    await desk.context.outbox.settled();
  }
  const [dead] = await listed(owner, 'dead');
  expect(dead).toMatchObject({ isDead: true, problem: '400' });
  expect(dead!.attempts).toBeGreaterThanOrEqual(15);
  expect(await listed(owner, 'waiting')).toEqual([]);
  status = 200;
  expect((await owner.ask(`POST /v1/deliveries/${dead!.id}/retry`)).json()).toMatchObject({
    isDead: false,
    attempts: 0,
  });
  // Without a beat.
  await desk.context.outbox.settled();
  expect(receiver.got.at(-1)!.id).toBe(dead!.id);
  expect(await listed(owner, 'dead')).toEqual([]);
  expect((await owner.ask(`POST /v1/deliveries/${dead!.id}/retry`)).json().code).toBe('NOT_FOUND');
  expect((await owner.ask(`DELETE /v1/deliveries/${dead!.id}`)).json().code).toBe('NOT_FOUND');
});

test('D3 the owner removes what shall not be delivered', async () => {
  const { desk, owner } = await deskWithWebhook(() => 500);
  await send(await visitor(desk), 'Hello');
  await deliver(desk);
  const [waits] = await listed(owner, 'waiting');
  expect((await owner.ask(`DELETE /v1/deliveries/${waits!.id}`)).statusCode).toBe(204);
  expect(await listed(owner, 'waiting')).toEqual([]);
});

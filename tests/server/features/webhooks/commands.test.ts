import { expect, test } from 'vitest';
import { createWebhookSender } from '../../../../server/outbox/webhook.ts';
import { buildTestApp, send, visitor } from '../../../helpers/app.ts';
import {
  deliver,
  deskWithWebhook,
  isSignedWith,
  listed,
  writtenElsewhere,
} from '../../../helpers/desk-with-webhook.ts';
import { staffed } from '../../../helpers/http.ts';
import { openReceiver } from '../../../helpers/receiver.ts';

const DAY = 24 * 3_600_000;

test('D1 D4 a change and a rotation at this server count from the next attempt on', async () => {
  const { desk, owner, receiver, line } = await deskWithWebhook();
  const page = await visitor(desk);
  await send(page, 'To the first');
  await desk.context.outbox.settled();
  const other = await openReceiver();
  await owner.ask(`PATCH ${line}`, { body: { url: other.url } });
  await send(page, 'To the other');
  await desk.context.outbox.settled();
  expect([receiver.got.length, other.got.length]).toEqual([1, 1]);
  const { secret } = (await owner.ask(`POST ${line}/rotate`)).json();
  await send(page, 'Under the new secret');
  await desk.context.outbox.settled();
  expect(isSignedWith(secret, other.got[1]!)).toBe(true);
});

test('D4 for a day after a rotation both secrets sign, then the new one alone', async () => {
  const { desk, owner, receiver, secret: old, line } = await deskWithWebhook();
  const answer = await owner.ask(`POST ${line}/rotate`);
  const { secret, webhook } = answer.json();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhook.oldSecretUntil).toBe(desk.context.now() + DAY);
  const page = await visitor(desk);
  await send(page, 'During');
  await deliver(desk);
  await desk.pass(DAY, page);
  await send(page, 'After');
  await deliver(desk);
  // On a slow machine the ladder has its agents by now, and tells of who waits so long.
  const [during, after] = receiver.got.filter(({ body }) => JSON.parse(body).data.entry.body.kind === 'message');
  expect([isSignedWith(old, during!), isSignedWith(secret, during!)]).toEqual([true, true]);
  expect([isSignedWith(old, after!), isSignedWith(secret, after!)]).toEqual([false, true]);
  expect((await owner.ask('GET /v1/sites/altan/webhooks')).json()[0].oldSecretUntil).toBe(null);
});

test('D4 secrets are shown once, and sealed in the store', async () => {
  const { desk, owner, secret } = await deskWithWebhook();
  expect((await owner.ask('GET /v1/sites/altan/webhooks')).body).not.toMatch(/whsec_|secrets|sealed/);
  expect(JSON.stringify(await desk.store.webhooks.all())).not.toContain(secret.slice('whsec_'.length));
});

test('D4 a test is sent at once and says how it went', async () => {
  let status = 200;
  const { owner, receiver, secret, line } = await deskWithWebhook(() => status);
  expect((await owner.ask(`POST ${line}/test`)).json()).toEqual({ isDelivered: true, problem: '' });
  expect(isSignedWith(secret, receiver.got[0]!)).toBe(true);
  expect(JSON.parse(receiver.got[0]!.body)).toMatchObject({ type: 'webhook.test' });
  status = 404;
  expect((await owner.ask(`POST ${line}/test`)).json()).toEqual({ isDelivered: false, problem: '404' });
  await owner.ask(`PATCH ${line}`, { body: { url: 'http://127.0.0.1:1/' } });
  expect((await owner.ask(`POST ${line}/test`)).json()).toEqual({ isDelivered: false, problem: 'ECONNREFUSED' });
});

test('D1 a webhook is changed, switched off and removed; nothing is sent to it then', async () => {
  const { desk, owner, receiver, webhook, line } = await deskWithWebhook();
  const changed = await owner.ask(`PATCH ${line}`, { body: { isDisabled: true, events: ['callback.changed'] } });
  expect(changed.json()).toEqual({ ...webhook, isDisabled: true, events: ['callback.changed'] });
  await owner.ask(`PATCH ${line}`, { body: { events: ['entry.added'] } });
  const page = await visitor(desk);
  await send(page, 'Off');
  await owner.ask(`PATCH ${line}`, { body: { isDisabled: false } });
  await send(page, 'On');
  await receiver.hasGot(1);
  await writtenElsewhere(desk, page, 'Waits, and goes with it');
  expect((await owner.ask(`DELETE ${line}`)).statusCode).toBe(204);
  await send(page, 'Gone');
  await deliver(desk);
  expect(receiver.got.map(each => JSON.parse(each.body).data.entry.body.text)).toEqual(['On']);
  expect(await listed(owner, 'waiting')).toEqual([]);
  expect((await owner.ask(`DELETE ${line}`)).json().code).toBe('NOT_FOUND');
  expect((await owner.ask('GET /v1/sites/altan/webhooks')).json()).toEqual([]);
});

test('D1 only owners have to do with webhooks', async () => {
  const { desk, line } = await deskWithWebhook();
  const bold = await staffed(desk);
  for (const request of [
    'GET /v1/sites/altan/webhooks',
    'POST /v1/sites/altan/webhooks',
    `PATCH ${line}`,
    `DELETE ${line}`,
    `POST ${line}/rotate`,
    `POST ${line}/test`,
    'GET /v1/deliveries?state=dead',
    'POST /v1/deliveries/any/retry',
    'DELETE /v1/deliveries/any',
  ] as const) {
    const isPost = request === 'POST /v1/sites/altan/webhooks';
    const body = isPost ? { url: 'https://crm.example', events: ['entry.added'] } : {};
    const answer = await bold.ask(request, request.startsWith('GET') ? {} : { body });
    expect([request, answer.json().code]).toEqual([request, 'FORBIDDEN']);
  }
});

test.each([
  ['http to another machine', 'http://crm.example/hook', false],
  ['http to another machine, even where private is allowed', 'http://10.0.0.7/hook', true],
  ['this machine', 'https://localhost/hook', false],
  ['this machine over http', 'http://127.0.0.1:9000/hook', false],
  ['this machine in other clothes', 'https://0x7f.1/hook', false],
  ['a private network', 'https://192.168.0.10/hook', false],
  ['the address of cloud secrets', 'https://169.254.169.254/latest', false],
  ['a private network over IPv6', 'https://[fd00::1]/hook', false],
  ['IPv4 in IPv6', 'https://[::ffff:10.0.0.1]/hook', false],
  ['a password in the address', 'https://me:hush@crm.example/hook', false],
  ['another scheme', 'file:///etc/passwd', true],
  ['no address at all', 'crm.example', false],
])('D5 %s is refused', async (_what, url, webhooksToPrivate) => {
  const desk = await buildTestApp({ config: { webhooksToPrivate } });
  const owner = await staffed(desk, { role: 'owner' });
  const answer = await owner.ask('POST /v1/sites/altan/webhooks', { body: { url, events: ['entry.added'] } });
  expect([answer.statusCode, answer.json().fields]).toEqual([422, { url: 'FIELD_INVALID' }]);
});

test('D5 a name that leads to this machine is not connected to', async () => {
  const { desk, owner, receiver, line } = await deskWithWebhook();
  // As if it had been saved as a public name, which a name server points elsewhere later.
  const [record] = await desk.store.webhooks.all();
  const named = receiver.url.replace('127.0.0.1', 'localhost');
  await desk.store.webhooks.update(record!.id, { url: named });
  const sender = createWebhookSender({
    ...desk.context,
    config: { ...desk.context.config, webhooksToPrivate: false },
  });
  await writtenElsewhere(desk, await visitor(desk), 'Hello');
  const [delivery] = (await desk.store.outbox.page({ isDead: false, limit: 1 })).items;
  const { signal } = new AbortController();
  const sendNow = (await sender.open(record!.id))!;
  expect(await sendNow(delivery!, signal)).toMatchObject({ problem: 'localhost is no public address' });
  expect(receiver.got).toEqual([]);
  expect((await owner.ask(`POST ${line}/test`)).json().isDelivered).toBe(true);
});

test('D7 owners add webhooks of the whole desk; people’s news are not a site’s to ask for', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const body = { url: 'https://crm.example/hook', events: ['contact.added', 'entry.added', 'entry.added'] };
  expect((await owner.ask('POST /v1/sites/altan/webhooks', { body })).statusCode).toBe(422);
  const made = (await owner.ask('POST /v1/webhooks', { body })).json();
  expect(made.webhook).toMatchObject({ siteId: null, events: ['contact.added', 'entry.added'] });
  expect((await owner.ask('GET /v1/webhooks')).json()).toEqual([made.webhook]);
  expect((await owner.ask('GET /v1/sites/altan/webhooks')).json()).toEqual([]);
  const change = { body: { events: ['contact.changed'] } };
  expect((await owner.ask(`PATCH /v1/sites/altan/webhooks/${made.webhook.id}`, change)).statusCode).not.toBe(200);
  expect((await owner.ask(`PATCH /v1/webhooks/${made.webhook.id}`, change)).json().events).toEqual(['contact.changed']);
  expect((await owner.ask(`DELETE /v1/webhooks/${made.webhook.id}`)).statusCode).toBe(204);
  const bold = await staffed(desk, { email: 'bold@altan.example' });
  expect((await bold.ask('GET /v1/webhooks')).statusCode).toBe(403);
});

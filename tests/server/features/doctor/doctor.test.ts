import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { linkFinding, probeLink } from '../../../../protocol/doctor/probe.ts';
import { type CheckName, type Finding, type Said, said } from '../../../../protocol/doctor/says.ts';
import type { DoctorReport, DoctorTold } from '../../../../protocol/doctor.ts';
import { tellStaff } from '../../../../server/features/agents/news.ts';
import { certificateOf } from '../../../../server/features/doctor/certificate.ts';
import type { Check } from '../../../../server/features/doctor/check.ts';
import { address } from '../../../../server/features/doctor/checks/address.ts';
import { outbox } from '../../../../server/features/doctor/checks/outbox.ts';
import { tag } from '../../../../server/features/doctor/checks/tag.ts';
import { lastResults, look, lookDaily } from '../../../../server/features/doctor/commands.ts';
import { passOf } from '../../../../server/features/doctor/echo.ts';
import { noticeNow } from '../../../../server/features/notices/now.ts';
import { agent, buildTestApp, type Desk, signedIn, TEST_CONFIG } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { newFolder } from '../../../helpers/new-folder.ts';
import { deskWithWays, inOrder, toldTo, wants } from '../notices/desk.ts';

const DAY = 24 * 3_600_000;
const signal = new AbortController().signal;

/** A check that finds what the test says. */
const finds = (name: CheckName, finding: () => Finding | Promise<Finding>): Check => ({
  name,
  patienceMs: 60_000,
  run: async () => finding(),
});

async function listening(desk: Desk): Promise<number> {
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  return (desk.app.server.address() as AddressInfo).port;
}

/** This machine under an address that is not known for it, as a public one is not. */
const asIfPublic = (port: number) => `http://[::ffff:127.0.0.1]:${port}`;

/** Stands before a server. @param passes which upgrades and paths it passes on */
async function openProxy(port: number, passes: { upgrades: boolean; streams: boolean }): Promise<string> {
  const proxy = createServer((asked, answer) => {
    if (!passes.streams && asked.url!.includes('stream')) return void answer.writeHead(502).end();
    const { method, url: path, headers } = asked;
    const passed = request({ port, host: '127.0.0.1', method, path, headers }, response => {
      answer.writeHead(response.statusCode!, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  proxy.on('upgrade', (asked, socket, head) => {
    if (!passes.upgrades) return socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    const { method, url: path, headers } = asked;
    const passed = request({ port, host: '127.0.0.1', method, path, headers });
    passed.on('upgrade', (response, far) => {
      const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      far.pipe(socket).pipe(far);
      for (const end of [far, socket]) end.on('error', () => socket.destroy());
    });
    passed.end(head);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`;
}

test('DR1 a check that hangs, or breaks, says that of itself alone', async () => {
  const { context } = await buildTestApp();
  const results = await look(context, [
    { name: 'address', patienceMs: 1, run: () => new Promise(() => {}) },
    finds('link', () => {
      throw new Error('a password may stand here');
    }),
    finds('proxy', () => [said('proxyTrusted', { proxies: 'a'.repeat(1_000) })]),
  ]);
  expect(results.map(each => each.said[0]!.code)).toEqual(['checkLate', 'checkFailed', 'proxyTrusted']);
  expect(results[2]!.said[0]!.values.proxies).toHaveLength(300);
  expect(JSON.stringify(results)).not.toContain('password');
});

test('DR1 who asks while a look is under way gets its answer, and a server that stops keeps nothing of it', async () => {
  const desk = await buildTestApp();
  const { context, app } = desk;
  let looks = 0;
  const { promise, resolve } = Promise.withResolvers<Finding>();
  const slow = finds('proxy', () => {
    looks += 1;
    return promise;
  });
  const both = [look(context, [slow]), look(context, [slow])];
  resolve([said('proxyNone')]);
  expect(await both[0]).toEqual(await both[1]);
  expect(looks).toBe(1);
  const cut = look(context, [finds('proxy', () => new Promise(() => {}))]);
  await app.close();
  expect(await cut).toMatchObject([{ check: 'proxy', state: 'fine' }]);
});

test('DR2 everything is looked at once a day, by one server of several', async () => {
  const one = await buildTestApp();
  const other = await buildTestApp({ store: one.store, startAt: one.context.now() });
  const desks = [one, other];
  await Promise.all(desks.map(each => lookDaily(each.context)));
  expect(await lastResults(one.context)).toEqual([]);
  for (const each of desks) await each.pass(DAY - 60_000);
  expect(await lastResults(one.context)).toEqual([]);
  await Promise.all(desks.map(each => each.pass(180_000)));
  await expect.poll(async () => (await lastResults(one.context)).length).toBeGreaterThan(5);
  const [first] = await lastResults(one.context);
  for (const each of desks) await each.pass(180_000);
  expect((await lastResults(other.context))[0]).toEqual(first);
});

test('DR3 owners are told once of what broke, and once that it is fine again', async () => {
  const desk = await buildTestApp();
  const { context } = desk;
  const owner = await agent(desk, { role: 'owner' });
  const colleague = await agent(desk, { role: 'agent' });
  let found: Said = said('proxyNone');
  const lookAgain = async () => {
    await look(context, [finds('proxy', () => [found]), finds('tag', () => [said('tagAnywhere')])]);
    return (await owner.rest()).filter((news): news is DoctorTold => news.type === 'doctor.told');
  };
  expect(await lookAgain()).toEqual([]);
  found = said('proxyAnyone');
  expect(await lookAgain()).toEqual([
    { type: 'doctor.told', changes: [{ check: 'proxy', isBroken: true }], toMend: 1 },
  ]);
  expect(await lookAgain()).toEqual([]);
  const me = (cookie: string) => ask(desk, 'GET /v1/me', { cookie });
  await expect.poll(async () => (await me(owner.cookie)).json().toMend).toBe(1);
  expect((await me(colleague.cookie)).json().toMend).toBe(0);
  found = said('proxyNone');
  expect(await lookAgain()).toMatchObject([{ changes: [{ check: 'proxy', isBroken: false }], toMend: 0 }]);
  expect((await colleague.rest()).filter(news => news.type === 'doctor.told')).toEqual([]);
});

test('DR3 an owner who has no page open is told of what breaks by their first way, after their quiet hours', async () => {
  const desk = await deskWithWays();
  const { context, store } = desk;
  const [oyu, tuya, here, ann] = [
    await signedIn(desk, { role: 'owner', locale: 'en' }),
    await signedIn(desk, { role: 'owner', locale: 'en' }),
    await agent(desk, { role: 'owner' }),
    await signedIn(desk),
  ];
  await tellStaff(context);
  const at = context.now();
  const day = new Date(at).toISOString().slice(11, 13);
  const quiet = { from: `${day}:00`, to: `${day}:59`, timeZone: 'UTC' };
  await wants(desk, oyu.agent.id, { ways: inOrder('page', 'sms', 'push') });
  await wants(desk, tuya.agent.id, { ways: inOrder('push'), quiet });
  let found: Said = said('proxyAnyone');
  const lookAgain = () => look(context, [finds('proxy', () => [found])]);
  await lookAgain();
  await lookAgain();
  found = said('proxyNone');
  await lookAgain();
  const words = 'Something that messages need is broken. See what, and what to do.';
  expect(await toldTo(desk, oyu.agent.id)).toEqual([['sms', words]]);
  expect(await toldTo(desk, tuya.agent.id)).toEqual([['push', words]]);
  for (const each of [here.agent.id, ann.agent.id]) expect(await toldTo(desk, each)).toEqual([]);
  const { items } = await store.outbox.page({ isDead: false, limit: 10 });
  expect(items.find(each => each.target === tuya.agent.id)!.dueAt).toBeGreaterThan(at);
  expect(await noticeNow(context, items[0]!.payload)).toMatchObject({
    url: expect.stringMatching(/\/inbox\/settings\/doctor$/),
  });
});

test('DR3 two servers that find the same at once tell it once', async () => {
  const one = await buildTestApp();
  const other = await buildTestApp({ store: one.store });
  const owners = [await agent(one, { role: 'owner' }), await agent(other, { role: 'owner' })];
  const broken = [finds('proxy', () => [said('proxyAnyone')])];
  await Promise.all([look(one.context, broken), look(other.context, broken)]);
  const told = await Promise.all(owners.map(each => each.rest()));
  expect(told.flat().filter(news => news.type === 'doctor.told')).toHaveLength(1);
});

test('DR4 who has no pass, or an old one, or one of another key, is not let in', async () => {
  const desk = await buildTestApp();
  const { context } = desk;
  const asked = (pass: string) =>
    ask(desk, 'POST /v1/doctor/command', { origin: null, headers: { authorization: `Bearer ${pass}` } });
  const key = TEST_CONFIG.secretKey;
  const bad = ['', 'v1.nothing', passOf(key, context.now() - 61_000), passOf(`${key}!`, context.now())];
  for (const pass of bad) expect((await asked(pass)).statusCode, pass).toBe(401);
  expect((await asked(passOf(key, context.now()))).json<DoctorReport>().results.length).toBeGreaterThan(5);
});

test('only owners see what was found, and look again', async () => {
  const desk = await buildTestApp();
  const [owner, colleague] = [await staffed(desk, { role: 'owner' }), await staffed(desk)];
  expect((await owner.ask('GET /v1/doctor')).json()).toEqual({ results: [], serverAt: desk.context.now() });
  const looked = (await owner.ask('POST /v1/doctor/look')).json<DoctorReport>();
  expect(looked.results.map(each => `${each.check} ${each.state}`)).toEqual([
    'address off',
    'link off',
    'proxy fine',
    'clock off',
    // In memory.
    'store broken',
    'outbox fine',
    'tag off',
    'mail off',
    'mailDomain off',
    'mailIn off',
    'push off',
    'telegram off',
    'sms off',
  ]);
  expect((await owner.ask('GET /v1/doctor')).json()).toEqual(looked);
  for (const line of ['GET /v1/doctor', 'POST /v1/doctor/look'] as const) {
    expect((await colleague.ask(line)).statusCode).toBe(403);
  }
});

test('DR4 DR5 the public address is fine when this server answers there, and not looked at where there is none', async () => {
  const desk = await buildTestApp();
  const port = await listening(desk);
  const found = async (publicUrl: string | null, secretKey = TEST_CONFIG.secretKey) => {
    const context = { ...desk.context, config: { ...TEST_CONFIG, publicUrl, secretKey } };
    return (await address.run(context, signal)).map(({ code }) => code);
  };
  expect(await found(null)).toEqual(['addressUnset']);
  expect(await found(`http://localhost:${port}`)).toEqual(['addressLocal']);
  expect(await found(asIfPublic(port))).toEqual(['addressFine']);
  expect(await found(asIfPublic(port), 'the key of some other server, long enough')).toEqual(['addressForeign']);
  expect(await found(asIfPublic(1))).toEqual(['addressSilent']);
});

test('a certificate that browsers would refuse is told, with its end', async () => {
  const folder = newFolder();
  const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'cert')];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3'];
  await promisify(execFile)('openssl', [...kind, '-subj', '/CN=altan.example', ...files]);
  const server = createTlsServer({ key: readFileSync(files[1]!), cert: readFileSync(files[3]!) });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { endsAt, problem } = await certificateOf(
    new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
    signal,
  );
  expect(problem).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(Math.abs(endsAt - Date.now() - 3 * DAY)).toBeLessThan(DAY);
});

test('both ways of the link are tried as they come through what stands before', async () => {
  const desk = await buildTestApp();
  const port = await listening(desk);
  const said = async (passes: { upgrades: boolean; streams: boolean }) =>
    linkFinding(await probeLink(await openProxy(port, passes), signal)).code;
  expect(await said({ upgrades: true, streams: true })).toBe('linkSocket');
  expect(await said({ upgrades: false, streams: true })).toBe('linkNoSocket');
  expect(await said({ upgrades: true, streams: false })).toBe('linkNoHttp');
  expect(await said({ upgrades: false, streams: false })).toBe('linkNothing');
});

test('the tag is looked for on the pages of each address that a site names', async () => {
  const pages = createServer((asked, answer) => {
    if (asked.url === '/') return void answer.writeHead(302, { location: '/en/' }).end();
    answer.end('<script async src="https://chat.example/deskbell.js" data-site="altan"></script>');
  });
  await new Promise<void>(resolve => pages.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void pages.close());
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const { host } = new URL(origin);
  const desk = await buildTestApp({ site: { origins: [origin] }, config: { webhooksToPrivate: true } });
  const found = () => tag.run(desk.context, signal);
  expect(await found()).toEqual([said('tagFound', { host })]);
  await ask(desk, 'GET /deskbell.js', { origin: null, headers: { referer: `${origin}/en/` } });
  expect(await found()).toEqual([said('tagSeen', { host, age: 0 })]);
  await desk.changeSite({ origins: ['http://127.0.0.1:1', '*'] });
  expect(await found()).toEqual([said('tagUnread', { host: '127.0.0.1:1', problem: 'ECONNREFUSED' })]);
});

test('DR5 pages in a private network are not looked at, unless the server may go there', async () => {
  const desk = await buildTestApp({ site: { origins: ['http://127.0.0.1:1'] } });
  expect((await tag.run(desk.context, signal)).map(({ code }) => code)).toEqual(['tagUnread']);
});

test('what leaves is broken while somebody takes nothing for an hour, or something was given up', async () => {
  const desk = await buildTestApp();
  const { store, context } = desk;
  const at = context.now();
  const found = async () => (await outbox.run(context, signal)).map(({ code }) => code);
  expect(await found()).toEqual(['outboxClear']);
  const letter = { siteId: null, conversationId: null, event: 'invitation', payload: '', problem: '' };
  const delivery = (id: string) => ({
    ...{ ...letter, id, kind: 'mail' as const, target: 'gateway', attempts: 0, isDead: false },
    ...{ dueAt: at, since: at, createdAt: at },
  });
  await store.outbox.put([delivery('one'), delivery('two')]);
  expect(await found()).toEqual(['outboxWaiting']);
  const target = { kind: 'mail' as const, id: 'gateway' };
  const taken = await store.outbox.take({ target, at, leaseUntil: at + DAY, limit: 1 });
  const failed = { isDelivered: false as const, at, problem: '451', giveUpBefore: null };
  await store.outbox.settle(taken[0]!.id, 1, { ...failed, dueAt: null, pausedUntil: at + DAY });
  expect(await found()).toEqual(['outboxDead', 'outboxWaiting']);
  await desk.pass(3_700_000);
  expect(await found()).toEqual(['mailFailing', 'outboxDead', 'outboxWaiting']);
});

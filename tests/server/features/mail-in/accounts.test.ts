import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { unseal } from '../../../../server/secrets.ts';
import { buildTestApp, signedIn } from '../../../helpers/app.ts';
import { mailbox } from '../../../helpers/imap-server.ts';
import { hasSaid, mailDesk } from './desk.ts';
import { letterMail } from './mails.ts';

test('MI1 settings are tried first: whatever is wrong is one of a few sentences, and nothing is saved', async () => {
  const { save, ask, desk } = await mailDesk();
  const box = await mailbox();
  expect(await save({ ...box.imap, password: 'wrong' })).toMatchObject({ account: null, problem: 'login' });
  expect(await save({ ...box.imap, folder: 'None' })).toMatchObject({ problem: 'folder' });
  expect(await save({ ...box.imap, moveTo: 'None' })).toMatchObject({ problem: 'move_folder' });
  expect(await save({ ...box.imap, port: 1 })).toMatchObject({ problem: 'refused' });
  expect(await save({ ...box.imap, host: 'no-such-host.invalid' })).toMatchObject({ problem: 'host_unknown' });
  expect(await save({ ...box.imap, security: 'starttls' })).toMatchObject({ problem: 'tls' });
  expect(await save({ ...box.imap, security: 'tls' })).toMatchObject({ problem: 'tls' });
  const other = createTcpServer(socket => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.9\r\n'));
  expect(await save({ ...box.imap, port: await portOf(other) })).toMatchObject({ problem: 'not_imap' });
  expect(await desk.store.mailIn.accounts()).toEqual([]);

  expect(await save(box.imap)).toMatchObject({ problem: null });
  expect(await save({ ...box.imap, password: 'wrong' })).toMatchObject({
    problem: 'login',
    account: { imap: { host: '127.0.0.1' } },
  });
  expect(await ask('GET /v1/sites/altan/mail')).toMatchObject({ account: { address: 'hello@altan.example' } });
});

test('MI1 addresses, secrets and words are looked at before anybody is asked', async () => {
  const { save, ask } = await mailDesk();
  const box = await mailbox();
  const { password: _, ...without } = box.imap;
  expect(await save(box.imap, { address: 'nobody' })).toMatchObject({ fields: { address: 'EMAIL_INVALID' } });
  expect(await save(without)).toMatchObject({ fields: { 'imap.password': 'FIELD_REQUIRED' } });
  await save(box.imap);
  // It stays while it goes to the same place, and is asked for anew where it would go elsewhere.
  expect(await save(without, { takesPlus: false })).toMatchObject({ problem: null, account: { takesPlus: false } });
  expect(await save({ ...without, host: 'localhost' })).toMatchObject({
    fields: { 'imap.password': 'FIELD_REQUIRED' },
  });
  expect(await ask('PUT /v1/sites/none/mail', { address: 'a@b.example', takesPlus: true, imap: null })).toMatchObject({
    code: 'SITE_UNKNOWN',
  });
});

test('MI1 no private network is looked into, and no password goes there in the open', async () => {
  const desk = await buildTestApp();
  const { cookie } = await signedIn(desk, { role: 'owner' });
  const box = await mailbox();
  const put = async (imap: object) => {
    const payload = { address: 'hello@altan.example', takesPlus: true, imap: { ...box.imap, ...imap } };
    const headers = { cookie, origin: 'http://desk.example', host: 'desk.example' };
    return (await desk.app.inject({ method: 'PUT', url: '/v1/sites/altan/mail', headers, payload })).json();
  };
  expect(await put({ security: 'tls' })).toMatchObject({ problem: 'private_host' });
  expect(await put({ security: 'tls', host: 'localhost' })).toMatchObject({ problem: 'private_host' });
  expect(await put({})).toMatchObject({ fields: { 'imap.security': 'FIELD_INVALID' } });
  expect(box.connected()).toBe(0);
});

test('MI1 RI1 only an owner sees or sets an account, and each act is written down without a secret', async () => {
  const { desk, save } = await mailDesk();
  const box = await mailbox();
  await save(box.imap);
  const { cookie } = await signedIn(desk, { role: 'agent' });
  const headers = { cookie, origin: 'http://desk.example', host: 'desk.example' };
  for (const url of ['/v1/sites/altan/mail', '/v1/mail/account']) {
    expect((await desk.app.inject({ url, headers })).statusCode).toBe(403);
    expect((await desk.app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(403);
  }
  const { items } = await desk.store.audit.page({ limit: 9 });
  expect(items.map(each => [each.what, each.siteId, each.on.text])).toEqual([
    ['mailAccount.changed', desk.site.id, ''],
  ]);
  const [account] = await desk.store.mailIn.accounts();
  expect(unseal(desk.context.config.secretKey, account!.settings.imap!.password)).toBe('testpass');
});

test('MI1 OAuth2: a refresh token signs in, another one that comes back is kept, and a refusal is one sentence', async () => {
  const { desk, save } = await mailDesk();
  const box = await mailbox();
  const asked: URLSearchParams[] = [];
  const { port } = await webServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(parts).toString());
      asked.push(form);
      const isGood = /^refresh-\d$/.test(form.get('refresh_token') ?? '');
      response.statusCode = isGood ? 200 : 400;
      const token = { access_token: 'testtoken', expires_in: 3600, refresh_token: `refresh-${asked.length + 1}` };
      response.end(JSON.stringify(isGood ? token : { error: 'invalid_grant', error_description: 'it was revoked' }));
    });
  });
  const oauth = { tokenUrl: `http://127.0.0.1:${port}/token`, clientId: 'app', scope: 'imap offline' };
  const { password: _, ...imap } = box.imap;
  const wanted = { ...imap, oauth, clientSecret: 'hush', refreshToken: 'refresh-1' };
  expect(await save({ ...wanted, refreshToken: 'old' })).toMatchObject({
    problem: 'token',
    detail: '400 invalid_grant it was revoked',
  });
  expect(await save(wanted)).toMatchObject({ problem: null, account: { imap: { oauth } } });
  expect(Object.fromEntries(asked[1]!)).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'refresh-1',
    client_id: 'app',
    client_secret: 'hush',
    scope: 'imap offline',
  });
  box.deliver(letterMail());
  await hasSaid(desk, [['Do you deliver to Darkhan?']]);
  // The one that the trial was given signed in, and was followed by another.
  expect(asked[2]!.get('refresh_token')).toBe('refresh-3');
  const [account] = await desk.store.mailIn.accounts();
  expect(unseal(desk.context.config.secretKey, account!.progress.refreshToken)).toBe('refresh-4');
  // Saved anew without one, the newest is still there: the service takes no other any more.
  const { clientSecret: _secret, refreshToken: _token, ...unsent } = wanted;
  await save(unsent);
  expect(asked[3]!.get('refresh_token')).toBe('refresh-4');
});

async function webServer(answer: Parameters<typeof createServer>[1]) {
  const server = createServer(answer as never);
  onTestFinished(() => server.closeAllConnections());
  return { port: await portOf(server) };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

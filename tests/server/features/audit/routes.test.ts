import { expect, test } from 'vitest';
import type { AuditAnswer, AuditRow } from '../../../../protocol/audit.ts';
import { buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { ask, givePassword, PASSWORD, staffed } from '../../../helpers/http.ts';

type Staff = Awaited<ReturnType<typeof staffed>>;

async function deskWithOwner(config = {}): Promise<{ desk: Desk; owner: Staff }> {
  const desk = await buildTestApp({ config });
  const owner = await staffed(desk, { role: 'owner', email: 'sarnai@altan.example' });
  await givePassword(desk, owner.agent.id);
  return { desk, owner };
}

async function rowsOf(owner: Staff, query = ''): Promise<AuditRow[]> {
  const answer = await owner.ask(`GET /v1/audit?${query}`);
  expect(answer.statusCode).toBe(200);
  return (answer.json() as AuditAnswer).rows;
}

const whats = (rows: AuditRow[]) => rows.map(each => each.what).reverse();

test('AU1 signing in, a refusal and signing out are written down, with who and from where', async () => {
  const { desk, owner } = await deskWithOwner();
  const options = { address: '203.0.113.77', headers: { 'user-agent': 'Firefox' } };
  const signIn = { email: owner.agent.email, password: PASSWORD };
  await ask(desk, 'POST /v1/sessions', { body: { ...signIn, password: 'a guess' }, ...options });
  await ask(desk, 'POST /v1/sessions', { body: { ...signIn, email: 'nobody@altan.example' }, ...options });
  const answer = await ask(desk, 'POST /v1/sessions', { body: signIn, ...options });
  const cookie = `deskbell_agent=${answer.cookies[0]!.value}`;
  await ask(desk, 'DELETE /v1/sessions/current', { cookie, ...options });
  const rows = await rowsOf(owner);
  const { id, name, email } = owner.agent;
  const [who, from] = [
    { kind: 'agent', id, name, email },
    { address: '203.0.113.0/24', userAgent: 'Firefox' },
  ];
  const { sessionId } = answer.json();
  const [left, begun, unknown, refused] = rows;
  expect(rows).toHaveLength(4);
  expect(left).toMatchObject({ what: 'session.left', who, from, on: { kind: 'session', id: sessionId } });
  expect(begun).toMatchObject({ what: 'session.begun', who, from, on: { kind: 'session', id: sessionId } });
  expect(unknown).toMatchObject({ what: 'session.refused', who: { kind: 'stranger' }, from, on: { id: null } });
  expect(refused).toMatchObject({ what: 'session.refused', who: { kind: 'stranger' }, from, on: { id } });
  expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113\.77|a guess|nobody@/);
});

test('AU1 what an owner does to agents, sites and webhooks is written down, without values', async () => {
  const { desk, owner } = await deskWithOwner();
  const bold = await staffed(desk);
  const site = `/v1/sites/${desk.site.key}` as const;
  const invited = await owner.ask('POST /v1/invitations', { body: { email: 'eve@altan.example', role: 'agent' } });
  const token = invited.json().url.split('#invite=')[1];
  const accepted = { token, name: 'Eve', password: PASSWORD, locale: 'en' };
  expect((await ask(desk, 'POST /v1/invitations/accept', { body: accepted })).statusCode).toBe(201);
  await owner.ask('POST /v1/invitations', { body: { email: 'dan@altan.example', role: 'owner' } });
  const [open] = (await owner.ask('GET /v1/invitations')).json();
  await owner.ask(`DELETE /v1/invitations/${open.id}`);
  await owner.ask(`PATCH /v1/agents/${bold.agent.id}`, { body: { isDisabled: true, capacity: 3 } });
  await owner.ask('PATCH /v1/me', { body: { password: 'roses at midnight', currentPassword: PASSWORD } });
  await owner.ask('POST /v1/sites', { body: { name: 'Bakery' } });
  // Of what is sent, what stays as it was is no change.
  await owner.ask(`PATCH ${site}`, {
    body: { name: 'Secret name', origins: ['https://hidden.example'], channels: desk.site.channels },
  });
  await owner.ask(`POST ${site}/identity-secret`);
  await owner.ask(`POST ${site}/sign-out-visitors`);
  const body = { url: 'https://hooks.example/with-a-secret', events: ['entry.added'] };
  const hook = (await owner.ask(`POST ${site}/webhooks`, { body })).json().webhook;
  await owner.ask(`PATCH ${site}/webhooks/${hook.id}`, { body: { isDisabled: true } });
  await owner.ask(`POST ${site}/webhooks/${hook.id}/rotate`);
  await owner.ask(`DELETE ${site}/webhooks/${hook.id}`);
  await owner.ask('DELETE /v1/sessions/nothing');
  const rows = await rowsOf(owner);
  expect(whats(rows)).toEqual([
    'invitation.made',
    'invitation.accepted',
    'session.begun',
    'invitation.made',
    'invitation.withdrawn',
    'agent.changed',
    'password.changed',
    'site.made',
    'site.changed',
    'identity.renewed',
    'visitors.signedOut',
    'webhook.made',
    'webhook.changed',
    'webhook.renewed',
    'webhook.removed',
  ]);
  const of = (what: string) => rows.find(each => each.what === what);
  expect(of('agent.changed')?.on).toEqual({ kind: 'agent', id: bold.agent.id, text: 'capacity, isDisabled: true' });
  expect(of('site.changed')).toMatchObject({ on: { text: 'name, origins' }, siteId: desk.site.id });
  expect(of('webhook.changed')).toMatchObject({ on: { id: hook.id, text: 'isDisabled' }, siteId: desk.site.id });
  expect(JSON.stringify(rows)).not.toMatch(/Secret name|hidden|hooks\.example/);
  expect((await rowsOf(owner, 'what=site.changed')).map(each => each.what)).toEqual(['site.changed']);
  expect(await rowsOf(owner, `who=${bold.agent.id}`)).toEqual([]);
});

test('AU1 a delivery that is tried again or given up is written down', async () => {
  const { desk, owner } = await deskWithOwner();
  const body = { url: 'https://hooks.example/', events: ['entry.added'] };
  const hook = (await owner.ask(`POST /v1/sites/${desk.site.key}/webhooks`, { body })).json().webhook;
  await send(await visitor(desk), 'Hello');
  // Disabled it keeps what waits, and nothing goes out into the world.
  await owner.ask(`PATCH /v1/sites/${desk.site.key}/webhooks/${hook.id}`, { body: { isDisabled: true } });
  const [{ id }] = (await owner.ask('GET /v1/deliveries?state=waiting')).json().deliveries;
  await owner.ask(`POST /v1/deliveries/${id}/retry`);
  await owner.ask(`DELETE /v1/deliveries/${id}`);
  const [removed, retried] = await rowsOf(owner);
  expect(retried).toMatchObject({ what: 'delivery.retried', on: { kind: 'delivery', id } });
  expect(removed).toMatchObject({ what: 'delivery.removed', on: { kind: 'delivery', id } });
});

test('AU2 there is no address that changes or removes a row', async () => {
  const { desk, owner } = await deskWithOwner();
  await owner.ask('PATCH /v1/me', { body: { password: 'roses at midnight', currentPassword: PASSWORD } });
  const [row] = await rowsOf(owner);
  for (const method of ['DELETE', 'PUT', 'PATCH', 'POST']) {
    for (const path of ['/v1/audit', `/v1/audit/${row!.id}`]) {
      expect((await owner.ask(`${method} ${path}` as 'PUT /', {})).statusCode).toBe(404);
    }
  }
  expect((await desk.app.rooms()).printRoutes({ commonPrefix: false })).toMatch(/v1\/audit \(GET, HEAD\)/);
});

test('AU3 only owners read it', async () => {
  const { desk } = await deskWithOwner();
  const bold = await staffed(desk);
  expect((await bold.ask('GET /v1/audit')).json()).toMatchObject({ code: 'FORBIDDEN' });
  expect((await ask(desk, 'GET /v1/audit')).json()).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
});

test('AU4 a flood of refusals is written down in part', async () => {
  const { desk, owner } = await deskWithOwner();
  const address = '203.0.113.7';
  for (let count = 1; count < 20; count++) desk.context.rates.spendOfAddress('refusalsNotedOfAddress', address);
  for (let count = 0; count < 3; count++) {
    const body = { email: `guess${count}@altan.example`, password: 'a guess' };
    expect((await ask(desk, 'POST /v1/sessions', { body, address })).statusCode).toBe(401);
  }
  expect(await rowsOf(owner, 'who=stranger')).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { ensureOwner } from '../../../../server/features/invitations/first-start.ts';
import { agent, buildTestApp, type Desk } from '../../../helpers/app.ts';
import { ask, PASSWORD, staffed } from '../../../helpers/http.ts';

const DAY = 24 * 3_600_000;
const newcomer = { name: 'Bold', password: 'tulips at noon', locale: 'mn' };
const accept = (desk: Desk, body: unknown) => ask(desk, 'POST /v1/invitations/accept', { body });

async function invited(owner: Awaited<ReturnType<typeof staffed>>, role = 'agent') {
  const answer = await owner.ask('POST /v1/invitations', { body: { email: 'Bold@Altan.example', role } });
  expect(answer.statusCode).toBe(201);
  return { ...answer.json(), token: answer.json().url.split('#invite=')[1] as string };
}

test('IN1 an invitation is a link of this server whose token no server log sees', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const invite = await invited(owner);
  expect(invite).toMatchObject({ email: 'bold@altan.example', role: 'agent', expiresAt: desk.context.now() + 7 * DAY });
  expect(invite.url).toMatch(/^http:\/\/desk\.example\/inbox#invite=[\w-]{32}$/);
  const peek = await ask(desk, 'POST /v1/invitations/peek', { body: { token: invite.token } });
  expect(peek.json()).toEqual({ role: 'agent', email: 'bold@altan.example' });
});

test('IN1 the link begins with PUBLIC_URL where it is set', async () => {
  const desk = await buildTestApp({ config: { publicUrl: 'https://chat.example' } });
  const invite = await invited(await staffed(desk, { role: 'owner' }));
  expect(invite.url).toMatch(/^https:\/\/chat\.example\/inbox#invite=/);
});

test('IN1 without it, it begins with the page that asks, whatever a proxy made of Host', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const body = { email: 'bold@altan.example', role: 'agent' };
  const answer = await owner.ask('POST /v1/invitations', { origin: 'https://chat.example', headers, body });
  expect(answer.json().url).toMatch(/^https:\/\/chat\.example\/inbox#invite=/);
});

test('IN2 an invitation makes one agent, who is signed in, and colleagues hear of it', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const page = await agent(desk, Object.assign(await agent(desk), owner));
  const { token } = await invited(owner);
  const answer = await accept(desk, { token, ...newcomer });
  expect(answer.statusCode).toBe(201);
  expect(answer.json().agent).toMatchObject({ email: 'bold@altan.example', name: 'Bold', role: 'agent', locale: 'mn' });
  expect(answer.body).not.toMatch(/passwordHash|scrypt/);
  const cookie = `deskbell_session=${answer.cookies[0]!.value}`;
  expect((await ask(desk, 'GET /v1/me', { cookie })).json()).toEqual(answer.json());
  await page.hears('agents', ({ agents }) => agents.some(each => each.name === 'Bold'));
  const again = await accept(desk, { token, ...newcomer });
  expect([again.statusCode, again.json().code]).toEqual([410, 'INVITE_INVALID']);
  const signIn = { email: 'bold@altan.example', password: newcomer.password };
  expect((await ask(desk, 'POST /v1/sessions', { body: signIn })).statusCode).toBe(200);
});

test('IN3 an invitation runs out after a week', async () => {
  const desk = await buildTestApp();
  const { token } = await invited(await staffed(desk, { role: 'owner' }));
  await desk.pass(7 * DAY);
  for (const line of ['POST /v1/invitations/peek', 'POST /v1/invitations/accept'] as const) {
    expect((await ask(desk, line, { body: { token, ...newcomer } })).json()).toMatchObject({ code: 'INVITE_INVALID' });
  }
});

test.each([
  ['a short password', { password: 'tulips' }, { password: 'PASSWORD_WEAK' }],
  ['no name', { name: ' ' }, { name: 'FIELD_REQUIRED' }],
  ['another language', { locale: 'de' }, { locale: 'FIELD_INVALID' }],
])('IN4 %s does not use an invitation up', async (_what, change, fields) => {
  const desk = await buildTestApp();
  const { token } = await invited(await staffed(desk, { role: 'owner' }));
  const refused = await accept(desk, { token, ...newcomer, ...change });
  expect([refused.statusCode, refused.json().fields]).toEqual([422, fields]);
  expect((await accept(desk, { token, ...newcomer })).statusCode).toBe(201);
});

test('IN5 only owners invite, and nobody who is here already', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', email: 'sarnai@altan.example' });
  const bold = await staffed(desk);
  const body = { email: 'eve@altan.example', role: 'owner' };
  expect((await bold.ask('POST /v1/invitations', { body })).json()).toMatchObject({ code: 'FORBIDDEN' });
  const taken = await owner.ask('POST /v1/invitations', { body: { ...body, email: 'Sarnai@altan.example' } });
  expect([taken.statusCode, taken.json().code]).toEqual([409, 'EMAIL_TAKEN']);
  const bad = await owner.ask('POST /v1/invitations', { body: { ...body, email: 'sarnai' } });
  expect([bad.statusCode, bad.json().fields]).toEqual([422, { email: 'EMAIL_INVALID' }]);
});

test('IN6 the owner link works once, whichever of them is used', async () => {
  const desk = await buildTestApp();
  const [first, second] = [await ensureOwner(desk.context), await ensureOwner(desk.context)];
  expect(first).not.toBe(second);
  const peek = await ask(desk, 'POST /v1/invitations/peek', { body: { token: first } });
  expect(peek.json()).toEqual({ role: 'owner', email: null });
  const nameless = await accept(desk, { token: first, ...newcomer });
  expect([nameless.statusCode, nameless.json().fields]).toEqual([422, { email: 'FIELD_REQUIRED' }]);
  await desk.pass(365 * DAY);
  const owner = await accept(desk, { token: first, ...newcomer, email: 'sarnai@altan.example' });
  expect(owner.json().agent).toMatchObject({ role: 'owner', email: 'sarnai@altan.example' });
  for (const token of [first, second]) {
    const late = await accept(desk, { token, ...newcomer, email: 'eve@altan.example' });
    expect(late.json()).toMatchObject({ code: 'INVITE_INVALID' });
  }
  expect(await ensureOwner(desk.context)).toBe(null);
});

test('IN6 OWNER_EMAIL and OWNER_PASSWORD make the owner once, and change nobody later', async () => {
  const desk = await buildTestApp({
    config: { owner: { email: 'sarnai@altan.example', password: PASSWORD, name: null } },
  });
  expect(await ensureOwner(desk.context)).toBe(null);
  const [owner] = await desk.store.agents.all();
  expect(owner).toMatchObject({ email: 'sarnai@altan.example', role: 'owner' });
  await desk.store.agents.update(owner!.id, { name: 'Sarnai', passwordHash: 'changed' });
  expect(await ensureOwner(desk.context)).toBe(null);
  expect(await desk.store.agents.all()).toMatchObject([{ name: 'Sarnai', passwordHash: 'changed' }]);
});

test.each([
  ['Сарнай', 'owner@altan.example', 'Сарнай'],
  [null, 'anna.schmidt+desk@altan.example', 'Anna Schmidt'],
  [null, 'owner@altan.example', 'Owner'],
])('IN6 with OWNER_NAME %s the owner of %s is called %s', async (name, email, called) => {
  const desk = await buildTestApp({ config: { owner: { email, password: PASSWORD, name } } });
  await ensureOwner(desk.context);
  expect(await desk.store.agents.all()).toMatchObject([{ name: called, email }]);
});

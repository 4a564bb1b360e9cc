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
  const cookie = `deskbell_agent=${answer.cookies[0]!.value}`;
  expect((await ask(desk, 'GET /v1/me', { cookie })).json()).toEqual(answer.json());
  await page.hears('agents', ({ agents }) => agents.some(each => each.name === 'Bold'));
  const again = await accept(desk, { token, ...newcomer });
  expect([again.statusCode, again.json().code]).toEqual([410, 'INVITE_INVALID']);
  const signIn = { email: 'bold@altan.example', password: newcomer.password };
  expect((await ask(desk, 'POST /v1/sessions', { body: signIn })).statusCode).toBe(200);
});

test('RI7 who takes an invitation sees exactly the sites that its owner chose, until the owner chooses anew', async () => {
  const desk = await buildTestApp();
  const [roses, stoves] = [await desk.addSite({ key: 'roses' }), await desk.addSite({ key: 'stoves' })];
  const owner = await staffed(desk, { role: 'owner' });
  const body = { email: 'bold@altan.example', role: 'agent', siteIds: [roses.id, stoves.id] };
  const made = await owner.ask('POST /v1/invitations', { body });
  expect(made.json()).toMatchObject({ siteIds: body.siteIds });
  expect((await owner.ask('GET /v1/invitations')).json()).toMatchObject([{ siteIds: body.siteIds }]);
  const token = made.json().url.split('#invite=')[1];
  // Which sites there are is not for whoever finds the link.
  expect((await ask(desk, 'POST /v1/invitations/peek', { body: { token } })).json()).toEqual({
    role: 'agent',
    email: 'bold@altan.example',
  });
  const answer = await accept(desk, { token, ...newcomer });
  expect(answer.json().agent).toMatchObject({ siteIds: body.siteIds });
  const cookie = `deskbell_agent=${answer.cookies[0]!.value}`;
  const seen = async () => {
    const sites: { key: string }[] = (await ask(desk, 'GET /v1/sites', { cookie })).json();
    return sites.map(each => each.key).sort();
  };
  expect(await seen()).toEqual(['roses', 'stoves']);
  await owner.ask(`PATCH /v1/agents/${answer.json().agent.id}`, { body: { siteIds: [stoves.id] } });
  expect(await seen()).toEqual(['stoves']);
  const told = (await desk.store.audit.page({ limit: 10 })).items.filter(each => each.on.kind === 'invitation');
  expect(told.map(each => [each.what, each.on.text])).toEqual([
    ['invitation.accepted', expect.stringContaining(roses.id)],
    ['invitation.made', expect.stringContaining(roses.id)],
  ]);
});

test('RI7 an invitation to a site that does not exist is refused; without sites it is for all', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const body = { email: 'bold@altan.example', role: 'reader' };
  const refused = await owner.ask('POST /v1/invitations', { body: { ...body, siteIds: ['none'] } });
  expect([refused.statusCode, refused.json().fields]).toEqual([422, { siteIds: 'FIELD_INVALID' }]);
  expect((await owner.ask('GET /v1/invitations')).json()).toEqual([]);
  expect((await owner.ask('POST /v1/invitations', { body })).json()).toMatchObject({ siteIds: null });
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
  ['a password that everybody tries', { password: 'Football2026' }, { password: 'PASSWORD_KNOWN' }],
  ['the name of the shop for a password', { password: 'altan-flowers' }, { password: 'PASSWORD_KNOWN' }],
  ['the own name for a password', { name: 'Ganbold', password: 'Ganbold2026' }, { password: 'PASSWORD_KNOWN' }],
  ['a password of more than 200 characters', { password: 'ab cd '.repeat(34) }, { password: 'TEXT_TOO_LONG' }],
  ['no name', { name: ' ' }, { name: 'FIELD_REQUIRED' }],
  ['another language', { locale: 'de' }, { locale: 'FIELD_INVALID' }],
])('IN4 %s does not use an invitation up', async (_what, change, fields) => {
  const desk = await buildTestApp();
  const { token } = await invited(await staffed(desk, { role: 'owner' }));
  const refused = await accept(desk, { token, ...newcomer, ...change });
  expect([refused.statusCode, refused.json().fields]).toEqual([422, fields]);
  expect((await accept(desk, { token, ...newcomer })).statusCode).toBe(201);
});

test('PW7 a password may have 200 characters, and each of them counts', async () => {
  const desk = await buildTestApp();
  const { token } = await invited(await staffed(desk, { role: 'owner' }));
  const password = `${'peonies at noon '.repeat(12)}tulips!!`;
  expect(password).toHaveLength(200);
  expect((await accept(desk, { token, ...newcomer, password })).statusCode).toBe(201);
  const signIn = (typed: string) =>
    ask(desk, 'POST /v1/sessions', { body: { email: 'bold@altan.example', password: typed } });
  expect((await signIn(password)).statusCode).toBe(200);
  expect((await signIn(`${password.slice(0, -1)}?`)).statusCode).toBe(401);
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

test('IN6 the owner link is the one of the last start, and works once', async () => {
  const desk = await buildTestApp();
  const [first, second] = [await ensureOwner(desk.context), await ensureOwner(desk.context)];
  const peek = (token: string | null) => ask(desk, 'POST /v1/invitations/peek', { body: { token } });
  expect((await peek(first)).json()).toMatchObject({ code: 'INVITE_INVALID' });
  expect((await peek(second)).json()).toEqual({ role: 'owner', email: null });
  const nameless = await accept(desk, { token: second, ...newcomer });
  expect([nameless.statusCode, nameless.json().fields]).toEqual([422, { email: 'FIELD_REQUIRED' }]);
  await desk.pass(365 * DAY);
  const [one, other] = await Promise.all([
    accept(desk, { token: second, ...newcomer, email: 'sarnai@altan.example' }),
    accept(desk, { token: second, ...newcomer, email: 'eve@altan.example' }),
  ]);
  expect([one.statusCode, other.statusCode].sort()).toEqual([201, 410]);
  for (const token of [first, second]) {
    const late = await accept(desk, { token, ...newcomer, email: 'eve@altan.example' });
    expect(late.json()).toMatchObject({ code: 'INVITE_INVALID' });
  }
  expect(await ensureOwner(desk.context)).toBe(null);
  expect((await desk.store.agents.all()).filter(each => each.role === 'owner')).toHaveLength(1);
});

test('ST10 owners see what nobody has taken yet, and withdraw it', async () => {
  const desk = await buildTestApp();
  const [owner, bold] = [await staffed(desk, { role: 'owner' }), await staffed(desk)];
  const { token, url: _, ...made } = await invited(owner);
  const list = await owner.ask('GET /v1/invitations');
  const shown = { ...made, id: expect.any(String), invitedBy: owner.agent.id, createdAt: desk.context.now() };
  expect(list.json()).toEqual([{ ...shown, isMailed: undefined, token: undefined, url: undefined }]);
  const line = `DELETE /v1/invitations/${list.json()[0].id}` as const;
  for (const each of [await bold.ask('GET /v1/invitations'), await bold.ask(line)]) expect(each.statusCode).toBe(403);
  expect((await owner.ask(line)).statusCode).toBe(204);
  expect((await owner.ask(line)).json()).toMatchObject({ code: 'NOT_FOUND' });
  expect((await accept(desk, { token, ...newcomer })).json()).toMatchObject({ code: 'INVITE_INVALID' });
});

test('ST10 a disabled owner does not come back by an invitation of their own', async () => {
  const desk = await buildTestApp();
  const [owner, eve] = [await staffed(desk, { role: 'owner' }), await staffed(desk, { role: 'owner' })];
  const { token } = await invited(eve, 'owner');
  await owner.ask(`PATCH /v1/agents/${eve.agent.id}`, { body: { isDisabled: true } });
  for (const path of ['peek', 'accept']) {
    const answer = await ask(desk, `POST /v1/invitations/${path}`, { body: { token, ...newcomer } });
    expect(answer.json()).toMatchObject({ code: 'INVITE_INVALID' });
  }
  expect((await owner.ask('GET /v1/invitations')).json()).toEqual([]);
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

test('IN6 an OWNER_PASSWORD that everybody tries makes no owner, and says so without repeating it', async () => {
  const owner = { email: 'sarnai@altan.example', password: 'Password123', name: null };
  const desk = await buildTestApp({ config: { owner } });
  const refused = ensureOwner(desk.context);
  await expect(refused).rejects.toThrow('OWNER_PASSWORD must be none of those that everybody tries first');
  await expect(refused).rejects.not.toThrow('Password123');
  expect(await desk.store.agents.all()).toEqual([]);
});

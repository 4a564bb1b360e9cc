import { expect, test } from 'vitest';
import { agent, buildTestApp } from '../../../helpers/app.ts';
import { ask, givePassword, PASSWORD, staffed } from '../../../helpers/http.ts';

test('AG1 everybody sees who works here and who is here, and no secret', async () => {
  const desk = await buildTestApp();
  const bold = await agent(desk, { name: 'Bold', email: 'bold@altan.example' });
  await staffed(desk, { name: 'Sarnai', email: 'sarnai@altan.example' });
  await desk.context.staff.reload();
  const answer = await ask(desk, 'GET /v1/agents', { cookie: bold.cookie });
  const people = answer.json() as { name: string; isHere: boolean }[];
  expect(people.map(each => [each.name, each.isHere]).sort()).toEqual([
    ['Bold', true],
    ['Sarnai', false],
  ]);
  expect(answer.body).not.toContain('passwordHash');
});

test('AG2 only owners change others, and the last owner stays one', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const bold = await staffed(desk);
  const change = (who: typeof owner, id: string, body: unknown) => who.ask(`PATCH /v1/agents/${id}`, { body });
  expect((await change(bold, bold.agent.id, { role: 'owner' })).json()).toMatchObject({ code: 'FORBIDDEN' });
  expect((await change(owner, bold.agent.id, { capacity: 3 })).json()).toMatchObject({ capacity: 3, role: 'agent' });
  for (const body of [{ isDisabled: true }, { role: 'agent' }]) {
    const refused = await change(owner, owner.agent.id, body);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'LAST_OWNER']);
  }
  expect((await change(owner, 'nobody', { capacity: 1 })).statusCode).toBe(404);
  expect((await change(owner, bold.agent.id, { capacity: -1 })).json().fields).toEqual({ capacity: 'FIELD_INVALID' });
  expect((await change(owner, bold.agent.id, { role: 'owner' })).statusCode).toBe(200);
  expect((await change(owner, owner.agent.id, { role: 'agent' })).statusCode).toBe(200);
});

test('AG3 an agent changes the own name and language', async () => {
  const desk = await buildTestApp();
  const bold = await staffed(desk);
  const changed = await bold.ask('PATCH /v1/me', { body: { name: ' Bold B. ', locale: 'ru' } });
  expect(changed.json()).toMatchObject({ agent: { name: 'Bold B.', locale: 'ru' } });
  expect((await bold.ask('PATCH /v1/me', { body: { name: '' } })).json().fields).toEqual({ name: 'FIELD_REQUIRED' });
});

test('AG4 a new password needs the current one, and ends every other session', async () => {
  const desk = await buildTestApp();
  const bold = await staffed(desk, { email: 'bold@altan.example' });
  await givePassword(desk, bold.agent.id);
  const other = await ask(desk, 'POST /v1/sessions', { body: { email: bold.agent.email, password: PASSWORD } });
  const change = (body: unknown) => bold.ask('PATCH /v1/me', { body });
  for (const currentPassword of [undefined, 'a guess']) {
    const refused = await change({ password: 'asters at dusk', currentPassword });
    expect([refused.statusCode, refused.json().fields]).toEqual([422, { currentPassword: 'SIGN_IN_FAILED' }]);
  }
  const own = await change({ password: 'bold.altan.2026', currentPassword: PASSWORD });
  expect([own.statusCode, own.json().fields]).toEqual([422, { password: 'PASSWORD_KNOWN' }]);
  expect((await change({ password: 'asters at dusk', currentPassword: PASSWORD })).statusCode).toBe(200);
  const cookie = `deskbell_agent=${other.cookies[0]!.value}`;
  expect((await ask(desk, 'GET /v1/me', { cookie })).statusCode).toBe(401);
  expect((await bold.ask('GET /v1/me')).statusCode).toBe(200);
  const signIn = (password: string) => ask(desk, 'POST /v1/sessions', { body: { email: bold.agent.email, password } });
  expect((await signIn(PASSWORD)).statusCode).toBe(401);
  expect((await signIn('asters at dusk')).statusCode).toBe(200);
});

test('AG6 what stands in a body beside what may be changed changes nothing', async () => {
  const desk = await buildTestApp();
  const bold = await staffed(desk, { name: 'Bold' });
  const before = (await desk.store.agents.all()).find(each => each.id === bold.agent.id)!;
  const more = {
    role: 'owner',
    capacity: 99,
    isDisabled: true,
    siteIds: [],
    factor: null,
    passwordHash: 'own',
    id: 'own',
  };
  const answer = await bold.ask('PATCH /v1/me', { body: { name: 'Bat', ...more, email: 'own@altan.example' } });
  const after = (await desk.store.agents.all()).find(each => each.id === bold.agent.id);
  expect([answer.statusCode, after]).toEqual([200, { ...before, name: 'Bat' }]);
});

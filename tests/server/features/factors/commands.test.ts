import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { AGENT_VERSION } from '../../../../protocol/wire/limits.ts';
import { agent, agentSocket, buildTestApp, type Desk } from '../../../helpers/app.ts';
import { ask, givePassword, PASSWORD, staffed } from '../../../helpers/http.ts';

type Staff = Awaited<ReturnType<typeof staffed>>;
const STEP = 30_000;

async function deskWith(role: 'owner' | 'agent' = 'agent'): Promise<{ desk: Desk; bold: Staff }> {
  const desk = await buildTestApp();
  const bold = await staffed(desk, { role, email: 'bold@altan.example' });
  await givePassword(desk, bold.agent.id);
  return { desk, bold };
}

/** As an app on a phone does it. */
const codeOf = (secret: string, desk: Desk) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: desk.context.now() });

async function turnOn(desk: Desk, who: Staff): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret, ticket } = (await who.ask('POST /v1/me/factor')).json();
  const body = { ticket, code: codeOf(secret, desk), currentPassword: PASSWORD };
  const answer = await who.ask('PUT /v1/me/factor', { body });
  expect(answer.statusCode).toBe(200);
  await desk.pass(STEP);
  return { secret, ...answer.json() };
}

const signIn = (desk: Desk, who: Staff, code?: string, address?: string) =>
  ask(desk, 'POST /v1/sessions', { address, body: { email: who.agent.email, password: PASSWORD, code } });
const result = async (answer: ReturnType<typeof ask>) => {
  const { statusCode, ...rest } = await answer;
  return [statusCode, rest.json().code];
};

test('FA1 with a second factor the password alone opens nothing, and the code nothing without it', async () => {
  const { desk, bold } = await deskWith();
  const { secret } = await turnOn(desk, bold);
  expect(await result(signIn(desk, bold))).toEqual([401, 'CODE_REQUIRED']);
  expect(await result(signIn(desk, bold, '000000'))).toEqual([401, 'CODE_WRONG']);
  const wrong = { email: bold.agent.email, password: 'a guess', code: codeOf(secret, desk) };
  expect(await result(ask(desk, 'POST /v1/sessions', { body: wrong }))).toEqual([401, 'SIGN_IN_FAILED']);
  const { code: _, ...without } = wrong;
  expect(await result(ask(desk, 'POST /v1/sessions', { body: without }))).toEqual([401, 'SIGN_IN_FAILED']);
  const answer = await signIn(desk, bold, codeOf(secret, desk));
  expect([answer.statusCode, answer.json().agent.hasFactor, answer.cookies.length]).toEqual([200, true, 1]);
  expect(answer.body).not.toMatch(/sealed|recovery|lastStep/);
  // What was signed in before stays so.
  expect((await bold.ask('GET /v1/me')).statusCode).toBe(200);
});

test('FA2 a code that was seen over a shoulder is of no use', async () => {
  const { desk, bold } = await deskWith();
  const { secret } = await turnOn(desk, bold);
  const code = codeOf(secret, desk);
  const both = await Promise.all([signIn(desk, bold, code), signIn(desk, bold, code)]);
  expect(both.map(each => each.statusCode).sort()).toEqual([200, 401]);
  expect(await result(signIn(desk, bold, code))).toEqual([401, 'CODE_WRONG']);
  await desk.pass(STEP);
  expect((await signIn(desk, bold, codeOf(secret, desk))).statusCode).toBe(200);
});

test('FA2 the code that switched it on signs nobody in', async () => {
  const { desk, bold } = await deskWith();
  const { secret, ticket } = (await bold.ask('POST /v1/me/factor')).json();
  const code = codeOf(secret, desk);
  await bold.ask('PUT /v1/me/factor', { body: { ticket, code, currentPassword: PASSWORD } });
  expect(await result(signIn(desk, bold, code))).toEqual([401, 'CODE_WRONG']);
});

test('FA2 each recovery code lets its owner in once, and is written down', async () => {
  const { desk, bold } = await deskWith('owner');
  const { secret, recoveryCodes } = await turnOn(desk, bold);
  expect(recoveryCodes).toHaveLength(10);
  const typed = recoveryCodes[0]!.replaceAll('-', ' ').toUpperCase();
  expect((await signIn(desk, bold, typed)).statusCode).toBe(200);
  expect(await result(signIn(desk, bold, recoveryCodes[0]))).toEqual([401, 'CODE_WRONG']);
  expect((await bold.ask('GET /v1/me/factor')).json()).toEqual({ isOn: true, codesLeft: 9, isRequired: false });
  await desk.pass(STEP);
  const body = { code: codeOf(secret, desk), currentPassword: PASSWORD };
  const made = (await bold.ask('POST /v1/me/factor/recovery-codes', { body })).json().recoveryCodes;
  expect(await result(signIn(desk, bold, recoveryCodes[1]))).toEqual([401, 'CODE_WRONG']);
  expect((await signIn(desk, bold, made[1])).statusCode).toBe(200);
  const { rows } = (await bold.ask('GET /v1/audit')).json();
  expect(rows.map((each: { what: string }) => each.what).reverse()).toEqual([
    'factor.on',
    'recovery.used',
    'session.refused',
    'recovery.renewed',
    'session.refused',
    'recovery.used',
  ]);
});

test('FA3 codes are guessed a few times at each address and not many more from all, and home is not shut', async () => {
  const { desk, bold } = await deskWith();
  const { secret } = await turnOn(desk, bold);
  const home = '203.0.113.1';
  expect((await signIn(desk, bold, codeOf(secret, desk), home)).statusCode).toBe(200);
  await desk.pass(STEP);
  const guess = async (address: string) => (await signIn(desk, bold, '000000', address)).statusCode;
  const first = [];
  for (let tries = 0; tries < 6; tries++) first.push(await guess('203.0.113.9'));
  expect(first).toEqual([401, 401, 401, 401, 401, 429]);
  let taken = 5;
  for (let net = 0; net < 30; net++) if ((await guess(`2001:db8:0:${net.toString(16)}::1`)) === 401) taken += 1;
  // Of twenty, one switched it on and one was right.
  expect(taken).toBe(18);
  expect((await signIn(desk, bold, codeOf(secret, desk), '203.0.113.50')).statusCode).toBe(429);
  expect((await signIn(desk, bold, codeOf(secret, desk), home)).statusCode).toBe(200);
});

test('FA4 the secret is sealed, recovery codes are hashed, and neither is told again', async () => {
  const { desk, bold } = await deskWith();
  const { secret, recoveryCodes } = await turnOn(desk, bold);
  const kept = JSON.stringify(await desk.store.agents.all());
  expect(kept).not.toContain(secret);
  for (const each of recoveryCodes) {
    expect(kept).not.toContain(each);
    expect(kept).not.toContain(each.replaceAll('-', ''));
  }
  const page = await agent(desk);
  const seen = [
    await bold.ask('GET /v1/me'),
    await bold.ask('GET /v1/agents'),
    await bold.ask('GET /v1/me/factor'),
  ].map(each => each.body);
  for (const text of [...seen, JSON.stringify(page.welcome)]) {
    expect(text).not.toMatch(/sealed|lastStep|"recovery"/);
    expect(text).not.toContain(secret);
  }
});

test('FA4 switching it on, off and new recovery codes want password and code', async () => {
  const { desk, bold } = await deskWith();
  const offer = (await bold.ask('POST /v1/me/factor')).json();
  const right = { ticket: offer.ticket, code: codeOf(offer.secret, desk), currentPassword: PASSWORD };
  const put = (body: object) => result(bold.ask('PUT /v1/me/factor', { body }));
  expect(await put({ ...right, currentPassword: 'a guess' })).toEqual([422, 'FIELD_INVALID']);
  expect(await put({ ...right, code: '000000' })).toEqual([401, 'CODE_WRONG']);
  expect(await put({ ...right, ticket: 'nonsense' })).toEqual([401, 'CODE_WRONG']);
  const other = await staffed(desk);
  await givePassword(desk, other.agent.id);
  expect(await result(other.ask('PUT /v1/me/factor', { body: right }))).toEqual([401, 'CODE_WRONG']);
  await desk.pass(STEP * 25);
  const late = { ...right, code: codeOf(offer.secret, desk) };
  expect(await put(late)).toEqual([401, 'CODE_WRONG']);

  const { secret } = await turnOn(desk, bold);
  expect(await result(bold.ask('POST /v1/me/factor'))).toEqual([409, 'FACTOR_ON']);
  for (const path of ['off', 'recovery-codes']) {
    const post = (body: object) => result(bold.ask(`POST /v1/me/factor/${path}`, { body }));
    expect(await post({ code: codeOf(secret, desk), currentPassword: 'a guess' })).toEqual([422, 'FIELD_INVALID']);
    expect(await post({ code: '000000', currentPassword: PASSWORD })).toEqual([401, 'CODE_WRONG']);
  }
  const body = { code: codeOf(secret, desk), currentPassword: PASSWORD };
  expect((await bold.ask('POST /v1/me/factor/off', { body })).statusCode).toBe(204);
  expect((await bold.ask('GET /v1/me/factor')).json()).toEqual({ isOn: false, codesLeft: 0, isRequired: false });
  expect((await signIn(desk, bold)).statusCode).toBe(200);
});

test('FA4 an owner switches it off for a colleague who lost it, and not their own that way', async () => {
  const { desk, bold } = await deskWith();
  const owner = await staffed(desk, { role: 'owner' });
  await turnOn(desk, bold);
  const page = await agent(desk, Object.assign(await agent(desk), bold));
  expect(await result(bold.ask(`DELETE /v1/agents/${bold.agent.id}/factor`))).toEqual([403, 'FORBIDDEN']);
  expect(await result(owner.ask(`DELETE /v1/agents/${owner.agent.id}/factor`))).toEqual([403, 'FORBIDDEN']);
  expect((await owner.ask(`DELETE /v1/agents/${bold.agent.id}/factor`)).statusCode).toBe(204);
  expect(await result(owner.ask(`DELETE /v1/agents/${bold.agent.id}/factor`))).toEqual([404, 'NOT_FOUND']);
  expect(await page.closed).toBe(4001);
  expect((await signIn(desk, bold)).statusCode).toBe(200);
  const [row] = (await owner.ask('GET /v1/audit?what=factor.off')).json().rows;
  expect(row).toMatchObject({ who: { id: owner.agent.id }, on: { id: bold.agent.id, text: 'by an owner' } });
});

test('FA5 a page that connects while everybody comes to need one is refused at its hello', async () => {
  const { desk, bold } = await deskWith();
  const page = await agentSocket(desk, { cookie: bold.cookie, origin: 'http://desk.example' });
  await desk.store.factors.require(true);
  desk.context.factorPolicy.forget();
  expect(await page.ask({ type: 'hello', version: AGENT_VERSION })).toMatchObject({ code: 'FACTOR_REQUIRED' });
  expect(await page.closed).toBe(4001);
});

test('FA5 where everybody needs one, nothing is open without it but setting it up', async () => {
  const { desk, bold } = await deskWith();
  const owner = await staffed(desk, { role: 'owner' });
  await givePassword(desk, owner.agent.id);
  await turnOn(desk, owner);
  const page = await agent(desk, Object.assign(await agent(desk), bold));
  expect(await result(bold.ask('PUT /v1/factor-policy', { body: { isRequired: true } }))).toEqual([403, 'FORBIDDEN']);
  expect((await owner.ask('PUT /v1/factor-policy', { body: { isRequired: true } })).statusCode).toBe(200);
  expect(await page.closed).toBe(4001);
  for (const line of [
    'GET /v1/agents',
    'GET /v1/conversations?view=all',
    'PATCH /v1/me',
    'GET /v1/sessions',
  ] as const) {
    expect(await result(bold.ask(line, { body: line.startsWith('P') ? {} : undefined }))).toEqual([
      403,
      'FACTOR_REQUIRED',
    ]);
  }
  await expect(agent(desk, Object.assign(page, bold))).rejects.toThrow(/FACTOR_REQUIRED|4001/);
  expect((await bold.ask('GET /v1/me')).json().needsFactor).toBe(true);
  expect((await signIn(desk, bold)).json().needsFactor).toBe(true);
  expect((await owner.ask('GET /v1/me')).json().needsFactor).toBe(false);
  await turnOn(desk, bold);
  expect((await bold.ask('GET /v1/me')).json().needsFactor).toBe(false);
  expect((await bold.ask('GET /v1/agents')).statusCode).toBe(200);
  await owner.ask('PUT /v1/factor-policy', { body: { isRequired: false } });
  expect((await owner.ask('GET /v1/me/factor')).json()).toMatchObject({ isRequired: false });
});

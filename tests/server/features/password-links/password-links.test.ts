import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { buildTestApp } from '../../../helpers/app.ts';
import { ask, givePassword, PASSWORD, staffed } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';

const HOUR = 3_600_000;
const EMAIL = 'bold@altan.example';
const NEW = 'tulips at noon';

async function openDesk() {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: { ...mail.config, publicUrl: 'https://desk.example/help' } });
  const bold = await staffed(desk, { email: EMAIL, name: 'Bold', locale: 'en' });
  await givePassword(desk, bold.agent.id);
  const askFor = (email: string, address?: string) =>
    ask(desk, 'POST /v1/password-links', { body: { email }, address });
  const use = (token: string, password = NEW) =>
    ask(desk, 'POST /v1/password-links/use', { body: { token, password } });
  const signIn = (password: string) => ask(desk, 'POST /v1/sessions', { body: { email: EMAIL, password } });
  async function linkFrom(number: number): Promise<string> {
    await desk.context.outbox.settled();
    await mail.hasGot(number);
    const { text } = await simpleParser(mail.got[number - 1]!.raw);
    return /https:\/\/desk\.example\/help\/inbox#password=([\w-]{32})/.exec(text!)![1]!;
  }
  return { mail, desk, bold, askFor, use, signIn, linkFrom };
}

test('PL1 whoever asks gets the same answer, and only who works here gets a mail', async () => {
  const { mail, desk, askFor, linkFrom } = await openDesk();
  const off = await staffed(desk, { email: 'off@altan.example' });
  await desk.store.agents.update(off.agent.id, { isDisabled: true });
  const answers = [];
  for (const email of ['stranger@altan.example', 'off@altan.example', 'no address', ' BOLD@altan.example']) {
    answers.push(await askFor(email));
  }
  expect(new Set(answers.map(each => `${each.statusCode} ${each.body}`))).toEqual(new Set(['202 {"isMailed":true}']));
  const token = await linkFrom(1);
  expect(mail.got.map(each => each.to)).toEqual([[EMAIL]]);
  const peek = await ask(desk, 'POST /v1/password-links/peek', { body: { token } });
  expect(peek.json()).toEqual({ email: EMAIL });
});

test('PL1 nothing is kept of a link but a hash, and it ends after an hour', async () => {
  const { desk, askFor, use, linkFrom } = await openDesk();
  await askFor(EMAIL);
  const token = await linkFrom(1);
  const rows = (await desk.store.audit.page({ limit: 10 })).items;
  expect(rows[0]).toMatchObject({ what: 'password.forgotten', who: { kind: 'stranger' } });
  expect(JSON.stringify(rows)).not.toContain(token);
  await desk.pass(HOUR);
  expect((await use(token)).json()).toMatchObject({ code: 'INVITE_INVALID' });
});

test('PL1 more than five an hour for one account bring no mail, and the answer does not tell', async () => {
  const { mail, desk, askFor } = await openDesk();
  for (let number = 0; number < 7; number++) {
    const answer = await askFor(EMAIL, `198.51.100.${number}`);
    expect(answer.statusCode).toBe(202);
  }
  await desk.context.outbox.settled();
  expect(mail.got).toHaveLength(5);
  const codes = [];
  for (let number = 0; number < 21; number++) codes.push((await askFor(`${number}@altan.example`)).statusCode);
  expect(codes.filter(each => each === 429)).toHaveLength(1);
});

test('PL2 a press gives a new password, once, and ends all sessions; nobody is signed in by it', async () => {
  const { mail, desk, bold, askFor, use, signIn, linkFrom } = await openDesk();
  await askFor(EMAIL);
  const token = await linkFrom(1);
  expect((await use(token, 'bold@altan.example')).json()).toMatchObject({ code: 'PASSWORD_KNOWN' });
  const used = await use(token);
  expect([used.statusCode, used.cookies]).toEqual([204, []]);
  expect((await use(token, 'another one, later')).statusCode).toBe(410);
  expect((await bold.ask('GET /v1/me')).statusCode).toBe(401);
  expect((await signIn(PASSWORD)).statusCode).toBe(401);
  expect((await signIn(NEW)).statusCode).toBe(200);
  await desk.context.outbox.settled();
  expect((await simpleParser(mail.got[1]!.raw)).subject).toBe('Your password was changed');
  const [row] = (await desk.store.audit.page({ limit: 10, what: 'password.changed' })).items;
  expect(row).toMatchObject({ on: { text: 'by a link' } });
});

test('PL2 a link is void once the password is another', async () => {
  const { bold, askFor, use, linkFrom } = await openDesk();
  await askFor(EMAIL);
  const token = await linkFrom(1);
  const changed = await bold.ask('PATCH /v1/me', {
    body: { password: 'asters by moonlight', currentPassword: PASSWORD },
  });
  expect(changed.statusCode).toBe(200);
  expect((await use(token)).statusCode).toBe(410);
});

test.each([
  ['nothing is mailed', {}],
  ['only a stranger says where this server is', { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'desk@altan.example' }],
])('PL1 where %s it says so, and makes no link', async (_why, config) => {
  const desk = await buildTestApp({ config });
  await staffed(desk, { email: EMAIL });
  const answer = await ask(desk, 'POST /v1/password-links', { body: { email: EMAIL } });
  expect(answer.json()).toEqual({ isMailed: false });
  expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
});

test('PL3 an owner hands a link on where nothing is mailed, and it is written down who made it', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const bold = await staffed(desk, { email: EMAIL });
  await givePassword(desk, bold.agent.id);
  const line = `POST /v1/agents/${bold.agent.id}/password-link` as const;
  expect((await bold.ask(line)).statusCode).toBe(403);
  expect((await owner.ask('POST /v1/agents/nobody/password-link')).statusCode).toBe(404);
  const made = await owner.ask(line);
  expect(made.json()).toEqual({ url: expect.any(String), expiresAt: desk.context.now() + HOUR });
  const token = made.json().url.split('http://desk.example/inbox#password=')[1];
  expect((await ask(desk, 'POST /v1/password-links/use', { body: { token, password: NEW } })).statusCode).toBe(204);
  const [row] = (await desk.store.audit.page({ limit: 1, what: 'password.forgotten' })).items;
  expect(row).toMatchObject({ who: { id: owner.agent.id }, on: { id: bold.agent.id } });
});

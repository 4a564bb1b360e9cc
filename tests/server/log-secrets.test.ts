import { expect, test } from 'vitest';
import { VARIABLES } from '../../server/config.ts';
import { withoutSecrets } from '../../server/log-secrets.ts';
import { buildTestApp, type TEST_CONFIG } from '../helpers/app.ts';
import { ask } from '../helpers/http.ts';

const LEVELS = VARIABLES.LOG_LEVEL.wanted.split(', ').filter(level => level !== 'silent');

/** Everything in a request that nobody who reads a log may have. */
const SECRETS = {
  cookie: 'cookie-of-sarnai-0123456789',
  bearer: 'token-of-a-visitor-0123456789',
  password: 'peonies in the evening',
  invitation: 'invitation-0123456789',
};

test.each(LEVELS)('LG1 at %s no line has a cookie, a token or a password in it', async logLevel => {
  const lines: string[] = [];
  const desk = await buildTestApp({
    config: { logLevel: logLevel as typeof TEST_CONFIG.logLevel },
    logTo: { write: line => void lines.push(line) },
  });
  const cookie = `__Host-deskbell_agent=${SECRETS.cookie}`;
  const authorization = `Bearer ${SECRETS.bearer}`;
  const headers = { authorization };
  const multipart = { 'content-type': 'multipart/form-data; boundary=x', authorization };
  const body = '--x\r\ncontent-disposition: form-data; name="message"\r\n\r\nHello\r\n--x--\r\n';
  const length = { 'content-length': String(body.length) };
  await ask(desk, 'POST /f/altan/contact', { cookie, headers: { ...multipart, ...length }, body });
  await ask(desk, 'POST /f/altan/contact', { cookie, headers: { ...multipart, ...length }, body: body.slice(0, 30) });
  await ask(desk, 'GET /v1/me', { cookie, headers });
  await ask(desk, 'POST /v1/sessions', { cookie, body: { email: 'sarnai@altan.example', password: SECRETS.password } });
  await ask(desk, 'POST /v1/invitations/peek', { body: { token: SECRETS.invitation } });
  const said = { type: 'message.send', clientId: 'client-1-of-ann', text: 'Hello' };
  await ask(desk, 'POST /v1/sites/altan/submissions', { cookie, headers, body: said });
  // What breaks is logged whole, at every level but the last.
  desk.store.sessions.byToken = async () => {
    throw Object.assign(new Error('the store broke'), { request: { headers: { cookie } } });
  };
  await ask(desk, 'GET /v1/me', { cookie });
  const text = lines.join('\n');
  if (logLevel === 'trace') expect(text).toContain('busboyOptions');
  if (logLevel !== 'fatal') expect(text).toContain('the store broke');
  for (const [name, secret] of Object.entries(SECRETS)) expect(text, name).not.toContain(secret);
});

test('LG1 secrets are veiled however deep they stand, and errors stay errors', () => {
  const cause = Object.assign(new Error('the inside'), { command: { password: 'p', host: 'db' } });
  const error = Object.assign(new TypeError('the outside', { cause }), { code: 'E1', cookies: { a: 'b' } });
  const at = new Date(0);
  const veiled = withoutSecrets({
    at,
    err: error,
    headers: { Cookie: 'a', 'set-cookie': ['b'], host: 'h' },
    n: [{ jwt: 'j' }],
  });
  expect(veiled).toMatchObject({ at, headers: { Cookie: '[redacted]', 'set-cookie': '[redacted]', host: 'h' } });
  expect(veiled.n).toEqual([{ jwt: '[redacted]' }]);
  const copy = veiled.err as TypeError & { cause: { command: unknown }; code: string; cookies: unknown };
  expect(copy).toBeInstanceOf(TypeError);
  expect([copy.message, copy.code, copy.cookies, copy.stack]).toEqual(['the outside', 'E1', '[redacted]', error.stack]);
  expect(copy.cause.command).toEqual({ password: '[redacted]', host: 'db' });
  expect([error.cookies, cause.command.password]).toEqual([{ a: 'b' }, 'p']);
  const circle: Record<string, unknown> = {};
  circle.round = circle;
  expect(JSON.stringify(withoutSecrets(circle))).toContain('…');
});

import { expect, test, vi } from 'vitest';
import { agent, agentSocket, buildTestApp, type Desk } from '../../../helpers/app.ts';
import { ask, givePassword, OWN, PASSWORD, staffed } from '../../../helpers/http.ts';

const DAY = 24 * 3_600_000;
const signIn = { email: 'sarnai@altan.example', password: PASSWORD };

async function deskWithSarnai(config = {}) {
  const desk = await buildTestApp({ config });
  const sarnai = await staffed(desk, { email: signIn.email, role: 'owner' });
  await givePassword(desk, sarnai.agent.id);
  return { desk, sarnai };
}

test('SI1 signing in gives a session in a cookie that scripts and other sites do not get', async () => {
  const { desk } = await deskWithSarnai();
  const answer = await ask(desk, 'POST /v1/sessions', { body: { ...signIn, email: ' Sarnai@Altan.example ' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    agent: { email: signIn.email, name: 'Sarnai', role: 'owner' },
    hasMail: false,
    switches: { customers: false, telephone: false, booking: false, loyalty: false },
  });
  expect(answer.body).not.toMatch(/passwordHash|scrypt/);
  const [cookie] = answer.cookies as unknown as { name: string; value: string; [key: string]: unknown }[];
  expect(cookie).toMatchObject({ name: 'deskbell_agent', httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(cookie).not.toHaveProperty('secure');
  const me = await ask(desk, 'GET /v1/me', { cookie: `deskbell_agent=${cookie!.value}` });
  expect(me.json()).toEqual(answer.json());
});

test.each([
  ['PUBLIC_URL is https', { publicUrl: 'https://chat.example' }, 'https://chat.example'],
  ['the page is on https behind a proxy that nobody told us of', {}, 'https://desk.example'],
])('SI1 the cookie is Secure when %s', async (_when, config, origin) => {
  const { desk } = await deskWithSarnai(config);
  const answer = await ask(desk, 'POST /v1/sessions', { body: signIn, origin });
  expect(answer.cookies[0]).toMatchObject({ name: '__Host-deskbell_agent', secure: true });
});

test.each([
  ['a wrong password', { ...signIn, password: 'roses in the evening' }],
  ['an unknown e-mail', { ...signIn, email: 'nobody@altan.example' }],
])('SI2 %s gets the same refusal', async (_what, body) => {
  const { desk } = await deskWithSarnai();
  const answer = await ask(desk, 'POST /v1/sessions', { body });
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toEqual({ code: 'SIGN_IN_FAILED', message: 'E-mail and password do not match.' });
  expect(answer.cookies).toEqual([]);
});

test('SI2 a disabled agent does not get in, and is out at once', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const bold = await staffed(desk, { email: 'bold@altan.example' });
  await givePassword(desk, bold.agent.id);
  const own = await agent(desk, Object.assign(await agent(desk), bold));
  const change = await sarnai.ask(`PATCH /v1/agents/${bold.agent.id}`, { body: { isDisabled: true } });
  expect(change.json()).toMatchObject({ id: bold.agent.id, isDisabled: true });
  expect(await own.closed).toBe(4001);
  expect((await bold.ask('GET /v1/me')).json()).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  const again = await ask(desk, 'POST /v1/sessions', { body: { email: bold.agent.email, password: PASSWORD } });
  expect(again.json()).toMatchObject({ code: 'SIGN_IN_FAILED' });
});

/** How often a password may be tried until it is refused for now. */
async function triesOf(desk: Desk, email: string, address: string): Promise<number> {
  for (let tries = 0; ; tries++) {
    const answer = await ask(desk, 'POST /v1/sessions', { address, body: { email, password: 'a guess' } });
    if (answer.statusCode === 401) continue;
    expect([answer.statusCode, answer.json()]).toEqual([
      429,
      expect.objectContaining({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) }),
    ]);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    return tries;
  }
}

test('AC1 guessing is slowed down by account and address, and shuts nobody else out', async () => {
  const { desk } = await deskWithSarnai();
  const bold = await staffed(desk, { email: 'bold@altan.example' });
  await givePassword(desk, bold.agent.id);
  const proxy = '203.0.113.7';
  expect(await triesOf(desk, signIn.email, proxy)).toBe(10);
  const right = (email: string, address: string) =>
    ask(desk, 'POST /v1/sessions', { address, body: { ...signIn, email } }).then(answer => answer.statusCode);
  expect(await right(signIn.email, proxy)).toBe(429);
  // A colleague behind the same proxy, and the same account from elsewhere.
  expect(await right(bold.agent.email, proxy)).toBe(200);
  expect(await right(signIn.email, '203.0.113.8')).toBe(200);
  await desk.pass(61_000);
  expect(await right(signIn.email, proxy)).toBe(200);
});

test('AC1 the right password counts for nothing, however often it is used', async () => {
  const { desk } = await deskWithSarnai();
  for (let round = 0; round < 30; round++) {
    expect((await ask(desk, 'POST /v1/sessions', { body: signIn })).statusCode).toBe(200);
  }
});

test('AC1 who guesses from many addresses is slowed down too, and not where the account is at home', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  expect((await ask(desk, 'POST /v1/sessions', { body: signIn, address: '203.0.113.1' })).statusCode).toBe(200);
  let tries = 0;
  for (let net = 0; net < 20; net++) tries += await triesOf(desk, signIn.email, `2001:db8:0:${net.toString(16)}::1`);
  expect(tries).toBe(99);
  expect((await ask(desk, 'POST /v1/sessions', { body: signIn, address: '203.0.113.1' })).statusCode).toBe(200);
  const change = { password: 'tulips at noon', currentPassword: 'a guess' };
  for (let round = 0; round < 9; round++)
    expect((await sarnai.ask('PATCH /v1/me', { body: change, address: '203.0.113.1' })).statusCode).toBe(422);
  const answers = await Promise.all(
    [1, 2].map(() => sarnai.ask('PATCH /v1/me', { body: change, address: '203.0.113.1' })),
  );
  expect(answers.map(each => each.statusCode)).toContain(429);
});

test('ST11 a sign-in that races a disabling or a new password leaves nobody in', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const bold = await staffed(desk, { email: 'bold@altan.example' });
  await givePassword(desk, bold.agent.id);
  const { sessions, agents } = desk.store;
  const begin = sessions.create;
  for (const change of [{ passwordHash: 'another' }, { isDisabled: true }]) {
    await givePassword(desk, bold.agent.id);
    // The password was right, and the session is not written yet.
    vi.spyOn(sessions, 'create').mockImplementationOnce(async (...session) => {
      await agents.update(bold.agent.id, change);
      return begin(...session);
    });
    const answer = await ask(desk, 'POST /v1/sessions', { body: { email: bold.agent.email, password: PASSWORD } });
    expect([answer.statusCode, answer.json().code, answer.cookies]).toEqual([401, 'SIGN_IN_FAILED', []]);
  }
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(200);
});

test('ST11 a session that ends while its page connects leaves no page', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const page = await agentSocket(desk, { cookie: sarnai.cookie, origin: 'http://desk.example' });
  // As another server would: this one is told of it only for pages that it knows.
  await desk.store.sessions.end(sarnai.agent.id, { except: null });
  page.say({ type: 'hello', version: 2 });
  expect(await page.closed).toBe(4001);
});

test.each([
  ['a whole host', {}, '__Host-deskbell_agent', '/'],
  ['a path', { publicUrl: 'https://desk.example/help' }, '__Secure-deskbell_agent', '/help'],
])(
  'SI1 on https the cookie of %s has a prefix, and stays Secure where a request does not say how it came',
  async (_, config, name, path) => {
    const { desk } = await deskWithSarnai(config);
    const answer = await ask(desk, 'POST /v1/sessions', { body: signIn, origin: 'https://desk.example' });
    const flags = { name, path, secure: true, httpOnly: true, sameSite: 'Strict' };
    expect(answer.cookies).toMatchObject([flags]);
    const cookie = `${name}=${answer.cookies[0]!.value}`;
    const later = await ask(desk, 'GET /v1/me', { cookie, origin: null });
    expect(later.cookies).toMatchObject([{ ...flags, value: answer.cookies[0]!.value }]);
    const out = await ask(desk, 'DELETE /v1/sessions/current', {
      cookie: `${cookie}; deskbell_agent=old`,
      origin: null,
    });
    expect(out.cookies).toMatchObject([
      { ...flags, value: '' },
      { name: 'deskbell_agent', value: '' },
    ]);
    expect(out.cookies[1]).not.toHaveProperty('secure');
  },
);

test('SI1 of two cookies the one that browsers guard counts', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const bold = await staffed(desk, { name: 'Bold' });
  const guarded = bold.cookie.replace('deskbell_agent', '__Host-deskbell_agent');
  const me = await ask(desk, 'GET /v1/me', { cookie: `${sarnai.cookie}; ${guarded}` });
  expect(me.json().agent.name).toBe('Bold');
});

test('SI4 sessions are listed and end one by one', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const other = await ask(desk, 'POST /v1/sessions', { body: signIn });
  const cookie = `deskbell_agent=${other.cookies[0]!.value}`;
  const list = (await sarnai.ask('GET /v1/sessions')).json();
  expect(list).toHaveLength(2);
  expect(list.filter((each: { isCurrent: boolean }) => each.isCurrent)).toMatchObject([{ id: sarnai.sessionId }]);
  expect(JSON.stringify(list)).not.toContain('tokenHash');

  const ended = await sarnai.ask(`DELETE /v1/sessions/${other.json().sessionId}`);
  expect(ended.statusCode).toBe(204);
  expect((await ask(desk, 'GET /v1/me', { cookie })).statusCode).toBe(401);
  expect((await sarnai.ask(`DELETE /v1/sessions/${other.json().sessionId}`)).json().code).toBe('NOT_FOUND');
});

test("SI4 nobody ends somebody else's session", async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const bold = await staffed(desk);
  expect((await bold.ask(`DELETE /v1/sessions/${sarnai.sessionId}`)).statusCode).toBe(404);
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(200);
});

test('SI4 signing out ends the session, its cookie and its sockets', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const page = await agent(desk, Object.assign(await agent(desk), sarnai));
  const answer = await sarnai.ask('DELETE /v1/sessions/current');
  expect(answer.statusCode).toBe(204);
  expect(answer.cookies[0]).toMatchObject({ name: 'deskbell_agent', value: '' });
  // Nothing that "back" could show; what was typed and not sent stays in its storage.
  expect(answer.headers['clear-site-data']).toBe('"cache"');
  expect(await page.closed).toBe(4001);
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(401);
});

test('SI4 all other sessions end at once, with their sockets', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const other = await ask(desk, 'POST /v1/sessions', { body: signIn });
  const cookie = `deskbell_agent=${other.cookies[0]!.value}`;
  const page = await agent(desk, Object.assign(await agent(desk), { ...sarnai, cookie }));
  expect((await sarnai.ask('DELETE /v1/sessions')).statusCode).toBe(204);
  expect(await page.closed).toBe(4001);
  expect((await ask(desk, 'GET /v1/me', { cookie })).statusCode).toBe(401);
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(200);
});

test('ST12 a session says where it was begun, by its network alone, and when it was used', async () => {
  const { desk } = await deskWithSarnai();
  const headers = { 'user-agent': 'Firefox' };
  const answer = await ask(desk, 'POST /v1/sessions', { body: signIn, address: '203.0.113.77', headers });
  const begun = desk.context.now();
  const cookie = `deskbell_agent=${answer.cookies[0]!.value}`;
  await desk.pass(2 * 60_000);
  const all = (await ask(desk, 'GET /v1/sessions', { cookie })).json();
  expect(all.find((each: { isCurrent: boolean }) => each.isCurrent)).toMatchObject({
    id: answer.json().sessionId,
    userAgent: 'Firefox',
    address: '203.0.113.0/24',
    createdAt: begun,
    seenAt: begun + 2 * 60_000,
  });
  expect(JSON.stringify(all)).not.toContain('203.0.113.77');
});

test('ST12 all sessions end at once, this one too, with their sockets', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const other = await ask(desk, 'POST /v1/sessions', { body: signIn });
  const cookie = `deskbell_agent=${other.cookies[0]!.value}`;
  const pages = [sarnai.cookie, cookie].map(async each =>
    agent(desk, Object.assign(await agent(desk), { ...sarnai, cookie: each })),
  );
  const [one, two] = await Promise.all(pages);
  const answer = await sarnai.ask('DELETE /v1/sessions/all');
  expect([answer.statusCode, answer.cookies[0]]).toEqual([204, expect.objectContaining({ value: '' })]);
  expect([await one!.closed, await two!.closed]).toEqual([4001, 4001]);
  for (const each of [sarnai.cookie, cookie]) {
    expect((await ask(desk, 'GET /v1/me', { cookie: each })).statusCode).toBe(401);
  }
});

test('SI5 a session lasts 30 days after its last use', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  for (const days of [29, 29]) {
    await desk.pass(days * DAY);
    const answer = await sarnai.ask('GET /v1/me');
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies[0]).toMatchObject({ maxAge: 30 * 24 * 3600 });
  }
  await desk.pass(30 * DAY + 1);
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(401);
});

test('ST13 a session ends 90 days after it began however it was used, and so do its links', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  for (let day = 0; day < 89; day += 1) {
    await desk.pass(DAY);
    expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(200);
  }
  await desk.pass(DAY - 3_000);
  const page = await agent(desk, Object.assign(await agent(desk), sarnai));
  await desk.pass(1_000);
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(200);
  await page.ping();
  await desk.pass(2_000);
  expect(await page.closed).toBe(4001);
  expect((await sarnai.ask('GET /v1/me')).statusCode).toBe(401);
});

test('ST14 of more than 50 sessions the one ends that was used longest ago, and is written down', async () => {
  const { desk, sarnai } = await deskWithSarnai();
  const begin = async () => {
    const answer = await ask(desk, 'POST /v1/sessions', { body: signIn });
    expect(answer.statusCode).toBe(200);
    return `deskbell_agent=${answer.cookies[0]!.value}`;
  };
  const idle = await begin();
  const page = await agent(desk, Object.assign(await agent(desk), { ...sarnai, cookie: idle }));
  await desk.pass(120_000, page);
  for (let browser = 2; browser < 50; browser += 1) await begin();
  await desk.pass(120_000, page);
  // Older than the others, and in use.
  expect((await sarnai.ask('GET /v1/sessions')).json()).toHaveLength(50);
  const last = await begin();
  expect(await page.closed).toBe(4001);
  expect((await ask(desk, 'GET /v1/me', { cookie: idle })).statusCode).toBe(401);
  for (const cookie of [sarnai.cookie, last]) {
    expect((await ask(desk, 'GET /v1/me', { cookie })).statusCode).toBe(200);
  }
  const { rows } = (await sarnai.ask('GET /v1/audit')).json();
  expect(rows[0]).toMatchObject({ what: 'session.ended', who: { id: sarnai.agent.id } });
});

test.each([
  ['a foreign page', { origin: 'https://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
  ['another port of the same host', { origin: 'http://desk.example:8081' }],
  ['a foreign page in a browser that hides it', { origin: null, headers: { 'sec-fetch-site': 'cross-site' } }],
  ['a page of another name of the domain', { origin: null, headers: { 'sec-fetch-site': 'same-site' } }],
])('SI6 a change asked for by %s is refused', async (_what, options) => {
  const { sarnai } = await deskWithSarnai();
  for (const line of ['PATCH /v1/me', 'POST /v1/sites', 'DELETE /v1/sessions'] as const) {
    const answer = await sarnai.ask(line, { ...options, ...(line.startsWith('D') ? {} : { body: { name: 'X' } }) });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
  }
  expect((await sarnai.ask('GET /v1/me')).json().agent.name).toBe('Sarnai');
});

test('SI6 our own pages and clients that are no browsers may change things', async () => {
  const { sarnai } = await deskWithSarnai();
  for (const origin of [OWN, 'https://desk.example', null]) {
    expect((await sarnai.ask('PATCH /v1/me', { origin, body: { name: 'Sarnai B.' } })).statusCode).toBe(200);
  }
});

test('SI6 behind a proxy that rewrote Host our own page is known by its browser, and its cookie is Secure', async () => {
  const { desk } = await deskWithSarnai();
  const options = { origin: 'https://chat.example', headers: { 'sec-fetch-site': 'same-origin' } };
  const answer = await ask(desk, 'POST /v1/sessions', { body: signIn, ...options });
  expect(answer.statusCode).toBe(200);
  expect(answer.cookies[0]).toMatchObject({ secure: true, path: '/' });
});

test('SI6 where the browser can not say so, the refusal names what the proxy lacks', async () => {
  const { desk } = await deskWithSarnai();
  const answer = await ask(desk, 'POST /v1/sessions', { body: signIn, origin: 'http://10.0.0.5' });
  expect([answer.statusCode, answer.json()]).toEqual([
    403,
    {
      code: 'ORIGIN_REFUSED',
      message:
        'Changes are taken from pages at http://desk.example only, got one from http://10.0.0.5. If that is where Deskbell is reached, its proxy hides that: add "proxy_set_header Host $http_host;" (nginx) or "ProxyPreserveHost On" (Apache), or start Deskbell with PUBLIC_URL=http://10.0.0.5.',
    },
  ]);
  // Here the browser knows, and a proxy could not help.
  const headers = { 'sec-fetch-site': 'cross-site' };
  const foreign = await ask(desk, 'POST /v1/sessions', { body: signIn, origin: 'https://evil.example', headers });
  expect([foreign.statusCode, foreign.json().message]).toEqual([403, expect.not.stringContaining('proxy')]);
});

test('SI1 below a path, the cookie is for that path', async () => {
  const { desk } = await deskWithSarnai({ publicUrl: 'https://shop.example/help' });
  const origin = 'https://shop.example';
  const answer = await ask(desk, 'POST /help/v1/sessions', { body: signIn, origin });
  expect(answer.cookies[0]).toMatchObject({ path: '/help', secure: true });
  const cookie = `__Secure-deskbell_agent=${answer.cookies[0]!.value}`;
  const out = await ask(desk, 'DELETE /help/v1/sessions/current', { cookie, origin });
  expect(out.cookies[0]).toMatchObject({ value: '', path: '/help' });
});

test('SI7 who is not signed in reads and changes nothing', async () => {
  const { desk } = await deskWithSarnai();
  const lines = [
    'GET /v1/me',
    'GET /v1/sessions',
    'DELETE /v1/sessions',
    'DELETE /v1/sessions/current',
    'GET /v1/agents',
    'GET /v1/sites',
    'GET /v1/conversations?view=all',
    'GET /v1/conversations/any',
    'GET /v1/callbacks',
    'GET /v1/search?q=any',
    'GET /v1/canned-replies',
    'DELETE /v1/canned-replies/any',
  ] as const;
  for (const line of lines) {
    const answer = await ask(desk, line);
    expect([line, answer.statusCode, answer.json().code]).toEqual([line, 401, 'SIGN_IN_REQUIRED']);
  }
});

test('SI7 what one agent reads is kept by no cache', async () => {
  const { sarnai } = await deskWithSarnai();
  expect((await sarnai.ask('GET /v1/me')).headers['cache-control']).toBe('no-store');
});

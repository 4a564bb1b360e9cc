import { expect, test } from 'vitest';
import { VARIABLES } from '../../server/config.ts';
import { bookingPath, calendarPath } from '../../server/features/bookings/links.ts';
import { callLink } from '../../server/features/callbacks/links.ts';
import { plainArguments, plainSentence, withoutSecrets } from '../../server/log-secrets.ts';
import { agent, buildTestApp, TEST_CONFIG, visitor } from '../helpers/app.ts';
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

test.each(LEVELS)('CB7 at %s no line has the secret of a call in it, whatever breaks', async logLevel => {
  const lines: string[] = [];
  const desk = await buildTestApp({
    config: { logLevel: logLevel as typeof TEST_CONFIG.logLevel },
    logTo: { write: line => void lines.push(line) },
  });
  const link = callLink(TEST_CONFIG.secretKey, 'a-call');
  const press = { body: { _id: 'one', cancel: 'yes' } };
  await ask(desk, `GET /f/altan/${link}`);
  await ask(desk, `POST /f/altan/${link}`, press);
  desk.store.callbacks.find = async () => {
    throw new Error('the store broke');
  };
  await ask(desk, `GET /f/altan/${link}`);
  await ask(desk, `POST /f/altan/${link}`, press);
  const text = lines.join('\n');
  if (logLevel !== 'fatal') expect(text).toContain('the store broke');
  expect(text).not.toContain(link.split('/').at(-1));
});

/** What people say and are: it stands nowhere in a log. */
const SAID = {
  word: 'zanzibarword',
  name: 'Annabelzanzi',
  mail: 'anna.zanzi@home.example',
  phone: '99112233',
  query: 'zanzibarquery',
  file: 'zanzibarfile',
  token: 'token-of-zanzi-0123456789abcdef',
};

test.each(LEVELS)(
  'PR11 at %s no line has a word, a mail, a number or a token of anybody in it, whatever breaks',
  async logLevel => {
    const lines: string[] = [];
    const desk = await buildTestApp({
      config: { logLevel: logLevel as typeof TEST_CONFIG.logLevel, webhooksToPrivate: true },
      logTo: { write: line => void lines.push(line) },
    });
    const owner = await agent(desk, { role: 'owner' });
    const page = {
      url: `https://shop.example/?q=${SAID.query}`,
      title: SAID.word,
      referrer: `https://a.example/#${SAID.query}`,
    };
    const ann = await visitor(desk, { page, userAgent: SAID.word });
    const form = {
      type: 'form.send',
      name: SAID.name,
      email: SAID.mail,
      phone: `+976${SAID.phone}`,
      message: SAID.word,
    } as const;
    /** Each door once, with everything that people say. */
    async function comeThrough(round: string) {
      const id = (what: string) => `${what}-${round}-${SAID.token}`;
      await ann.ask({ ...form, clientId: id('form') });
      await ann.ask({ type: 'message.send', text: SAID.word, clientId: id('message') });
      // The same id with other words, a number that is none, and frames that can not be read.
      await ann.ask({ type: 'message.send', text: `${SAID.word} again`, clientId: id('message') });
      await ann.ask({ ...form, phone: SAID.word, email: SAID.mail.replace('@', '@@'), clientId: id('bad-form') });
      ann.socket.send(`{"type":"message.send","text":"${SAID.word}`);
      ann.socket.send(JSON.stringify({ type: SAID.word, clientId: id('unknown') }));
      ann.socket.send(JSON.stringify({ type: 'message.send', clientId: id('long'), text: SAID.word.repeat(1000) }));
      await ann.ask({
        type: 'visitor.identify',
        name: SAID.name,
        email: SAID.mail,
        jwt: `a.${SAID.token}.c`,
        clientId: id('jwt'),
      });
      await owner.ask({ type: 'note.add', conversationId: SAID.word, text: SAID.word });
      const headers = { authorization: `Bearer ${SAID.token}`, 'user-agent': SAID.word, referer: page.url };
      const json = { ...headers, 'content-type': 'application/json' };
      await ask(desk, 'POST /v1/sites/altan/submissions', { headers: json, body: `{"text":"${SAID.word}` });
      await ask(desk, 'POST /v1/sites/altan/submissions', { headers, body: { ...form, clientId: id('http') } });
      await ask(desk, `POST /v1/sites/${SAID.word}/submissions`, { headers, body: form });
      await ask(desk, 'POST /f/altan/contact', {
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: `name=${SAID.name}&email=${SAID.mail}&message=${SAID.word}&phone=${SAID.phone}`,
      });
      await ask(desk, 'POST /f/altan/contact', {
        headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
        body: `--x\r\ncontent-disposition: form-data; name="${SAID.name}"; filename="${SAID.file}.txt"\r\n\r\n${SAID.word}`,
      });
      await ask(desk, `GET /v1/search?q=${SAID.query}`, { cookie: owner.cookie, headers });
      await ask(desk, `GET /v1/search?q=${SAID.query}&limit=${SAID.word}`, { cookie: owner.cookie, headers });
      await ask(desk, `GET /${SAID.word}?q=${SAID.query}`, { headers });
      await ask(desk, 'POST /v1/sessions', { headers, body: { email: SAID.mail, password: SAID.word } });
      await ask(desk, 'POST /v1/invitations', { cookie: owner.cookie, body: { role: 'agent', email: SAID.mail } });
      await ask(desk, 'PATCH /v1/sites/altan', {
        cookie: owner.cookie,
        body: { origins: [SAID.word], name: SAID.name },
      });
      const conversations = await desk.store.views.page({ view: 'all', agentId: 'nobody', limit: 1 }).catch(() => null);
      const contactId = conversations?.items[0]?.contact.id ?? 'nobody';
      await ask(desk, `PATCH /v1/contacts/${contactId}`, {
        cookie: owner.cookie,
        body: { email: SAID.word, name: SAID.name },
      });
      await ask(desk, `GET /v1/contacts/${contactId}/export`, { cookie: owner.cookie });
      await desk.pass(1_000);
    }
    await ask(desk, 'POST /v1/sites/altan/webhooks', {
      cookie: owner.cookie,
      body: { url: 'http://127.0.0.1:9/hook', events: ['entry.added'] },
    });
    await comeThrough('well');
    await desk.context.outbox.settled();
    // What a database says of what it can not keep repeats what that was.
    const dup = `E11000 duplicate key error collection: deskbell.contacts dup key: { email: "${SAID.mail}", name: '${SAID.name}' }`;
    for (const room of ['conversations', 'contacts', 'visitors', 'search', 'agents', 'views', 'invitations'] as const) {
      const verbs = desk.store[room];
      for (const verb of Object.keys(verbs)) {
        Object.assign(verbs, {
          [verb]: async () => {
            const cause = new Error(`value "${SAID.word}" of +976 ${SAID.phone}`);
            const about = { keyValue: { email: SAID.mail }, sql: SAID.word, errInfo: [SAID] };
            throw Object.assign(new Error(dup, { cause }), about);
          },
        });
      }
    }
    await comeThrough('broken');
    const text = lines.join('\n');
    if (logLevel !== 'fatal') expect(text).toContain('E11000 duplicate key error');
    for (const [name, said] of Object.entries(SAID)) expect(text, name).not.toContain(said);
  },
);

test('PR11 of a sentence what somebody said is taken out, and the rest can be read', () => {
  const plain = {
    'Unexpected token \'h\', "hello there" is not valid JSON': 'Unexpected token \'…\', "…" is not valid JSON',
    'Another agent has the e-mail ann@home.example.': 'Another agent has the e-mail …',
    "The server's store is away: ECONNREFUSED 127.0.0.1:27017":
      "The server's store is away: ECONNREFUSED 127.0.0.1:27017",
    'dup key: { name: "Ann" }': 'dup key: {…}',
    'ring +976 9911 2233 now': 'ring … now',
    'GET /f?mail=a b': 'GET /f… b',
    'with 3fGh5kLmN0pQrStUvWxYz1 in it': 'with … in it',
  };
  for (const [came, wanted] of Object.entries(plain)) expect(plainSentence(came)).toBe(wanted);
});

test('LG1 what is let through is named, errors stay errors, and an error alone has its sentence made plain', () => {
  const cause = Object.assign(new Error('the inside of "Ann"'), { command: { password: 'p' } });
  const error = Object.assign(new TypeError('the outside', { cause }), { code: 'E1', cookies: { a: 'b' } });
  const veiled = withoutSecrets({
    err: error,
    code: 'FIELD_INVALID',
    attempts: 3,
    url: '/v1/sites/:key?a=b',
    target: { kind: 'webhook', id: 'w1', name: 'Ann' },
    headers: { host: 'h' },
    list: ['a'],
  });
  expect(veiled).toMatchObject({
    code: 'FIELD_INVALID',
    attempts: 3,
    url: '/v1/sites/:key',
    target: { kind: 'webhook', id: 'w1', name: '[redacted]' },
    headers: '[redacted]',
    list: '[redacted]',
  });
  const copy = veiled.err as TypeError & { cause: Error; code: string };
  expect(copy).toBeInstanceOf(TypeError);
  expect([copy.message, copy.code, copy.cause.message]).toEqual(['the outside', 'E1', 'the inside of "…"']);
  expect(copy.stack).toMatch(/^TypeError: the outside\n\s+at /);
  expect(Object.keys(copy)).toEqual(['code']);
  expect(error.cookies).toEqual({ a: 'b' });
  expect(plainArguments([error])).toEqual([error, 'the outside']);
  expect(plainArguments(['of %s', 'Ann', 3])).toEqual(['of %s', '[redacted]', 3]);
});

test.each(LEVELS)(
  'BK10 at %s no line has the secret of a booking or of a calendar in it, whatever breaks',
  async logLevel => {
    const lines: string[] = [];
    const desk = await buildTestApp({
      config: { logLevel: logLevel as typeof TEST_CONFIG.logLevel },
      logTo: { write: line => void lines.push(line) },
    });
    const { secretKey } = TEST_CONFIG;
    const link = bookingPath(secretKey, 'a-booking');
    const calendar = calendarPath(secretKey, 'oyuna', 1);
    desk.store.bookings.find = async () => {
      throw new Error('the store broke');
    };
    await ask(desk, `GET /f/altan/${link}`);
    await ask(desk, `POST /f/altan/${link}`, { body: { version: 1, act: 'cancel' } });
    await ask(desk, `GET ${calendar as `/${string}`}`);
    const text = lines.join('\n');
    if (logLevel !== 'fatal') expect(text).toContain('the store broke');
    for (const path of [link, calendar]) expect(text).not.toContain(path.split('/').find(each => each.length > 30));
  },
);

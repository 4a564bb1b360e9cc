import { generateKeyPairSync } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, VARIABLES } from '../../server/config.ts';
import { newFolder } from '../helpers/new-folder.ts';

const KEY = 'k'.repeat(32);
const PUBLIC_URL_WANTED =
  'PUBLIC_URL must be an http or https address, such as https://chat.example.com or https://example.com/help, whose path, if any, is of plain words and begins with none of our own: inbox, demo, docs, f, v1, assets, deskbell.js, healthz, readyz, metrics';
const memory = { DATABASE_URL: 'sqlite::memory:' };

/** The sentences that a bad environment is answered with. */
function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig({ ...memory, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('CF1 an empty environment gives the documented defaults, frozen', () => {
  const config = readConfig({ ...memory, PORT: '', HOST: '  ' });
  expect(config).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    publicUrl: null,
    owner: null,
    smtpUrl: null,
    mailFrom: null,
    dkim: null,
    trustProxy: false,
    webhooksToPrivate: false,
    identityMaxHours: 24,
    metricsToken: null,
    logLevel: 'info',
  });
  expect(String(config.port)).toBe(VARIABLES.PORT.default);
  expect(config.publicDir).toMatch(/dist[\\/]public$/);
  expect(Object.isFrozen(config)).toBe(true);
});

test('CF1 every variable is read', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '::1',
    DATABASE_URL: 'mongodb://ann:pass@db.example/deskbell?replicaSet=rs0',
    PUBLIC_URL: 'https://Chat.example.com/',
    SECRET_KEY: KEY,
    OWNER_EMAIL: 'Ann@Shop.example',
    OWNER_PASSWORD: 'ten letters at least',
    OWNER_NAME: ' Ann Lee ',
    SMTP_URL: 'smtps://user:pass@mail.example:465',
    MAIL_FROM: 'Altan Flowers <desk@shop.example>',
    TRUST_PROXY: 'loopback, 10.0.0.0/8, ::1',
    WEBHOOKS_TO_PRIVATE: 'on',
    IDENTITY_MAX_HOURS: '48',
    METRICS_TOKEN: '0123456789abcdef',
    AUDIT_DAYS: '365',
    LOG_LEVEL: 'WARN',
  });
  expect(config).toMatchObject({
    port: 0,
    host: '::1',
    publicUrl: 'https://chat.example.com',
    secretKey: KEY,
    owner: { email: 'ann@shop.example', password: 'ten letters at least', name: 'Ann Lee' },
    smtpUrl: 'smtps://user:pass@mail.example:465',
    mailFrom: 'Altan Flowers <desk@shop.example>',
    trustProxy: ['loopback', '10.0.0.0/8', '::1'],
    webhooksToPrivate: true,
    identityMaxHours: 48,
    metricsToken: '0123456789abcdef',
    logLevel: 'warn',
  });
  expect(readConfig({ ...memory, TRUST_PROXY: 'on' }).trustProxy).toBe(true);
  expect(readConfig({ ...memory, TRUST_PROXY: 'off' }).trustProxy).toBe(false);
});

test.each([
  ['PORT', 'http', 'PORT must be a whole number from 0 to 65535, got "http".'],
  ['PORT', '65536', 'PORT must be a whole number from 0 to 65535, got "65536".'],
  ['PORT', '-1', 'PORT must be a whole number from 0 to 65535, got "-1".'],
  ['HOST', 'http://x', 'HOST must be an address or host name without a scheme, such as 127.0.0.1, got "http://x".'],
  [
    'TRUST_PROXY',
    '10.0.0.0/33',
    'TRUST_PROXY must be off, on, or addresses and ranges with commas, such as 10.0.0.0/8, loopback, got "10.0.0.0/33".',
  ],
  ['OWNER_NAME', 'Ann\nLee', 'OWNER_NAME must be a name of up to 200 characters on one line, got "Ann\\nLee".'],
  ['IDENTITY_MAX_HOURS', '0', 'IDENTITY_MAX_HOURS must be a whole number of hours from 1 to 8760, got "0".'],
  ['IDENTITY_MAX_HOURS', '1d', 'IDENTITY_MAX_HOURS must be a whole number of hours from 1 to 8760, got "1d".'],
  [
    'METRICS_TOKEN',
    'too short',
    'METRICS_TOKEN must be at least 16 characters without spaces; `openssl rand -hex 16` makes some, got 9 characters that are not shown here.',
  ],
  ['AUDIT_DAYS', '30', 'AUDIT_DAYS must be a whole number of days from 90 to 3650, got "30".'],
  ['DKIM_DOMAIN', 'nowhere', 'DKIM_DOMAIN must be a domain such as example.com, got "nowhere".'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be fatal, error, warn, info, debug, trace, silent, got "loud".'],
])('CF2 %s=%s stops the start with one sentence', (name, value, sentence) => {
  expect(problemsOf({ [name]: value })).toEqual([sentence]);
});

test.each([
  'chat.example.com',
  'ftp://example.com',
  'https://example.com/help?x',
  'https://ann@example.com',
  'https://example.com/a%20b',
  'https://example.com//help',
  'https://example.com/inbox/help',
])('CF2 PUBLIC_URL=%s stops the start with one sentence', url => {
  expect(problemsOf({ PUBLIC_URL: url })).toEqual([`${PUBLIC_URL_WANTED}, got "${url}".`]);
});

test.each([
  ['https://shop.example/help/', 'https://shop.example/help'],
  ['http://Shop.example:8080/a/b.c', 'http://shop.example:8080/a/b.c'],
])('CF1 PUBLIC_URL %s has a path', (url, publicUrl) => {
  expect(readConfig({ ...memory, PUBLIC_URL: url }).publicUrl).toBe(publicUrl);
});

test('CF2 every bad variable gets its own sentence', () => {
  const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', HOST: '/' });
  expect(problems.map(each => each.split(' ')[0])).toEqual(['PORT', 'HOST', 'LOG_LEVEL']);
});

test('CF3 a sentence never repeats a secret', () => {
  const problems = problemsOf({
    DATABASE_URL: 'postgres://ann:hunter2@db.example/x',
    SECRET_KEY: 'hunter2',
    OWNER_EMAIL: 'ann@shop.example',
    OWNER_PASSWORD: 'hunter2',
    SMTP_URL: 'http://ann:hunter2@mail.example',
    MAIL_FROM: 'desk@shop.example',
  });
  expect(problems).toHaveLength(4);
  expect(problems.join('\n')).not.toContain('hunter2');
  expect(problems[0]).toBe(
    'DATABASE_URL must be sqlite:PATH, mongodb://… or mongodb+srv://…, got an address that begins with postgres:.',
  );
  expect(problems[1]).toMatch(
    /^SECRET_KEY must be at least 32 random characters.*got 7 characters that are not shown here\.$/,
  );
});

test('CF4 variables that need each other say which is missing', () => {
  expect(problemsOf({ OWNER_EMAIL: 'ann@shop.example' })).toEqual([
    'OWNER_PASSWORD must be set together with OWNER_EMAIL, got nothing.',
  ]);
  expect(problemsOf({ OWNER_PASSWORD: 'ten letters at least' })).toEqual([
    'OWNER_EMAIL must be set together with OWNER_PASSWORD, got nothing.',
  ]);
  expect(problemsOf({ SMTP_URL: 'smtp://mail.example' })).toEqual([
    'MAIL_FROM must be set together with SMTP_URL, got nothing.',
  ]);
  expect(problemsOf({ DATABASE_URL: 'mongodb://db.example/deskbell' })[0]).toMatch(
    /^SECRET_KEY must be set with MongoDB/,
  );
});

test('CF6 a key that signs mails is read from its file, and said to be none where it is none', () => {
  const folder = newFolder();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  writeFileSync(join(folder, 'key.pem'), pem);
  writeFileSync(join(folder, 'none.pem'), 'no key');
  const mail = { ...memory, MAIL_FROM: 'Altan <desk@shop.example>', DKIM_SELECTOR: 'bell' };
  const { dkim } = readConfig({ ...mail, DKIM_KEY_FILE: join(folder, 'key.pem') });
  expect(dkim).toEqual({ domainName: 'shop.example', keySelector: 'bell', privateKey: pem });
  const other = readConfig({ ...mail, DKIM_KEY_FILE: join(folder, 'key.pem'), DKIM_DOMAIN: 'altan.example' });
  expect(other.dkim?.domainName).toBe('altan.example');
  const bad = join(folder, 'none.pem');
  expect(problemsOf({ ...mail, DKIM_KEY_FILE: bad })).toEqual([
    `DKIM_KEY_FILE must be the path of an RSA private key in PEM, got ${JSON.stringify(bad)}.`,
  ]);
  expect(problemsOf({ DKIM_SELECTOR: 'bell' })).toEqual([
    'DKIM_KEY_FILE must be set together with DKIM_SELECTOR, got nothing.',
  ]);
});

test('CF5 the secret key is made once, kept beside the database, and read by nobody else', () => {
  const env = { DATABASE_URL: `sqlite:${join(newFolder(), 'data', 'deskbell.db')}` };
  const { secretKey } = readConfig(env);
  expect(secretKey.length).toBeGreaterThanOrEqual(32);
  expect(readConfig(env).secretKey).toBe(secretKey);
  const path = join(env.DATABASE_URL.slice(7), '..', 'secret.key');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readConfig({ ...env, SECRET_KEY: KEY }).secretKey).toBe(KEY);
});

test('CF5 a secret key that was cut short stops the start, because a new one would lock up what the old one sealed', () => {
  const data = newFolder();
  writeFileSync(join(data, 'secret.key'), 'short\n');
  const [problem] = problemsOf({ DATABASE_URL: `sqlite:${join(data, 'deskbell.db')}` });
  expect(problem).toMatch(
    /^SECRET_KEY must be set, or .* must be a folder that Deskbell can write one to, got: .*put it back/,
  );
});

test('CF5 a bad environment leaves no file behind', () => {
  const data = join(newFolder(), 'data');
  expect(problemsOf({ DATABASE_URL: `sqlite:${join(data, 'deskbell.db')}`, PORT: 'x' })).toHaveLength(1);
  expect(() => statSync(data)).toThrow();
});

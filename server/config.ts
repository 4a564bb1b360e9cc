import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isEmail } from '../protocol/emails.ts';
import { LIMITS } from '../protocol/wire/limits.ts';
import { keptSecretKey } from './secrets.ts';
import { newToken } from './tokens.ts';

/** What the environment says, read once at start, frozen. */
export interface Config {
  port: number;
  host: string;
  databaseUrl: string;
  /** What links begin with: an origin, with a path where Deskbell has one, without a slash at its end; null: as the request says. */
  publicUrl: string | null;
  secretKey: string;
  owner: { email: string; password: string; name: string | null } | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  /** Signs mails (RFC 6376); null: the mail server does, or nobody. */
  dkim: { domainName: string; keySelector: string; privateKey: string } | null;
  /** False, true (any proxy), or the proxies' addresses. No number of hops: it can not tell a proxy from a liar. */
  trustProxy: boolean | string[];
  /** Whether webhooks, calendars of holidays, Telegram and its proxy may lead into private networks and to this machine. */
  webhooksToPrivate: boolean;
  /** For how long a site may vouch for a visitor by one token, hours. */
  identityMaxHours: number;
  /** What opens `/metrics` from elsewhere; null: only this machine reads it. */
  metricsToken: string | null;
  /** For how long the audit log is kept, days. */
  auditDays: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Folder with the built pages: `deskbell.js`, `assets/`, `inbox/`, `demo/`. */
  publicDir: string;
}

/** One sentence for each variable that is wrong. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

interface Variable {
  name: string;
  /** As the README prints it. */
  default: string;
  meaning: string;
  /** Goes on after "NAME must be". */
  wanted: string;
  schema: z.ZodType;
  /** Never repeated in a sentence, because it holds a password or a key. */
  isSecret?: true;
}

/** Behind a proxy that strips the path, one that begins as ours do could not be told from ours. */
const OWN_PATHS = ['inbox', 'demo', 'docs', 'f', 'v1', 'assets', 'deskbell.js', 'healthz', 'readyz', 'metrics'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** Names that proxy-addr, and so Fastify, knows for whole ranges. */
const PROXY_RANGES = ['loopback', 'linklocal', 'uniquelocal'];
const PASSWORD_CHARS = 10;
const SECRET_KEY_CHARS = 32;

const isOn = z
  .string()
  .regex(/^(on|off|true|false)$/i)
  .transform(text => /^(on|true)$/i.test(text));

const publicUrl = z
  .string()
  .refine(text => URL.canParse(text) && isPublicUrl(new URL(text)))
  .transform(text => new URL(text).href.replace(/\/$/, ''));

const proxies = z.string().transform((text, context): Config['trustProxy'] => {
  if (/^(off|false)$/i.test(text)) return false;
  if (/^(on|true)$/i.test(text)) return true;
  const addresses = text.split(',').map(each => each.trim());
  if (addresses.every(isProxyAddress)) return addresses;
  context.addIssue('malformed');
  return z.NEVER;
});

const dkimKey = z.string().transform((path, context) => {
  try {
    const key = createPrivateKey(readFileSync(path));
    // What every receiver checks; the library signs with no other.
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    // Falls through to the same sentence: nothing of the file is repeated.
  }
  context.addIssue('malformed');
  return z.NEVER;
});

/** Every variable that Deskbell reads: the source of README's table, which a check compares with this one. */
export const VARIABLES = {
  PORT: {
    name: 'PORT',
    default: '8080',
    meaning: 'The port to listen on; 0 takes any free one',
    wanted: 'a whole number from 0 to 65535',
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().max(65_535)),
  },
  HOST: {
    name: 'HOST',
    default: '0.0.0.0',
    meaning: 'The address to listen on',
    wanted: 'an address or host name without a scheme, such as 127.0.0.1',
    schema: z.string().regex(/^[\w.:%-]+$/),
  },
  DATABASE_URL: {
    name: 'DATABASE_URL',
    default: 'sqlite:./data/deskbell.db',
    meaning: 'The store: `sqlite:PATH`, or `mongodb://…` / `mongodb+srv://…` (a replica set)',
    wanted: 'sqlite:PATH, mongodb://… or mongodb+srv://…',
    schema: z.string().regex(/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)/),
    isSecret: true,
  },
  PUBLIC_URL: {
    name: 'PUBLIC_URL',
    default: 'from the request',
    meaning: 'What links in mails and snippets begin with; may have a path, as in `https://shop.example/help`',
    wanted: `an http or https address, such as https://chat.example.com or https://example.com/help, whose path, if any, is of plain words and begins with none of our own: ${OWN_PATHS.join(', ')}`,
    schema: publicUrl,
  },
  SECRET_KEY: {
    name: 'SECRET_KEY',
    default: 'made once, kept in `./data` (SQLite); required with MongoDB',
    meaning: 'Signs tokens, encrypts secrets at rest',
    wanted: `at least ${SECRET_KEY_CHARS} random characters; \`openssl rand -base64 32\` makes some`,
    schema: z.string().min(SECRET_KEY_CHARS),
    isSecret: true,
  },
  OWNER_EMAIL: {
    name: 'OWNER_EMAIL',
    default: 'none',
    meaning: 'With `OWNER_PASSWORD`: creates the owner at the first start, without the link',
    wanted: 'an e-mail address',
    schema: z.string().toLowerCase().refine(isEmail),
  },
  OWNER_PASSWORD: {
    name: 'OWNER_PASSWORD',
    default: 'none',
    meaning: "The owner's first password",
    wanted: `${PASSWORD_CHARS} to 200 characters`,
    schema: z.string().min(PASSWORD_CHARS).max(200),
    isSecret: true,
  },
  OWNER_NAME: {
    name: 'OWNER_NAME',
    default: 'from `OWNER_EMAIL`',
    meaning: 'The name that visitors read, with `OWNER_EMAIL`; the profile in the inbox changes it',
    wanted: `a name of up to ${LIMITS.lineChars} characters on one line`,
    schema: z
      .string()
      .max(LIMITS.lineChars)
      .regex(/^\P{Cc}+$/u),
  },
  SMTP_URL: {
    name: 'SMTP_URL',
    default: 'none: mail is off, and the inbox says so',
    meaning: 'Outgoing mail: `smtp://…` or `smtps://…`; links to a new password want `PUBLIC_URL` too',
    wanted: 'smtp://USER:PASSWORD@HOST:PORT or smtps://…',
    schema: z.string().refine(text => /^smtps?:\/\/./.test(text) && URL.canParse(text)),
    isSecret: true,
  },
  MAIL_FROM: {
    name: 'MAIL_FROM',
    default: 'none',
    meaning: 'The sender of mails, with `SMTP_URL`',
    wanted: 'an e-mail address, alone or as Name <address>',
    schema: z.string().refine(text => isEmail(/^[^<>]*<([^<>]+)>$/.exec(text)?.[1] ?? text)),
  },
  DKIM_KEY_FILE: {
    name: 'DKIM_KEY_FILE',
    default: 'none: mails are not signed here',
    meaning: 'The path of an RSA private key in PEM that signs mails, with `DKIM_SELECTOR`',
    wanted: 'the path of an RSA private key in PEM',
    schema: dkimKey,
  },
  DKIM_SELECTOR: {
    name: 'DKIM_SELECTOR',
    default: 'none',
    meaning: "Where the key's public half stands in DNS: `SELECTOR._domainkey.DOMAIN`",
    wanted: 'a name of letters, digits and hyphens, such as deskbell',
    schema: z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i),
  },
  DKIM_DOMAIN: {
    name: 'DKIM_DOMAIN',
    default: 'that of `MAIL_FROM`',
    meaning: 'The domain that mails are signed for',
    wanted: 'a domain such as example.com',
    schema: z.string().refine(text => isEmail(`name@${text}`)),
  },
  TRUST_PROXY: {
    name: 'TRUST_PROXY',
    default: 'off',
    meaning: "Which proxies may say the visitor's address: `off`, `on` (any), or addresses and ranges with commas",
    wanted: 'off, on, or addresses and ranges with commas, such as 10.0.0.0/8, loopback',
    schema: proxies,
  },
  WEBHOOKS_TO_PRIVATE: {
    name: 'WEBHOOKS_TO_PRIVATE',
    default: 'off',
    meaning:
      'Whether webhooks, calendars of holidays, telephone systems, Telegram and its proxy may be at private addresses, this machine among them: `off` or `on`',
    wanted: 'off or on',
    schema: isOn,
  },
  IDENTITY_MAX_HOURS: {
    name: 'IDENTITY_MAX_HOURS',
    default: '24',
    meaning: 'For how many hours at most a signed identity of a visitor may be good (`exp`)',
    wanted: 'a whole number of hours from 1 to 8760',
    schema: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(8_760)),
  },
  METRICS_TOKEN: {
    name: 'METRICS_TOKEN',
    default: 'none: only this machine',
    meaning:
      'Opens `/metrics` and the details of `/readyz` to who sends `Authorization: Bearer TOKEN`, and to nobody else',
    wanted: 'at least 16 characters without spaces; `openssl rand -hex 16` makes some',
    schema: z.string().regex(/^[\x21-\x7e]{16,200}$/),
    isSecret: true,
  },
  AUDIT_DAYS: {
    name: 'AUDIT_DAYS',
    default: '730',
    meaning: 'For how many days the audit log is kept',
    wanted: 'a whole number of days from 90 to 3650',
    schema: z
      .string()
      .regex(/^\d{2,4}$/)
      .transform(Number)
      .pipe(z.number().min(90).max(3_650)),
  },
  LOG_LEVEL: {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: 'How much is logged: fatal, error, warn, info, debug, trace or silent',
    wanted: LOG_LEVELS.join(', '),
    schema: z.string().toLowerCase().pipe(z.enum(LOG_LEVELS)),
  },
} as const satisfies Record<string, Variable>;

type Name = keyof typeof VARIABLES;

/**
 * Reads the environment. An empty variable counts as none, as compose files write it.
 * With SQLite and no SECRET_KEY it makes and keeps one beside the database.
 * @throws ConfigError with one sentence per bad variable: what was wanted, what came; secrets are never repeated
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];

  function read<N extends Name>(name: N): z.output<(typeof VARIABLES)[N]['schema']> | null {
    const text = env[name]?.trim();
    if (!text) return null;
    const variable: Variable = VARIABLES[name];
    const result = variable.schema.safeParse(text);
    if (result.success) return result.data as z.output<(typeof VARIABLES)[N]['schema']>;
    problems.push(
      `${name} must be ${variable.wanted}, got ${variable.isSecret ? veiled(text) : JSON.stringify(text)}.`,
    );
    return null;
  }

  const mailFrom = read('MAIL_FROM');
  const config = {
    port: read('PORT') ?? Number(VARIABLES.PORT.default),
    host: read('HOST') ?? VARIABLES.HOST.default,
    databaseUrl: read('DATABASE_URL') ?? VARIABLES.DATABASE_URL.default,
    publicUrl: read('PUBLIC_URL'),
    secretKey: read('SECRET_KEY') ?? '',
    owner: ownerOf(read('OWNER_EMAIL'), read('OWNER_PASSWORD'), read('OWNER_NAME')),
    smtpUrl: read('SMTP_URL'),
    mailFrom,
    dkim: dkimOf(mailFrom, {
      key: read('DKIM_KEY_FILE'),
      selector: read('DKIM_SELECTOR'),
      domain: read('DKIM_DOMAIN'),
    }),
    trustProxy: read('TRUST_PROXY') ?? false,
    webhooksToPrivate: read('WEBHOOKS_TO_PRIVATE') ?? false,
    identityMaxHours: read('IDENTITY_MAX_HOURS') ?? Number(VARIABLES.IDENTITY_MAX_HOURS.default),
    metricsToken: read('METRICS_TOKEN'),
    auditDays: read('AUDIT_DAYS') ?? Number(VARIABLES.AUDIT_DAYS.default),
    logLevel: read('LOG_LEVEL') ?? VARIABLES.LOG_LEVEL.default,
    publicDir: builtPages(),
  } satisfies Config;

  const isSet = (name: Name) => Boolean(env[name]?.trim());
  for (const [name, partner] of [
    ['OWNER_EMAIL', 'OWNER_PASSWORD'],
    ['OWNER_PASSWORD', 'OWNER_EMAIL'],
    ['SMTP_URL', 'MAIL_FROM'],
    ['DKIM_KEY_FILE', 'DKIM_SELECTOR'],
    ['DKIM_SELECTOR', 'DKIM_KEY_FILE'],
    ['DKIM_KEY_FILE', 'MAIL_FROM'],
  ] as const) {
    if (isSet(name) && !isSet(partner)) problems.push(`${partner} must be set together with ${name}, got nothing.`);
  }
  if (!isSet('SECRET_KEY') && !config.databaseUrl.startsWith('sqlite:')) {
    problems.push(
      `SECRET_KEY must be set with MongoDB, the same for every server that shares the database (${VARIABLES.SECRET_KEY.wanted}), got nothing.`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({ ...config, secretKey: config.secretKey || ownSecretKey(config.databaseUrl) });
}

function ownerOf(email: string | null, password: string | null, name: string | null): Config['owner'] {
  return email && password ? { email, password, name } : null;
}

function dkimOf(
  mailFrom: string | null,
  { key, selector, domain }: Record<'key' | 'selector' | 'domain', string | null>,
): Config['dkim'] {
  const domainName = domain ?? mailFrom?.split('@').at(-1)?.replace(/>\s*$/, '');
  return key && selector && domainName ? { domainName, keySelector: selector, privateKey: key } : null;
}

/** Beside the SQLite file; a store in memory forgets its secrets too. */
function ownSecretKey(databaseUrl: string): string {
  // `sqlite:///absolute` is written too.
  const path = databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
  if (path === ':memory:') return newToken();
  const folder = dirname(path);
  try {
    return keptSecretKey(folder);
  } catch (error) {
    throw new ConfigError([
      `SECRET_KEY must be set, or ${resolve(folder)} must be a folder that Deskbell can write one to, got: ${(error as Error).message}`,
    ]);
  }
}

/** Enough to recognise a wrong scheme by, and never more. */
function veiled(text: string): string {
  const scheme = /^[a-z][a-z+]*:(?=\/\/)/i.exec(text)?.[0];
  return scheme ? `an address that begins with ${scheme}` : `${text.length} characters that are not shown here`;
}

function isPublicUrl({ protocol, pathname, search, hash, username, password }: URL): boolean {
  const isPlain = !search && !hash && !username && !password;
  const [first = ''] = pathname.split('/').slice(1);
  // Of characters that no proxy, cookie or page writes in another way.
  return isPlain && /^https?:$/.test(protocol) && /^(\/[\w.~-]+)*\/?$/.test(pathname) && !OWN_PATHS.includes(first);
}

function isProxyAddress(text: string): boolean {
  if (PROXY_RANGES.includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** `dist/public`, seen from the sources (`server/config.ts`) and from the bundle (`dist/server/…`) alike. */
function builtPages(): string {
  const here = fileURLToPath(import.meta.url);
  const [root, isBundle] = here.split(`${sep}dist${sep}server${sep}`);
  return isBundle ? resolve(root!, 'dist/public') : resolve(dirname(here), '../dist/public');
}

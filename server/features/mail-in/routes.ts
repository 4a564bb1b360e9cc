import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  MAIL_BYTES,
  mailAccountAnswer,
  mailAccountSave,
  mailAccountSaved,
  mailTaken,
  wholeMail,
} from '../../../protocol/mail-in.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { maySee } from '../../sight.ts';
import { actorOf } from '../audit/commands.ts';
import {
  accountOf,
  doorOf,
  isSignedBy,
  removeAccount,
  renewDoor,
  saveAccount,
  shownAccount,
  wholeMailOf,
} from './commands.ts';
import { UnreadableMail } from './reader.ts';
import { DESK } from './store.ts';
import { takeMail } from './take.ts';

const tags = ['Mail'];
/** Mails at once whose bytes are in memory. */
const AT_ONCE = 2;
/** Ms until a service that came at a bad moment may come again. */
const BUSY_MS = 2_000;

/** An owner's accounts, each under its own address: that of a site, and the one of the desk. */
export function mailAccountRoutes(app: App, context: Context): void {
  const siteAccount = { path: '/v1/sites/:key/mail', params: siteParams, what: 'of a site' } as const;
  const deskAccount = { path: '/v1/mail/account', params: z.object({}), what: 'of the desk' } as const;

  for (const { path, params, what } of [siteAccount, deskAccount]) {
    app.get(
      path,
      {
        config: { rights: 'owner' },
        schema: {
          tags,
          summary: `The mail account ${what} (owner)`,
          params,
          response: { 200: mailAccountAnswer, ...refusals },
        },
      },
      async request => {
        const account = await accountOf(context, await idOf(context, request));
        return { account: account && shownAccount(account) };
      },
    );

    app.put(
      path,
      {
        config: { rights: 'owner' },
        schema: {
          tags,
          summary: `Try the mail account ${what}, and set it if it can be read (owner)`,
          description: 'With a `problem` in the answer nothing was saved. Secrets that are not sent stay as they are.',
          params,
          body: mailAccountSave,
          response: { 200: mailAccountSaved, 422: errorAnswer, ...refusals },
        },
      },
      async request => {
        const actor = actorOf(request, signedInOf(request));
        return saveAccount(context, actor, await idOf(context, request), request.body);
      },
    );

    app.delete(
      path,
      {
        config: { rights: 'owner' },
        schema: {
          tags,
          summary: `Read the mail account ${what} no more (owner)`,
          params,
          response: { 204: z.undefined(), ...refusals },
        },
      },
      async (request, reply) => {
        await removeAccount(context, actorOf(request, signedInOf(request)), await idOf(context, request));
        return reply.code(204).send();
      },
    );

    app.post(
      `${path}/secret`,
      {
        config: { rights: 'owner' },
        schema: {
          tags,
          summary: `Make a new secret for what a mail service brings to the account ${what} (owner)`,
          description: 'Shown this once. The one before is good for nothing.',
          params,
          response: { 200: mailAccountSaved, ...refusals },
        },
      },
      async request => renewDoor(context, actorOf(request, signedInOf(request)), await idOf(context, request)),
    );
  }

  app.get(
    '/v1/mails/:id',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'A whole mail, as text',
        params: z.object({ id: z.string().max(64) }),
        response: { 200: wholeMail, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const { agent } = signedInOf(request);
      return wholeMailOf(context, request.params.id, siteId => maySee(agent, siteId));
    },
  );
}

const refusals = { 403: errorAnswer, 404: errorAnswer };

/** @throws AppError SITE_UNKNOWN */
async function idOf({ sites }: Context, request: FastifyRequest): Promise<string> {
  const { key } = request.params as { key?: string };
  if (key === undefined) return DESK;
  const site = await sites.byKey(key);
  if (!site) throw new AppError('SITE_UNKNOWN');
  return site.id;
}

/** Where mail services bring mails: signed, and nothing is read of what is not. */
export async function mailDoorRoutes(app: App, context: Context): Promise<void> {
  const { rates, mailReader } = context;
  /** Those whose bytes may be in memory. */
  const running = new Set<FastifyRequest>();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['message/rfc822', 'application/octet-stream'],
    { parseAs: 'buffer', bodyLimit: MAIL_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.post(
    '/v1/mail/in/:id',
    {
      bodyLimit: MAIL_BYTES,
      onRequest: async request => {
        rates.spendOfAddress('postsOfAddress', request.ip);
        if (!(await doorOf(context, (request.params as { id: string }).id, signedOf(request)))) throw unsigned();
        if (running.size >= AT_ONCE) throw new AppError('RATE_LIMITED', undefined, { retryAfterMs: BUSY_MS });
        running.add(request);
      },
      // Also where the line broke.
      onResponse: async request => void running.delete(request),
      schema: {
        tags,
        summary: 'Bring a mail, as it came (mail services)',
        description:
          'The raw message (message/rfc822). `deskbell-timestamp`: seconds since the epoch; `deskbell-signature`: `v1=` and the hex digits of HMAC-SHA256, under the account’s secret, over the timestamp, a full stop and the bytes; `deskbell-knock`: the same over the timestamp, a blank and the `content-length`. The same mail again is taken once.',
        consumes: ['message/rfc822', 'application/octet-stream'],
        params: z.object({ id: z.string().max(64) }),
        response: {
          200: mailTaken,
          400: errorAnswer,
          401: errorAnswer,
          413: errorAnswer,
          429: errorAnswer,
          503: errorAnswer,
        },
      },
    },
    async request => {
      const raw = request.body as unknown;
      const signed = signedOf(request);
      const account = await doorOf(context, request.params.id, signed);
      if (!Buffer.isBuffer(raw)) throw new AppError('BAD_REQUEST', 'A mail is brought as message/rfc822.');
      if (!account || !isSignedBy(context, account, signed, raw)) throw unsigned();
      try {
        return { outcome: await takeMail(context, account, await mailReader.read(raw)) };
      } catch (error) {
        if (error instanceof UnreadableMail) throw new AppError('BAD_REQUEST', `This is no mail: ${error.message}.`);
        throw error;
      }
    },
  );
}

function signedOf({ headers }: FastifyRequest) {
  const of = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
  return {
    timestamp: of('deskbell-timestamp'),
    signature: of('deskbell-signature'),
    knock: of('deskbell-knock'),
    length: of('content-length'),
  };
}

/** The same whatever is wrong, so that nobody learns which accounts there are. */
function unsigned(): AppError {
  return new AppError('IDENTITY_INVALID', 'There is no such account, or its signature is another or too old.');
}

/** Where telephone systems tell of calls, each at its line's own address. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { unseal } from '../../secrets.ts';
import { hashToken } from '../../tokens.ts';
import { hearCall } from './commands.ts';
import { fieldsOf, readSaid, sipgateAnswer } from './dialects.ts';
import { type KeptLine, TELEPHONE } from './settings.ts';

/** A telephone system is one address, and tells of a busy hour at once. */
const DOOR_LIMIT = { max: 1_200, timeWindow: 60_000 };
/** What is told of one call is some hundred bytes; of a group with fifty telephones, some thousand. */
const BODY_BYTES = 16 * 1024;

const oneLine = z.object({ id: z.string().max(64) });
const withToken = oneLine.extend({ token: z.string().max(64) });

/**
 * Zammad's, sipgate's and Placetel's words. The secret comes as a password (HTTP Basic, or Bearer), and of Placetel as a signature;
 * a system that can do nothing but call an address has it as the last part of that. No log of ours has it: what is logged of an
 * address is the route's pattern.
 */
export async function callDoorRoutes(app: App, context: Context): Promise<void> {
  app.removeAllContentTypeParsers();
  // Signed are the bytes, whatever they are said to be.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  for (const { path, params } of [
    { path: '/v1/lines/:id/calls', params: oneLine },
    { path: '/v1/lines/:id/calls/:token', params: withToken },
  ] as const) {
    app.post(
      path,
      {
        bodyLimit: BODY_BYTES,
        config: { rateLimit: DOOR_LIMIT, rights: 'anybody' },
        schema: {
          tags: ['Calls'],
          summary: 'What a telephone system tells of a call (telephone systems)',
          description:
            'In the words of the line’s dialect. The secret comes as the password of HTTP Basic, as a Bearer token, as the last part of the address, or, of Placetel, in `x-placetel-signature`: the hex digits of HMAC-SHA256 over the bytes.',
          consumes: ['application/x-www-form-urlencoded', 'application/json'],
          params,
          response: { 200: z.string(), 401: errorAnswer, 404: errorAnswer, 429: errorAnswer },
        },
      },
      async (request, reply) => {
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const line = await lineOf(context, request, raw);
        const said = readSaid(line.dialect, fieldsOf(raw.toString('utf8'), request.headers['content-type'] ?? ''));
        if (said) await hearCall(context, line, said);
        const isAsked = line.dialect === 'sipgate' && said?.is === 'ringing';
        if (isAsked) reply.type('application/xml; charset=utf-8');
        else reply.type('application/json; charset=utf-8');
        // The serializer of answers would put quotes around it.
        reply.serializer(text => text as string);
        return reply.send(isAsked ? sipgateAnswer(hereAgain(context, request)) : '{}');
      },
    );
  }
}

/** The line that is told of, which the request has shown to be its own. @throws AppError IDENTITY_INVALID, NOT_FOUND while calls are off */
async function lineOf(context: Context, request: FastifyRequest, raw: Buffer): Promise<KeptLine> {
  const { settings, switches, config } = context;
  if (!(await switches.read()).telephone) throw new AppError('NOT_FOUND', 'Calls are switched off.');
  const { id } = request.params as z.output<typeof oneLine>;
  const line = (await settings.read(TELEPHONE)).lines.find(each => each.id === id);
  const secret = line && unseal(config.secretKey, line.secret);
  if (!line || !secret || !isTheirs(line, secret, request, raw)) {
    // The same whatever is wrong, so that nobody learns which lines there are.
    throw new AppError('IDENTITY_INVALID', 'There is no such line, or its secret or signature is another.');
  }
  return line;
}

function isTheirs({ dialect }: KeptLine, secret: string, request: FastifyRequest, raw: Buffer): boolean {
  if (dialect === 'api' || dialect === 'asterisk') return false;
  if (dialect === 'placetel') {
    const signature = request.headers['x-placetel-signature'];
    const own = createHmac('sha256', secret).update(raw).digest('hex');
    return typeof signature === 'string' && isSame(signature.trim().toLowerCase(), own);
  }
  const { token } = request.params as Partial<z.output<typeof withToken>>;
  return isSame(token ?? passwordOf(request), secret);
}

/** RFC 6750 and RFC 7617; whoever signs in is called as they like. */
function passwordOf({ headers: { authorization = '' } }: FastifyRequest): string {
  const [, scheme = '', credentials = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  return Buffer.from(credentials, 'base64').toString('utf8').split(/:(.*)/s)[1] ?? '';
}

function isSame(said: string, own: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(said)), Buffer.from(hashToken(own)));
}

/** Where sipgate is to tell the rest: here, in the way that it came by. */
function hereAgain({ config }: Context, request: FastifyRequest): string {
  const url = new URL(
    `${(config.publicUrl ?? ownOrigin(config, request)).replace(/\/$/, '')}${request.url.replace(/[?#].*$/s, '')}`,
  );
  const password = passwordOf(request);
  if (!('token' in (request.params as object)) && password !== '') {
    url.username = 'line';
    url.password = password;
  }
  return url.href;
}

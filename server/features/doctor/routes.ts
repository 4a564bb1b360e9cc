import type { FastifyRequest } from 'fastify';
import { doctorReport, echoAnswer, echoParams } from '../../../protocol/doctor.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { LINK_LIMIT } from '../../http/limits.ts';
import { lastResults, look } from './commands.ts';
import { isPass, proofOf } from './echo.ts';

/** What the doctor found, and a look at once: for owners, and for the command line of this machine. */
export function doctorRoutes(app: App, context: Context): void {
  const { config, now } = context;
  const tags = ['Doctor'];
  const rateLimit = LINK_LIMIT;

  app.get(
    '/v1/doctor',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'What was found at the last look (owner)',
        response: { 200: doctorReport, 403: errorAnswer },
      },
    },
    async () => ({ results: await lastResults(context), serverAt: now() }),
  );

  app.post(
    '/v1/doctor/look',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Look now; answers when everything is found out, within half a minute (owner)',
        response: { 200: doctorReport, 403: errorAnswer },
      },
    },
    async () => ({ results: await look(context), serverAt: now() }),
  );

  /** Before a body is read, whatever it holds. @throws AppError SIGN_IN_REQUIRED */
  async function refuseWithoutPass({ headers: { authorization = '' } }: FastifyRequest): Promise<void> {
    if (isPass(config.secretKey, authorization.replace(/^Bearer /, ''), now())) return;
    throw new AppError('SIGN_IN_REQUIRED', 'This is for who has the SECRET_KEY of this server.');
  }

  app.post(
    '/v1/doctor/command',
    {
      onRequest: refuseWithoutPass,
      config: { rights: 'anybody', rateLimit },
      schema: {
        tags,
        summary: 'The same for the command line, which shows that it has the SECRET_KEY',
        response: { 200: doctorReport, 401: errorAnswer, 429: errorAnswer },
      },
    },
    async () => ({ results: await look(context), serverAt: now() }),
  );

  app.get(
    '/v1/doctor/echo/:nonce',
    {
      config: { rights: 'anybody', rateLimit },
      schema: {
        tags,
        summary: 'Comes back signed, so that a server knows itself again behind its proxies',
        params: echoParams,
        response: { 200: echoAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async request => ({ proof: proofOf(config.secretKey, request.params.nonce) }),
  );
}

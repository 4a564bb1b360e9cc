import { submissionAnswer, submissionBody } from '../../../protocol/submissions.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { derivedName } from '../../secrets.ts';
import { forVisitor } from '../conversations/visibility.ts';
import { visitorOf } from '../visitors/commands.ts';
import { submit } from './commands.ts';

/** Bytes that are read of a body: six for a character where a library escapes all that is not ASCII, as PHP's does. */
const ESCAPED_BYTES = 3 * LIMITS.frameBytes;

/**
 * A body is measured as a frame would be, so that the longest letter fits by both (SPEC W5).
 * @throws AppError FRAME_TOO_LARGE
 */
function refuseTooLarge(body: unknown, bytesSent: number): void {
  if (bytesSent <= LIMITS.frameBytes) return;
  const bytes = Buffer.byteLength(JSON.stringify(body) ?? '');
  if (bytes > LIMITS.frameBytes)
    throw new AppError('FRAME_TOO_LARGE', `A body takes up to ${LIMITS.frameBytes} bytes, got ${bytes}.`);
}

/** What a visitor's page may send without a socket. */
export function submissionRoutes(app: App, context: Context): void {
  const { rates, config } = context;

  app.post(
    '/v1/sites/:key/submissions',
    {
      bodyLimit: ESCAPED_BYTES,
      // Before anything of the body is read: who sends too much is not listened to.
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        rates.spendOfAddress('submissionsOfAddress', request.ip);
      },
      // Where the sender does not say how much it is, it is measured.
      preValidation: async request =>
        refuseTooLarge(request.body, Number(request.headers['content-length'] ?? Infinity)),
      schema: {
        tags: ['Visitors'],
        summary: 'Send a message, a callback request or a contact form',
        description:
          'The same that goes over the socket. A repeat of a clientId gets the first answer (200 in place of 201). With `Authorization: Bearer TOKEN` it joins that visitor; without, a visitor is made and its token returned.',
        params: siteParams,
        body: submissionBody,
        response: {
          200: submissionAnswer,
          201: submissionAnswer,
          401: errorAnswer,
          403: errorAnswer,
          404: errorAnswer,
          409: errorAnswer,
          422: errorAnswer,
          429: errorAnswer,
          503: errorAnswer,
        },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      const { context: from, ...submission } = request.body;
      const { authorization, 'user-agent': userAgent = '', 'accept-language': languages } = request.headers;
      const { visitor, token } = await visitorOf(context, site, {
        token: /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1],
        // A sender who never heard our first answer has no token either; a repeat must find the same visitor.
        tokenIfNew: derivedName(
          config.secretKey,
          JSON.stringify(['sender', site.id, submission.clientId, request.ip, userAgent]),
        ),
        locale: from?.locale ?? languages ?? '',
        timeZone: from?.timeZone ?? site.timeZone,
        page: from?.page,
        userAgent,
        address: request.ip,
      });
      const { entry, answer, isRepeat } = await submit(context, { site, visitor, address: request.ip }, submission);
      return reply.code(isRepeat ? 200 : 201).send({
        entry: forVisitor(entry, config.secretKey) ?? entry,
        answer: (answer && forVisitor(answer.entry, config.secretKey)) ?? undefined,
        token,
      });
    },
  );
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import { calendarFile } from '../../calendar-file.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { asAppError } from '../../http/refusals.ts';
import { derivedName } from '../../secrets.ts';
import { newToken } from '../../tokens.ts';
import { changeOwnCallback, offeredSlots } from '../callbacks/commands.ts';
import { isSecretOf } from '../callbacks/links.ts';
import { isAwaited } from '../callbacks/rules.ts';
import { sentOf } from '../conversations/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { callPage } from './call-page.ts';
import { askedAbout, rateCall, ratingPress } from './call-rating.ts';
import { localeOf, sendPage } from './send.ts';
import { refusalSentence } from './sentences.ts';
import { styled } from './style.ts';
import { type MessageKey, say } from './words/index.ts';

const params = siteParams.extend({ id: z.string(), secret: z.string() });
const PATH = '/f/:key/call/:id/:secret';

/** What one press sends: another time, that the call is cancelled, or how it was. */
const press = z.object({
  _id: z.string().min(1).max(64),
  _locale: z.string().max(35).default(''),
  time: z.coerce.number().int().optional(),
  cancel: z.string().optional(),
  ...ratingPress,
});
type Press = z.infer<typeof press>;

/** What is told by the page as it is then. */
const SHOWN: ReadonlySet<string> = new Set<ErrorCode>(['SLOT_TAKEN', 'CALLBACK_DONE', 'RATING_OVER']);

interface Called {
  site: SiteRecord;
  callback: Callback;
}

/**
 * The secret link of a call: moved, cancelled or rated by one press, without the widget and without JavaScript. Looking at it does
 * nothing, because scanners of mails open every link (SPEC CB7).
 */
export function callRoutes(app: App, context: Context): void {
  app.get(PATH, { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } }, async (request, reply) => {
    const called = await calledOf(context, request, request.params);
    return show(context, { request, reply, called, wish: '' });
  });

  app.get(
    `${PATH}/call.ics`,
    { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } },
    async (request, reply) => {
      const { site, callback } = await calledOf(context, request, request.params);
      if (!isAwaited(callback)) throw new AppError('NOT_FOUND');
      const locale = localeOf(request, '', site);
      const { id, startAt, endAt } = callback;
      const { key, id: callbackId, secret } = request.params;
      const origin = `${ownOrigin(context.config, request)}${publicPath(context.config)}`;
      const url = `${origin}/f/${key}/call/${callbackId}/${secret}`;
      const file = {
        ...{ id, startAt, endAt },
        title: say(locale, 'callbackTitle', { site: site.name }),
        link: { url, text: say(locale, 'changeCall') },
      };
      return reply
        .header('content-disposition', 'attachment; filename="call.ics"')
        .header('cache-control', 'private, no-store')
        .type('text/calendar; charset=utf-8')
        .send(calendarFile([file], context.now()));
    },
  );

  app.post(
    PATH,
    {
      schema: { hide: true, params, body: press },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const called = await calledOf(context, request, request.params);
      const wish = request.body._locale;
      try {
        const news = await change(context, called, request.body);
        return show(context, { request, reply, called: await calledOf(context, request, request.params), wish, news });
      } catch (error) {
        const refusal = asAppError(error);
        if (!SHOWN.has(refusal.code)) throw refusal;
        reply.code(refusal.status);
        return show(context, {
          request,
          reply,
          called: await calledOf(context, request, request.params),
          wish,
          refusal,
        });
      }
    },
  );
}

/** @throws AppError NOT_FOUND, as for a link that never was */
async function calledOf(context: Context, request: FastifyRequest, at: z.infer<typeof params>): Promise<Called> {
  const site = await publicSiteOf(context, request, at.key);
  const isTheirs = isSecretOf(context.config.secretKey, at.id, at.secret);
  const callback = isTheirs ? await context.store.callbacks.find(at.id) : null;
  if (!callback || callback.siteId !== site.id) throw new AppError('NOT_FOUND');
  return { site, callback };
}

async function change(context: Context, { site, callback }: Called, said: Press): Promise<MessageKey> {
  const { score } = said;
  if (score !== undefined) {
    await rateCall(context, callback, { ...said, score });
    return 'callRated';
  }
  const startAt = said.cancel ? null : (said.time ?? null);
  if (startAt === null && !said.cancel) throw new AppError('BAD_REQUEST', 'A call is moved to a time, or cancelled.');
  const { secretKey } = context.config;
  const clientId = derivedName(secretKey, JSON.stringify(['press', callback.id, said._id, startAt]));
  const command = { type: 'callback.change', clientId, callbackId: callback.id, startAt } as const;
  const { conversationId } = callback;
  const asks = { siteId: site.id, conversationId, sent: sentOf(command), answer: () => undefined };
  await changeOwnCallback(context, asks, callback.id, command);
  return startAt === null ? 'callCancelled' : 'callMoved';
}

async function show(
  context: Context,
  visit: {
    request: FastifyRequest;
    reply: FastifyReply;
    called: Called;
    /** The language that the page had before. */
    wish: string;
    news?: MessageKey;
    refusal?: AppError;
  },
): Promise<FastifyReply> {
  const { request, reply, called, wish, news = null, refusal } = visit;
  const { site, callback } = called;
  const locale = localeOf(request, wish, site);
  const { sheet, policy } = styled(site.accent);
  const page = callPage({
    ...{ locale, site, callback, news, sheet },
    slots: isAwaited(callback) ? await offeredSlots(context, site) : null,
    alert: refusal?.code === 'SLOT_TAKEN' ? refusalSentence(locale, new AppError('SLOT_TAKEN')) : null,
    asked: await askedAbout(context, callback),
    id: newToken(),
    calendar: `${(request.params as z.infer<typeof params>).secret}/call.ics`,
  });
  return sendPage(reply, page, policy);
}

import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { telegramBot, telegramBotSet, telegramCheck, telegramCode, telegramLink } from '../../../protocol/telegram.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { hashToken } from '../../tokens.ts';
import { actorOf } from '../audit/commands.ts';
import { botOf, checkBot, linkOf, newCode, removeBot, setBot, UPDATES_PATH, unlinkMe } from './commands.ts';
import { botNow, webhookSecret } from './settings.ts';
import { handleUpdate } from './updates.ts';

/** A message of the longest words with all that Telegram writes around them and around what it replies to. */
const UPDATE_BYTES = 256 * 1024;

const update = z.looseObject({ update_id: z.number().int() });

/** The bot by which agents are told: for owners, for each agent, and for Telegram itself. */
export function telegramRoutes(app: App, context: Context): void {
  const tags = ['Telegram'];

  app.get(
    '/v1/telegram',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'The bot by which agents are told (owner)',
        response: { 200: telegramBot, 403: errorAnswer },
      },
    },
    async () => botOf(context),
  );

  app.put(
    '/v1/telegram',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set the bot (owner)',
        description: 'Telegram is asked first: nothing is kept that does not work. The token is shown to nobody again.',
        body: telegramBotSet,
        response: { 200: telegramBot, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const actor = actorOf(request, signedInOf(request));
      return setBot(context, actor, request.body, ownOrigin(context.config, request));
    },
  );

  app.delete(
    '/v1/telegram',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Forget the bot and its token (owner)',
        response: { 204: z.undefined(), 403: errorAnswer },
      },
    },
    async (request, reply) => {
      await removeBot(context, actorOf(request, signedInOf(request)));
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/telegram/check',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Ask Telegram how the bot is (owner)',
        response: { 200: telegramCheck, 403: errorAnswer },
      },
    },
    async () => checkBot(context),
  );

  app.get(
    '/v1/me/telegram',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'How your own chat stands', response: { 200: telegramLink, 401: errorAnswer } },
    },
    async request => linkOf(context, signedInOf(request).agent),
  );

  app.post(
    '/v1/me/telegram/code',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'A code to paste to the bot',
        description: 'Good once, for ten minutes; one that was made before is void.',
        response: { 200: telegramCode, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => newCode(context, signedInOf(request).agent),
  );

  app.delete(
    '/v1/me/telegram',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Unlink your chat', response: { 204: z.undefined(), 401: errorAnswer } },
    },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      await unlinkMe(context, actorOf(request, signedIn), signedIn.agent);
      return reply.code(204).send();
    },
  );

  app.post(
    UPDATES_PATH,
    {
      config: { rights: 'anybody' },
      bodyLimit: UPDATE_BYTES,
      onRequest: async request => refuseStrangers(context, request.headers['x-telegram-bot-api-secret-token']),
      schema: {
        tags,
        summary: 'Where Telegram brings updates',
        description: 'Opened by the `X-Telegram-Bot-Api-Secret-Token` that Telegram was given for the bot of now.',
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer, 503: errorAnswer },
      },
    },
    async (request, reply) => {
      const bot = await botNow(context);
      if (!bot) throw new AppError('NOT_FOUND');
      const { data } = update.safeParse(request.body);
      // What nobody can read would come again and again if it were refused.
      if (data) await handleUpdate(context, bot, data);
      return reply.code(204).send();
    },
  );
}

/** Before anything that strangers send is read. @throws AppError NOT_FOUND, FORBIDDEN */
async function refuseStrangers(context: Context, shown: string | string[] | undefined): Promise<void> {
  const bot = await botNow(context);
  if (bot?.mode !== 'webhook') throw new AppError('NOT_FOUND');
  if (!isSame(String(shown), webhookSecret(context.config, bot)))
    throw new AppError('FORBIDDEN', 'This is for Telegram.');
}

/** In a time that says nothing: hashes are of one length. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(one)), Buffer.from(hashToken(other)));
}

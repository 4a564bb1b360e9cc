/**
 * Telegram's HTTP doors on this machine, as https://core.telegram.org/bots/api describes them: one bot, and people who
 * write to it. It keeps what it was asked, and refuses what Telegram refuses.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Button {
  text: string;
  callback_data?: string;
  url?: string;
}

/** A message in somebody's chat with the bot. */
export interface BotMessage {
  message_id: number;
  chat: { id: number; type: 'private' };
  text: string;
  reply_markup?: { inline_keyboard?: Button[][]; force_reply?: boolean };
  reply_parameters?: { message_id: number };
}

export interface FakeUpdate {
  update_id: number;
  [kind: string]: unknown;
}

type Parameters = Record<string, unknown> & { chat_id?: string; text?: string };

class Refused extends Error {
  readonly code: number;
  readonly parameters: object | undefined;
  constructor(code: number, description: string, parameters?: object) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export type FakeTelegram = Awaited<ReturnType<typeof openTelegram>>;

/** @param who.beforeAnswer of a call that was carried out */
export async function openTelegram({
  id = 7001,
  username = 'AltanDeskBot',
  beforeAnswer = async (_method: string): Promise<void> => {},
} = {}) {
  const token = `${id}:${'A'.repeat(35)}`;
  const calls: { method: string; parameters: Parameters }[] = [];
  const messages: BotMessage[] = [];
  const blocked = new Set<number>();
  const known = new Set<number>();
  const queries = new Set<string>();
  const answered: { id: string; text: string | undefined }[] = [];
  let updates: FakeUpdate[] = [];
  let webhook: { url: string; secret: string } | null = null;
  let lastError: string | null = null;
  let polling: { end(code?: number): void } | null = null;
  let limit: { times: number; seconds: number } = { times: 0, seconds: 0 };
  let isDown = false;
  let numbers = 100;
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const look of watchers) look();
  };

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const [, asToken, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    try {
      if (isDown) return void response.writeHead(502).end('<html>Bad Gateway</html>');
      if (asToken !== token) throw new Refused(401, 'Unauthorized');
      const parameters = JSON.parse(String(Buffer.concat(parts)) || '{}') as Parameters;
      calls.push({ method, parameters });
      if (method === 'getUpdates') return getUpdates(parameters, response);
      const result = doIt(method, parameters);
      await beforeAnswer(method);
      answer(response, { ok: true, result });
    } catch (error) {
      const { code, message, parameters } = error as Refused;
      answer(response, { ok: false, error_code: code, description: message, parameters }, code);
    } finally {
      changed();
    }
  });

  function answer(response: ServerResponse, body: object, status = 200): void {
    if (!response.writableEnded)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  function getUpdates({ offset = 0, timeout = 0, limit: most = 100 }: Parameters, response: ServerResponse): void {
    if (webhook) throw new Refused(409, "Conflict: can't use getUpdates method while webhook is active");
    polling?.end(409);
    updates = updates.filter(each => each.update_id >= (offset as number));
    const give = () => answer(response, { ok: true, result: updates.slice(0, most as number) });
    if (updates.length > 0 || timeout === 0) {
      give();
      return;
    }
    const late = setTimeout(() => mine.end(), (timeout as number) * 1000);
    const mine = {
      end(code?: number) {
        clearTimeout(late);
        if (polling === mine) polling = null;
        const description =
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
        if (code) answer(response, { ok: false, error_code: code, description }, code);
        else give();
      },
    };
    response.on('close', () => {
      clearTimeout(late);
      if (polling === mine) polling = null;
    });
    polling = mine;
  }

  function doIt(method: string, parameters: Parameters): unknown {
    if (limit.times > 0 && method !== 'getMe') {
      limit.times -= 1;
      const { seconds } = limit;
      throw new Refused(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
    switch (method) {
      case 'getMe':
        return { id, is_bot: true, first_name: 'Altan', username };
      case 'setWebhook': {
        const { url, secret_token: secret } = parameters as { url: string; secret_token: string };
        if (!url.startsWith('https://'))
          throw new Refused(400, 'Bad Request: bad webhook: HTTPS url must be provided for webhook');
        if (!/^[\w-]{1,256}$/.test(secret))
          throw new Refused(400, 'Bad Request: secret token contains unallowed characters');
        webhook = { url, secret };
        polling?.end(409);
        return true;
      }
      case 'deleteWebhook':
        webhook = null;
        return true;
      case 'getWebhookInfo': {
        const trouble = lastError && { last_error_message: lastError, last_error_date: Math.floor(Date.now() / 1000) };
        return { url: webhook?.url ?? '', pending_update_count: updates.length, ...trouble };
      }
      case 'sendMessage':
        return send(parameters);
      case 'editMessageText':
      case 'editMessageReplyMarkup':
        return edit(parameters);
      case 'answerCallbackQuery': {
        const query = parameters.callback_query_id as string;
        if (!queries.delete(query))
          throw new Refused(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
        answered.push({ id: query, text: parameters.text });
        return true;
      }
      default:
        throw new Refused(404, 'Not Found');
    }
  }

  function send(parameters: Parameters): BotMessage {
    const chatId = Number(parameters.chat_id);
    const { text = '', entities = [] } = parameters as {
      text?: string;
      entities?: { offset: number; length: number }[];
    };
    if (!known.has(chatId)) throw new Refused(400, 'Bad Request: chat not found');
    if (blocked.has(chatId)) throw new Refused(403, 'Forbidden: bot was blocked by the user');
    if (text.trim() === '') throw new Refused(400, 'Bad Request: message text is empty');
    if (text.length > 4096) throw new Refused(400, 'Bad Request: message is too long');
    if (entities.some(each => each.length < 1 || each.offset + each.length > text.length)) {
      throw new Refused(400, "Bad Request: can't parse entities");
    }
    checkMarkup(parameters.reply_markup as BotMessage['reply_markup']);
    const type = chatId < 0 ? 'group' : 'private';
    const message = { ...parameters, message_id: ++numbers, chat: { id: chatId, type }, text } as unknown as BotMessage;
    messages.push(message);
    return message;
  }

  function edit({ chat_id: chatId, message_id: messageId, text, reply_markup: markup }: Parameters): BotMessage {
    const message = messages.find(each => each.message_id === messageId && each.chat.id === Number(chatId));
    if (!message) throw new Refused(400, 'Bad Request: message to edit not found');
    const next = {
      ...message,
      ...(text !== undefined && { text }),
      reply_markup: markup as BotMessage['reply_markup'],
    };
    checkMarkup(next.reply_markup);
    if (JSON.stringify(next) === JSON.stringify(message))
      throw new Refused(400, 'Bad Request: message is not modified');
    messages[messages.indexOf(message)] = next;
    return next;
  }

  function checkMarkup(markup: BotMessage['reply_markup']): void {
    for (const button of markup?.inline_keyboard?.flat() ?? []) {
      if (button.callback_data !== undefined && Buffer.byteLength(button.callback_data) > 64) {
        throw new Refused(400, 'Bad Request: BUTTON_DATA_INVALID');
      }
      if (button.url !== undefined && !/^https?:\/\/[^/]+\.[a-z]/.test(button.url)) {
        throw new Refused(400, `Bad Request: inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
      }
    }
  }

  function happen(what: object): FakeUpdate {
    const update = { update_id: ++numbers, ...what };
    updates.push(update);
    polling?.end();
    changed();
    return update;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Somebody, in a chat of their own with the bot or in a group (a negative id). */
  function person(chatId: number, who: { username?: string; first_name?: string; language_code?: string } = {}) {
    known.add(chatId);
    const from = { id: Math.abs(chatId), is_bot: false, first_name: 'Bat', ...who };
    const chat = { id: chatId, type: chatId < 0 ? 'group' : 'private' };
    const say = (more: object, replyTo?: BotMessage) =>
      happen({
        message: {
          message_id: ++numbers,
          date: 0,
          from,
          chat,
          ...more,
          ...(replyTo && { reply_to_message: { message_id: replyTo.message_id, date: 0, chat, text: replyTo.text } }),
        },
      });
    const member = (status: string) => happen({ my_chat_member: { chat, from, date: 0, new_chat_member: { status } } });
    return {
      chatId,
      writes: (text: string, replyTo?: BotMessage) => say({ text }, replyTo),
      sendsSticker: (replyTo?: BotMessage) => say({ sticker: { file_id: 'x' } }, replyTo),
      /** @param label of the button, or what it would carry if somebody made it up */
      presses(message: BotMessage, label: string | { data: string }) {
        const buttons = message.reply_markup?.inline_keyboard?.flat() ?? [];
        const data = typeof label === 'string' ? buttons.find(each => each.text === label)?.callback_data : label.data;
        if (data === undefined) throw new Error(`no button ${JSON.stringify(label)} among ${JSON.stringify(buttons)}`);
        const query = String(++numbers);
        queries.add(query);
        return happen({ callback_query: { id: query, from, message, data } });
      },
      blocks() {
        blocked.add(chatId);
        return member('kicked');
      },
      /** Without Telegram telling the bot so. */
      goesAway: () => void blocked.add(chatId),
      comesBack() {
        blocked.delete(chatId);
        return member('member');
      },
      isAdded: () => member('member'),
      /** What the bot said to them, oldest first. */
      hears: () => messages.filter(each => each.chat.id === chatId),
    };
  }

  return {
    token,
    username,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    messages,
    answered,
    person,
    /** What the bot is told of next; in a test of webhooks it is taken away from here. */
    get updates() {
      return updates;
    },
    get webhook() {
      return webhook;
    },
    get isPolled() {
      return polling !== null;
    },
    setOtherWebhook(url: string) {
      webhook = { url, secret: 'x' };
    },
    failWebhook(problem: string) {
      lastError = problem;
    },
    /** The next calls are too many. */
    limitNext(times: number, seconds: number) {
      limit = { times, seconds };
    },
    goDown(isDownNow: boolean) {
      isDown = isDownNow;
    },
    /** Resolves when it is so, looked at after each call and each thing that happens. */
    until: (what: string, isSo: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!isSo()) return;
          watchers.delete(look);
          clearTimeout(late);
          resolve();
        };
        const late = setTimeout(() => reject(new Error(`waited for ${what}`)), 30_000);
        watchers.add(look);
        look();
      }),
  };
}

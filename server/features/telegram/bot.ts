/** Asks Telegram's Bot API for something (https://core.telegram.org/bots/api#making-requests). */
import { z } from 'zod';
import { ask } from '../../outbox/ask.ts';
import { readBytes } from '../../outbox/read-bytes.ts';
import { ProxyError } from '../../outbox/tunnel.ts';

/** Where a bot is asked, and as which. */
export interface BotAccess {
  /** Opens the bot, and stands in every address that is asked: these are logged nowhere. */
  token: string;
  /** Without a slash at its end. */
  apiRoot: string;
  proxy: string | null;
}

/** Telegram said no. */
export class BotRefusal extends Error {
  override name = 'BotRefusal';
  /** As of HTTP. */
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(status: number, description: string, retryAfterMs: number | null) {
    super(`${status} ${description}`.trim());
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** More than twenty updates of the longest words are. */
const ANSWER_BYTES = 4 * 1024 * 1024;
/** Of a refusal's words: they stand in lists of what was given up. */
const DESCRIPTION_CHARS = 200;

const envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().nonnegative().optional() }).optional(),
});

/** What every call needs besides its words. */
export interface Calling {
  mayBePrivate: boolean;
  signal: AbortSignal;
  /** Left out: 10 s. */
  patienceMs?: number;
}

/**
 * One call of a method.
 * @throws BotRefusal when Telegram answers that it will not
 * @throws Error a word or a few on why there was no answer; its cause is a `ProxyError` where the proxy is why
 */
export async function callBot<T>(
  { token, apiRoot, proxy }: BotAccess,
  method: string,
  parameters: object,
  result: z.ZodType<T>,
  { mayBePrivate, signal, patienceMs }: Calling,
): Promise<T> {
  const body = JSON.stringify(parameters);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const answer = await ask(
    `${apiRoot}/bot${token}/${method}`,
    {
      ...{ method: 'POST', headers, body, mayBePrivate, signal },
      ...(patienceMs !== undefined && { patienceMs }),
      ...(proxy !== null && { proxy: new URL(proxy) }),
    },
    async response => ({ status: response.statusCode ?? 0, bytes: await readBytes(response, ANSWER_BYTES) }),
  );
  const said = envelope.safeParse(parsed(answer.bytes)).data;
  // A proxy's page, or another server than Telegram's.
  if (!said) throw new BotRefusal(answer.status, 'no answer of Telegram', null);
  if (!said.ok) {
    const seconds = said.parameters?.retry_after;
    const description = (said.description ?? '').slice(0, DESCRIPTION_CHARS);
    throw new BotRefusal(said.error_code ?? answer.status, description, seconds === undefined ? null : seconds * 1000);
  }
  return result.parse(said.result);
}

/** Whether it is the proxy that an error comes from. */
export function isOfProxy(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof ProxyError;
}

function parsed(bytes: Buffer | null): unknown {
  try {
    return bytes && JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** Of methods whose answer says nothing more. */
export const DONE = z.unknown();

export const botUser = z.object({ id: z.number().int(), is_bot: z.literal(true), username: z.string() });

export const sentMessage = z.object({ message_id: z.number().int() });

export const webhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.number().default(0),
  last_error_message: z.string().optional(),
  /** Seconds since the epoch. */
  last_error_date: z.number().optional(),
});

/** Asks a bot: one signed request, three seconds for the whole of its answer. */
import { type BotMessage, type BotReply, botReply } from '../../../protocol/bots.ts';
import { ask } from '../../outbox/ask.ts';
import { hear } from '../../outbox/get.ts';
import { signedHeaders } from '../../outbox/signing.ts';
import type { Outgoing } from '../../outbox/webhook.ts';
import { BOT_PATIENCE_MS, type BotEnd } from './rules.ts';
import type { BotRecord } from './store.ts';

/** Of an answer: words and eight buttons in the script that takes most bytes, and room for what nobody reads. */
const ANSWER_BYTES = 32 * 1024;

/**
 * One question to a bot; whatever goes wrong is an end too.
 * @param id constant for the words that it is about, so that a bot may know them again
 * @param signal breaks it off
 */
export async function askBot(
  { config, now }: Outgoing,
  bot: Pick<BotRecord, 'url' | 'secrets'>,
  { id, message }: { id: string; message: BotMessage },
  signal: AbortSignal,
): Promise<BotEnd> {
  const late = AbortSignal.timeout(BOT_PATIENCE_MS);
  try {
    const body = JSON.stringify(message);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      accept: 'application/json',
      ...signedHeaders(config.secretKey, bot.secrets, { id, payload: body }, now()),
    };
    const request = { method: 'POST', headers, body, mayBePrivate: config.webhooksToPrivate };
    const guarded = { ...request, signal: AbortSignal.any([late, signal]) };
    const { status, text, isTooLarge } = await ask(bot.url, guarded, response => hear(response, ANSWER_BYTES));
    if (status < 200 || status >= 300) return failed(String(status));
    if (isTooLarge) return unreadable(`more than ${ANSWER_BYTES} bytes`);
    return readReply(text);
  } catch (error) {
    if (late.aborted) return { is: 'failed', why: 'late', problem: `no answer within ${BOT_PATIENCE_MS / 1000} s` };
    return failed((error as Error).message);
  }
}

function readReply(text: string): BotEnd {
  const reply = botReply.safeParse(parsed(text));
  if (reply.success) return { is: 'answered', reply: reply.data satisfies BotReply };
  const [issue] = reply.error.issues;
  return unreadable(issue ? `${issue.path.join('.') || 'the answer'}: ${issue.message}` : '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const failed = (problem: string): BotEnd => ({ is: 'failed', why: 'failed', problem });
const unreadable = (problem: string): BotEnd => ({ is: 'failed', why: 'unreadable', problem });

/** Asks a program of an owner's, with a signature and little patience, for a word in JSON. */
import type { WebhookSecret } from '../features/webhooks/store.ts';
import { ask } from './ask.ts';
import { hear } from './get.ts';
import { signedHeaders } from './signing.ts';
import type { Outgoing } from './webhook.ts';

/** Of an answer: words and eight buttons in the script that takes most bytes, and room for what nobody reads. */
const ANSWER_BYTES = 32 * 1024;

/** What it said, as JSON; null where it is none. Or why nothing was heard. */
export type Heard =
  | { is: 'answered'; said: unknown }
  | { is: 'failed'; why: 'late' | 'failed' | 'unreadable'; problem: string };

/**
 * One signed request; whatever goes wrong is an answer too.
 * @param id constant for what it is about, so that who is asked may know it again
 * @param signal breaks it off
 */
export async function askSigned(
  { config, now }: Outgoing,
  { url, secrets }: { url: string; secrets: readonly WebhookSecret[] },
  { id, message, patienceMs }: { id: string; message: unknown; patienceMs: number },
  signal?: AbortSignal,
): Promise<Heard> {
  const late = AbortSignal.timeout(patienceMs);
  try {
    const body = JSON.stringify(message);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      accept: 'application/json',
      ...signedHeaders(config.secretKey, secrets, { id, payload: body }, now()),
    };
    const request = { method: 'POST', headers, body, mayBePrivate: config.webhooksToPrivate };
    const guarded = { ...request, signal: signal ? AbortSignal.any([late, signal]) : late };
    const { status, text, isTooLarge } = await ask(url, guarded, response => hear(response, ANSWER_BYTES));
    if (status < 200 || status >= 300) return { is: 'failed', why: 'failed', problem: String(status) };
    if (isTooLarge) return { is: 'failed', why: 'unreadable', problem: `more than ${ANSWER_BYTES} bytes` };
    return { is: 'answered', said: parsed(text) };
  } catch (error) {
    if (late.aborted) return { is: 'failed', why: 'late', problem: `no answer within ${patienceMs / 1000} s` };
    return { is: 'failed', why: 'failed', problem: (error as Error).message };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

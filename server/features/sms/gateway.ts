/** Whatever takes a message and says what it does with it; and the one that there is, which asks over HTTP as a recipe says. */
import type { SmsRecipe } from '../../../protocol/sms.ts';
import { ask } from '../../outbox/ask.ts';
import { readBytes } from '../../outbox/read-bytes.ts';
import { readRetryAfter } from '../../outbox/retry-after.ts';
import { type GatewayAnswer, judged, oneLine, writings } from './rules.ts';
import { countSegments } from './segments.ts';
import { fillForm, fillHeaders, fillJson, fillUrl } from './templates.ts';

/** One message on its way. */
export interface Outgoing {
  /** The same at each attempt, for gateways that know repeats by it. */
  id: string;
  /** E.164. */
  to: string;
  text: string;
  /** Where its reports are brought; empty: nowhere. */
  reports: string;
}

export interface Gateway {
  /** @returns also for how long it asks us to wait, in ms; null: it does not say */
  send(sms: Outgoing, signal: AbortSignal): Promise<GatewayAnswer & { retryAfterMs: number | null }>;
}

/** How a gateway is asked, with what its account needs. */
export interface Account {
  recipe: SmsRecipe;
  /** By name, secrets in the clear. */
  values: ReadonlyMap<string, string>;
  from: string;
}

/** An answer of a few words, or the list of them that some give. */
const ANSWER_BYTES = 64 * 1024;
const TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json', none: '' } as const;

/** @param options.mayBePrivate whether it may be in a private network */
export function httpGateway(
  { recipe, values, from }: Account,
  options: { mayBePrivate: boolean; now: () => number },
): Gateway {
  return {
    async send({ id, to, text, reports }, signal) {
      const { encoding } = await countSegments(text);
      const alphabet = encoding === 'GSM-7' ? 'text' : 'unicode';
      const filled = new Map([...values, ...Object.entries({ ...writings(to), text, alphabet, from, id, reports })]);
      try {
        const { url, ...request } = requestOf(recipe, filled);
        return await ask(url, { ...request, mayBePrivate: options.mayBePrivate, signal }, async response => {
          const bytes = await readBytes(response, ANSWER_BYTES);
          const answer = { status: response.statusCode ?? 0, text: bytes ? new TextDecoder().decode(bytes) : '' };
          const retryAfterMs = readRetryAfter(response.headers['retry-after'], options.now());
          return { ...judged(recipe, answer), retryAfterMs };
        });
      } catch (error) {
        const { message } = error as Error;
        return { is: 'later', problem: oneLine(message), isUnsure: !UNSENT.test(message), retryAfterMs: null };
      }
    },
  };
}

/** Nobody was there to take it. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|.*is no public address)$|Invalid URL/;

function requestOf(recipe: SmsRecipe, values: ReadonlyMap<string, string>) {
  const { method, body: kind } = recipe;
  const hasBody = method === 'POST' && kind !== 'none';
  const body = hasBody ? (kind === 'json' ? fillJson : fillForm)(recipe.fields, values) : undefined;
  return {
    url: fillUrl(recipe.url, values),
    method,
    headers: {
      ...(body !== undefined && { 'content-type': TYPES[kind], 'content-length': Buffer.byteLength(body) }),
      ...fillHeaders(recipe.headers, values),
    },
    ...(body !== undefined && { body }),
  };
}

/** How an account signs in whose service wants OAuth2: a refresh token that an owner was given becomes a short-lived one. */
import { z } from 'zod';
import { ask } from '../../outbox/ask.ts';
import { MailTrouble } from './trouble.ts';

export interface TokenAsk {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  scope: string;
}

export interface AccessToken {
  accessToken: string;
  /** Another refresh token, in place of the one that was sent; null: that one goes on. */
  refreshToken: string | null;
  /** Ms. */
  livesMs: number;
}

const ANSWER_BYTES = 64 * 1024;
/** RFC 6749 section 5.1: where nothing is said of it, an hour is usual. */
const tokenAnswer = z.object({
  access_token: z.string().min(1).max(10_000),
  refresh_token: z.string().max(10_000).optional(),
  expires_in: z.coerce.number().min(0).max(604_800).default(3_600),
});

/** RFC 6749 section 6. @throws MailTrouble */
export async function refreshed(
  { tokenUrl, clientId, clientSecret, refreshToken, scope }: TokenAsk,
  guarded: { mayBePrivate: boolean; signal: AbortSignal },
): Promise<AccessToken> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
    ...(scope && { scope }),
  }).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    accept: 'application/json',
  };
  const { status, text } = await ask(tokenUrl, { ...guarded, method: 'POST', headers, body }, async response => {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of response as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > ANSWER_BYTES) break;
      parts.push(part);
    }
    return { status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') };
  }).catch((error: Error) => {
    throw new MailTrouble('token', error.message);
  });
  const answer = tokenAnswer.safeParse(parsed(text));
  if (status !== 200 || !answer.success) throw new MailTrouble('token', `${status} ${errorIn(text)}`);
  const { access_token: accessToken, refresh_token: another = null, expires_in: seconds } = answer.data;
  return { accessToken, refreshToken: another, livesMs: seconds * 1000 };
}

/** What the service says of a refusal (RFC 6749 section 5.2); nothing else of its answer is shown. */
function errorIn(text: string): string {
  const said = z.object({ error: z.string(), error_description: z.string().default('') }).safeParse(parsed(text)).data;
  return said ? `${said.error} ${said.error_description}`.slice(0, 200) : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

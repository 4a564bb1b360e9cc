import { ask, type Guarded } from './ask.ts';

/** Nobody looks at the answer; so much is read out of politeness, then the line is dropped. */
const ANSWER_BYTES = 16 * 1024;

export interface Answer {
  status: number;
  /** The header as it came. */
  retryAfter: string | undefined;
}

/**
 * Posts JSON, or what the headers say, to an address that somebody else chose, as `ask` does.
 * @throws Error a word or a few on why there was no answer, such as ECONNREFUSED
 */
export function post(
  url: string,
  body: string | Buffer,
  { headers, ...guarded }: Guarded & { headers: Record<string, string> },
): Promise<Answer> {
  const own = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const request = { ...guarded, method: 'POST', headers: { ...own, ...headers }, body };
  return ask(url, request, response => {
    const answer = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > ANSWER_BYTES) response.destroy();
    });
    // The status is known: whatever becomes of the rest changes nothing.
    response.on('error', () => {});
    return new Promise(resolve => {
      response.on('close', () => resolve(answer));
    });
  });
}

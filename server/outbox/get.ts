import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ask, type Guarded } from './ask.ts';
import { readBytes } from './read-bytes.ts';

export interface Fetched {
  status: number;
  headers: IncomingHttpHeaders;
  /** As UTF-8; empty when it was more than was wanted. */
  text: string;
  isTooLarge: boolean;
}

/**
 * Gets a text from an address that somebody else chose, as `ask` does.
 * @param options.maxBytes of the text; of a larger one nothing is kept
 * @throws Error a word or a few on why there was no answer, or none that ended
 */
export function get(url: string, { maxBytes, ...guarded }: Guarded & { maxBytes: number }): Promise<Fetched> {
  return ask(url, { ...guarded, method: 'GET', headers: {} }, response => hear(response, maxBytes));
}

/** Reads an answer to its end. @throws Error when it breaks off */
export async function hear(response: IncomingMessage, maxBytes: number): Promise<Fetched> {
  const { statusCode: status = 0, headers } = response;
  const bytes = await readBytes(response, maxBytes);
  const text = bytes ? new TextDecoder().decode(bytes) : '';
  return { status, headers, text, isTooLarge: bytes === null };
}

import type { IncomingHttpHeaders } from 'node:http';
import { ask, type Guarded } from './ask.ts';

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
  return ask(url, { ...guarded, method: 'GET', headers: {} }, async response => {
    const { statusCode: status = 0, headers } = response;
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of response as AsyncIterable<Buffer>) {
      bytes += part.length;
      // Leaving the loop closes the connection.
      if (bytes > maxBytes) return { status, headers, text: '', isTooLarge: true };
      parts.push(part);
    }
    return { status, headers, text: new TextDecoder().decode(Buffer.concat(parts)), isTooLarge: false };
  });
}

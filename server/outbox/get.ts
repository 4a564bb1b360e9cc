import { ask, type Guarded } from './ask.ts';
import { readBytes } from './read-bytes.ts';

export interface Fetched {
  status: number;
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
    const bytes = await readBytes(response, maxBytes);
    const text = bytes ? new TextDecoder().decode(bytes) : '';
    return { status: response.statusCode ?? 0, text, isTooLarge: bytes === null };
  });
}

/** Rows of a file, as they lie in the store: a line of JSON each. */
import type { Store } from '../../store/store.ts';

/** A row, and where the next one begins. */
export interface Line {
  text: string;
  /** Bytes from the beginning of all rows. */
  end: number;
}

/** Bytes read at once: as many as a piece of the store's. */
const READ_BYTES = 256 * 1024;

/**
 * The rows from a place on, read as they are asked for; or the lines of the file itself.
 * @param place.to where they end
 * @param place.mostBytes of one line: the first that is longer is the last one given, cut there
 */
export async function* linesOf(
  { imports }: Pick<Store, 'imports'>,
  id: string,
  place: { of?: 'file' | 'rows'; from: number; to: number; mostBytes?: number },
): AsyncGenerator<Line> {
  const { of = 'rows', from, to, mostBytes = Number.POSITIVE_INFINITY } = place;
  let rest: Buffer = Buffer.alloc(0);
  let at = from;
  for (let read = from; read < to; read += READ_BYTES) {
    for await (const piece of await imports.read(id, of, read, Math.min(read + READ_BYTES, to))) {
      let bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
        at += end + 1;
        yield { text: bytes.toString('utf8', 0, end), end: at };
        bytes = bytes.subarray(end + 1);
      }
      rest = bytes;
      if (rest.length > mostBytes) return yield { text: rest.toString('utf8', 0, mostBytes), end: at };
    }
  }
  // A file may end without one; rows never do.
  if (rest.length > 0) yield { text: rest.toString('utf8'), end: to };
}

/** The cells of a row. */
export function cellsOf(text: string): string[] {
  return JSON.parse(text) as string[];
}

/** In groups of so many. */
export async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

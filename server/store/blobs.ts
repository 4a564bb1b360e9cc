/**
 * Where the bytes of files lie: beside the SQLite file, or in MongoDB's GridFS. Names are ids that we made, never what
 * somebody called a file. Whoever knows of a blob in the database writes it there first and takes it from there last, so
 * that no bytes lie about that nobody knows of.
 */
import { createHash } from 'node:crypto';

export interface Blobs {
  /** Keeps one piece at its place; on disk when it resolves. Written again, it takes the place of the first. */
  write(name: string, offset: number, bytes: Buffer): Promise<void>;
  /** Its pieces are a whole of that many bytes from now on; once more does nothing again. */
  seal(name: string, size: number): Promise<void>;
  /** Bytes from `from` to `to`, not included; fewer where they are not there. */
  read(name: string, from: number, to: number): AsyncIterable<Buffer>;
  /** What is not there is no error. */
  remove(names: string[]): Promise<void>;
}

/** The small picture of a file lies beside it. */
export function previewName(id: string): string {
  return `${id}.preview`;
}

/** SHA-256 of what comes, hex. */
export async function hashOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

/** Cuts bytes into the pieces that `write` takes. @param pieceBytes of each but the last */
export async function* pieces(
  bytes: AsyncIterable<Buffer>,
  pieceBytes: number,
): AsyncGenerator<{ offset: number; piece: Buffer }> {
  let [held, offset]: [Buffer, number] = [Buffer.alloc(0), 0];
  for await (const chunk of bytes) {
    held = Buffer.concat([held, chunk]);
    while (held.length >= pieceBytes) {
      yield { offset, piece: held.subarray(0, pieceBytes) };
      offset += pieceBytes;
      held = held.subarray(pieceBytes);
    }
  }
  if (held.length > 0) yield { offset, piece: held };
}

/** A file of people, and its rows as they were read, lie under names of their own. */
export function importBlob(id: string, of: 'file' | 'rows'): string {
  return `import-${id}-${of}`;
}

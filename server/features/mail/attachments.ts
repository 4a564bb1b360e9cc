/** Files that go with letters, byte by byte from where they lie (SPEC AM6). */
import { Readable } from 'node:stream';
import type { Core } from '../../core.ts';
import type { FileRecord } from '../files/store.ts';

/** A file as the mail library takes it. */
export interface Attachment {
  filename: string;
  contentType: string;
  contentDisposition: 'attachment';
  /** For one attempt: it can be read once. */
  content: Readable;
}

/** A time for the reader's own calendar. @param text as `calendarFile` writes it */
export function calendarOf(text: string): Attachment {
  return {
    filename: 'visit.ics',
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    contentDisposition: 'attachment',
    content: Readable.from([Buffer.from(text)], { objectMode: false }),
  };
}

/**
 * The files of a letter, in their order. Only what visitors of its conversation may read goes out; what is there no more, as
 * its person was erased, is left out.
 */
export async function attachmentsOf(
  { files }: Pick<Core['store'], 'files'>,
  ids: readonly string[],
  conversationId: string | null,
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const found = new Map((await files.findAll([...ids])).map(file => [file.id, file]));
  return ids.flatMap(id => {
    const file = found.get(id);
    if (!file?.type || file.isPrivate || file.conversationId !== conversationId) return [];
    const content = Readable.from(wholeOf(files, file), { objectMode: false });
    return [{ filename: file.name, contentType: file.type, contentDisposition: 'attachment' as const, content }];
  });
}

/** Its bytes, all of them: half a file must not leave as if it were whole. */
async function* wholeOf(files: Core['store']['files'], { id, size }: FileRecord): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const bytes of await files.read(id, 0, size)) {
    sent += bytes.length;
    yield bytes;
  }
  if (sent !== size) throw new Error(`wanted ${size} bytes of a file that goes with a letter, got ${sent}`);
}

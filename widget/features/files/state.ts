/** The files that this page sends, or that an earlier one has left: for the composer, the contact form and what waits. */
import { isolatedName } from '../../../protocol/turning.ts';
import type { VisitorNews } from '../../../protocol/visitor.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import type { Upload, Uploads } from '../../../protocol/wire/uploads.ts';
import { fill } from '../../../protocol/words.ts';
import { loadChunk } from '../../panel/chunks.ts';
import { laterWords } from '../../panel/language.ts';
import { link, type Waiting } from '../../panel/link.ts';
import { storageKey } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { createValue } from '../../panel/value.ts';
import { dropFile, sendFile } from './server.ts';

export const sending = createValue({
  /** What became of the last one, for the live region. */
  spoken: '',
});

/** What keeps and sends them: a chunk of its own. */
let opening: Promise<Uploads> | undefined;
/** The same, once it is there. */
let uploads: Uploads | undefined;

/** Opens those of the site and the visitor that the panel speaks for. @throws when it can not be loaded */
export function open(): Promise<Uploads> {
  opening ??= start();
  return opening;
}

async function start() {
  try {
    const { createUploads } = await loadChunk('uploads', () => import('../../../protocol/wire/uploads.ts'));
    const family = `${storageKey()}:files:`;
    uploads = createUploads({
      family,
      prefix: family + mark(),
      send,
      drop: dropFile,
      onChange: () => sending.change({}),
    });
    await uploads.refresh();
    return uploads;
  } catch (error) {
    opening = undefined;
    throw error;
  }
}

/** Goes with all else that is kept of a visitor who is forgotten on this device: what was theirs is found by nobody then. */
function mark(): string {
  const name = `${storageKey()}:files`;
  try {
    localStorage[name] ??= newClientId();
    return localStorage[name];
  } catch {
    return '';
  }
}

/** Those of a field, or of a command that waits for them. */
export function filesOf(owner: string): Upload[] {
  return uploads?.of(owner) ?? [];
}

export async function add(owner: string, files: Iterable<File>): Promise<void> {
  (await open()).add(owner, files);
}

/** Sends one, unless what the site says of files is enough to know that it will not have it. */
async function send(upload: Upload, onSent: (bytes: number, id: string) => void, signal: AbortSignal): Promise<string> {
  const { maxCount, maxBytes } = desk.now.site!.files!;
  if (upload.size > maxBytes) throw { code: 'FILE_TOO_LARGE' };
  if (filesOf(upload.owner).findIndex(({ id }) => id === upload.id) >= maxCount) throw { code: 'FILES_TOO_MANY' };
  const fileId = await sendFile(upload, onSent, signal);
  sending.change({ spoken: fill(laterWords()?.uploaded ?? '', { name: upload.name }, isolatedName) });
  return fileId;
}

let wasDown = false;
link.watchers.add(() => {
  const { isDown } = link.now;
  if (wasDown && !isDown) uploads?.wake();
  wasDown = isDown;
});

export const remove = (id: string) => uploads!.remove(id);
export const retry = (id: string) => uploads!.retry(id);

/** Whether there is something to be sent with the next words. One that is refused stays where it is, until somebody minds it. */
export function has(owner: string): boolean {
  return filesOf(owner).some(({ failure }) => !failure);
}

/** Hands what stands in a field to a command, or to one that is tried again. @returns what names them in it */
export function take(owner: string, clientId: string): { files?: string[] } {
  const files = uploads?.give(owner, clientId);
  return files?.length ? { files } : {};
}

/**
 * Waits until the server has what a command names.
 * @param refuse is told as the server would tell it, where it will not have one of them
 * @returns the command as it goes, or nothing where nothing is left of it
 */
export async function prepare(command: Waiting, refuse: (news: VisitorNews) => void): Promise<Waiting | undefined> {
  try {
    const files = await (await open()).ready(command.files!);
    return files.length || command.text ? { ...command, files } : undefined;
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code !== 'string') throw error;
    refuse({ type: 'error', code, ref: command.clientId } as VisitorNews);
  }
}

/** A command has arrived, or is refused: then a form gets its files back, and a message has them for as long as it can be tried again. */
export function settle(news: { type: string; ref?: string }, form: string | undefined): void {
  const { ref } = news;
  if (!ref) return;
  if (news.type === 'ack') uploads?.forget(ref);
  else if (form) uploads?.give(ref, form);
  else uploads?.release(ref);
}

/** The panel leaves the page, or begins anew. What is kept is gone on with by the next that opens it. */
export function close(): void {
  opening?.then(each => each.close()).catch(() => {});
  uploads = opening = undefined;
}

/** What visitors and agents do with files before and after they send them. Who may, is asked by who calls. */
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import type { FileCreate, FileInfo, FileLink, Upload } from '../../../protocol/files.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { pieces } from '../../store/blobs.ts';
import type { SiteRecord } from '../sites/store.ts';
import { fileAddress } from './addresses.ts';
import { cleanName, shownName } from './names.ts';
import { infoOf, newFile, notSendable, refuseTooMany, refuseUpload } from './rules.ts';
import type { FileRecord } from './store.ts';

/** Who uploads, to which site. */
export interface Sender {
  /** As in `FileRecord`. */
  uploader: string;
  site: SiteRecord;
  /** IP address; null: an agent, who is known. */
  address: string | null;
}

const MIB = 1024 * 1024;

/**
 * Begins an upload, or says how far the same one came (SPEC FI2). What it will take of the day's allowance is taken now.
 * @throws AppError FILES_OFF, FILE_TOO_LARGE, FILES_FULL, CLIENT_ID_REUSED, RATE_LIMITED; FILE_KIND of one that was whole
 */
export async function beginUpload(
  context: Context,
  sender: Sender,
  ask: FileCreate,
): Promise<{ upload: Upload; isRepeat: boolean }> {
  const { store, now, newId } = context;
  const { site, uploader } = sender;
  const settings = site.files;
  refuseUpload(settings, ask);
  spendFile(context, sender);
  spendBytes(context, sender, ask.size);
  const file = newFile({ id: newId(), siteId: site.id, uploader, ...ask, at: now() });
  const begun = await store.files.begin(file, settings.totalBytes);
  return { upload: await uploadOf(context, site, begun.file), isRepeat: begun.isRepeat };
}

/**
 * Keeps a file that comes as it comes, of a length that nobody knows before: of a plain form.
 * @returns its id; it is whole and nobody's yet
 * @throws AppError FILES_OFF, FILE_TOO_LARGE, FILES_FULL, FILE_KIND, RATE_LIMITED; then nothing of it is kept
 */
export async function streamUpload(
  context: Context,
  sender: Sender,
  name: string,
  bytes: AsyncIterable<Buffer>,
): Promise<string> {
  const { store, now, newId } = context;
  const { site, uploader } = sender;
  // As much as it may be, until it is known how much it is.
  const size = site.files?.maxBytes ?? 0;
  refuseUpload(site.files, { size });
  spendFile(context, sender);
  const id = newId();
  await store.files.begin(
    newFile({ id, siteId: site.id, uploader, clientId: id, name, size, at: now() }),
    site.files.totalBytes,
  );
  try {
    let file: FileRecord | null = null;
    for await (const { offset, piece } of pieces(bytes, PIECE_BYTES)) {
      if (offset + piece.length > size) refuseUpload(site.files, { size: offset + piece.length });
      if (offset % MIB === 0) spendBytes(context, sender, MIB);
      file = await store.files.addPiece(id, offset, piece, now());
    }
    if (!file) throw new AppError('FILE_KIND', 'An empty file is none.');
    await checkedFile(context, site, file);
    return id;
  } catch (error) {
    await store.files.removeUnsent([id]);
    throw error;
  }
}

/** What one sender and one address may begin in a day (SPEC FI6). */
function spendFile({ rates }: Context, { uploader, address }: Sender): void {
  rates.spend('filesOfSender', uploader);
  if (address !== null) rates.spendOfAddress('filesOfAddress', address);
}

/** How much they may bring, and everybody to one site. */
function spendBytes({ rates }: Context, { site, uploader, address }: Sender, size: number): void {
  const megabytes = Math.ceil(size / MIB);
  rates.spend('megabytesOfSender', uploader, megabytes);
  if (address !== null) rates.spendOfAddress('megabytesOfAddress', address, '', megabytes);
  rates.spend('megabytesOfSite', site.id, megabytes);
}

/**
 * Keeps one piece. The last one checks the whole, which is then ready to be sent, or refused and gone.
 * @throws AppError FILE_UNKNOWN, BAD_REQUEST for a piece of another length, FILE_OFFSET with `offset`, FILES_OFF, FILE_KIND
 */
export async function takePiece(
  context: Context,
  sender: Sender,
  piece: { id: string; offset: number; bytes: Buffer },
): Promise<Upload> {
  const { store, now } = context;
  const { id, offset, bytes } = piece;
  const file = await ownFile(context, sender, id);
  if (!sender.site.files) throw new AppError('FILES_OFF');
  // The answer to the last piece was lost.
  if (file.hash !== '') return uploadOf(context, sender.site, file);
  if (offset !== file.received) throw wrongOffset(file);
  const wanted = Math.min(PIECE_BYTES, file.size - offset);
  if (bytes.length !== wanted) {
    throw new AppError('BAD_REQUEST', `A piece at ${offset} has ${wanted} bytes, got ${bytes.length}.`);
  }
  const after = bytes.length === 0 ? file : await store.files.addPiece(id, offset, bytes, now());
  if (!after) throw wrongOffset(await ownFile(context, sender, id));
  return uploadOf(context, sender.site, after);
}

function wrongOffset({ received }: FileRecord): AppError {
  return new AppError('FILE_OFFSET', `The next piece begins at ${received}.`, { offset: received });
}

/** How far it is. One that is whole is looked at first, if nobody did: perhaps the server ended between. */
async function uploadOf(context: Context, site: SiteRecord, file: FileRecord): Promise<Upload> {
  const whole = file.received === file.size && file.hash === '' ? await checkedFile(context, site, file) : file;
  const info = infoOf(whole);
  return { id: file.id, offset: file.received, ...(info && { file: info }) };
}

/** @throws AppError FILE_KIND, FILE_UNKNOWN; then it is gone */
async function checkedFile({ store, files, log }: Context, site: SiteRecord, file: FileRecord): Promise<FileRecord> {
  const { id, givenName, received: size } = file;
  const looked = await files.inspect(() => store.files.read(id, 0, size), cleanName(givenName));
  const { found, hash, preview, width, height } = looked;
  const name = found && shownName(givenName, found);
  if (looked.size !== size) {
    log.error({ file: id, wanted: size, came: looked.size }, 'bytes of an upload are not there');
    await store.files.removeUnsent([id]);
    throw notSendable(id);
  }
  if (!found || name === null || !site.files?.kinds.includes(found.kind)) {
    await store.files.removeUnsent([id]);
    throw new AppError('FILE_KIND');
  }
  const done = await store.files.finish(id, {
    name,
    hash,
    size,
    type: found.type,
    kind: found.kind,
    preview,
    width,
    height,
  });
  if (!done) throw notSendable(id);
  return done;
}

/** Ends an upload that was not sent with anything; whatever else it is stays, and asking twice is fine (SPEC FI7). */
export async function stopUpload(
  { store }: Context,
  { uploader }: Pick<Sender, 'uploader'>,
  id: string,
): Promise<void> {
  const file = await store.files.find(id);
  if (file?.uploader === uploader) await store.files.removeUnsent([id]);
}

async function ownFile({ store }: Context, { uploader, site }: Sender, id: string): Promise<FileRecord> {
  const file = await store.files.find(id);
  if (!file || file.uploader !== uploader || file.siteId !== site.id || file.conversationId !== null) {
    throw notSendable(id);
  }
  return file;
}

/**
 * Files as the entry will have them that they are sent with, in the order given. The store's step looks again.
 * @throws AppError FILES_OFF, FILES_TOO_MANY, FILE_UNKNOWN, FILE_UNFINISHED
 */
export async function filesToSend(
  { store }: Context,
  { uploader, site }: Pick<Sender, 'uploader' | 'site'>,
  ids: string[] | undefined,
): Promise<FileInfo[]> {
  if (!ids) return [];
  refuseTooMany(site.files, ids);
  const found = new Map((await store.files.findAll(ids)).map(file => [file.id, file]));
  return ids.map(id => {
    const file = found.get(id);
    if (!file || file.uploader !== uploader || file.siteId !== site.id || file.conversationId !== null) {
      throw notSendable(id);
    }
    const info = infoOf(file);
    if (!info) throw new AppError('FILE_UNFINISHED');
    return info;
  });
}

/** Who wants to read files. */
export type Reader =
  | { kind: 'visitor'; uploader: string; siteId: string; conversationId: string | null }
  | { kind: 'agent'; uploader: string; maySee(siteId: string): boolean };

/** Addresses of those that are there for who asks; the others are left out (SPEC FI4). */
export async function fileLinks({ store, config, now }: Context, reader: Reader, ids: string[]): Promise<FileLink[]> {
  const at = now();
  const found = new Map((await store.files.findAll(ids)).map(file => [file.id, file]));
  return ids.flatMap(id => {
    const file = found.get(id);
    if (!file || file.hash === '' || !mayRead(file, reader)) return [];
    const { url, endsAt } = fileAddress(config.secretKey, id, 'content', at);
    const preview = file.previewSize > 0 ? fileAddress(config.secretKey, id, 'preview', at).url : null;
    return [{ id, url, previewUrl: preview, endsAt }];
  });
}

/** Who may read the entry may read its files; before it is sent, its uploader may. */
function mayRead(file: FileRecord, reader: Reader): boolean {
  if (file.conversationId === null) return file.uploader === reader.uploader;
  if (reader.kind === 'agent') return reader.maySee(file.siteId);
  return file.siteId === reader.siteId && file.conversationId === reader.conversationId && !file.isPrivate;
}

import type { FastifyRequest } from 'fastify';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { streamUpload } from '../files/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import { createMeasure } from './posts.ts';

/** Bytes of a whole post with files, where the site takes none or few: reading more past would be a kindness to nobody. */
const POST_BYTES = 20 * 1024 * 1024;

/** A post as it was read. */
export interface ReadPost {
  body: unknown;
  /** Whose its files are until the visitor is known, and the IP address it came from. */
  uploader: string;
  address: string;
  /** Ids of its files, which are kept and not sent yet. */
  files: string[];
  /** Names of those that were not taken. */
  leftOut: string[];
}

/**
 * The fields of a post; files that its site takes are kept meanwhile, and others are read past, because a form that has
 * them still has words in it (SPEC FI8).
 * @throws AppError FRAME_TOO_LARGE, BAD_REQUEST; then nothing of it is kept
 */
export async function readPost(context: Context, request: FastifyRequest, site: SiteRecord): Promise<ReadPost> {
  const post: ReadPost = {
    body: request.body,
    uploader: `post:${context.newId()}`,
    address: request.ip,
    files: [],
    leftOut: [],
  };
  if (!request.isMultipart()) return post;
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  const most = Math.max(POST_BYTES, (site.files?.maxBytes ?? 0) * (site.files?.maxCount ?? 0) + LIMITS.frameBytes);
  if (!(length <= most)) {
    throw new AppError('FRAME_TOO_LARGE', `A form takes up to ${most} bytes with its files.`);
  }
  try {
    await readParts(context, request, site, post);
    return post;
  } catch (error) {
    // The rest of it flows past, and nobody collects it.
    request.raw.unpipe();
    request.raw.resume();
    await context.store.files.removeUnsent(post.files);
    // Errors of the parser itself, which have no code, are about bodies that are cut short or are no multipart at all.
    if (error instanceof Error && !('code' in error))
      throw new AppError('BAD_REQUEST', `This multipart body can not be read: ${error.message}.`, { cause: error });
    throw error;
  }
}

async function readParts(context: Context, request: FastifyRequest, site: SiteRecord, post: ReadPost): Promise<void> {
  const fields: Record<string, string[]> = Object.create(null);
  const measure = createMeasure();
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      // An empty file input arrives as a part without a name.
      if (part.filename) await takeFile(context, site, post, part.filename, part.file);
      part.file.resume();
    } else if (part.valueTruncated) {
      throw new AppError('FRAME_TOO_LARGE', `A field takes up to ${LIMITS.frameBytes} bytes.`);
    } else {
      const value = String(part.value);
      measure.count(part.fieldname, value);
      fields[part.fieldname] ??= [];
      fields[part.fieldname]!.push(value);
    }
  }
  post.body = fields;
}

/** What can not be taken is left out, and said: the words are kept all the same. */
async function takeFile(
  context: Context,
  site: SiteRecord,
  post: ReadPost,
  name: string,
  bytes: AsyncIterable<Buffer>,
): Promise<void> {
  const isRoom = site.files !== null && post.files.length < site.files.maxCount;
  if (!isRoom) {
    post.leftOut.push(name);
    return;
  }
  try {
    const sender = { uploader: post.uploader, site, address: post.address };
    post.files.push(await streamUpload(context, sender, name, bytes));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    context.log.debug({ code: error.code }, 'a file of a form was left out');
    post.leftOut.push(name);
  }
}

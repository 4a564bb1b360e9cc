/** Files that visitors and agents send: uploaded in pieces, checked, and then attached to an entry. */
import { z } from 'zod';
import { FILE_BYTES, FILE_COUNT, FILE_KINDS, FILE_NAME_CHARS, LINKED_FILES } from './file-kinds.ts';
import { clientId, id, timestamp } from './wire/fields.ts';

export const fileKind = z.enum(FILE_KINDS);

/** A file of an entry. Name and type are those that the server found, and the name ends as the bytes say. */
export const file = z.object({
  id,
  name: z.string(),
  size: z.number().int(),
  type: z.string(),
  kind: fileKind,
  /** Whether there is a small picture of it. */
  hasPreview: z.boolean(),
  /** Of the picture as it is shown, in pixels; left out where it has none or nobody could tell. */
  width: z.number().int().optional(),
  height: z.number().int().optional(),
});
export type FileInfo = z.infer<typeof file>;

/** In the bodies of entries; left out: none. */
export const files = z.array(file).optional();

/** In what is sent: files that its sender uploaded and did not send yet. Left out: none. */
export const fileIds = z
  .array(id)
  .min(1)
  .max(FILE_COUNT)
  .refine(ids => new Set(ids).size === ids.length, 'wanted each file once')
  .optional();

/** Of what is sent: its words may be empty only where files say something. @param field that has the words */
export function wordsOrFiles<Field extends string>(field: Field) {
  return ({
    value: sent,
    issues,
  }: z.core.ParsePayload<Record<Field, string> & { files?: string[] | undefined }>): void => {
    if (sent[field] !== '' || sent.files) return;
    const message = 'wanted words or files';
    issues.push({
      code: 'too_small',
      origin: 'string',
      minimum: 1,
      path: [field],
      message,
      input: sent,
      continue: true,
    });
  };
}

/** What a site takes; an owner's setting, and null until somebody wants it. */
export const fileSettings = z.object({
  /** Files of one entry. */
  maxCount: z.number().int().min(1).max(FILE_COUNT),
  /** Bytes of one file. */
  maxBytes: z
    .number()
    .int()
    .min(64 * 1024)
    .max(FILE_BYTES),
  kinds: z.array(fileKind).min(1),
  /** Bytes of all files that the site keeps, 16 MiB to 1 TiB: what is more is refused, so that nobody fills the disk. */
  totalBytes: z
    .number()
    .int()
    .min(16 * 1024 ** 2)
    .max(1024 ** 4),
});
export type FileSettings = z.infer<typeof fileSettings>;

/** What a page may know of it. */
export const publicFiles = fileSettings.omit({ totalBytes: true });
export type PublicFiles = z.infer<typeof publicFiles>;

/**
 * Begins an upload, or asks how far it came: the same `clientId` gives the same upload.
 * `type` is what the sender takes it for; the server looks itself.
 */
export const fileCreate = z.object({
  clientId,
  name: z.string().max(4 * FILE_NAME_CHARS),
  size: z.number().int().min(1),
  type: z.string().max(200).default(''),
});
export type FileCreate = z.infer<typeof fileCreate>;

/** An agent says where it is to go: rights, settings and limits are those of that conversation's site. */
export const agentFileCreate = fileCreate.extend({ conversationId: id });

/**
 * How far an upload came. `offset` is how many bytes are kept and where the next piece begins; `file` is there once all
 * of them are and were found good.
 */
export const upload = z.object({ id, offset: z.number().int(), file: file.optional() });
export type Upload = z.infer<typeof upload>;

/** `token` comes once, when the sender had none. */
export const uploadBegun = upload.extend({ token: z.string().optional() });
export type UploadBegun = z.infer<typeof uploadBegun>;

export const fileLinksAsk = z.object({ ids: z.array(id).min(1).max(LINKED_FILES) });

/**
 * Addresses that need no cookie and end at `endsAt`. `url` is for saving it, `previewUrl` the small picture; null: none.
 * They begin with `/`, from where this server is reached.
 */
export const fileLink = z.object({
  id,
  url: z.string(),
  previewUrl: z.string().nullable(),
  endsAt: timestamp,
});
export type FileLink = z.infer<typeof fileLink>;

/** Files that are not there, or not for who asks, are left out. */
export const fileLinks = z.object({ links: z.array(fileLink) });
export type FileLinks = z.infer<typeof fileLinks>;

/** By what other programs of the business come in: a key each, good for what its owner chose. */
import { z } from 'zod';
import { scope } from './scopes.ts';
import { id, line, timestamp } from './wire/fields.ts';

/** What every key begins with: whoever finds one in a file knows what it opens, and so do programs that look for secrets. */
export const KEY_PREFIX = 'deskbell_key_';

/** More than that nobody overlooks; a program that is replaced takes its key along. */
export const MAX_KEYS = 50;

/** A key as owners see it: never the key itself. */
export const integrationKey = z.object({
  id,
  name: z.string(),
  scopes: z.array(scope),
  /** The last letters of it, by which one tells it from others. */
  ending: z.string(),
  createdAt: timestamp,
  /** When it was used last, to a quarter of an hour; null: never. */
  usedAt: timestamp.nullable(),
});
export type IntegrationKey = z.infer<typeof integrationKey>;

export const keyCreate = z.object({
  name: line.pipe(z.string().min(1).max(80)),
  scopes: z
    .array(scope)
    .min(1)
    .max(scope.options.length)
    .transform(all => [...new Set(all)]),
});
export type KeyCreate = z.input<typeof keyCreate>;

/** `secret` is the key, shown this once. */
export const keyMade = z.object({ key: integrationKey, secret: z.string() });
export type KeyMade = z.infer<typeof keyMade>;

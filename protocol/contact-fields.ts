/** What a desk wants to know of people besides: fields of its own, a setting of the desk. */
import { z } from 'zod';
import { line } from './wire/fields.ts';

export const contactFieldKind = z.enum(['text', 'number', 'date', 'choice', 'yes_no']);
export type ContactFieldKind = z.infer<typeof contactFieldKind>;

/** A field, as an owner defines it. */
export const contactField = z.object({
  /** Never changes, whatever the field is called: values stand under it. */
  id: z.string().regex(/^[a-z0-9_-]{1,40}$/),
  name: line.pipe(z.string().min(1)),
  kind: contactFieldKind,
  /** What may be chosen, of the kind `choice`. */
  choices: z
    .array(line.pipe(z.string().min(1)))
    .max(50)
    .default([]),
});
export type ContactField = z.infer<typeof contactField>;

/** In the order in which cards show them. */
export const contactFields = z.array(contactField).max(50);

/** Dates as `2026-05-31`. */
export const contactFieldValue = z.union([z.string().max(500), z.number(), z.boolean()]);
export type ContactFieldValue = z.infer<typeof contactFieldValue>;

/** What a desk wants to know of people besides: fields of its own, a setting of the desk. */
import { z } from 'zod';
import { line } from './wire/fields.ts';

export const MAX_CONTACT_FIELDS = 50;

export const contactFieldKind = z.enum(['text', 'number', 'date', 'choice', 'yes_no']);
export type ContactFieldKind = z.infer<typeof contactFieldKind>;

/** It does not begin with a mark, so that it is the name of nothing else. */
export const contactFieldId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

/** A field, as an owner defines it. */
export const contactField = z
  .object({
    /** Never changes, whatever the field is called: values and filters name it. */
    id: contactFieldId,
    name: line.pipe(z.string().min(1)),
    kind: contactFieldKind,
    /** What may be chosen, of the kind `choice`; one that is taken out stays where it was chosen. */
    choices: z
      .array(line.pipe(z.string().min(1)))
      .max(50)
      .default([]),
  })
  .refine(({ kind, choices }) => kind !== 'choice' || choices.length > 0, { path: ['choices'] });
export type ContactField = z.infer<typeof contactField>;

/** In the order in which cards show them. */
export const contactFields = z
  .array(contactField)
  .max(MAX_CONTACT_FIELDS)
  .refine(all => new Set(all.map(each => each.id)).size === all.length, 'wanted each id once');

/** Dates as `2026-05-31`. */
export const contactFieldValue = z.union([z.string().max(500), z.number(), z.boolean()]);
export type ContactFieldValue = z.infer<typeof contactFieldValue>;

/** By the field's id. What is not known is left out. */
export const contactFieldValues = z.record(z.string().max(40), contactFieldValue);

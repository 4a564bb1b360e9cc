/** What an owner wants to know of people beside what everybody has: their own fields, and what stands in them. */
import { z } from 'zod';
import { id, line } from './wire/fields.ts';

export const MAX_CONTACT_FIELDS = 30;
/** Of one field's choices, and of a text in a field. */
const MAX_OPTIONS = 50;
const MAX_OPTION_CHARS = 60;
const MAX_TEXT_CHARS = 500;

export const CONTACT_FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes-no'] as const;
export type ContactFieldKind = (typeof CONTACT_FIELD_KINDS)[number];

export const contactField = z
  .object({
    /** Stays when the field is called otherwise: values and filters name it. */
    id: id.regex(/^[\w-]+$/),
    name: line.pipe(z.string().min(1).max(60)),
    kind: z.enum(CONTACT_FIELD_KINDS),
    /** Of a `choice`; one that is taken out stays where it was chosen. */
    options: z
      .array(line.pipe(z.string().min(1).max(MAX_OPTION_CHARS)))
      .max(MAX_OPTIONS)
      .default([]),
  })
  .refine(({ kind, options }) => kind !== 'choice' || options.length > 0, { path: ['options'] });
export type ContactField = z.infer<typeof contactField>;

/** In the order in which they are shown. */
export const contactFields = z
  .array(contactField)
  .max(MAX_CONTACT_FIELDS)
  .refine(all => new Set(all.map(each => each.id)).size === all.length, 'wanted each id once');

/** A text or a choice; a number; a date as `2026-11-29`; yes or no. */
export const fieldValue = z.union([z.string().max(MAX_TEXT_CHARS), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof fieldValue>;

/** By the field's id. What is not known is left out. */
export const fieldValues = z.record(z.string().max(64), fieldValue);
export type FieldValues = z.infer<typeof fieldValues>;

/** What a value becomes in a field; null: it is none of its kind. Pure. */
export function valueFor({ kind, options }: Pick<ContactField, 'kind' | 'options'>, value: unknown): FieldValue | null {
  switch (kind) {
    case 'text': {
      const text = typeof value === 'string' ? line.safeParse(value.slice(0, MAX_TEXT_CHARS)).data : '';
      return text || null;
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : null;
    case 'choice':
      return typeof value === 'string' && options.includes(value) ? value : null;
    case 'yes-no':
      return typeof value === 'boolean' ? value : null;
  }
}

/** Whether a text is a day that there is, `2026-02-28`. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

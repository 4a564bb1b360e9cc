/** What an owner wants to know of people beside what everybody has: their own fields, and what stands in them. */
import { z } from 'zod';
import { line } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const MAX_CONTACT_FIELDS = 30;
/** Of one field. */
const MAX_CHOICES = 50;
const MAX_CHOICE_CHARS = 60;

export const contactFieldKind = z.enum(['text', 'number', 'date', 'choice', 'yes_no']);
export type ContactFieldKind = z.infer<typeof contactFieldKind>;

/** It does not begin with a mark, so that it is the name of nothing else. */
export const contactFieldId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

export const contactField = z
  .object({
    /** Stays when the field is called otherwise: values and filters name it. */
    id: contactFieldId,
    name: line.pipe(z.string().min(1).max(60)),
    kind: contactFieldKind,
    /** Of a `choice`; one that is taken out stays where it was chosen. */
    choices: z
      .array(line.pipe(z.string().min(1).max(MAX_CHOICE_CHARS)))
      .max(MAX_CHOICES)
      .default([]),
  })
  .refine(({ kind, choices }) => kind !== 'choice' || choices.length > 0, { path: ['choices'] });
export type ContactField = z.infer<typeof contactField>;

/** In the order in which they are shown. */
export const contactFields = z
  .array(contactField)
  .max(MAX_CONTACT_FIELDS)
  .refine(all => new Set(all.map(each => each.id)).size === all.length, 'wanted each id once');

/** A text or a choice; a number; a date as `2026-11-29`; yes or no. */
export const contactFieldValue = z.union([z.string().max(LIMITS.lineChars), z.number(), z.boolean()]);
export type ContactFieldValue = z.infer<typeof contactFieldValue>;

/** By the field's id. What is not known is left out. */
export const contactFieldValues = z.record(contactFieldId, contactFieldValue);
export type ContactFieldValues = z.infer<typeof contactFieldValues>;

/** What a value becomes in a field; null: it is none of its kind. Pure. */
export function valueFor(
  { kind, choices }: Pick<ContactField, 'kind' | 'choices'>,
  value: unknown,
): ContactFieldValue | null {
  switch (kind) {
    case 'text': {
      const text = line.safeParse(value);
      return text.data || null;
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : null;
    case 'choice':
      return typeof value === 'string' && choices.includes(value) ? value : null;
    case 'yes_no':
      return typeof value === 'boolean' ? value : null;
  }
}

/** Whether a text is a day that there is, `2026-02-28`. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

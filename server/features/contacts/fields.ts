/** What a desk wants to know of people besides, and whether a value is one. */
import { type ContactField, type ContactFieldValue, contactFields } from '../../../protocol/contact-fields.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Core } from '../../core.ts';
import type { SettingsPart } from '../settings/settings.ts';

/** At first none. */
export const CONTACT_FIELDS: SettingsPart<ContactField[]> = {
  name: 'contact-fields',
  schema: contactFields,
  initial: [],
};

/** Fields that are not the desk's, or have a value that is none of theirs, as `fields.ID`. */
export async function fieldMistakes(
  { settings }: Pick<Core, 'settings'>,
  values: Record<string, ContactFieldValue | null> | undefined,
): Promise<Record<string, ErrorCode>> {
  if (!values) return {};
  const known = new Map((await settings.read(CONTACT_FIELDS)).map(each => [each.id, each]));
  // What was said in a field that is no more can be cleared still.
  const wrong = Object.entries(values).filter(([id, value]) => value !== null && !isValueOf(known.get(id), value));
  return Object.fromEntries(wrong.map(([id]) => [`fields.${id}`, 'FIELD_INVALID' as const]));
}

/** Whether a value is one of a field's. Pure. */
export function isValueOf(field: ContactField | undefined, value: ContactFieldValue): boolean {
  switch (field?.kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'yes_no':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value);
    case 'date':
      return typeof value === 'string' && isDate(value);
    default:
      return false;
  }
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

import { type ContactField, contactFields } from '../../../protocol/contact-fields.ts';
import type { SettingsPart } from '../settings/settings.ts';

/** What an owner wants to know of people beside what everybody has. */
export const CONTACT_FIELDS: SettingsPart<ContactField[]> = {
  name: 'contact-fields',
  schema: contactFields,
  initial: [],
};

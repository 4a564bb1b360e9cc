/** What people type, agents correct and sites sign does to a contact: pure, used by both stores, so that they can not differ. */
import type { Contact, ContactSummary } from '../../../protocol/contacts.ts';
import type { ContactCorrection, ContactWords } from './store.ts';

/** What conversations repeat of their contact. */
export function contactSummary({ id, name, email, phone, locale, timeZone }: Contact): ContactSummary {
  return { id, name, email, phone, locale, timeZone };
}

/** Whether any of the words would change a contact. */
export function hasWords(words: ContactWords): boolean {
  return Boolean(words.name || words.email || words.phone || words.attributes);
}

/** A verified contact with what the same person had typed before they signed in, where it knew nothing. */
export function withTyped(verified: Contact, anonymous: Contact): Contact {
  return {
    ...verified,
    name: verified.name || anonymous.name,
    email: verified.email || anonymous.email,
    phone: verified.phone || anonymous.phone,
    attributes: { ...anonymous.attributes, ...verified.attributes },
  };
}

/** A contact with what the person typed now, or an agent knows better; empty words change nothing, null clears. */
export function withWords(contact: Contact, words: ContactCorrection, at: number): Contact {
  const next = (field: 'name' | 'email' | 'phone') => (words[field] === null ? '' : words[field] || contact[field]);
  return {
    ...contact,
    name: next('name'),
    email: next('email'),
    phone: next('phone'),
    attributes: words.attributes ? { ...contact.attributes, ...words.attributes } : contact.attributes,
    updatedAt: at,
  };
}

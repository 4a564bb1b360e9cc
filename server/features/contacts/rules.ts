/** What people type, agents correct and sites sign does to a contact: pure, used by both stores, so that they can not differ. */
import type { Contact, ContactSummary } from '../../../protocol/contacts.ts';
import type { ContactCorrection, ContactSaying, ContactWords } from './store.ts';

/** Somebody of whom nothing is known but where their browser is. */
export function newContact(contact: Pick<Contact, 'id' | 'siteId' | 'locale' | 'timeZone'>, at: number): Contact {
  return {
    ...contact,
    name: '',
    email: '',
    phone: '',
    externalId: null,
    isVerified: false,
    attributes: {},
    createdAt: at,
    updatedAt: at,
  };
}

/** What conversations repeat of their contact. */
export function contactSummary({ id, name, email, phone, locale, timeZone }: ContactSummary): ContactSummary {
  return { id, name, email, phone, locale, timeZone };
}

/** Whether any of the words would change a contact. */
export function hasWords(words: ContactWords): boolean {
  return Boolean(words.name || words.email || words.phone || words.attributes);
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

/**
 * A contact with what an agent or the person's own page says of it. The page is not believed where a signed identity
 * knows better: there it fills only what was left empty (SPEC P3, P4). Attributes are the page's to say in any case.
 */
export function withSaying(contact: Contact, { by, words }: ContactSaying, at: number): Contact {
  if (by === 'agent' || !contact.isVerified) return withWords(contact, words, at);
  const { name, email, phone } = contact;
  const { attributes } = words;
  const filled = { name: name || words.name, email: email || words.email, phone: phone || words.phone, attributes };
  return withWords(contact, filled, at);
}

/** What a signed identity means for the people in the store. */
export interface SignIn {
  /** Whom the visitor speaks for from now on, as it is to be written. */
  contact: Contact;
  /** It is not in the store yet. */
  isNew: boolean;
  /** Whom the visitor spoke for until now is nobody else's: what they began becomes `contact`'s, and they are dropped. */
  isAbsorbed: boolean;
}

/**
 * Decides a signed identity (SPEC P4). Who signs in for the first time becomes that person. Where the site knows the
 * person already, an anonymous contact comes to them, with what was typed where they knew nothing. A browser that
 * somebody else had signed in to starts over: the other's contact stays theirs.
 * @param signing.current whom the visitor speaks for until now; without an external id they are anonymous
 * @param signing.known whom the site knows by `externalId`; null: nobody yet
 * @param signing.newContactId used when that is somebody new on another's browser
 * @param signing.at ms since epoch
 */
export function signIn(signing: {
  current: Contact;
  known: Contact | null;
  externalId: string;
  words: ContactWords;
  newContactId: string;
  at: number;
}): SignIn {
  const { current, known, externalId, words, newContactId, at } = signing;
  const isAnonymous = current.externalId === null;
  if (known) {
    const isAbsorbed = isAnonymous && known.id !== current.id;
    const person = isAbsorbed ? withTyped(known, current) : known;
    return { contact: withWords(person, words, at), isNew: false, isAbsorbed };
  }
  const isNew = !isAnonymous;
  const { siteId, locale, timeZone } = current;
  const person = isNew ? newContact({ id: newContactId, siteId, locale, timeZone }, at) : current;
  const contact = { ...withWords(person, words, at), externalId, isVerified: true };
  return { contact, isNew, isAbsorbed: false };
}

/** A known contact with what the same person had typed before they signed in, where it knew nothing. */
function withTyped(known: Contact, anonymous: Contact): Contact {
  return {
    ...known,
    name: known.name || anonymous.name,
    email: known.email || anonymous.email,
    phone: known.phone || anonymous.phone,
    attributes: { ...anonymous.attributes, ...known.attributes },
  };
}

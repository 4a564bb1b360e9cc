/** What people type, agents correct and sites sign does to a contact: pure, used by both stores, so that they can not differ. */
import type { Consent, ConsentChannel, Contact, ContactSummary, FactSource } from '../../../protocol/contacts.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { ContactSaying, ContactWords } from './store.ts';

/** What contacts of 0.1 lack, and new ones. */
export const NOTHING_KNOWN: Pick<
  Contact,
  | 'callMe'
  | 'identities'
  | 'addresses'
  | 'birthday'
  | 'tags'
  | 'fields'
  | 'notes'
  | 'consents'
  | 'changedAt'
  | 'mergedInto'
  | 'card'
  | 'version'
> = {
  callMe: '',
  identities: [],
  addresses: [],
  birthday: null,
  tags: [],
  fields: {},
  notes: [],
  consents: [],
  changedAt: {},
  mergedInto: null,
  card: null,
  version: 1,
};

/** Somebody of whom nothing is known but where their browser is. */
export function newContact<Site extends string | null>(
  contact: Pick<Contact, 'id' | 'locale' | 'timeZone'> & { siteId: Site },
  at: number,
): Contact & { siteId: Site } {
  return {
    ...contact,
    ...NOTHING_KNOWN,
    name: '',
    email: '',
    phone: '',
    externalId: null,
    isVerified: false,
    sources: {},
    typed: {},
    attributes: {},
    createdAt: at,
    updatedAt: at,
  };
}

/** What conversations repeat of their contact. */
export function contactSummary({
  id,
  name,
  email,
  phone,
  locale,
  timeZone,
  card,
}: Omit<ContactSummary, 'card'> & { card?: Contact['card'] | undefined }): ContactSummary {
  return { id, name, email, phone, locale, timeZone, ...(card && { card: { id: card.id, name: card.name } }) };
}

/** Whether any of the words would change a contact. */
export function hasWords(words: ContactWords): boolean {
  return Boolean(words.name || words.email || words.phone || words.attributes);
}

type Fact = 'name' | 'email' | 'phone';
const FACTS: readonly Fact[] = ['name', 'email', 'phone'];

/**
 * A contact with what somebody says of it; empty words change nothing, null clears. Facts are kept with whose word they
 * are. Of a person whom a signed identity named, the page is believed only where nothing was known: what it says instead
 * is kept beside (SPEC P3, P4), and so is what a signature overrules. Attributes are the page's to say in any case.
 */
export function withSaying(contact: Contact, { by, words }: ContactSaying, at: number): Contact {
  const next = { ...contact, sources: { ...contact.sources }, typed: { ...contact.typed }, updatedAt: at };
  for (const fact of FACTS) {
    const word = words[fact];
    const before = contact[fact];
    if (word === null) {
      next[fact] = '';
      delete next.sources[fact];
    } else if (word && by === 'visitor' && (word === before || (contact.isVerified && before !== ''))) {
      if (word !== before) next.typed[fact] = word;
    } else if (word) {
      const isOverruled = by === 'site' && before !== '' && before !== word && contact.sources[fact] === 'typed';
      if (isOverruled) next.typed[fact] = before;
      if (next.typed[fact] === word) delete next.typed[fact];
      next[fact] = word;
      next.sources[fact] = SOURCES[by];
    }
  }
  if (words.attributes) next.attributes = withAttributes(contact.attributes, words.attributes);
  return next;
}

/** What is said later counts, and of too many what was said longest ago goes: a page may say new ones for ever. */
function withAttributes(before: Contact['attributes'], said: Contact['attributes']): Contact['attributes'] {
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(said, name));
  return Object.fromEntries([...kept, ...Object.entries(said)].slice(-LIMITS.attributes));
}

const SOURCES: Record<ContactSaying['by'], FactSource> = { visitor: 'typed', site: 'signed', agent: 'agent' };

/** What a signed identity means for the people in the store. */
export interface SignIn {
  /** Whom the visitor speaks for from now on, as it is to be written. */
  contact: Contact;
  /** It is not in the store yet. */
  isNew: boolean;
  /** Whom the visitor spoke for until now is nobody else's: what they began becomes `contact`'s. They are dropped, or joined where more hangs on them. */
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
    const person = isAbsorbed ? withAnonymous(known, current, at) : known;
    return { contact: withSaying(person, { by: 'site', words }, at), isNew: false, isAbsorbed };
  }
  const isNew = !isAnonymous;
  const { siteId, locale, timeZone } = current;
  const person = isNew ? newContact({ id: newContactId, siteId, locale, timeZone }, at) : current;
  const contact = { ...withSaying(person, { by: 'site', words }, at), externalId, isVerified: true };
  return { contact, isNew, isAbsorbed: false };
}

/** A known contact with what the same person had typed before they signed in, where it knew nothing. */
function withAnonymous(known: Contact, { name, email, phone, attributes }: Contact, at: number): Contact {
  const filled = withSaying(known, { by: 'visitor', words: { name, email, phone } }, at);
  return { ...filled, attributes: withAttributes(attributes, known.attributes) };
}

/**
 * Whether nothing is known of somebody but what their browser said, they typed or the site's signature says each time that they
 * come: no agent, program or proof told more.
 */
export function isPasserBy(contact: Contact): boolean {
  const { callMe, birthday, addresses, notes, consents, tags, fields, identities, sources } = contact;
  const isFromPage = (source?: string) => source === 'typed' || source === 'signed';
  const isPlain =
    callMe === '' && birthday === null && Object.keys(fields).length === 0 && Object.values(sources).every(isFromPage);
  return (
    isPlain &&
    [addresses, notes, consents, tags].every(each => each.length === 0) &&
    identities.every(each => isFromPage(each.source))
  );
}

/** Whether somebody may be written to so, for that: the newest word counts, and of two at once the one that takes it back (SPEC CO12). */
export function hasConsent(consents: readonly Consent[], channel: ConsentChannel, purpose: string): boolean {
  const said = consents.filter(each => each.channel === channel && each.purpose === purpose && !each.isCarried);
  const newest = Math.max(...said.map(each => each.at));
  const last = said.filter(each => each.at === newest);
  return last.length > 0 && last.every(each => each.isGiven);
}

/** What somebody says by the link of a letter that they are missed: it ends those alone. */
export const RETURN_PURPOSE = 'return';

/** Whether somebody wants nothing by a way: the newest word counts that was said here, whatever it was for. */
export function refuses(consents: readonly Consent[], channel: ConsentChannel): boolean {
  const said = consents.filter(each => each.purpose !== RETURN_PURPOSE && !each.isCarried);
  return said.findLast(each => each.channel === channel)?.isGiven === false;
}

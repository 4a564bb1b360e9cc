/** The person, whichever way they come. */
import { z } from 'zod';
import { contactFieldValue } from './contact-fields.ts';
import { clientId, id, line, locale, timestamp, timeZone } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const attributes = z
  .record(z.string().min(1).max(LIMITS.lineChars), z.string().max(LIMITS.attributeChars))
  .refine(all => Object.keys(all).length <= LIMITS.attributes, `at most ${LIMITS.attributes} attributes`);

/** Who said a fact: the person, a signed identity of the site, or an agent who knows better. */
export const factSource = z.enum(['typed', 'signed', 'agent']);
export type FactSource = z.infer<typeof factSource>;

/** By what somebody is known: numbers and addresses, accounts of messengers, and the user ids of other programs. */
export const IDENTITY_KINDS = [
  'phone',
  'email',
  'telegram',
  'whatsapp',
  'facebook',
  'instagram',
  'viber',
  'max',
  'external',
] as const;
export const identityKind = z.enum(IDENTITY_KINDS);
export type IdentityKind = z.infer<typeof identityKind>;

/** By which door an identity came. */
export const identitySource = z.enum([
  'typed',
  'signed',
  'agent',
  'mail',
  'call',
  'messenger',
  'import',
  'purchase',
  'api',
]);
export type IdentitySource = z.infer<typeof identitySource>;

/** What an identity is, without who said so. */
export const identityName = z.object({
  kind: identityKind,
  /** Where the value holds: the bot, page or business of a messenger, the site or program of an external id. Empty: everywhere. */
  scope: z.string().trim().max(100).default(''),
  /** In its normal form: E.164, or an address in lower case with its domain in ASCII. */
  value: z.string().trim().min(1).max(300),
});
export type IdentityName = z.infer<typeof identityName>;

/** One of the numbers, addresses, accounts and ids that somebody is known by. */
export const identity = identityName.extend({
  source: identitySource,
  firstAt: timestamp,
  /** Proven: signed, answered from, called from, or a messenger's account. What is only typed may be another's. */
  isVerified: z.boolean(),
  /** Of several numbers or addresses the one that `phone` or `email` says. */
  isPrimary: z.boolean(),
});
export type Identity = z.infer<typeof identity>;

/** Where something is brought to them. */
export const deliveryAddress = z.object({ label: line, text: z.string().trim().min(1).max(500) });
export type DeliveryAddress = z.infer<typeof deliveryAddress>;

/** `--05-31`, or with the year `1990-05-31`. */
export const birthday = z
  .string()
  .regex(/^(?:\d{4}|-)-\d{2}-\d{2}$/)
  .refine(isDay, 'wanted a day of the calendar such as 1990-05-31 or --05-31');

function isDay(text: string): boolean {
  // A year in which February has 29 days.
  const day = text.replace(/^-/, '2000');
  const at = Date.parse(day);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
}

/** Of agents, for agents. */
export const contactNote = z.object({
  id,
  text: z.string().trim().min(1).max(LIMITS.contactNoteChars),
  by: z.object({ id, name: z.string() }),
  at: timestamp,
});
export type ContactNote = z.infer<typeof contactNote>;

/** By which way somebody agreed to be written to, or called. */
export const consentChannel = z.enum([
  'email',
  'phone',
  'sms',
  'telegram',
  'whatsapp',
  'facebook',
  'instagram',
  'viber',
  'max',
]);
export type ConsentChannel = z.infer<typeof consentChannel>;

/** What somebody agreed to, or takes back, in the words that they saw. Rows are only added: the newest counts. */
export const consent = z.object({
  channel: consentChannel,
  /** For what, such as `news` or `reminders`. */
  purpose: z.string().trim().min(1).max(60),
  isGiven: z.boolean(),
  text: z.string().trim().max(LIMITS.consentChars),
  source: identitySource,
  at: timestamp,
  /** It came by a file, and counts for nothing until they say so here (SPEC IM4). */
  isCarried: z.literal(true).optional(),
});
export type Consent = z.infer<typeof consent>;

/** What a desk wants to know of people besides; see `contact-fields.ts`. By the id of the field. */
const fieldValues = z.record(z.string().min(1).max(40), contactFieldValue);

/**
 * The person as one door knows them: one browser, one mail, one import. Rows of one person are joined to a card, see
 * `card`, and each keeps its own facts. E-mail and phone are as typed until `isVerified`: they help the agent and open
 * nothing (SPEC P3).
 */
export const contact = z.object({
  id,
  /** Where they came in; null: by no site. */
  siteId: id.nullable(),
  name: z.string(),
  /** How they want to be addressed; empty: by the name. */
  callMe: z.string(),
  /** As it was written; its normal form is the primary one of the `identities`. */
  email: z.string(),
  /** E.164, or empty. */
  phone: z.string(),
  identities: z.array(identity),
  addresses: z.array(deliveryAddress),
  birthday: birthday.nullable(),
  tags: z.array(z.string()),
  fields: fieldValues,
  notes: z.array(contactNote),
  /** Oldest first. */
  consents: z.array(consent),
  /** The site's own user id, from a signed identity only. */
  externalId: z.string().nullable(),
  /** A signed identity has said who it is. That does not make each fact signed: `sources` says which are. */
  isVerified: z.boolean(),
  /** Whose word each fact is; left out where it is empty, or older than this was kept. */
  sources: z.object({ name: factSource, email: factSource, phone: factSource }).partial(),
  /** What the person typed where something else stands that counts for more. */
  typed: z.object({ name: z.string(), email: z.string(), phone: z.string() }).partial(),
  /** When each fact was changed last, own fields as `fields.ID`; left out: as long as the contact is there. */
  changedAt: z.record(z.string(), timestamp),
  attributes: z.record(z.string(), z.string()),
  locale,
  timeZone: z.string(),
  /** The contact whose card this one was joined to; null: it is a card itself. */
  mergedInto: id.nullable(),
  /** The card that several contacts make together: its id is that of its root. Null: nobody was joined. */
  card: z.object({ id, name: z.string() }).nullable(),
  /** Counts what was changed of it, for those who change it at once. */
  version: z.number().int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Contact = z.infer<typeof contact>;

/** What conversations repeat of their contact, so that a list needs no second read. Made by `contactSummary` alone. */
export const contactSummary = contact
  .pick({
    id: true,
    name: true,
    email: true,
    phone: true,
    locale: true,
    /** Names somebody who left no name: "Visitor from Darkhan". */
    timeZone: true,
  })
  .extend({
    /** The card that they were joined to, and whose name it has, for agents alone. Left out: they are a card by themselves. */
    card: z.object({ id, name: z.string() }).optional(),
  });
export type ContactSummary = z.infer<typeof contactSummary>;

/** Why two contacts were joined: an agent said so, or both have the same number, address or account. */
export const mergeReason = z.enum(['agent', 'number', 'mail', 'account']);
export type MergeReason = z.infer<typeof mergeReason>;

/** Facts of which a card has one, or one list. */
export const MERGE_FACTS = ['name', 'callMe', 'email', 'phone', 'birthday', 'addresses', 'tags'] as const;
export type MergeFact = (typeof MERGE_FACTS)[number];

/** Whose fact stands, by its name, own fields as `fields.ID`. What is left out: the winner's, and what it lacks is the loser's. */
export const mergeChoices = z
  .record(z.union([z.enum(MERGE_FACTS), z.string().regex(/^fields\.[a-z0-9_-]{1,40}$/)]), z.enum(['winner', 'loser']))
  .refine(all => Object.keys(all).length <= 60, 'at most 60 choices');
export type MergeChoices = z.infer<typeof mergeChoices>;

/** One contact joined to another's card. Nothing is moved by it, so taking it back leaves nothing. */
export const merge = z.object({
  id: z.string().min(1).max(80),
  winnerId: id,
  loserId: id,
  reason: mergeReason,
  /** Whether it is proven that they are one; what is only typed proves nothing. */
  isVerified: z.boolean(),
  choices: mergeChoices,
  /** Null: done by itself. */
  by: z.object({ id, name: z.string() }).nullable(),
  at: timestamp,
});
export type Merge = z.infer<typeof merge>;

/** What tells that two cards may be one person: the same number, in whatever form, or address, or alike names and one more fact. */
export const suggestionReason = z.enum(['number', 'mail', 'name']);
export type SuggestionReason = z.infer<typeof suggestionReason>;

/** All that is known of one person: the root's contact, with what those who were joined to it bring. */
export const card = contact.extend({
  /** Of all its contacts, the root's first. */
  ids: z.array(id),
  siteIds: z.array(id),
  /** Those that hold. */
  merges: z.array(merge),
});
export type Card = z.infer<typeof card>;

export const suggestion = z.object({ card, reasons: z.array(suggestionReason) });
export const suggestionsAnswer = z.object({ suggestions: z.array(suggestion) });
export type SuggestionsAnswer = z.infer<typeof suggestionsAnswer>;

/** Whom to join to the card: another card, by the id of its root. */
export const mergeAsk = z.object({
  with: id,
  choices: mergeChoices.default({}),
  /** Of both, as whoever chose had read them; left out: as they are. */
  versions: z.object({ winner: z.number().int(), loser: z.number().int() }).optional(),
});
export type MergeAsk = z.infer<typeof mergeAsk>;

export const refusalAsk = z.object({ with: id });

/** One more number, address, account or id, as it was written. */
export const identityAsk = identityName.extend({ isPrimary: z.boolean().default(false) });
export type IdentityAsk = z.infer<typeof identityAsk>;

export const contactNoteAsk = contactNote.pick({ text: true });
export const consentAsk = consent.omit({ source: true, at: true, isCarried: true });
export type ConsentAsk = z.infer<typeof consentAsk>;

/** A mark that agents put on people. */
export const contactTag = z.string().trim().min(1).max(60);

/** What is left out stays; null or an empty string clears. */
export const contactUpdate = z
  .object({
    name: line.nullable(),
    email: z.string().trim().max(LIMITS.emailChars).nullable(),
    phone: z.string().trim().max(LIMITS.phoneChars).nullable(),
    callMe: line.nullable(),
    birthday: birthday.nullable(),
    addresses: z.array(deliveryAddress).max(10),
    tags: z.array(contactTag).max(50),
    /** Those that are named change; null clears. */
    fields: z.record(z.string().min(1).max(40), contactFieldValue.nullable()),
    locale,
    timeZone,
    /** As it was when it was read: where somebody changed it since, nothing is done. */
    version: z.number().int(),
  })
  .partial();
export type ContactUpdate = z.infer<typeof contactUpdate>;

/** What the page knows of the visitor: unverified words for the agent, or a JWT signed by the site (SPEC P4). */
export const visitorIdentify = z.object({
  type: z.literal('visitor.identify'),
  clientId,
  name: line.optional(),
  email: z.string().trim().max(LIMITS.emailChars).optional(),
  phone: z.string().trim().max(LIMITS.phoneChars).optional(),
  attributes: attributes.optional(),
  /** HS256, subject = the site's own user id. */
  jwt: z.string().max(4000).optional(),
});
export type VisitorIdentify = z.infer<typeof visitorIdentify>;

/** The person, whichever way they come. */
import { z } from 'zod';
import { clientId, id, line, locale, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const attributes = z
  .record(z.string().min(1).max(LIMITS.lineChars), z.string().max(LIMITS.attributeChars))
  .refine(all => Object.keys(all).length <= LIMITS.attributes, `at most ${LIMITS.attributes} attributes`);

/** Who said a fact: the person, a signed identity of the site, or an agent who knows better. */
export const factSource = z.enum(['typed', 'signed', 'agent']);
export type FactSource = z.infer<typeof factSource>;

/** The person. E-mail and phone are as typed until `isVerified`: they help the agent and open nothing (SPEC P3). */
export const contact = z.object({
  id,
  siteId: id,
  name: z.string(),
  email: z.string(),
  /** E.164, or empty. */
  phone: z.string(),
  /** The site's own user id, from a signed identity only. */
  externalId: z.string().nullable(),
  /** A signed identity has said who it is. That does not make each fact signed: `sources` says which are. */
  isVerified: z.boolean(),
  /** Whose word each fact is; left out where it is empty, or older than this was kept. */
  sources: z.object({ name: factSource, email: factSource, phone: factSource }).partial(),
  /** What the person typed where something else stands that counts for more. */
  typed: z.object({ name: z.string(), email: z.string(), phone: z.string() }).partial(),
  attributes: z.record(z.string(), z.string()),
  locale,
  timeZone: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Contact = z.infer<typeof contact>;

/** What conversations repeat of their contact, so that a list needs no second read. Made by `contactSummary` alone. */
export const contactSummary = contact.pick({
  id: true,
  name: true,
  email: true,
  phone: true,
  locale: true,
  /** Names somebody who left no name: "Visitor from Darkhan". */
  timeZone: true,
});
export type ContactSummary = z.infer<typeof contactSummary>;

/** What is left out stays; null or an empty string clears. */
export const contactUpdate = z
  .object({
    name: line.nullable(),
    email: z.string().trim().max(LIMITS.emailChars).nullable(),
    phone: z.string().trim().max(LIMITS.phoneChars).nullable(),
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

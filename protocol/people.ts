/** Everybody who is known, one row for each card: what a list shows, sorts and filters by. */
import { z } from 'zod';
import { contactFieldValues } from './contact-fields.ts';
import { personFilter } from './people-filters.ts';
import { id, line, locale, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** Made of the card and of what other rooms know of it; it can be made anew at any time, and nothing rests on it alone. */
export const person = z.object({
  /** Of the card: its root contact. */
  id,
  name: z.string(),
  callMe: z.string(),
  /** Both as they are written to first; empty: none is known. */
  phone: z.string(),
  email: z.string(),
  locale,
  /** Names somebody who left no name: "Visitor from Darkhan". */
  timeZone: z.string(),
  tags: z.array(z.string()),
  stage: id.nullable(),
  fields: contactFieldValues,
  /** Sites where they were met, of those that the hearer sees. */
  siteIds: z.array(id),
  /** Channels by which they may be written to. */
  consents: z.array(z.string()),
  firstAt: timestamp,
  /** When they last said something; null: they never did. */
  lastAt: timestamp.nullable(),
  purchases: z.number().int().nonnegative(),
  /** By currency (ISO 4217), in minor units. */
  spent: z.record(z.string(), z.number().int()),
  lastPurchaseAt: timestamp.nullable(),
  openComplaints: z.number().int().nonnegative(),
});
export type Person = z.infer<typeof person>;

/** Who was heard last, by name, who came last, who spent most. */
export const PEOPLE_SORTS = ['heard', 'name', 'newest', 'spent'] as const;
export const peopleSort = z.enum(PEOPLE_SORTS);
export type PeopleSort = z.infer<typeof peopleSort>;

const MAX_FILTER_CHARS = 4_000;

/** A filter in an address: its JSON. */
const filterText = z
  .string()
  .max(MAX_FILTER_CHARS)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'wanted JSON' });
      return z.NEVER;
    }
  })
  .pipe(personFilter);

export const peopleQuery = z.object({
  /** Part of a name, a number in whatever form, of a mail, or a tag. */
  q: z.string().trim().max(LIMITS.lineChars).default(''),
  filter: filterText.optional(),
  sort: peopleSort.default('heard'),
  /** Ids of cards, separated by commas: of these alone. */
  ids: z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(id).max(100))
    .optional(),
  cursor: z.string().max(800).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const peopleAnswer = z.object({
  people: z.array(person),
  /** Null at the end. A page before it may have few people, or none: so many were looked at. */
  cursor: z.string().nullable(),
});
export type PeopleAnswer = z.infer<typeof peopleAnswer>;

/** How many people the hearer sees, whatever is asked. */
export const peopleCount = z.object({ count: z.number().int().nonnegative() });
export type PeopleCount = z.infer<typeof peopleCount>;

/** Whose cards became others, or are gone, within the last second; `isMore`: others besides, of whom nobody is told one by one. */
export const peopleChanged = z.object({
  type: z.literal('people.changed'),
  contactIds: z.array(id),
  isMore: z.boolean(),
});
export type PeopleChanged = z.infer<typeof peopleChanged>;

/** Somebody whom an agent writes down. A number or an address says who it is. */
export const personAdd = z
  .object({
    name: line.default(''),
    phone: z.string().trim().max(LIMITS.phoneChars).default(''),
    email: z.string().trim().max(LIMITS.emailChars).default(''),
  })
  .refine(({ phone, email }) => phone || email, { path: ['phone'] });
export type PersonAdd = z.infer<typeof personAdd>;

/** Whose card it is: a number or address that is known leads to the card that has it. */
export const personAdded = z.object({ id });
export type PersonAdded = z.infer<typeof personAdded>;

/** What a person asks of a list of people, kept under a name. */
export const peopleView = z.object({
  filter: personFilter,
  sort: peopleSort.default('heard'),
});
export type PeopleView = z.infer<typeof peopleView>;

/** Websites with a public key, allowed origins and settings. */
import { z } from 'zod';
import { answerSettings } from './answers.ts';
import { availability } from './availability.ts';
import { callRetries } from './callbacks.ts';
import { offeredChannel } from './channels.ts';
import { fileSettings, publicFiles } from './files.ts';
import { callHours, oneOffDays, week } from './hours.ts';
import { ladderSettings } from './ladder.ts';
import { siteNotices } from './notices.ts';
import { retention } from './privacy.ts';
import { ratingSettings } from './ratings.ts';
import { routingSettings } from './routing.ts';
import { scriptOffer } from './scripts.ts';
import { spamSettings } from './spam.ts';
import { id, knownTimeZone, line, locale, timestamp } from './wire/fields.ts';
import { LIMITS, SLOT_LENGTHS } from './wire/limits.ts';

export const siteTexts = z.object({
  greeting: z.string().max(LIMITS.messageChars).default(''),
  consent: z.string().max(LIMITS.messageChars).default(''),
});

/** What an owner may set. `accent` is any CSS hex colour; readable ink is computed where it is shown. */
export const siteSettings = z.object({
  name: line.pipe(z.string().min(1)),
  /** Exact origins (`https://shop.example`), or `*` for any. */
  origins: z.array(z.string().max(LIMITS.urlChars)).max(50),
  channels: z.array(offeredChannel).min(1),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'wanted a colour such as #0b6b57'),
  locale,
  timeZone: knownTimeZone,
  /** `null`: always open. */
  hours: week.nullable(),
  callHours,
  /** Of chat and calls alike, in the place of the week's hours. */
  days: oneOffDays,
  /** By locale; the site's own locale is the fallback for the others. */
  texts: z.partialRecord(locale, siteTexts),
  /** How far apart the times are in which a callback may be asked for, minutes. */
  slotMinutes: z.literal(SLOT_LENGTHS),
  /** Callbacks taken for one slot. */
  callbacksPerSlot: z.number().int().min(1).max(100),
  /** How long before a slot it can be chosen, minutes; never shorter than `asapMinutes`. */
  leadMinutes: z
    .number()
    .int()
    .min(0)
    .max(7 * 24 * 60),
  /** For how many days ahead slots are offered. */
  horizonDays: z.number().int().min(1).max(31),
  /** The promise made for "as soon as possible", minutes. */
  asapMinutes: z.number().int().min(1).max(240),
  /** How long a call takes, minutes: from it follows when "as soon as possible" can be kept. */
  callMinutes: z.number().int().min(1).max(60),
  callRetries,
  spam: spamSettings,
  /** What is done for whoever waits too long. */
  ladder: ladderSettings,
  /** For whom somebody who writes is meant. */
  routing: routingSettings,
  /** Whether people are asked how it was. */
  rating: ratingSettings,
  answersByMail: answerSettings,
  /** Which agents are told of what. */
  notices: siteNotices,
  retention,
  /** Whether page addresses are kept with what stands behind `?` and `#`, which may name a person. */
  keepsQueries: z.boolean(),
  /** What files it takes; `null`: none. */
  files: fileSettings.nullable(),
});
export type SiteSettings = z.infer<typeof siteSettings>;

export const site = siteSettings.extend({ id, key: z.string(), createdAt: timestamp });
export type Site = z.infer<typeof site>;

/** What a visitor's page may know of a site, in the visitor's locale. */
export const publicSite = z.object({
  key: z.string(),
  name: z.string(),
  accent: z.string(),
  channels: z.array(offeredChannel),
  locale,
  timeZone: z.string(),
  greeting: z.string(),
  consent: z.string(),
  /** What files it takes; left out: none. */
  files: publicFiles.optional(),
  /** What was said is mailed to whoever wants it; left out: nothing is mailed here. */
  mailsTalks: z.literal(true).optional(),
  /** What its script says before anything is said; left out: it has none. */
  offer: scriptOffer.optional(),
});
export type PublicSite = z.infer<typeof publicSite>;

export const siteCreate = z.object({ name: line.pipe(z.string().min(1)) });

export const siteUpdate = siteSettings.partial();

export const siteSecretAnswer = z.object({ secret: z.string() });

/** How many browsers were signed out. */
export const visitorsSignedOut = z.object({ visitors: z.number().int() });
export type VisitorsSignedOut = z.infer<typeof visitorsSignedOut>;

/** What a page needs to show a panel without a socket. */
export const panelAnswer = z.object({ site: publicSite, availability });
export type PanelAnswer = z.infer<typeof panelAnswer>;

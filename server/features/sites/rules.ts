/** What of a site is shown to whom, what a new one is like, and which origins are ones. Pure. */

import { ANSWER_DEFAULTS } from '../../../protocol/answers.ts';
import type { FileSettings, PublicFiles } from '../../../protocol/files.ts';
import { LADDER_DEFAULTS } from '../../../protocol/ladder.ts';
import { SITE_NOTICE_DEFAULTS } from '../../../protocol/notices.ts';
import { FIRST_RETENTION } from '../../../protocol/privacy.ts';
import { RATING_DEFAULTS } from '../../../protocol/ratings.ts';
import { ROUTING_DEFAULTS } from '../../../protocol/routing.ts';
import { offerOf } from '../../../protocol/script/turn.ts';
import type { PublicSite, Site } from '../../../protocol/sites.ts';
import { SPAM_DEFAULTS } from '../../../protocol/spam.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import { originOf } from '../../http/origins.ts';
import { newId } from '../../tokens.ts';
import type { SiteRecord } from './store.ts';

/** What older Deskbells did not keep, as it is where nobody has set it. */
export const NEWER_SETTINGS = {
  callHours: 'chat',
  days: [],
  holidays: null,
  script: null,
  bot: null,
  files: null,
  slotMinutes: 30,
  leadMinutes: 0,
  horizonDays: 7,
  callMinutes: 5,
  callRetries: [10, 60, 'morning'],
  retention: FIRST_RETENTION,
  keepsQueries: false,
  spam: SPAM_DEFAULTS,
  ladder: LADDER_DEFAULTS,
  routing: ROUTING_DEFAULTS,
  rating: RATING_DEFAULTS,
  answersByMail: ANSWER_DEFAULTS,
  notices: SITE_NOTICE_DEFAULTS,
} satisfies Partial<SiteRecord>;

/** What steps of the ladder are due by: where one of these changes, all that waits is looked at anew (SPEC LA2). */
const DUE_BY = ['hours', 'callHours', 'days', 'holidays', 'timeZone', 'ladder'] as const;

/** Whether a change of settings moves what is due. */
export function movesDueTimes(settings: Partial<SiteRecord>): boolean {
  return DUE_BY.some(name => settings[name] !== undefined);
}

/** The site as agents see it: without its secrets, the address of its calendar, and its script, which is long. */
export function siteOf({ identitySecret: _, holidays: __, script: ___, bot: ____, ...site }: SiteRecord): Site {
  return site;
}

/** What a visitor's page may know, in its language or else the site's own. @param isMailOn whether anything is mailed here */
export function publicSite(site: SiteRecord, locale: Locale, isMailOn = false): PublicSite {
  const own = site.texts[site.locale];
  const texts = site.texts[locale];
  return {
    key: site.key,
    name: site.name,
    accent: site.accent,
    channels: site.channels,
    locale: site.locale,
    timeZone: site.timeZone,
    greeting: texts?.greeting || own?.greeting || '',
    consent: texts?.consent || own?.consent || '',
    ...(site.files && { files: publicFiles(site.files) }),
    ...(isMailOn && { mailsTalks: true as const }),
    ...(site.script?.isOn && { offer: offerOf(site.script, { locale, siteLocale: site.locale }) }),
  };
}

/** All but how much is kept, which is the owner's. */
function publicFiles({ totalBytes: _, ...files }: FileSettings): PublicFiles {
  return files;
}

/** Public, so it only has to be unlike any other: 80 bits, in letters that survive being read aloud. */
export function newSiteKey(): string {
  return newId().slice(-16);
}

/** A site with settings that work before anybody has touched them: every channel on, any origin, always open. */
export function newSite(site: { id: string; key: string; name: string; origins: string[]; at: number }): SiteRecord {
  return {
    id: site.id,
    key: site.key,
    name: site.name,
    origins: site.origins,
    channels: ['chat', 'callback', 'form'],
    accent: '#0b6b57',
    locale: 'en',
    timeZone: 'UTC',
    hours: null,
    ...NEWER_SETTINGS,
    texts: {},
    callbacksPerSlot: 2,
    asapMinutes: 15,
    createdAt: site.at,
    identitySecret: '',
  };
}

/**
 * Origins as browsers write them: people paste whole addresses, and a trailing slash would make the comparison fail.
 * @throws AppError FIELD_INVALID naming each that is none
 */
export function exactOrigins(typed: string[]): string[] {
  const origins = typed.map(text => (text.trim() === '*' ? '*' : originOf(text.trim())));
  const bad = origins.flatMap((origin, at) => (origin === null ? [at] : []));
  if (bad.length > 0) {
    throw new AppError(
      'FIELD_INVALID',
      `An origin looks like https://shop.example, or is * for any; got ${bad.map(at => JSON.stringify(typed[at])).join(', ')}.`,
      { fields: Object.fromEntries(bad.map(at => [`origins.${at}`, 'FIELD_INVALID'])) },
    );
  }
  return [...new Set(origins.filter(origin => origin !== null))];
}

import type { Locale } from '../../../protocol/wire/fields.ts';
import { originOf } from '../../http/origins.ts';
import { callLink } from '../callbacks/links.ts';
import type { Window } from '../callbacks/slots.ts';
import { readEmail } from '../contacts/emails.ts';
import { countryOf } from '../contacts/home.ts';
import { phoneText, readPhone } from '../contacts/phones.ts';
import { cleanName } from '../files/names.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { KeptCall } from './commands.ts';
import type { FormKind, Posted } from './fields.ts';
import type { Thanks } from './pages.ts';
import type { Sentence } from './sentences.ts';
import { plain } from './sentences.ts';
import { isSameClock, windowText, zoneText } from './times.ts';

/** Origins of this server and of the page that posted, and that page's address; undefined where the browser hides it. */
export interface Whereabouts {
  own: string;
  page: string | undefined;
  referer: string | undefined;
}

/**
 * Where to go afterwards, if the site would let a page there speak: `_next` must not become a way to send people anywhere.
 * `*` names no page in particular, so with it only the page's own origin counts.
 * @param next absolute, or relative to the page
 */
export function nextOf(site: Pick<SiteRecord, 'origins'>, next: string, from: Whereabouts): URL | null {
  const base = from.referer ?? from.page ?? from.own;
  const origin = next !== '' && URL.canParse(next, base) ? originOf(new URL(next, base).href) : null;
  if (origin === null) return null;
  const isListed = origin === from.own || site.origins.includes(origin);
  return isListed || (origin === from.page && site.origins.includes('*')) ? new URL(next, base) : null;
}

/** What to say after a form was kept: what happens next, and where the reader came from. */
export function thanksFor(form: {
  site: SiteRecord;
  kind: FormKind;
  posted: Posted;
  locale: Locale;
  call: KeptCall | null;
  secretKey: string;
  /** Names of files that were not taken. */
  leftOut: string[];
  /** Where the form wanted to go. */
  next: URL | null;
  from: Whereabouts;
}): Thanks {
  const { site, kind, posted, locale, call, secretKey, leftOut, next, from } = form;
  const isForeign = from.page !== from.own;
  return {
    title: { key: kind === 'form' ? 'formThanks' : 'callbackThanks' },
    card: call ? answerLines(kind, posted, site) : [],
    lines: [...(call ? [] : answerLines(kind, posted, site)), ...leftOutLine(site, leftOut)],
    windows: call ? windowTexts(site, posted.timeZone, locale, call) : [],
    call: call && callAddresses(callLink(secretKey, call.callbackId)),
    back: next ?? (isForeign && from.referer && originOf(from.referer) ? new URL(from.referer) : null),
  };
}

function leftOutLine({ files }: SiteRecord, leftOut: string[]): Sentence[] {
  if (leftOut.length === 0) return [];
  if (!files) return [{ key: 'filesLeftOut' }];
  return [{ key: 'filesNotTaken', values: { files: leftOut.map(cleanName).join(', ') } }];
}

/** Nothing is promised where the form asked for no address. Numbers stand as their country writes them. */
function answerLines(
  kind: FormKind,
  { values: { email, phone }, country, timeZone }: Posted,
  site: SiteRecord,
): Sentence[] {
  const home = countryOf({ country: country || undefined, timeZones: [timeZone ?? 'UTC', site.timeZone] });
  const number = phoneText(readPhone(phone, { country: home })?.number ?? phone);
  if (kind === 'callback') return [{ key: 'weRing', values: { address: number } }];
  if (email !== '') return [{ key: 'answerByEmail', values: { address: readEmail(email)?.address ?? email } }];
  return phone === '' ? [] : [{ key: 'answerByPhone', values: { address: number } }];
}

/** Beside the form's own address, wherever it is reached. */
function callAddresses(link: string): Thanks['call'] {
  return { page: link, calendar: `${link}/call.ics` };
}

/** In the visitor's zone where it is known, and in the site's when their clocks differ. */
export function windowTexts(
  site: Pick<SiteRecord, 'timeZone'>,
  timeZone: string | null,
  locale: Locale,
  { startAt, endAt }: Window,
): Thanks['windows'] {
  const textIn = (zone: string) => windowText(locale, zone, startAt, endAt);
  const there = { text: textIn(site.timeZone), zone: zoneText(locale, site.timeZone, startAt) };
  if (!timeZone || isSameClock(timeZone, site.timeZone, startAt)) return [there];
  return [{ text: textIn(timeZone), zone: plain(locale, { key: 'yourTime' }) }, there];
}

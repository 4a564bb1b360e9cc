/** What a gateway's answer means, when a message may leave, and how states follow each other. Pure. */
import { hash } from 'node:crypto';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Temporal } from 'temporal-polyfill';
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { SmsRecipe, SmsSettings, SmsState } from '../../../protocol/sms.ts';
import { zonesOf } from '../contacts/home.ts';
import type { SmsNews, SmsRecord } from './store.ts';
import { namesIn, pairsOf, partAt, read, textAt } from './templates.ts';

/** What a gateway says of one message. */
export type GatewayAnswer =
  | { is: 'taken'; providerId: string }
  /** No repetition mends it. */
  | { is: 'refused'; problem: string }
  /** `isUnsure`: it may have been sent all the same. */
  | { is: 'later'; problem: string; isUnsure: boolean };

/** Statuses that are about the account or the hour and not about the one message: RFC 9110, and what gateways mean by them. */
const LATER_STATUSES: ReadonlySet<number> = new Set([401, 402, 403, 407, 408, 425, 429, 503]);
/** UTF-16 units of a gateway's own words that are kept. */
const PROBLEM_CHARS = 200;

/**
 * What an answer means. One that can not be read is a refusal: to ask again would send, and cost, a second time.
 * @param text as it came
 */
export function judged(
  recipe: Pick<SmsRecipe, 'statusAt' | 'taken' | 'later' | 'ofNumber' | 'idAt' | 'problemAt'>,
  { status, text }: { status: number; text: string },
): GatewayAnswer {
  const json = read(text);
  const said = recipe.statusAt === '' ? text : textAt(json, recipe.statusAt);
  const isSaid = (words: readonly string[]) =>
    words.some(word => (recipe.statusAt === '' ? said.includes(word) : said === word));
  const problem = recipe.problemAt === '' ? '' : textAt(json, recipe.problemAt);
  const why = problemText(problem || (recipe.statusAt === '' ? '' : said) || plainOf(text, json), status);
  if (isSaid(recipe.later)) return { is: 'later', problem: why, isUnsure: false };
  if (recipe.ofNumber?.includes(status)) return { is: 'refused', problem: why };
  if (LATER_STATUSES.has(status)) return { is: 'later', problem: why, isUnsure: false };
  if (status >= 500) return { is: 'later', problem: why, isUnsure: true };
  const providerId = recipe.idAt === '' ? '' : textAt(json, recipe.idAt);
  const isTaken =
    recipe.taken.length > 0 ? isSaid(recipe.taken) : problem === '' && (recipe.idAt === '' || providerId !== '');
  if (status >= 200 && status < 300 && isTaken) return { is: 'taken', providerId: providerId.slice(0, PROBLEM_CHARS) };
  return { is: 'refused', problem: why };
}

/** `400 Invalid 'To' Phone Number` */
function problemText(words: string, status: number): string {
  return oneLine(`${status} ${words}`);
}

/** The beginning of a text in one line, for people to read, without the numbers that some gateways repeat in it. */
export function oneLine(text: string): string {
  return text
    .replace(/\+?\d{7,}/g, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed()
    .slice(0, PROBLEM_CHARS);
}

/** An answer's text, unless it is a page or says something in another place. */
function plainOf(text: string, json: unknown): string {
  return json !== undefined || text.includes('<') ? '' : text;
}

/** A report about one message. */
export interface Report {
  providerId: string;
  state: 'sent' | 'delivered' | 'failed';
  /** The gateway's word. */
  problem: string;
}

/** Reports that a gateway brings at once, at most. */
const MOST_AT_ONCE = 200;

function listed(body: unknown, listAt: string): unknown[] {
  const part = partAt(body, listAt);
  const whole = typeof part === 'string' ? read(part) : part;
  return (Array.isArray(whole) ? whole : whole === undefined ? [] : [whole]).slice(0, MOST_AT_ONCE);
}

/** What a gateway reports. What it says of no message, or without a state, is left out. @param body a form's or query's fields, or JSON */
export function reportsIn({ listAt, idAt, statusAt, delivered, failed }: SmsRecipe['report'], body: unknown): Report[] {
  return listed(body, listAt).flatMap(each => {
    const status = textAt(each, statusAt);
    if (statusAt === '' || status === '') return [];
    const state = delivered.includes(status) ? 'delivered' : failed.includes(status) ? 'failed' : 'sent';
    const providerId = idAt === '' ? '' : textAt(each, idAt).slice(0, PROBLEM_CHARS);
    return [{ providerId, state, problem: state === 'failed' ? oneLine(status) : '' } as const];
  });
}

/** What people answered, by number. */
export function repliesIn({ listAt, fromAt, textAt: wordsAt }: SmsRecipe['reply'], body: unknown) {
  if (fromAt === '' || wordsAt === '') return [];
  return listed(body, listAt).map(each => ({ from: textAt(each, fromAt), text: textAt(each, wordsAt) }));
}

/** How far each state is: reports come late, twice and in any order, and nothing goes back. What arrived, arrived. */
const RANK: Record<SmsState, number> = { waiting: 0, sent: 1, failed: 2, delivered: 3 };

/** Whether a message goes on to this state. */
export function goesOn(before: SmsState, next: SmsState): boolean {
  return RANK[next] > RANK[before];
}

/**
 * What is known of a message after news of it. Null: nothing new. The gateway's name for it is kept whenever it comes, and
 * while one waits the reason is the newest.
 */
export function settled(
  before: SmsRecord,
  { state, problem, providerId, isUnsure = false, at }: SmsNews,
): SmsRecord | null {
  const isNamed = providerId !== undefined && providerId !== '' && providerId !== before.providerId;
  const isNew =
    goesOn(before.state, state) || (state === 'waiting' && before.state === state && problem !== before.problem);
  if (!isNew && !isNamed && !isUnsure) return null;
  const unsure = before.unsure + Number(isUnsure);
  return { ...before, unsure, ...(isNew && { state, problem, changedAt: at }), ...(isNamed && { providerId }) };
}

/** What a conversation is told of a message to its person that failed; null: nothing, it is another, or was sent to an agent. */
export function failure({ state, event, problem, conversationId, agentId }: SmsRecord): EntryEvent | null {
  if (state !== 'failed' || conversationId === null || agentId !== null) return null;
  return { kind: 'event', event: 'sms_failed', of: event, problem };
}

/** Longer than this nobody waits for a message; whatever it says is old by then. */
const STALE_MS = 24 * 3_600_000;
/** So often it is sent where nobody knows whether it was: each may cost, and each may arrive. */
const MOST_UNSURE = 4;
/** After the first of those; twice as long after each more. A gateway that hangs is seldom well in a minute. */
const UNSURE_MS = 120_000;

/** Whether nothing more is tried. @param since ms since the epoch, from when on it could be sent */
export function isOver({ unsure, since }: { unsure: number; since: number }, now: number): boolean {
  return now - since >= STALE_MS || unsure >= MOST_UNSURE;
}

/** How long the next attempt waits after one of which nobody knows whether it sent it, ms. @param unsure how many there were, this one too */
export function unsurePause(unsure: number): number {
  return UNSURE_MS * 2 ** (unsure - 1);
}

/** What stands for a number in lists: its country and its end. */
export function masked(number: string): string {
  const { countryCallingCode: code, nationalNumber = number } = parsePhoneNumberFromString(number) ?? {};
  return `${code ? `+${code}` : ''}••••${nationalNumber.slice(-Math.min(4, Math.ceil(nationalNumber.length / 3)))}`;
}

/** What addresses of a message's reports end with: short, since some gateways take no long ones, and it opens nothing. */
export function refOf(id: string): string {
  return hash('sha256', `sms ${id}`, 'base64url').slice(0, 16);
}

/** How a number is written to gateways. */
export function writings(number: string): { to: string; digits: string; national: string } {
  const national = parsePhoneNumberFromString(number)?.nationalNumber ?? number.replace(/^\+/, '');
  return { to: number, digits: number.replace(/^\+/, ''), national };
}

type Night = SmsSettings['night'];

/** By whose clock it must be day: theirs where it is known, else that of their number's country, else the desk's. */
export function zonesFor(number: string, known: string | undefined, desk: string): readonly string[] {
  if (known && known !== 'UTC') return [known];
  const country: CountryCode | undefined = parsePhoneNumberFromString(number)?.country;
  const zones = country ? zonesOf(country) : [];
  // Where a country has several, its people are most likely where the desk is.
  return zones.length === 0 || zones.includes(desk) ? [desk] : zones;
}

/** Nights to look past: where a country has so many zones that it is always night in one, the last look counts. */
const LOOKS = 8;

/** When it is day by all of these clocks, from a time on; that time itself where it is so then. Ms since the epoch. */
export function dayFrom(at: number, zones: readonly string[], night: Night): number {
  let day = at;
  for (let look = 0; look < LOOKS; look++) {
    const next = Math.max(...zones.map(zone => nightEnd(day, zone, night)));
    if (next === day) break;
    day = next;
  }
  return day;
}

function nightEnd(at: number, zone: string, { from, to }: Night): number {
  if (from === to) return at;
  const clock = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const { hour } = clock;
  const isNight = from > to ? hour >= from || hour < to : hour >= from && hour < to;
  if (!isNight) return at;
  const morning = clock.withPlainTime({ hour: to });
  const next =
    hour < to
      ? morning
      : clock
          .toPlainDate()
          .add({ days: 1 })
          .toZonedDateTime({ timeZone: zone, plainTime: { hour: to } });
  return next.epochMilliseconds;
}

/** The day of the desk's clock, `2026-11-29`: what is counted by day is counted by this. */
export function dayOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** What the settings of any gateway are filled with beside the message: an account, and a key that goes into no address. */
export const CUSTOM_VALUES = ['user', 'key'] as const;
const NUMBERS = ['to', 'digits', 'national'];
const SAID = [...NUMBERS, 'text', 'alphabet', 'id', 'reports', 'from'];
const IN_QUERY: ReadonlySet<string> = new Set([...SAID, 'user']);
const IN_HEADERS: ReadonlySet<string> = new Set([...CUSTOM_VALUES, 'basic', 'id']);
const IN_FIELDS: ReadonlySet<string> = new Set([...SAID, ...CUSTOM_VALUES, 'basic']);

/** What makes a recipe useless or dangerous, by the field of it; null: nothing. */
export function recipeProblem(recipe: SmsRecipe): 'url' | 'headers' | 'fields' | null {
  const hasOnly = (template: string, names: ReadonlySet<string>) => namesIn(template).every(name => names.has(name));
  const [place = '', query = ''] = recipe.url.split(/\?(.*)/s);
  // A key in an address stands in the logs of everybody on the way; a text in a path may lead elsewhere.
  if (!hasOnly(place, new Set(['user'])) || !hasOnly(query, IN_QUERY)) return 'url';
  const isHeader = ([name, value]: [string, string]) =>
    /^[\w-]+$/.test(name) && value !== '' && hasOnly(value, IN_HEADERS);
  if (!pairsOf(recipe.headers, ':').every(isHeader)) return 'headers';
  if (!hasOnly(recipe.fields, IN_FIELDS)) return 'fields';
  const json = read(recipe.fields);
  if (recipe.body === 'json' && (typeof json !== 'object' || json === null)) return 'fields';
  const hasBody = recipe.body !== 'none' && recipe.method === 'POST';
  const asked = namesIn(hasBody ? recipe.fields + query : query);
  return asked.includes('text') && NUMBERS.some(name => asked.includes(name)) ? null : 'fields';
}

/** What a plain HTML form post becomes: a submission like any other. */
import type { OfferedChannel } from '../../../protocol/channels.ts';
import type { WorkChallenge } from '../../../protocol/spam.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { nearestLocale } from '../../locale.ts';
import { derivedName } from '../../secrets.ts';
import { hashToken } from '../../tokens.ts';
import type { Window } from '../callbacks/slots.ts';
import { sentOf } from '../conversations/rules.ts';
import { publicSite } from '../sites/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { workFor } from '../spam/commands.ts';
import { drawnAt } from '../spam/stamp.ts';
import { type Submitter, submit } from '../submissions/commands.ts';
import { visitorOf } from '../visitors/commands.ts';
import type { FormKind, Posted } from './fields.ts';
import { submissionOf } from './submission.ts';

/**
 * How long the same words from the same browser count as one post. A double click or a reload of the answer takes seconds;
 * somebody who asks for a call again later that day means it.
 */
const REPEAT_MS = 10 * 60_000;

/** A form that came, and what its request tells of the browser. */
export interface Post {
  site: SiteRecord;
  kind: FormKind;
  posted: Posted;
  /** Ids of its files, which are uploaded and nobody's yet. */
  files: string[];
  /** IP address. */
  address: string;
  userAgent: string;
  /** As in Accept-Language. */
  languages: string;
  /** Where the form stands, if the browser says so. */
  page: string | undefined;
}

/** A callback that is promised. */
export interface KeptCall extends Window {
  callbackId: string;
}

/** A post that is kept. */
export interface KeptPost {
  call: KeptCall | null;
  /** What its page is asked to do, so that it is not held; null: nothing. */
  work: WorkChallenge | null;
}

/** @throws AppError CHANNEL_OFF */
export function mustBeOn(site: SiteRecord, kind: OfferedChannel): void {
  if (!site.channels.includes(kind)) throw new AppError('CHANNEL_OFF');
}

/**
 * Stores a post on the one path that all submissions take.
 * @returns what is kept: the promised call of a callback, and what the page may be asked for
 * @throws AppError as `submit`, and FIELD_INVALID with `fields` by the names of the form
 */
export async function keepPost(context: Context, post: Post): Promise<KeptPost> {
  const { site, kind, posted, files, address, userAgent, languages, page } = post;
  context.rates.spendOfAddress('submissionsOfAddress', address);
  mustBeOn(site, kind);
  const marks = files.length > 0 ? await marksOf(context, files) : [];
  const { seed, clientId } = await identityOf(context, post, marks);
  const timeZone = posted.timeZone ?? site.timeZone;
  const country = posted.country || undefined;
  const locale = posted.locale || languages;
  const asksConsent = publicSite(site, nearestLocale(locale, site.locale)).consent !== '';
  const submission = submissionOf(kind, posted, clientId, { country, timeZone, asksConsent, files });
  const { visitor } = await visitorOf(context, site, {
    tokenIfNew: tokenOf(context, seed),
    locale,
    timeZone,
    page: page ? { url: page.slice(0, LIMITS.urlChars), title: '', referrer: '' } : undefined,
    userAgent,
    address,
  });
  if (files.length > 0) await context.store.files.give(files, `visitor:${visitor.id}`);
  const sent = sentOf(marks.length > 0 ? { ...submission, files: marks } : submission);
  const signs = signsOf(context, posted);
  const { entry, conversation } = await submit(context, { site, visitor, address, sent, signs }, submission);
  return { call: entry.body.kind === 'callback' ? entry.body : null, work: await workFor(context, conversation) };
}

/** What the form tells of who filled it in. Foreign pages carry no stamp, and nothing is concluded from that. */
export function signsOf(
  { config, now }: Pick<Context, 'config' | 'now'>,
  { isTrapped, id, drawn }: Pick<Posted, 'isTrapped' | 'id' | 'drawn'>,
): NonNullable<Submitter['signs']> {
  const at = id === '' ? null : drawnAt(config.secretKey, id, drawn);
  return { isTrapped, tookMs: at === null ? null : Math.max(0, now() - at), lacksStamp: id !== '' && at === null };
}

/** What tells files apart whose ids are new each time they are posted. */
async function marksOf({ store }: Context, files: string[]): Promise<string[]> {
  return (await store.files.findAll(files)).map(({ hash, name }) => `${hash} ${name}`).sort();
}

/**
 * Who posts and what, made from the post itself, so that a double click, a reload or a second try is one entry.
 * Our own pages carry an id of their own; the same page sent again with other words is another entry of the same person.
 * Foreign pages carry none: there the same words from the same browser and address within ten minutes are one.
 */
async function identityOf(
  context: Context,
  { site, kind, posted, address, userAgent }: Post,
  marks: string[],
): Promise<{ seed: string; clientId: string }> {
  const { values, extras, timeZone, country, id } = posted;
  const said = [site.id, kind, values, extras, timeZone, country, ...marks];
  const bucket = Math.floor(context.now() / REPEAT_MS);
  const seedAt = (at: number) => JSON.stringify(id ? ['page', site.id, id] : [...said, address, userAgent, at]);
  let seed = seedAt(bucket);
  if (!id) {
    // The ten minutes may have turned between two clicks.
    const before = seedAt(bucket - 1);
    const known = await context.store.visitors.byToken(site.id, hashToken(tokenOf(context, before)), context.now());
    if (known) seed = before;
  }
  return { seed, clientId: derivedName(context.config.secretKey, JSON.stringify(['form', seed, said])) };
}

function tokenOf({ config }: Context, seed: string): string {
  return derivedName(config.secretKey, `form visitor ${seed}`);
}

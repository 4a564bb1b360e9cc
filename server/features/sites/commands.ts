import { isDeepStrictEqual } from 'node:util';
import type { AuditAction, AuditRow } from '../../../protocol/audit.ts';
import type { PublicSite, SiteSettings } from '../../../protocol/sites.ts';
import type { SpamSettings } from '../../../protocol/spam.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { seal } from '../../secrets.ts';
import { newToken } from '../../tokens.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { isBlockReadable } from '../spam/blocks.ts';
import { isCountry } from '../spam/numbers.ts';
import { exactOrigins, newSite, newSiteKey, publicSite } from './rules.ts';
import type { SiteRecord } from './store.ts';

/** What a visitor's page is told of a site: booking is one of its ways only while it is switched on (SPEC BK15). */
export async function siteForVisitors(
  { switches }: Pick<Context, 'switches'>,
  site: SiteRecord,
  locale: Locale,
  isMailOn: boolean,
): Promise<PublicSite> {
  const { booking } = await switches.read();
  const channels = site.channels.filter(each => each !== 'booking' || booking);
  return publicSite({ ...site, channels }, locale, isMailOn);
}

/** A further website, with settings that work before anybody has touched them. */
export async function addSite(context: Context, actor: Actor, name: string): Promise<SiteRecord> {
  const { store, sites, now, newId } = context;
  const made = newSite({ id: newId(), key: newSiteKey(), name, origins: ['*'], at: now() });
  await store.sites.save(made, siteRow(context, actor, 'site.made', made.id));
  sites.forget();
  return made;
}

/** @throws AppError SITE_UNKNOWN, FIELD_INVALID for what is no origin */
export async function changeSite(
  context: Context,
  actor: Actor,
  key: string,
  { origins, ...settings }: Partial<SiteSettings>,
): Promise<SiteRecord> {
  const { store, sites, availability, routing, counts } = context;
  const before = await storedSite(context, key);
  if (settings.spam) refuseUnreadable(settings.spam);
  const change = { ...settings, ...(origins && { origins: exactOrigins(origins) }) };
  const what = settings.spam ? 'blocklist.changed' : 'site.changed';
  const names = Object.keys(change) as (keyof typeof change)[];
  const changes = names.filter(name => !isDeepStrictEqual(before[name], change[name]));
  const row = siteRow(context, actor, what, before.id, changes.join(', '));
  const changed = await store.sites.update(before.id, change, row);
  if (!changed) throw new AppError('SITE_UNKNOWN');
  sites.forget();
  // The new hours may make it another answer.
  availability.tell(changed);
  // And its rules may give what waits to others.
  routing.wake();
  counts.touch();
  return changed;
}

/** @throws AppError FIELD_INVALID naming each block that would hold nothing or everybody, and each country that is none */
function refuseUnreadable({ blocks, countries }: SpamSettings): void {
  const unknown = countries.flatMap((country, at) => (isCountry(country) ? [] : [at]));
  // With none but such welcome, every number would be held.
  if (unknown.length > 0) {
    throw new AppError(
      'FIELD_INVALID',
      `Countries are named by two letters (ISO 3166) such as MN; got ${unknown.map(at => countries[at]).join(', ')}.`,
      { fields: Object.fromEntries(unknown.map(at => [`spam.countries.${at}`, 'FIELD_INVALID'])) },
    );
  }
  const bad = blocks.flatMap((block, at) => (isBlockReadable(block) ? [] : [at]));
  if (bad.length === 0) return;
  throw new AppError(
    'FIELD_INVALID',
    `A block is an IP address or network (of /8 or less, in IPv6 of /16), three digits or more of a number, a word of three letters or more, or a country such as MN; got ${bad.map(at => JSON.stringify(blocks[at]!.value)).join(', ')}.`,
    { fields: Object.fromEntries(bad.map(at => [`spam.blocks.${at}`, 'FIELD_INVALID'])) },
  );
}

/**
 * A new secret for signed identities; the one before stops working.
 * @returns the secret, of which only the seal is kept
 * @throws AppError SITE_UNKNOWN
 */
export async function renewIdentitySecret(context: Context, actor: Actor, key: string): Promise<string> {
  const { store, sites, config } = context;
  const { id } = await storedSite(context, key);
  const secret = newToken();
  const row = siteRow(context, actor, 'identity.renewed', id);
  await store.sites.update(id, { identitySecret: seal(config.secretKey, secret) }, row);
  sites.forget();
  return secret;
}

/**
 * Ends the tokens of everybody on the site whom a signed identity named, and sends all pages of the site away, at every
 * server: whoever is still known comes back as they are, the others as strangers.
 * @returns how many browsers were signed out
 * @throws AppError SITE_UNKNOWN, STORE_UNAVAILABLE
 */
export async function signOutVisitors(context: Context, actor: Actor, key: string): Promise<number> {
  const { store, hub, feed } = context;
  const { id: siteId } = await storedSite(context, key);
  const count = await store.visitors.signOut(siteId, siteRow(context, actor, 'visitors.signedOut', siteId));
  hub.closeSite(siteId);
  await feed?.tell({ kind: 'visitorsSignedOut', siteId });
  return count;
}

/** What is written down of a site. @param text names of what changed, never values */
export function siteRow(context: Context, actor: Actor, what: AuditAction, siteId: string, text = ''): AuditRow {
  return auditRow(context, actor, { what, on: { kind: 'site', id: siteId, text: text.slice(0, 300) }, siteId });
}

/**
 * From the store, not from what the server remembers: another one may have changed it a moment ago.
 * @throws AppError SITE_UNKNOWN
 */
export async function storedSite({ store }: Context, key: string): Promise<SiteRecord> {
  const found = (await store.sites.all()).find(each => each.key === key);
  if (!found) throw new AppError('SITE_UNKNOWN');
  return found;
}

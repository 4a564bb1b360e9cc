/**
 * How every door of the desk finds the person who comes by it: imports, calls, purchases. Visitors, whose contact is their
 * browser's, are put on a card in the step that keeps their words.
 */
import type { Contact, Identity, IdentitySource } from '../../../protocol/contacts.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { reachName } from './identities.ts';
import { judgeReach } from './reach.ts';
import { newContact } from './rules.ts';
import type { Sought } from './store.ts';

/** What a door knows of who comes. At least one of number, address and id. */
export interface PersonSought {
  /** As it was written: read by the country of the site, or of the desk's first. */
  phone?: string | undefined;
  email?: string | undefined;
  /** The other program's own id. */
  externalId?: string | undefined;
  /** Which program's it is, such as `bitrix24`; left out: the desk's own. */
  externalScope?: string | undefined;
  /** Whoever is known is not called otherwise by it. */
  name?: string | undefined;
  source: IdentitySource;
  /** Where they came to; left out: to no site. */
  siteId?: string | null | undefined;
  /** See `Sought`. */
  judge?: Sought['judge'];
}

/** A call comes from the number that it names, and an account of a messenger is its own. What others write may be anybody's. */
const PROVES: ReadonlySet<IdentitySource> = new Set(['call', 'messenger']);

/**
 * The contact of who comes: found by what they are known by, or made. What was not known of them yet is kept as a claim; a
 * number or address that several share finds none of them (SPEC CO2).
 * @returns the root of their card
 * @throws AppError PHONE_INVALID, EMAIL_INVALID with the fields; FIELD_REQUIRED where there is nothing to know them by; what `judge` does
 */
export async function resolvePerson(
  context: Pick<Context, 'store' | 'sites' | 'contactNews' | 'now' | 'newId'>,
  sought: PersonSought,
): Promise<Contact> {
  const { store, sites, now, newId } = context;
  const { source, externalId, externalScope = '', name = '', siteId = null, judge } = sought;
  const at = now();
  const all = await sites.all();
  const site = all.find(each => each.id === siteId) ?? all[0];
  const { locale = 'en', timeZone = 'UTC' } = site ?? {};
  const { email, phone, mistakes } = judgeReach(
    { email: sought.email, phone: sought.phone },
    { timeZones: [timeZone], locale },
  );
  refuseMistakes(mistakes);
  const isVerified = PROVES.has(source);
  const known = { source, firstAt: at, isPrimary: false };
  const identities: Identity[] = [
    ...(externalId
      ? [{ kind: 'external', scope: externalScope, value: externalId, ...known, isVerified: true } as const]
      : []),
    ...(phone ? [{ ...reachName('phone', phone), ...known, isVerified }] : []),
    ...(email ? [{ ...reachName('email', email), ...known, isVerified: false }] : []),
  ];
  if (identities.length === 0) throw new AppError('FIELD_REQUIRED');
  const made = newContact({ id: newId(), siteId, locale, timeZone }, at);
  const { contact, before } = await store.contacts.resolve({ identities, name, newContact: made, judge, at });
  if (before) await context.contactNews.changed({ before, after: contact });
  return contact;
}

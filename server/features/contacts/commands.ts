/** What is said of a person: by an agent who knows better, and by the person's own page. */
import type { Contact, ContactUpdate, VisitorIdentify } from '../../../protocol/contacts.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { PhoneHints } from './home.ts';
import { contactChanged } from './news.ts';
import { judgeReach, withTyped } from './reach.ts';

/**
 * An agent corrects what the form said. What is left out stays; null or an empty string clears.
 * @throws AppError NOT_FOUND, FIELD_INVALID with the fields
 */
export async function correctContact(context: Context, contactId: string, correction: ContactUpdate): Promise<Contact> {
  const { store, sites, now } = context;
  const before = await store.contacts.find(contactId);
  if (!before) throw new AppError('NOT_FOUND');
  const { name, email, phone } = correction;
  const reach = judgeReach({ email, phone }, phoneHints(before, await sites.byId(before.siteId)));
  if (Object.keys(reach.mistakes).length > 0)
    throw new AppError('FIELD_INVALID', undefined, { fields: reach.mistakes });
  const words = {
    name: cleared(name),
    email: cleared(reach.email),
    phone: cleared(reach.phone),
    attributes: withTyped(undefined, reach.typed),
  };
  const after = await store.contacts.update(contactId, words, now());
  if (!after) throw new AppError('NOT_FOUND');
  await contactChanged(context, before, after);
  return after;
}

/**
 * What the page says of its visitor, unsigned: it helps the agent and opens nothing (SPEC P3). A signed identity knows
 * better: there it fills only what was left empty.
 * @throws AppError EMAIL_INVALID, PHONE_INVALID
 */
export async function describeContact(
  context: Context,
  contactId: string,
  site: SiteRecord,
  said: Pick<VisitorIdentify, 'name' | 'email' | 'phone' | 'attributes'>,
): Promise<void> {
  const { store, now } = context;
  const before = await store.contacts.find(contactId);
  if (!before) return;
  const reach = judgeReach({ email: said.email, phone: said.phone }, phoneHints(before, site));
  const { email, phone, mistakes } = reach;
  refuseMistakes(mistakes);
  const isOpen = (field: 'name' | 'email' | 'phone') => !before.isVerified || before[field] === '';
  const words = {
    name: isOpen('name') ? said.name : '',
    email: isOpen('email') ? email : '',
    phone: isOpen('phone') ? phone : '',
    attributes: withTyped(said.attributes, reach.typed),
  };
  const after = await store.contacts.update(contactId, words, now());
  if (after) await contactChanged(context, before, after);
}

/** Where a person's numbers are at home: where their clock is, then where the site's is. */
function phoneHints({ timeZone, locale }: Contact, site: SiteRecord | null): PhoneHints {
  return { timeZones: [timeZone, ...(site ? [site.timeZone] : [])], locale };
}

/** An emptied field clears what is wrong; one that is left out stays. */
function cleared(field: string | null | undefined): string | null | undefined {
  return field === '' ? null : field;
}

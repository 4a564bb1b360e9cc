/** What is said of a person: by an agent who knows better, and by the person's own page. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Contact, ContactUpdate, VisitorIdentify } from '../../../protocol/contacts.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee } from '../../sight.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { PhoneHints } from './home.ts';
import { judgeReach, withTyped } from './reach.ts';

/**
 * An agent corrects what the form said. What is left out stays; null or an empty string clears.
 * @throws AppError NOT_FOUND, FIELD_INVALID with the fields
 */
export async function correctContact(
  context: Context,
  by: Pick<Agent, 'role' | 'siteIds'>,
  contactId: string,
  correction: ContactUpdate,
): Promise<Contact> {
  const { store, sites, now } = context;
  const known = await store.contacts.find(contactId);
  if (!known || !maySee(by, known.siteId)) throw new AppError('NOT_FOUND');
  const { name, email, phone } = correction;
  const reach = judgeReach({ email, phone }, phoneHints(known, await sites.byId(known.siteId)));
  if (Object.keys(reach.mistakes).length > 0)
    throw new AppError('FIELD_INVALID', undefined, { fields: reach.mistakes });
  const words = {
    name: cleared(name),
    email: cleared(reach.email),
    phone: cleared(reach.phone),
    attributes: withTyped(undefined, reach.typed),
  };
  const changed = await store.contacts.update(contactId, { by: 'agent', words }, now());
  if (!changed) throw new AppError('NOT_FOUND');
  await context.contactNews.changed(changed);
  return changed.after;
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
  const known = await store.contacts.find(contactId);
  if (!known) return;
  const reach = judgeReach({ email: said.email, phone: said.phone }, phoneHints(known, site));
  const { email, phone, mistakes } = reach;
  refuseMistakes(mistakes);
  const words = { name: said.name, email, phone, attributes: withTyped(said.attributes, reach.typed) };
  const changed = await store.contacts.update(contactId, { by: 'visitor', words }, now());
  if (changed) await context.contactNews.changed(changed);
}

/** Where a person's numbers are at home: where their clock is, then where the site's is. */
function phoneHints({ timeZone, locale }: Contact, site: SiteRecord | null): PhoneHints {
  return { timeZones: [timeZone, ...(site ? [site.timeZone] : [])], locale };
}

/** An emptied field clears what is wrong; one that is left out stays. */
function cleared(field: string | null | undefined): string | null | undefined {
  return field === '' ? null : field;
}

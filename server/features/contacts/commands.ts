/** What is said of a person: by an agent who knows better, and by the person's own page. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Contact, ContactUpdate, VisitorIdentify } from '../../../protocol/contacts.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySeeCard } from '../../sight.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { CardTree } from './card.ts';
import { fieldMistakes } from './fields.ts';
import type { PhoneHints } from './home.ts';
import { judgeReach, withTyped } from './reach.ts';
import type { ContactEdit } from './store.ts';

/** Who reads or acts. */
type Viewer = Pick<Agent, 'role' | 'siteIds'>;

/**
 * All that is known of a person, asked by any contact of their card.
 * @throws AppError NOT_FOUND, also where whoever asks sees none of the sites that they came to
 */
export async function readTree(context: Pick<Context, 'store'>, by: Viewer, contactId: string): Promise<CardTree> {
  const tree = await context.store.contacts.cardTree(contactId);
  const siteIds = tree?.contacts.flatMap(each => each.siteId ?? []) ?? [];
  if (!tree || !maySeeCard(by, siteIds)) throw new AppError('NOT_FOUND');
  return tree;
}

/**
 * An agent corrects what a form said, or writes down what they know besides. What is left out stays; null or an empty string
 * clears.
 * @throws AppError NOT_FOUND, CONTACT_CHANGED, FIELD_INVALID with the fields
 */
export async function correctContact(
  context: Context,
  by: Viewer,
  contactId: string,
  correction: ContactUpdate,
): Promise<Contact> {
  const { sites } = context;
  const tree = await readTree(context, by, contactId);
  const known = tree.contacts.find(each => each.id === contactId)!;
  const { name, email, phone, version, fields, ...facts } = correction;
  const reach = judgeReach(
    { email, phone },
    phoneHints(known, known.siteId === null ? null : await sites.byId(known.siteId)),
  );
  const mistakes = { ...reach.mistakes, ...(await fieldMistakes(context, fields)) };
  if (Object.keys(mistakes).length > 0) throw new AppError('FIELD_INVALID', undefined, { fields: mistakes });
  const words = {
    name: cleared(name),
    email: cleared(reach.email),
    phone: cleared(reach.phone),
    attributes: withTyped(undefined, reach.typed),
  };
  const edit = { kind: 'facts', words, facts: { ...facts, callMe: cleared(facts.callMe), fields }, version } as const;
  return editContact(context, contactId, edit);
}

async function editContact(context: Context, contactId: string, edit: ContactEdit): Promise<Contact> {
  const { store, now, contactNews } = context;
  const changed = await store.contacts.edit(contactId, edit, now());
  if (!changed) throw new AppError('NOT_FOUND');
  await contactNews.changed(changed);
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

/** What is said of a person: by an agent who knows better, and by the person's own page. */
import type { Agent } from '../../../protocol/agents.ts';
import type {
  Card,
  ConsentAsk,
  Contact,
  ContactUpdate,
  IdentityAsk,
  IdentityName,
  MergeAsk,
  SuggestionsAnswer,
  VisitorIdentify,
} from '../../../protocol/contacts.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySeeCard } from '../../sight.ts';
import type { SiteRecord } from '../sites/store.ts';
import { reasonsOf } from './alike.ts';
import { type CardTree, cardOf, sitesOf } from './card.ts';
import { fieldMistakes } from './fields.ts';
import type { PhoneHints } from './home.ts';
import { identityKey, reachName } from './identities.ts';
import { judgeReach, withTyped } from './reach.ts';
import type { ContactEdit } from './store.ts';

/** More pairs than anybody looks through. */
const MAX_SUGGESTIONS = 20;

/** Who reads or acts. */
type Viewer = Pick<Agent, 'role' | 'siteIds'>;
/** Who acts, under their name. */
type Actor = Viewer & Pick<Agent, 'id' | 'name'>;

/**
 * All that is known of a person, asked by any contact of their card.
 * @throws AppError NOT_FOUND, also where whoever asks sees none of the sites that they came to
 */
export async function readTree(context: Pick<Context, 'store'>, by: Viewer, contactId: string): Promise<CardTree> {
  const tree = await context.store.contacts.cardTree(contactId);
  if (!tree || !maySeeTree(by, tree)) throw new AppError('NOT_FOUND');
  return tree;
}

function maySeeTree(by: Viewer, tree: CardTree): boolean {
  return maySeeCard(by, sitesOf(tree));
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

/** The card of a person, as whoever asks may see it. @throws AppError NOT_FOUND */
export async function readCard(context: Pick<Context, 'store'>, by: Viewer, contactId: string): Promise<Card> {
  return cardOf(await readTree(context, by, contactId));
}

/**
 * One more of what a person is known by, as an agent or a program wrote it.
 * @throws AppError NOT_FOUND, PHONE_INVALID, EMAIL_INVALID, IDENTITY_TAKEN, CONTACT_CHANGED
 */
export async function addIdentity(
  context: Context,
  by: Viewer,
  contactId: string,
  { isPrimary, source, ...asked }: IdentityAsk & { source: 'agent' | 'api' },
): Promise<Card> {
  const tree = await readTree(context, by, contactId);
  const name = await normalName(context, tree.root, asked);
  const known = { source, firstAt: context.now(), isVerified: false, isPrimary: false } as const;
  await editContact(context, contactId, { kind: 'identity', identity: { ...name, ...known } });
  if (isPrimary) await editContact(context, contactId, { kind: 'primary', name });
  return readCard(context, by, contactId);
}

/** @throws AppError NOT_FOUND */
export async function changeIdentity(
  context: Context,
  by: Viewer,
  contactId: string,
  edit: ContactEdit & { kind: 'primary' | 'forget' },
): Promise<Card> {
  await readTree(context, by, contactId);
  await editContact(context, contactId, edit);
  return readCard(context, by, contactId);
}

/** As it was written, in the form in which it is looked for. */
async function normalName(context: Context, of: Contact, asked: IdentityName): Promise<IdentityName> {
  const { kind, value } = asked;
  if (kind !== 'phone' && kind !== 'email') return asked;
  const site = of.siteId === null ? null : await context.sites.byId(of.siteId);
  const { email, phone, mistakes } = judgeReach(
    { email: kind === 'email' ? value : '', phone: kind === 'phone' ? value : '' },
    phoneHints(of, site),
  );
  refuseMistakes(mistakes);
  return reachName(kind, kind === 'email' ? email : phone);
}

/** @throws AppError NOT_FOUND, FIELD_INVALID where there are too many */
export async function addNote(context: Context, by: Actor, contactId: string, text: string): Promise<Card> {
  await readTree(context, by, contactId);
  const note = { id: context.newId(), text, by: { id: by.id, name: by.name }, at: context.now() };
  await editContact(context, contactId, { kind: 'note', note });
  return readCard(context, by, contactId);
}

/** @throws AppError NOT_FOUND */
export async function removeNote(context: Context, by: Viewer, contactId: string, noteId: string): Promise<Card> {
  const tree = await readTree(context, by, contactId);
  const holder = tree.contacts.find(each => each.notes.some(note => note.id === noteId));
  if (!holder) throw new AppError('NOT_FOUND');
  await editContact(context, holder.id, { kind: 'dropNote', noteId });
  return readCard(context, by, contactId);
}

/** What somebody told an agent that they may be written to for, or not any more. @throws AppError NOT_FOUND, FIELD_INVALID */
export async function addConsent(context: Context, by: Viewer, contactId: string, asked: ConsentAsk): Promise<Card> {
  await readTree(context, by, contactId);
  const consent = { ...asked, source: 'agent', at: context.now() } as const;
  await editContact(context, contactId, { kind: 'consent', consent });
  return readCard(context, by, contactId);
}

/** Somebody takes back themself what they had agreed to. @throws AppError NOT_FOUND */
export async function takeBackConsent(
  context: Context,
  contactId: string,
  of: Omit<ConsentAsk, 'isGiven'>,
): Promise<void> {
  const consent = { ...of, isGiven: false, source: 'typed', at: context.now() } as const;
  await editContact(context, contactId, { kind: 'consent', consent });
}

/**
 * A mail came that answers one of ours, from an address that the person is known by: it is proven to be theirs.
 * Does nothing for another address.
 */
export async function answeredFrom(
  context: Pick<Context, 'store' | 'contactNews' | 'now'>,
  contactId: string,
  address: string,
): Promise<void> {
  const { store, now, contactNews } = context;
  const name = reachName('email', address);
  const contact = await store.contacts.find(contactId);
  const known = contact?.identities.find(each => identityKey(each) === identityKey(name));
  if (!known || known.isVerified) return;
  const edit = { kind: 'identity', identity: { ...known, isVerified: true } } as const;
  const changed = await store.contacts.edit(contactId, edit, now());
  if (changed) await contactNews.changed(changed);
}

/** Cards that may be the same person, those with most in common first. @throws AppError NOT_FOUND */
export async function suggestionsFor(
  context: Context,
  by: Viewer,
  contactId: string,
): Promise<SuggestionsAnswer['suggestions']> {
  const tree = await readTree(context, by, contactId);
  const likely = await context.store.contacts.alike(contactId);
  return likely
    .filter(each => maySeeTree(by, each))
    .map(each => ({ card: cardOf(each), reasons: reasonsOf(tree, each) }))
    .filter(each => each.reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || b.card.updatedAt - a.card.updatedAt)
    .slice(0, MAX_SUGGESTIONS);
}

/**
 * Two cards are one person's: one is joined to the other. Of two agents at once one does.
 * @throws AppError NOT_FOUND, CONTACT_JOINED, CONTACT_CHANGED, CARD_FULL
 */
export async function mergeContacts(context: Context, by: Actor, winnerId: string, asked: MergeAsk): Promise<Card> {
  const { store, newId, now, contactNews } = context;
  const [winner, loser] = await Promise.all([readTree(context, by, winnerId), readTree(context, by, asked.with)]);
  const { choices, versions = { winner: winner.root.version, loser: loser.root.version } } = asked;
  const who = { id: by.id, name: by.name };
  const order = { id: newId(), winnerId, loserId: asked.with, versions, choices, by: who, at: now() };
  if (!(await store.contacts.merge(order))) throw new AppError('NOT_FOUND');
  await contactNews.joined([...winner.contacts, ...loser.contacts].map(each => each.id));
  // Whom to ring, and why, is found of the whole card.
  context.lists.see({ contactId: winnerId });
  return readCard(context, by, winnerId);
}

/** Two who were joined are not one person: it is as before, but for what was said since. @throws AppError NOT_FOUND */
export async function unmergeContacts(context: Context, by: Actor, contactId: string, mergeId: string): Promise<Card> {
  const { store, now, contactNews } = context;
  const tree = await readTree(context, by, contactId);
  const isTheirs = tree.merges.some(each => each.id === mergeId);
  const undone = isTheirs ? await store.contacts.unmerge(mergeId, { id: by.id, name: by.name }, now()) : null;
  if (!undone) throw new AppError('NOT_FOUND');
  await contactNews.joined(undone.contactIds);
  for (const each of [undone.merge.winnerId, undone.merge.loserId]) context.lists.see({ contactId: each });
  return readCard(context, by, contactId);
}

/** Two cards are not one person, whatever they share. @throws AppError NOT_FOUND */
export async function refuseContacts(context: Context, by: Actor, contactId: string, otherId: string): Promise<void> {
  const [one, other] = await Promise.all([readTree(context, by, contactId), readTree(context, by, otherId)]);
  if (one.root.id === other.root.id) throw new AppError('CONTACT_JOINED');
  const who = { id: by.id, name: by.name };
  await context.store.contacts.refuse({ one: one.root.id, other: other.root.id, by: who, at: context.now() });
}

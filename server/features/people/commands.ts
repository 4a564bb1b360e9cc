/** What agents do with the list of people. */
import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import type { ContactField } from '../../../protocol/contact-fields.ts';
import type { TalkItem } from '../../../protocol/conversations.ts';
import type { PeopleAnswer, Person, PersonAdd, PersonAdded, peopleQuery } from '../../../protocol/people.ts';
import { asksOf } from '../../../protocol/people-conditions.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySeeCard, seenSites } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import { resolvePerson } from '../contacts/people.ts';
import { readPhone } from '../contacts/phones.ts';
import { searchTerms } from '../search/rules.ts';
import type { PeopleTerms } from './store.ts';
import { isWholeSeen, onlySeen, seenAsks } from './unseen.ts';

/** An agent, or a program, which has no language of its own. */
type Who = Pick<Agent, 'role' | 'siteIds'> & Partial<Pick<Agent, 'locale'>>;

/** Of very many people of whom few are as asked, so many are looked at for one page: some 30 ms of SQLite. */
const LOOKED_AT = 20_000;

/** A page of the people whom an agent sees (SPEC PE2, PE3, PE4). */
export async function peoplePage(
  context: Pick<Context, 'store' | 'sites' | 'now' | 'timeline'>,
  agent: Who,
  { q, filter = { all: [] }, ...page }: z.infer<typeof peopleQuery>,
): Promise<PeopleAnswer> {
  const siteIds = seenSites(agent);
  const terms = await termsOf(context, agent, q);
  const all = siteIds === null ? [] : (await context.sites.all()).map(each => each.id);
  const hidden = all.filter(each => !siteIds!.includes(each));
  // Where somebody stands by what they spent would tell what that is.
  const isBySum = page.sort === 'spent' ? onlySeen(hidden) : [];
  const asks = [...seenAsks(asksOf(filter, context.now()), hidden), ...isBySum];
  const found = await context.store.people.page({ asks, terms, siteIds, ...page, look: LOOKED_AT });
  const people = await Promise.all(found.items.map(each => shownTo(context, agent, each)));
  return { people, cursor: found.cursor };
}

/** How many there are whom an agent sees. */
export async function peopleCounted({ store }: Pick<Context, 'store'>, agent: Who): Promise<number> {
  return store.people.count(seenSites(agent));
}

/** A number may be written as at home, with the prefix that is dialled there: then what it is abroad is looked for, too. */
async function termsOf({ sites }: Pick<Context, 'sites'>, { locale }: Who, q: string): Promise<PeopleTerms | null> {
  const { words, phone } = searchTerms(q);
  if (words.length === 0) return null;
  if (phone === null) return { words, numbers: [] };
  const zones = new Set((await sites.all()).map(each => each.timeZone));
  const whole = [...zones].flatMap(zone => readPhone(q, { timeZones: [zone], locale })?.number.slice(1) ?? []);
  return { words, numbers: [...new Set([phone, ...whole])] };
}

/** Without sites that the agent does not see, and what was done there. */
async function shownTo(
  { store, timeline }: Pick<Context, 'store' | 'timeline'>,
  agent: Who,
  person: Person,
): Promise<Person> {
  const siteIds = seenSites(agent);
  const tree = isWholeSeen(siteIds, person) ? null : await store.contacts.tree(person.id);
  if (!tree) return person;
  const of = { contactIds: tree.ids, siteIds };
  const talks = timeline.find(each => each.kind === 'talk');
  const [{ sums }, [bought], complaints, said = []] = await Promise.all([
    store.purchases.sums(of),
    store.purchases.before(of, null, 1),
    store.complaints.openOf(of),
    talks?.read(tree.ids, null, SAID, agent),
  ]);
  return {
    ...person,
    siteIds: person.siteIds.filter(each => siteIds?.includes(each)),
    purchases: sums.reduce((all, { count }) => all + count, 0),
    spent: Object.fromEntries(sums.map(({ currency, total }) => [currency, total])),
    lastPurchaseAt: bought?.at ?? null,
    openComplaints: complaints.length,
    lastAt: (said as TalkItem[]).find(each => each.by === 'visitor')?.at ?? null,
  };
}

/** Talks that are looked at for when somebody was heard last. */
const SAID = 10;

/**
 * Writes somebody down whom an agent or a program names. Who is known by the number or address is not made twice (SPEC PE8).
 * @returns whose card it is
 * @throws AppError PHONE_INVALID, EMAIL_INVALID with the fields; FORBIDDEN where it is known, and of sites that the agent does not see
 */
export async function addPerson(
  context: Context,
  agent: Who,
  { name, phone, email, source }: PersonAdd & { source: 'agent' | 'api' },
): Promise<PersonAdded> {
  const { store } = context;
  const judge = (siteIds: readonly string[]) => {
    if (maySeeCard(agent, siteIds)) return;
    throw new AppError('FORBIDDEN', 'That person is known, and of a site that you do not see; ask an owner.');
  };
  const { id } = await resolvePerson(context, { name, phone, email, source, judge });
  await store.people.refresh([id]);
  const person = await store.people.find(id);
  return { id: person?.id ?? id };
}

/** Sets what is known of people besides, and writes it down. Values of fields that are gone stay where they are, unseen. */
export async function defineFields(context: Context, actor: Actor, fields: ContactField[]): Promise<ContactField[]> {
  const text = fields.map(each => each.name).join(', ');
  const row = auditRow(context, actor, { what: 'fields.changed', on: { kind: 'server', id: null, text } });
  await context.settings.write(CONTACT_FIELDS, fields, row);
  return fields;
}

/** What is asked and told of people who also came to sites that an agent does not see (SPEC PE4). Pure. */
import type { Person } from '../../../protocol/people.ts';
import type { PersonAsk } from '../../../protocol/people-conditions.ts';

/** Fields that are made of what happened on all sites of a person: of whom some are hidden, they are no agent's to ask. */
const OF_ALL_SITES: ReadonlySet<PersonAsk['field']> = new Set([
  'lastAt',
  'lastPurchaseAt',
  'purchases',
  'mostSpent',
  'openComplaints',
]);

/** Holds of nobody: no site has an empty id. */
const NEVER: PersonAsk = { field: 'siteIds', op: 'has', value: '' };

/**
 * The same asks for somebody who does not see some sites: what is of those neither finds nor hides anybody. Whoever came to one
 * of them is found by no condition about what they did.
 * @param hidden the sites that are not seen
 */
export function seenAsks(asks: readonly (readonly PersonAsk[])[], hidden: readonly string[]): PersonAsk[][] {
  return asks.flatMap(any => {
    const isHidden = (ask: PersonAsk) => ask.field === 'siteIds' && hidden.includes(ask.value);
    // That somebody did not come to a site which they know nothing of, holds of everybody.
    if (any.some(ask => isHidden(ask) && ask.op === 'hasNot')) return [];
    const known = any.filter(ask => !isHidden(ask));
    const plain = known.filter(ask => !OF_ALL_SITES.has(ask.field));
    const whole = known.length > 0 ? known : [NEVER];
    if (plain.length === known.length) return [whole];
    // One of these holds, and of whom a plain one does not, no site may be hidden.
    return [whole, ...onlySeen(hidden).map(([ask]) => [...plain, ask!])];
  });
}

/** That nobody is found who came to a hidden site. */
export function onlySeen(hidden: readonly string[]): PersonAsk[][] {
  return hidden.map(value => [{ field: 'siteIds', op: 'hasNot', value }]);
}

/** Whether all that is told of somebody is of sites that are seen. @param siteIds null: of all */
export function isWholeSeen(siteIds: readonly string[] | null, person: Person): boolean {
  return siteIds === null || person.siteIds.every(each => siteIds.includes(each));
}

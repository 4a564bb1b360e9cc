/** What is known of who rings, at the first glance. */
import type { Agent } from '../../../protocol/agents.ts';
import type { CallerGlance } from '../../../protocol/calls.ts';
import type { Core } from '../../core.ts';
import { maySee, maySeeCard, seenSites } from '../../sight.ts';
import { complaintOf } from '../complaints/rules.ts';
import { type CardTree, cardOf } from '../contacts/card.ts';
import { purchaseOf } from '../purchases/rules.ts';
import type { CallRecord } from './store.ts';

type Sight = Pick<Agent, 'role' | 'siteIds'>;

/** Conversations of one contact that are looked through. */
const MOST_TALKS = 20;

/** Of the person, or of those who share the number; of sites that somebody sees. */
export async function glancesOf({ store }: Pick<Core, 'store'>, by: Sight, call: CallRecord): Promise<CallerGlance[]> {
  const siteIds = seenSites(by);
  const people = await Promise.all(
    idsOf(call).map(async (contactId): Promise<CallerGlance[]> => {
      const tree = await store.contacts.cardTree(contactId);
      if (!tree || !maySeeTree(by, tree)) return [];
      const { id, name, callMe, ids } = cardOf(tree);
      const of = { contactIds: ids, siteIds };
      const [talks, earlier, { count }, [bought], [complaint]] = await Promise.all([
        Promise.all(ids.map(each => store.views.ofContact(each, MOST_TALKS))),
        store.calls.ofContacts(ids, { siteIds, before: { at: call.startedAt, id: call.id }, limit: 1 }),
        store.calls.count(ids, siteIds),
        store.purchases.before(of, null, 1),
        store.complaints.openOf(of),
      ]);
      const seen = talks
        .flat()
        .filter(each => maySee(by, each.siteId))
        .sort((a, b) => b.updatedAt - a.updatedAt);
      const last = seen.find(each => each.preview.text !== '');
      return [
        {
          ...{ id, name, callMe },
          lastWords: last ? { text: last.preview.text, at: last.updatedAt, conversationId: last.id } : null,
          waitsFor:
            seen.find(each => each.wait)?.wait?.kind ??
            (seen.some(each => each.callbackAt !== null) ? 'callback' : null),
          calls: Math.max(0, count - 1),
          lastCallAt: earlier[0]?.startedAt ?? null,
          lastPurchase: bought ? purchaseOf(bought) : null,
          complaint: complaint ? complaintOf(complaint) : null,
        },
      ];
    }),
  );
  const all = people.flat();
  return all.filter((each, at) => all.findIndex(one => one.id === each.id) === at);
}

/** A number may be that of somebody who came to other sites alone: whoever sees none of those learns no name by it. */
export function maySeeTree(by: Sight, { contacts }: Pick<CardTree, 'contacts'>): boolean {
  return maySeeCard(
    by,
    contacts.flatMap(each => each.siteId ?? []),
  );
}

/** Of the one person, or of those who share the number. */
export function idsOf({ contactId, sharedBy }: Pick<CallRecord, 'contactId' | 'sharedBy'>): string[] {
  return contactId === null ? sharedBy : [contactId];
}

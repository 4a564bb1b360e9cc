/** Whole cards as lines of JSON: our own export, and what an import makes of it. Pure (SPEC EX1). */
import { z } from 'zod';
import { type Consent, type Contact, contact, type Merge, merge } from '../../../protocol/contacts.ts';
import { branchOf, type CardTree } from '../contacts/card.ts';
import { marked } from '../contacts/merges.ts';
import { canonical } from './records.ts';

const line = z.object({
  kind: z.literal('card'),
  contacts: z.array(contact).min(1).max(1_000),
  merges: z.array(merge).max(1_000),
});

/** Everything of one card, the same whichever store it comes from. */
export function cardLine({ contacts, merges }: Pick<CardTree, 'contacts' | 'merges'>): string {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const told = contacts.map(each => ({ ...each, consents: each.consents.map(({ isCarried: _, ...said }) => said) }));
  return `{"kind":"card","contacts":${canonical(told.sort(byId))},"merges":${canonical([...merges].sort(byId))}}`;
}

/**
 * A card as it is to be written; null: it is none, or its parts do not belong together. Whatever it says, nobody agrees to
 * anything by a file: that they did is kept and counts for nothing, and what was taken back stays taken back.
 * @param siteIds of this desk: who came by another one came by none
 */
export function readCard(said: unknown, siteIds: ReadonlySet<string>): CardTree | null {
  const read = line.safeParse(said);
  if (!read.success) return null;
  const { merges } = read.data;
  const contacts = read.data.contacts.map((each): Contact => {
    const siteId = each.siteId !== null && siteIds.has(each.siteId) ? each.siteId : null;
    const consents = each.consents.map((one): Consent => (one.isGiven ? { ...one, isCarried: true } : one));
    return { ...each, siteId, card: null, consents };
  });
  const root = contacts.find(each => each.mergedInto === null);
  return root && isOne(root, contacts, merges) ? marked({ root, contacts, merges }) : null;
}

/** Whether all of them hang together under one root, each by a merge of its own. */
function isOne(root: Contact, contacts: Contact[], merges: Merge[]): boolean {
  const ids = new Set(contacts.map(each => each.id));
  const edges = new Map(merges.map(each => [each.loserId, each.winnerId]));
  const joined = contacts.filter(each => each !== root);
  return (
    ids.size === contacts.length &&
    branchOf(contacts, root.id).length === contacts.length &&
    edges.size === joined.length &&
    merges.length === joined.length &&
    joined.every(each => edges.get(each.id) === each.mergedInto)
  );
}

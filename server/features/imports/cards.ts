/** Whole cards as lines of JSON: our own export, and what an import makes of it. Pure (SPEC EX1). */
import { z } from 'zod';
import { type Contact, contact, type Merge, merge } from '../../../protocol/contacts.ts';
import { branchOf, type CardTree } from '../contacts/card.ts';
import { marked } from '../contacts/merges.ts';

const line = z.object({
  kind: z.literal('card'),
  contacts: z.array(contact).min(1).max(1_000),
  merges: z.array(merge).max(1_000),
});

/** Everything of one person. */
export function cardLine({ contacts, merges }: Pick<CardTree, 'contacts' | 'merges'>): string {
  return JSON.stringify({ kind: 'card', contacts, merges });
}

/**
 * A card as it is to be written; null: it is none, or its parts do not belong together. Whatever it says, nobody agrees to
 * anything by a file: what was taken back stays taken back.
 * @param siteIds of this desk: who came by another one came by none
 */
export function readCard(text: string, siteIds: ReadonlySet<string>): CardTree | null {
  const read = line.safeParse(json(text));
  if (!read.success) return null;
  const { merges } = read.data;
  const contacts = read.data.contacts.map((each): Contact => {
    const siteId = each.siteId !== null && siteIds.has(each.siteId) ? each.siteId : null;
    return { ...each, siteId, card: null, consents: each.consents.filter(one => !one.isGiven) };
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

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is no card, which is all that anybody wants to know.
    return null;
  }
}

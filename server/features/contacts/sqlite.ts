import type { IdentityName } from '../../../protocol/contacts.ts';
import { CONTACT, type HeldContact, heldContact } from '../../store/sqlite/contact-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { MERGE, mergeFromRow } from '../../store/sqlite/merge-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { afterConsent } from '../returns/rules.ts';
import { trigramsOf } from '../search/sqlite.ts';
import { namedBy } from './alike.ts';
import { type CardTree, sitesOf } from './card.ts';
import { withEdit } from './edits.ts';
import { noted, tailOf } from './identities.ts';
import { holdingOf, refuseMerge } from './merges.ts';
import { withSaying } from './rules.ts';
import { foundBy, isBare, withSought } from './seeking.ts';
import type { ContactStore } from './store.ts';

/** Cards that are looked at for each thing that another may have in common: whose name thousands have is found by more. */
const LIKELY = 50;

/** See `ContactStore`. */
export function createContactStore({ reader, write, read, rows }: Engine): ContactStore {
  const { contacts, people, merges } = rows;
  const byId = reader.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);
  const ofCard = reader.prepare(`SELECT ${CONTACT} WHERE k.card = ? ORDER BY k.row`);
  const idsOfCard = reader.prepare('SELECT id FROM contacts WHERE card = ? ORDER BY row');
  const cardOfId = reader.prepare('SELECT coalesce(card, id) AS root, card FROM contacts WHERE id = ?');
  const holding = reader.prepare(`
    SELECT ${MERGE} WHERE winner IN (SELECT value FROM json_each(?)) AND undone_at IS NULL ORDER BY at, row`);
  const rootsOf = reader.prepare(`
    SELECT ${CONTACT} WHERE k.id IN (
      SELECT coalesce(o.card, o.id) FROM contact_identities i CROSS JOIN contacts o ON o.row = i.contact
      WHERE i.kind = ? AND i.scope = ? AND i.value = ?) ORDER BY k.row LIMIT 3`);

  const cardsWith = reader.prepare(`
    SELECT DISTINCT coalesce(k.card, k.id) AS id FROM contact_identities i CROSS JOIN contacts k ON k.row = i.contact
    WHERE i.kind = ? AND i.scope = ? AND i.value = ? LIMIT ${LIKELY}`);
  const cardsNamed = reader.prepare(`
    SELECT DISTINCT coalesce(k.card, k.id) AS id FROM person_words w CROSS JOIN contacts k ON k.row = w.rowid
    WHERE w.person_words MATCH ? ORDER BY w.rowid DESC LIMIT ${LIKELY}`);
  const refusals = reader.prepare(`
    SELECT other AS id FROM contact_refusals WHERE one IN (SELECT value FROM json_each(:ids))
    UNION SELECT one FROM contact_refusals WHERE other IN (SELECT value FROM json_each(:ids))`);
  const refusedBy = (ids: string[]) => new Set(refusals.all({ ids: JSON.stringify(ids) }).map(row => row.id as string));

  const nameOf = ({ kind, scope, value }: IdentityName) => [kind, scope, value] as const;
  const roots = (name: IdentityName) => rootsOf.all(...nameOf(name)).map(row => heldContact(row).contact);

  function readTree(id: string): CardTree | null {
    const row = byId.get(id);
    if (!row) return null;
    const { contact } = heldContact(row);
    if (!contact.card) return { root: contact, contacts: [contact], merges: [] };
    const all = ofCard.all(contact.card.id).map(each => heldContact(each).contact);
    const found = holding.all(JSON.stringify(all.map(each => each.id))).map(mergeFromRow);
    return { root: all.find(each => each.id === contact.card!.id)!, contacts: all, merges: holdingOf(found) };
  }

  /** The card of an id inside a step. */
  function heldTree(id: string): CardTree | null {
    const held = contacts.find(id);
    return held && people.treeOf(held.contact);
  }

  return {
    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? heldContact(row).contact : null;
      }),

    tree: id =>
      read(() => {
        const found = cardOfId.get(id) as { root: string; card: string | null } | undefined;
        if (!found) return null;
        const all = found.card === null ? [id] : idsOfCard.all(found.card).map(row => row.id as string);
        return { rootId: found.root, ids: [found.root, ...all.filter(each => each !== found.root)] };
      }),

    cardTree: id => read(() => readTree(id)),

    cardTrees: ids =>
      read(() => {
        const found = ids.map(id => [id, readTree(id)] as const);
        return new Map(found.flatMap(([id, tree]) => (tree ? [[id, tree]] : [])));
      }),

    rootsOf: name => read(() => roots(name)),

    update: (id, saying, at) =>
      write(() => {
        const held = contacts.find(id);
        if (!held) return null;
        const before = held.contact;
        return { before, after: people.change(held, noted(before, withSaying(before, saying, at))) };
      }),

    edit: (id, edit, at) =>
      write(() => {
        const held = contacts.find(id);
        if (!held) return null;
        const before = held.contact;
        const tree = people.treeOf(before);
        const all = edit.kind === 'forget' ? tree.contacts.filter(each => each.id !== id) : [];
        for (const each of [...all, before]) {
          const after = withEdit(each, edit, { at, tree });
          if (after !== each) people.change(contacts.find(each.id)!, after);
        }
        const { contact: after } = contacts.find(id)!;
        rows.jobs.change(afterConsent(edit, tree, after));
        return { before, after };
      }),

    resolve: sought =>
      write(() => {
        const { identities, newContact } = sought;
        const known = (id: string): HeldContact => contacts.find(id)!;
        const found = foundBy(identities, people.ownerOf, people.rootIdsOf);
        const held =
          'rootId' in found
            ? known(found.rootId)
            : found.among.map(known).find(each => isBare(people.treeOf(each.contact), identities));
        if (held) {
          const tree = people.treeOf(held.contact);
          sought.judge?.(sitesOf(tree));
          const after = withSought(tree, sought);
          const contact = after === held.contact ? after : people.change(held, after);
          return { contact, before: held.contact };
        }
        const site = newContact.siteId === null ? null : contacts.siteRow(newContact.siteId);
        const row = contacts.add(site, withSought({ root: newContact, contacts: [], merges: [] }, sought));
        return { contact: contacts.ofRow(row).contact, before: null };
      }),

    merge: ({ versions, winnerId, loserId, ...order }) =>
      write(() => {
        const [winner, loser] = [heldTree(winnerId), heldTree(loserId)];
        if (!winner || !loser) return null;
        refuseMerge({ winner, loser }, { winnerId, loserId, versions });
        const merge = { ...order, winnerId, loserId, reason: 'agent', isVerified: true } as const;
        people.join(winner, loser, merge);
        merges.lift(
          winner.contacts.map(each => each.id),
          loser.contacts.map(each => each.id),
        );
        return merge;
      }),

    unmerge: (id, by, at) =>
      write(() => {
        const merge = merges.find(id);
        const tree = merge && merge.undoneAt === null ? heldTree(merge.winnerId) : null;
        if (!merge || !tree) return null;
        people.part(tree, merge, by, at);
        merges.refuse({ one: merge.winnerId, other: merge.loserId, by, at });
        return { merge: holdingOf([merge])[0]!, contactIds: tree.contacts.map(each => each.id) };
      }),

    refuse: ({ one, other, by, at }) =>
      write(() => {
        if (!contacts.find(one) || !contacts.find(other)) return null;
        merges.refuse({ one, other, by, at });
        return true;
      }),

    alike: id =>
      read(() => {
        const tree = readTree(id);
        if (!tree) return [];
        const ids = new Set<string>();
        for (const each of tree.contacts.flatMap(one => one.identities)) {
          const tail = tailOf(each);
          const names = [nameOf(each), ...(tail === undefined ? [] : [['tail', '', tail] as const])];
          for (const name of names) for (const row of cardsWith.all(...name)) ids.add(row.id as string);
        }
        const word = namedBy(tree);
        if (word !== null) for (const row of cardsNamed.all(trigramsOf([word]))) ids.add(row.id as string);
        const refused = refusedBy(tree.contacts.map(each => each.id));
        const found = [...ids].filter(each => each !== tree.root.id).flatMap(each => readTree(each) ?? []);
        return found.filter(each => !each.contacts.some(one => refused.has(one.id)));
      }),
  };
}

/** Who was joined to whom of one person. What was taken back goes too, and tells nothing in their file. */
export function mergesOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'IN (SELECT value FROM json_each(:contactIds))';
  const held = reader.prepare(`SELECT ${MERGE} WHERE winner ${among} AND undone_at IS NULL ORDER BY at, row`);
  const any = writer.prepare(`SELECT 1 FROM contact_merges WHERE winner ${among} AND undone_at IS NULL LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM contact_merges WHERE winner ${among} OR loser ${among}`);
  return {
    kind: 'contactMerges',
    read: contactIds => holdingOf(held.all({ contactIds }).map(mergeFromRow)),
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop: contactIds => Number(drop.run({ contactIds }).changes),
  };
}

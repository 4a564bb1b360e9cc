import type { Erasure, RetentionKind } from '../../../protocol/privacy.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { CALLBACK, callbackFromRow } from '../../store/sqlite/callback-rows.ts';
import { CONTACT, heldContact } from '../../store/sqlite/contact-rows.ts';
import { CONVERSATION, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { MAIL, mailFromRow } from '../../store/sqlite/mail-rows.ts';
import { RATING, ratingFromRow } from '../../store/sqlite/rating-rows.ts';
import { VISITOR, visitorFromRow } from '../../store/sqlite/visitor-rows.ts';
import type { FileStore } from '../files/store.ts';
import type { SearchIndex } from '../search/sqlite-index.ts';
import type { PersonRows } from './person-rows.ts';
import { filesOf, keyOfSending, keyOfToken } from './rules.ts';
import { createExpiries } from './sqlite-expire.ts';
import { createRemovals } from './sqlite-removals.ts';
import type { Expired, Held, PrivacyStore } from './store.ts';

/** Files that are nobody's any more were touched last at the beginning of time. */
const FORSAKEN = 1;
const ERASURE = `row, id, nullif(site, '') AS siteId, contact AS contactId, at, done_by AS doneBy, counts FROM erasures`;

/** See `PrivacyStore`. */
export function createPrivacyStore(
  engine: Engine,
  index: SearchIndex,
  files: FileStore,
  others: readonly PersonRows[],
): PrivacyStore {
  const { writer, reader, read, write, clear, scrub, rows, leaving } = engine;
  const removals = createRemovals(engine, index);
  const expiries = createExpiries(engine, index, removals, others);

  const contactById = reader.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);
  const contactsOfCard = reader.prepare(`SELECT ${CONTACT} WHERE k.card = ? ORDER BY k.id <> k.card, k.row`);
  const visitorsOf = reader.prepare(`SELECT ${VISITOR} WHERE k.id = ? ORDER BY v.row`);
  const conversationsOf = reader.prepare(`SELECT ${CONVERSATION} WHERE c.contact = ? ORDER BY c.row`);
  const callbacksOf = reader.prepare(`SELECT ${CALLBACK} WHERE b.conversation = ? ORDER BY b.row`);
  const mailsOf = reader.prepare(`SELECT ${MAIL} WHERE conversation = ? ORDER BY row`);
  const ratingsOf = reader.prepare(`SELECT ${RATING} WHERE r.conversation = ? ORDER BY r.row`);
  const deliveriesOf = reader.prepare(`
    SELECT d.id, d.kind, d.target, d.site AS siteId, d.conversation AS conversationId, d.event, d.payload, d.attempts,
      d.due_at AS dueAt, d.since, d.created_at AS createdAt, d.is_dead AS isDead, d.problem
    FROM deliveries d WHERE d.row IN (
      SELECT o.row FROM conversations c CROSS JOIN deliveries o ON o.conversation = c.id WHERE c.contact = ?
      UNION ALL SELECT row FROM deliveries WHERE contact = ?
    ) ORDER BY d.row`);
  const erasureOfContact = writer.prepare(`SELECT ${ERASURE} WHERE contact = ?`);
  const erasureById = reader.prepare(`SELECT ${ERASURE} WHERE id = ?`);
  const pageBefore = reader.prepare(`
    SELECT ${ERASURE} WHERE (at, row) < (?, ?) ORDER BY at DESC, row DESC LIMIT ?`);
  const addErasure = writer.prepare(
    'INSERT INTO erasures (id, site, contact, at, done_by, counts) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const addKey = writer.prepare('INSERT OR REPLACE INTO erased_keys (id, erasure, expires_at) VALUES (?, ?, ?)');
  const keyThere = reader.prepare('SELECT 1 FROM erased_keys WHERE id = ?');
  const dropKeys = writer.prepare('DELETE FROM erased_keys WHERE expires_at <= ?');
  /** Nobody was ever erased at most desks, and there nobody's message costs a look. */
  let hasKeys = reader.prepare('SELECT max(id) AS last FROM erased_keys').get()?.last !== null;
  /** Something was taken away whose bytes may still be in the log. */
  let isUnclean = false;

  function clean(): void {
    isUnclean = !scrub();
  }

  function erase({ contactId, id, by, at, keysUntil, row }: Parameters<PrivacyStore['erase']>[0]) {
    const before = erasureOfContact.get(contactId);
    if (before) return { erasure: erasureFromRow(before), visitorIds: [], conversationIds: [], isRepeat: true };
    const held = rows.contacts.find(contactId);
    if (!held) return null;
    const { root, contacts } = rows.people.treeOf(held.contact);
    const { siteId } = root;
    const contactIds = JSON.stringify(contacts.map(each => each.id));
    const all = contacts.map(each => rows.contacts.find(each.id)!);
    const visitors = all.flatMap(each => rows.visitors.ofContact(each.row));
    const begun = all.flatMap(each => rows.conversations.ofContact(each.row));
    const gone = begun.map(each => ({ ...removals.conversation(each), siteId: each.conversation.siteId }));
    let uploads = 0;
    for (const each of visitors) {
      uploads += removals.filesOfVisitor(each.id);
      rows.conversations.leaveVisitor(each.row);
      rows.visitors.drop(each);
    }
    const untold = leaving.dropOfContacts(contacts.map(each => each.id));
    const ofOthers = Object.fromEntries(others.map(each => [each.kind, each.drop(contactIds)]));
    for (const each of all) rows.contacts.drop(each.row);
    rows.merges.dropOf(contacts.map(each => each.id));
    index.rewind();

    const sum = (kind: 'entries' | 'files' | 'callbacks' | 'ratings' | 'mails' | 'deliveries') =>
      gone.reduce((all, each) => all + each[kind], 0);
    const counts = {
      contacts: all.length,
      visitors: visitors.length,
      conversations: gone.length,
      entries: sum('entries'),
      files: sum('files') + uploads,
      callbacks: sum('callbacks'),
      ratings: sum('ratings'),
      mails: sum('mails'),
      deliveries: sum('deliveries') + untold,
      ...ofOthers,
    };
    const erasure: Erasure = { id, siteId, contactId, at, by, counts };
    addErasure.run(id, siteId ?? '', contactId, at, JSON.stringify(by), JSON.stringify(counts));
    const keys = [
      ...visitors.flatMap(each => [each.tokenHash, each.oldTokenHash ?? []].flat()).map(keyOfToken),
      ...gone.flatMap(each => each.clientIds.map(clientId => keyOfSending(each.siteId, clientId))),
    ];
    for (const key of keys) addKey.run(key, id, keysUntil);
    rows.audit.add(row);
    const conversationIds = gone.map(each => each.id);
    return { erasure, visitorIds: visitors.map(each => each.id), conversationIds, isRepeat: false };
  }

  return {
    async held(contactId) {
      const held = await read(() => {
        const row = contactById.get(contactId);
        if (!row) return null;
        const { contact } = heldContact(row);
        const found = contact.card ? contactsOfCard.all(contact.card.id) : [row];
        const all = found.map(heldContact);
        const begun = all.flatMap(each => conversationsOf.all(each.row));
        const contactIds = JSON.stringify(all.map(each => each.contact.id));
        return {
          contacts: all.map(each => each.contact) as Held['contacts'],
          visitors: all.flatMap(each => visitorsOf.all(each.contact.id)).map(visitorFromRow),
          conversations: begun.map(conversationFromRow),
          callbacks: begun.flatMap(each => callbacksOf.all(each.row as number)).map(callbackFromRow),
          mails: begun.flatMap(each => mailsOf.all(each.id as string)).map(mailFromRow),
          ratings: begun.flatMap(each => ratingsOf.all(each.row as number)).map(ratingFromRow),
          deliveries: all
            .flatMap(each => deliveriesOf.all(each.row, each.contact.id))
            .map(({ isDead, ...each }) => {
              return { ...each, isDead: isDead === 1 } as unknown as DeliveryRecord;
            }),
          rows: Object.fromEntries(others.map(each => [each.kind, each.read(contactIds)])),
        };
      });
      return held && { ...held, files: await filesOf(held, files) };
    },

    async erase(order) {
      const erased = await clear(() => erase(order));
      if (erased && !erased.isRepeat) {
        hasKeys = true;
        await files.sweep(FORSAKEN);
        clean();
      }
      return erased;
    },

    isErased: async keyOf => hasKeys && read(() => keyThere.get(keyOf()) !== undefined),

    erasures: ({ cursor, limit }) =>
      read(() => {
        const [at, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = pageBefore.all(at, before, limit + 1) as unknown as ErasureRow[];
        return pageOf(found, limit, last => cursorOf(last.at, last.row), erasureFromRow);
      }),

    erasure: id =>
      read(() => {
        const row = erasureById.get(id);
        return row ? erasureFromRow(row) : null;
      }),

    async expire({ siteId, kind, before, limit }): Promise<Expired> {
      const expired = await clear(() => expiries[kind as RetentionKind](siteId, before, limit));
      isUnclean ||= expired.count > 0;
      if (expired.conversationIds.length > 0) await files.sweep(FORSAKEN);
      return expired;
    },

    cutTrails: (siteId, limit) => write(() => expiries.cutTrails(siteId, limit)),

    async sweep(at) {
      await write(() => void dropKeys.run(at));
      if (isUnclean) clean();
    },
  };
}

interface ErasureRow extends Omit<Erasure, 'by' | 'counts'> {
  row: number;
  doneBy: string;
  counts: string;
}

function erasureFromRow(from: unknown): Erasure {
  const { row: _, doneBy, counts, ...erasure } = from as ErasureRow;
  return { ...erasure, by: JSON.parse(doneBy), counts: JSON.parse(counts) };
}

import type { Deliveries } from '../../outbox/sqlite.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import { withTyped, withWords } from '../contacts/rules.ts';
import type { HeldContact, People } from '../contacts/sqlite.ts';
import type { Conversations } from '../conversations/sqlite-rows.ts';

/** Visitors that one turn forgets: some 10 ms, so that messages need not wait for the broom. */
const SWEPT_AT_ONCE = 200;

/** Signed identities (SPEC P4): which contact a visitor speaks for, and which conversation is theirs. */
export function createIdentity(
  { writer, write }: Turns,
  people: People,
  conversations: Conversations,
  deliveries: Deliveries,
): Pick<FlatStore, 'identifyVisitor' | 'sweep'> {
  const visitorsOfContact = writer.prepare('SELECT 1 FROM visitors WHERE contact = ?');
  const dropSessions = writer.prepare('DELETE FROM sessions WHERE expires_at <= ?');
  const dropInvites = writer.prepare('DELETE FROM invites WHERE expires_at <= ?');
  const silent = writer.prepare(`
    SELECT v.id, v.row, v.contact FROM visitors v
    WHERE v.conversation IS NULL AND v.seen_at < ?
      AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.visitor = v.row)
    LIMIT ${SWEPT_AT_ONCE}`);
  const dropVisitor = writer.prepare('DELETE FROM visitors WHERE row = ?');

  function dropOrphan(contact: number): void {
    if (visitorsOfContact.get(contact) || conversations.hasContact(contact)) return;
    people.dropContact(contact);
  }

  return {
    identifyVisitor: ({ visitorId, externalId, words, newContactId, at }) =>
      write(() => {
        const visitor = people.visitor(visitorId);
        const current = people.contact(visitor.contact);
        const known = people.contactByExternalId(visitor.site, externalId);
        const isAnonymous = current.contact.externalId === null;
        let person: HeldContact = known ?? current;
        if (!known && isAnonymous) {
          people.saveContact(current, { ...withWords(current.contact, words, at), externalId, isVerified: true });
        } else if (!known) {
          const { siteId, locale, timeZone } = current.contact;
          const blank = { id: newContactId, siteId, name: '', email: '', phone: '', attributes: {}, locale, timeZone };
          const fresh = { ...blank, externalId, isVerified: true, createdAt: at, updatedAt: at };
          const contact = withWords(fresh, words, at);
          person = { row: people.addContact(visitor.site, contact), site: visitor.site, contact };
        } else {
          const moves = isAnonymous && known.row !== current.row;
          const base = moves ? withTyped(known.contact, current.contact) : known.contact;
          if (moves) conversations.moveToContact(visitor.row, current.row, known.row);
          people.saveContact(known, withWords(base, words, at));
        }
        const conversationId = conversations.newestOfContact(person.row);
        people.changeVisitorLink(visitorId, { ...visitor, contact: person.row, conversationId });
        if (person.row !== current.row && isAnonymous) dropOrphan(current.row);
        return people.heldAsVisitor(visitorId);
      }),

    async sweep(at, visitorsBefore) {
      await write(() => {
        dropSessions.run(at);
        dropInvites.run(at);
        deliveries.forgetDead(at);
      });
      let swept: number;
      do {
        swept = await write(() => {
          const rows = silent.all(visitorsBefore) as { id: string; row: number; contact: number }[];
          for (const { id, row, contact } of rows) {
            dropVisitor.run(row);
            people.forgetVisitor(id);
            dropOrphan(contact);
          }
          return rows.length;
        });
      } while (swept === SWEPT_AT_ONCE);
    },
  };
}

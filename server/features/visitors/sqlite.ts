import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import { signIn } from '../contacts/rules.ts';
import type { People } from '../contacts/sqlite.ts';
import type { Conversations } from '../conversations/sqlite-rows.ts';

/** Visitors that one turn forgets: some 10 ms, so that messages need not wait for the broom. */
const SWEPT_AT_ONCE = 200;

/** Signed identities (SPEC P4): which contact a visitor speaks for, and which conversation is theirs. */
export function createIdentity(
  { writer, write }: Turns,
  people: People,
  conversations: Conversations,
): Pick<FlatStore, 'identifyVisitor' | 'sweepVisitors'> {
  const visitorsOfContact = writer.prepare('SELECT 1 FROM visitors WHERE contact = ?');
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
    identifyVisitor: ({ visitorId, externalId, ...identity }) =>
      write(() => {
        const visitor = people.visitor(visitorId);
        const current = people.contact(visitor.contact);
        const known = people.contactByExternalId(visitor.site, externalId);
        const asked = { current: current.contact, known: known?.contact ?? null, externalId, ...identity };
        const { contact, isNew, isAbsorbed } = signIn(asked);
        const held = known ?? current;
        const row = isNew ? people.addContact(visitor.site, contact) : held.row;
        if (isAbsorbed) conversations.moveToContact(current.row, row);
        if (!isNew) people.saveContact(held, contact);
        const conversationId = conversations.newestOfContact(row);
        people.changeVisitorLink(visitorId, { ...visitor, contact: row, conversationId });
        if (isAbsorbed) people.dropContact(current.row);
        return people.heldAsVisitor(visitorId);
      }),

    async sweepVisitors(seenBefore) {
      let swept: number;
      do {
        swept = await write(() => {
          const rows = silent.all(seenBefore) as { id: string; row: number; contact: number }[];
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

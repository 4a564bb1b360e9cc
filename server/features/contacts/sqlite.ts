import { CONTACT, heldContact } from '../../store/sqlite/contact-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { withWords } from './rules.ts';
import type { ContactStore } from './store.ts';

/** See `ContactStore`. */
export function createContactStore({ reader, write, read, rows }: Engine): ContactStore {
  const byId = reader.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);

  return {
    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? heldContact(row).contact : null;
      }),

    update: (id, words, at) =>
      write(() => {
        const held = rows.contacts.find(id);
        if (!held) return null;
        const contact = withWords(held.contact, words, at);
        rows.contacts.save(held, contact);
        return contact;
      }),
  };
}

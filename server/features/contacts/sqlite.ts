import { CONTACT, heldContact } from '../../store/sqlite/contact-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { withSaying } from './rules.ts';
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

    tree: id => read(() => (byId.get(id) ? { rootId: id, ids: [id] } : null)),

    update: (id, saying, at) =>
      write(() => {
        const held = rows.contacts.find(id);
        if (!held) return null;
        const before = held.contact;
        const after = withSaying(before, saying, at);
        rows.contacts.save(held, after);
        return { before, after };
      }),
  };
}

import type { Contact } from '../../../protocol/contacts.ts';
import type { Http } from '../../shell/http.ts';
import type { Conversations } from '../conversations/state.ts';

export type ContactWords = Partial<Pick<Contact, 'name' | 'email' | 'phone'>>;

export interface Contacts {
  /** What an agent has learnt of a person; emptied is cleared. Shows it wherever the person is shown. @throws ApiError */
  update(id: string, words: ContactWords): Promise<void>;
}

export function createContacts({ http, conversations }: { http: Http; conversations: Conversations }): Contacts {
  const { threads, find, take } = conversations;

  function show(contact: Contact) {
    const { name, email, phone } = contact;
    for (const [id, { person }] of threads.held.peek()) {
      if (person?.contact.id !== contact.id) continue;
      threads.change(id, thread => ({ ...thread, person: { ...person, contact } }));
      const conversation = find(id);
      if (conversation) take({ ...conversation, contact: { ...conversation.contact, name, email, phone } });
    }
  }
  return {
    async update(id, words) {
      show(await http.patch<Contact>(`contacts/${id}`, words));
    },
  };
}

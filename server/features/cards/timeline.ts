import type { NoteItem } from '../../../protocol/cards.ts';
import type { Core } from '../../core.ts';
import { newestOf } from '../timeline/rules.ts';
import type { TimelineSource } from '../timeline/source.ts';

/** What agents wrote on a card. */
export function noteTimeline({ store }: Pick<Core, 'store'>): TimelineSource<NoteItem> {
  return {
    kind: 'note',
    async read([contactId], before, limit) {
      const tree = contactId === undefined ? null : await store.contacts.cardTree(contactId);
      const notes = tree?.contacts.flatMap(contact => contact.notes) ?? [];
      const items = notes.map(({ id, text, by, at }): NoteItem => ({ kind: 'note', id, at, text, byName: by.name }));
      return newestOf(items, before, limit);
    },
  };
}

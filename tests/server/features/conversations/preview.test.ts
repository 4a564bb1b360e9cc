import { expect, test } from 'vitest';
import type { Entry, EntryBody } from '../../../../protocol/entries.ts';
import type { FileKind } from '../../../../protocol/file-kinds.ts';
import type { FileInfo } from '../../../../protocol/files.ts';
import { newContact } from '../../../../server/features/contacts/rules.ts';
import { afterEntry, newConversation } from '../../../../server/features/conversations/rules.ts';

const empty = newConversation('c', 'v', newContact({ id: 'k', siteId: 's', locale: 'en', timeZone: 'UTC' }, 1), 1);
const file = (name: string, kind: FileKind): FileInfo => ({
  id: name,
  name,
  size: 1,
  type: '',
  kind,
  hasPreview: false,
});

function previewOf(body: EntryBody) {
  const entry: Entry = { conversationId: 'c', seq: 1, clientId: 'id', author: { kind: 'visitor' }, body, createdAt: 1 };
  return afterEntry(empty, entry).preview;
}

test.each([
  ['words', 'Look at this', [file('roses.png', 'image')], { text: 'Look at this', kind: 'message' }],
  ['a picture', '', [file('roses.png', 'image')], { text: 'roses.png', kind: 'photo' }],
  ['a document', '', [file('prices  2026.pdf', 'pdf')], { text: 'prices 2026.pdf', kind: 'file' }],
  ['both', '', [file('a.png', 'image'), file('b.pdf', 'pdf')], { text: 'a.png, b.pdf', kind: 'file' }],
])('ST5 the list is told of %s', (_what, text, files, preview) => {
  expect(previewOf({ kind: 'message', text, files })).toEqual({ ...preview, author: 'visitor' });
});

import { expect, test } from 'vitest';
import type { Author, Entry, EntryBody } from '../../../../protocol/entries.ts';
import { SILENCE_MS, talksOf } from '../../../../server/features/conversations/talks.ts';

const VISITOR: Author = { kind: 'visitor' };
const SYSTEM: Author = { kind: 'system' };
const by = (name: string): Author => ({ kind: 'agent', id: name, name });
const MINUTE = 60_000;

/** One entry a line: when (minutes), by whom, what. */
function entries(...lines: [at: number, author: Author, body: string | EntryBody][]): Entry[] {
  return lines.map(([at, author, body], index) => ({
    conversationId: 'c',
    seq: index + 1,
    clientId: null,
    author,
    body: typeof body === 'string' ? { kind: 'message', text: body } : body,
    createdAt: at * MINUTE,
  }));
}
const form = (message: string): EntryBody => ({
  ...{ kind: 'form', name: '', email: '', phone: '', subject: 'Lilies', message },
});
const talks = (...lines: Parameters<typeof entries>) => talksOf({ id: 'c', siteId: 's' }, entries(...lines));

test('TL3 words without a long silence between are one talk, with who answered and how soon', () => {
  const found = talks(
    [0, VISITOR, 'Roses?'],
    [1, SYSTEM, 'We are closed'],
    [3, by('Sarnai'), 'Yes'],
    [4, by('Bat'), 'Many'],
    [5, by('Sarnai'), 'Red ones'],
    [6, { kind: 'agent', id: 'Bat', name: 'Bat' }, { kind: 'note', text: 'Kind' }],
  );
  expect(found).toEqual([
    {
      ...{ kind: 'talk', id: 'c.1', at: 0, conversationId: 'c', siteId: 's', seq: 1, channel: 'chat', by: 'visitor' },
      ...{ text: 'Roses?', agentNames: ['Sarnai', 'Bat'], answeredMs: 3 * MINUTE },
    },
  ]);
});

const HALF_DAY = SILENCE_MS / MINUTE;
const MAIL = { id: 'm', from: { name: '', address: 'a@b.example' }, subject: 'Roses' };
test.each<[string, Parameters<typeof entries>, object[]]>([
  ['nothing was said', [[0, SYSTEM, 'Hello']], []],
  [
    'a long silence',
    [
      [0, VISITOR, 'A'],
      [HALF_DAY + 1, VISITOR, 'B'],
    ],
    [{ seq: 1 }, { seq: 2 }],
  ],
  [
    'just no long silence',
    [
      [0, VISITOR, 'A'],
      [HALF_DAY, VISITOR, 'B'],
    ],
    [{ seq: 1 }],
  ],
  [
    'a form after words',
    [
      [0, VISITOR, 'A'],
      [1, VISITOR, form('No lilies')],
    ],
    [{ channel: 'chat' }, { channel: 'form', text: 'No lilies' }],
  ],
  ['a form that says only about what', [[0, VISITOR, form('')]], [{ text: 'Lilies' }]],
  [
    'ours, unasked',
    [
      [0, by('Sarnai'), 'Ready'],
      [5, VISITOR, 'Thanks'],
    ],
    [{ by: 'agent', text: 'Ready', answeredMs: null }],
  ],
  ['no answer yet', [[0, VISITOR, 'A']], [{ agentNames: [], answeredMs: null }]],
  ['a mail', [[0, VISITOR, { kind: 'message', text: 'Dear', mail: MAIL }]], [{ channel: 'email' }]],
  ['a long word', [[0, VISITOR, 'x'.repeat(300)]], [{ text: `${'x'.repeat(199)}…` }]],
])('TL3 %s', (_, lines, wanted) => {
  const found = talks(...lines);
  expect(found).toHaveLength(wanted.length);
  expect(found).toMatchObject(wanted);
});

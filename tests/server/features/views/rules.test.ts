import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../../protocol/conversations.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import type { View } from '../../../../protocol/views.ts';
import { newContact } from '../../../../server/features/contacts/rules.ts';
import { newConversation } from '../../../../server/features/conversations/rules.ts';
import { type Happening, topicsAbout, topicsShown } from '../../../../server/features/views/rules.ts';

const contact = newContact({ id: 'contact', siteId: 'shop', locale: 'en', timeZone: 'UTC' }, 0);

function conversation(change: Partial<Conversation> = {}): Conversation {
  return { ...newConversation('c1', 'v1', contact, 0), ...change };
}

function entry(author: Entry['author'], body: Entry['body']): Entry {
  return { conversationId: 'c1', seq: 2, clientId: null, author, body, createdAt: 0 };
}

const SARNAI = { kind: 'agent', id: 'sarnai', name: 'Sarnai' } as const;
const words = { kind: 'message', text: 'Hello' } as const;
const fromVisitor = entry({ kind: 'visitor' }, words);

/** Pages of Sarnai and of Bold, by what they show. */
const PAGES: [name: string, agentId: string, view: View, site: string | null, conversationId: string | null][] = [
  ['sarnai: mine', 'sarnai', 'mine', null, null],
  ['bold: mine', 'bold', 'mine', null, null],
  ['bold: unassigned', 'bold', 'unassigned', null, null],
  ['bold: all', 'bold', 'all', null, null],
  ['bold: all of the shop', 'bold', 'all', 'shop', null],
  ['bold: all of the blog', 'bold', 'all', 'blog', null],
  ['bold: closed', 'bold', 'closed', null, null],
  ['bold: callbacks', 'bold', 'callbacks', null, null],
  ['bold: callbacks of the shop', 'bold', 'callbacks', 'shop', null],
  ['bold: callbacks of the blog', 'bold', 'callbacks', 'blog', null],
  ['bold: mine, c1 open', 'bold', 'mine', null, 'c1'],
  ['bold: mine, c2 open', 'bold', 'mine', null, 'c2'],
];

function listeners(happening: Happening): string[] {
  const about = new Set(topicsAbout(happening));
  return PAGES.filter(([, agentId, view, site, conversationId]) =>
    topicsShown(agentId, { view, site, conversationId }).some(topic => about.has(topic)),
  ).map(([name]) => name);
}

const EVERY_SHOP = ['bold: all', 'bold: all of the shop', 'bold: closed', 'bold: mine, c1 open'];
const CALLBACKS = ['bold: callbacks', 'bold: callbacks of the shop'];
const ALL = PAGES.map(([name]) => name);
const inOrder = (names: string[]) => ALL.filter(name => names.includes(name));

describe('topics', () => {
  test('W19 words in a conversation that nobody has are heard by every page', () => {
    expect(listeners({ conversation: conversation(), entry: fromVisitor })).toEqual(ALL);
  });

  test("W19 words in an agent's conversation are heard by that agent, and by the pages that show it", () => {
    const happening = { conversation: conversation({ assigneeId: 'sarnai' }), entry: fromVisitor };
    expect(listeners(happening)).toEqual(inOrder(['sarnai: mine', ...EVERY_SHOP]));
  });

  test('W19 a pending callback is one of those that the callbacks show, and so is what ended it', () => {
    const its = conversation({ assigneeId: 'sarnai', callbackAt: 1 });
    const heard = inOrder(['sarnai: mine', ...EVERY_SHOP, ...CALLBACKS]);
    expect(listeners({ conversation: its, entry: fromVisitor })).toEqual(heard);
    const callback = { id: 'k1', status: 'reached' } as Happening['callback'];
    const ended = { conversation: { ...its, callbackAt: null }, callback };
    expect(listeners(ended)).toEqual(heard);
  });

  test('W19 what changes without an entry is heard alike', () => {
    expect(listeners({ conversation: conversation({ assigneeId: 'sarnai' }) })).toEqual(
      inOrder(['sarnai: mine', ...EVERY_SHOP]),
    );
  });

  const BOLDS = ALL.filter(name => name.startsWith('bold'));
  test.each<[string, Partial<Conversation>, Entry['body'], string[]]>([
    [
      'from Bold to Sarnai is heard by both',
      { assigneeId: 'sarnai' },
      { kind: 'event', event: 'assigned', agentId: 'sarnai', agentName: 'Sarnai', fromId: 'bold' },
      ['sarnai: mine', ...BOLDS],
    ],
    [
      'from nobody to Sarnai is heard by every page',
      { assigneeId: 'sarnai' },
      { kind: 'event', event: 'assigned', agentId: 'sarnai', agentName: 'Sarnai', fromId: null },
      ALL,
    ],
    [
      'to Sarnai that does not say from whom is heard by every page',
      { assigneeId: 'sarnai' },
      { kind: 'event', event: 'assigned', agentId: 'sarnai', agentName: 'Sarnai' },
      ALL,
    ],
    [
      'from Sarnai to nobody, and meanwhile to Bold, is heard by Sarnai too',
      { assigneeId: 'bold' },
      { kind: 'event', event: 'unassigned', agentId: 'sarnai' },
      ['sarnai: mine', ...BOLDS],
    ],
    [
      'is none when it is closed: it stays with Sarnai',
      { assigneeId: 'sarnai', status: 'closed' },
      { kind: 'event', event: 'closed' },
      ['sarnai: mine', ...EVERY_SHOP],
    ],
  ])('W20 a hand-over %s', (_what, change, body, names) => {
    expect(listeners({ conversation: conversation(change), entry: entry(SARNAI, body) })).toEqual(inOrder(names));
  });

  const answered = { conversation: conversation({ assigneeId: 'sarnai' }), entry: entry(SARNAI, words) };
  const hers = inOrder(['sarnai: mine', ...EVERY_SHOP]);

  test('W20 RT8 an answer that takes what nobody had is heard by every page', () => {
    expect(listeners({ ...answered, before: conversation() })).toEqual(ALL);
  });

  test('W20 RT8 an answer that another server wrote, and was handed on since, is heard by who shows what nobody has', () => {
    const handedOn = { ...answered, conversation: conversation({ assigneeId: 'temuulen' }) };
    expect(listeners(handedOn)).toEqual(inOrder([...EVERY_SHOP, 'bold: unassigned']));
  });

  test('W19 an answer in what is hers already is heard by those who show it', () => {
    expect(listeners({ ...answered, before: answered.conversation })).toEqual(hers);
  });

  test.each<[string, Partial<Happening>]>([
    ['another server wrote', {}],
    ['came again', { before: answered.conversation, isRepeat: true }],
  ])('W20 RT8 an answer that %s may have taken it: also heard by who shows what nobody has', (_what, more) => {
    expect(listeners({ ...answered, ...more })).toEqual(inOrder([...hers, 'bold: unassigned']));
  });
});

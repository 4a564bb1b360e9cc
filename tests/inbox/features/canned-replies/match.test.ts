import { describe, expect, test } from 'vitest';
import { insertReply, matchReplies, slashWord } from '../../../../inbox/features/canned-replies/match.ts';

const REPLIES = [
  { id: '1', shortcut: 'hours', text: 'We are open from nine.' },
  { id: '2', shortcut: 'thanks', text: 'Thank you!' },
  { id: '3', shortcut: 'баярлалаа', text: 'Баярлалаа! After hours.' },
];

describe('the word after a slash', () => {
  test('is one at the start or after a space, up to the caret', () => {
    expect(slashWord('/ho', 3)).toEqual({ start: 0, query: 'ho' });
    expect(slashWord('Hello /', 7)).toEqual({ start: 6, query: '' });
    expect(slashWord('/баяр', 5)).toEqual({ start: 0, query: 'баяр' });
    for (const text of ['and/or', 'https://x', '24/11', '/hours now']) expect(slashWord(text, text.length)).toBeNull();
  });

  test('finds shortcuts that begin so before those that have it inside, then texts', () => {
    expect(matchReplies(REPLIES, 'h').map(each => each.shortcut)).toEqual(['hours', 'thanks', 'баярлалаа']);
    expect(matchReplies(REPLIES, 'БАЯР').map(each => each.id)).toEqual(['3']);
    expect(matchReplies(REPLIES, 'zzz')).toEqual([]);
  });

  test('is replaced by the answer, and the words around it stay', () => {
    expect(insertReply('Hi /th and bye', 6, 3, 'Thank you!')).toEqual({ text: 'Hi Thank you! and bye', caret: 13 });
  });
});

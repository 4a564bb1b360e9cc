import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { inParts } from '../../widget/features/chat/parts/cut.ts';

describe('a text that one message does not take', () => {
  test.each([
    ['at a paragraph', 'aaaa\n\nbb bb. b', 8, ['aaaa', 'bb bb. b']],
    ['else at a line', 'aaaa\nbb bb. b', 8, ['aaaa', 'bb bb. b']],
    ['else after a sentence', 'One two. Three', 12, ['One two.', 'Three']],
    ['else between words', 'one two three', 9, ['one two', 'three']],
    ['at a blank that is the first not to fit', 'one two', 3, ['one', 'two']],
    ['not so early that crumbs are left', 'a\n\nbbbb cccc dddd', 12, ['a\n\nbbbb cccc', 'dddd']],
    ['without a blank wherever it must', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['after a sentence of other scripts', 'ሰላም ነው። እንዴት', 9, ['ሰላም ነው።', 'እንዴት']],
  ])('is cut %s', (_how, text, limit, parts) => expect(inParts(text, limit)).toEqual(parts));

  test.each([
    ['an emoji of many', '👩‍👩‍👧‍👦', 30],
    ['a flag', '🇲🇳', 7],
    ['a syllable', 'क्षि', 9],
    ['a letter with its mark', 'e\u0301', 5],
  ])('is never cut inside %s', (_what, character, limit) => {
    const parts = inParts(character.repeat(40), limit);
    expect(parts.join('')).toBe(character.repeat(40));
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(limit);
      expect(part.replaceAll(character, '')).toBe('');
    }
  });

  test('is cut between two halves of a pair in no case, not even in a letter under thousands of marks', () => {
    const parts = inParts(`a${'\u{1d165}'.repeat(20)}`, 8);
    for (const part of parts) expect(part.isWellFormed()).toBe(true);
    expect(parts.join('')).toBe(`a${'\u{1d165}'.repeat(20)}`);
  });

  test('comes whole and in order, however it was pasted', () => {
    const said = Array.from({ length: 5_000 }, (_, at) => `word${at}${at % 7 ? '' : '.'}${at % 90 ? '' : '\n\n'}`).join(
      ' ',
    );
    const parts = inParts(said, LIMITS.messageChars);
    expect(parts.join(' ').split(/\s+/)).toEqual(said.trim().split(/\s+/));
    for (const part of parts) expect([part.length <= LIMITS.messageChars, part.trim()]).toEqual([true, part]);
  });
});

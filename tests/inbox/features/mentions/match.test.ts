import { describe, expect, test } from 'vitest';
import {
  atWord,
  colleaguesAt,
  matchColleagues,
  mentionPieces,
  namedIn,
} from '../../../../inbox/features/mentions/match.ts';
import type { AgentPresence } from '../../../../protocol/agents.ts';
import { agent } from '../../fixtures.ts';

const colleague = (id: string, name: string, change: Partial<AgentPresence> = {}): AgentPresence => ({
  ...agent({ id, name, role: 'agent' }),
  isHere: true,
  pause: null,
  ...change,
});
const ann = colleague('ann', 'Ann');
const annB = colleague('annb', 'Ann Bat');
const bold = colleague('bold', 'Болд Бат', { isHere: false });
const sara = colleague('sara', 'سارة');
const ids = (all: AgentPresence[]) => all.map(each => each.id);

describe('names after an @', () => {
  test.each([
    ['@', 1, { start: 0, query: '' }],
    ['ask @Бо', 7, { start: 4, query: 'Бо' }],
    ['ask @Бо now', 7, { start: 4, query: 'Бо' }],
    ['ann@shop.example', 16, null],
    ['@Ann Bat ', 9, null],
  ])('%s', (text, caret, found) => expect(atWord(text, caret)).toEqual(found));

  test('those who may see it are offered, here before away, by any word of their name', () => {
    const all = [
      bold,
      ann,
      colleague('gone', 'Gone', { isDisabled: true }),
      colleague('other', 'Other', { siteIds: ['elsewhere'] }),
      colleague('boss', 'Boss', { role: 'owner', siteIds: [] }),
      colleague('me', 'Me'),
    ];
    const colleagues = colleaguesAt(all, 'site', 'me');
    expect(ids(colleagues)).toEqual(['bold', 'ann', 'boss']);
    expect(ids(matchColleagues(colleagues, ''))).toEqual(['ann', 'boss', 'bold']);
    expect(ids(matchColleagues(colleagues, 'бат'))).toEqual(['bold']);
    expect(ids(matchColleagues(colleagues, 'oss'))).toEqual([]);
  });

  const none = new Set<string>();
  test.each([
    ['@Ann, look', ['ann']],
    ['@Ann Bat, look', ['annb']],
    ['@Ann Bat and @Ann', ['ann', 'annb']],
    ['@Annabel', []],
    ['x@Ann', []],
    ['الرجاء @سارة', ['sara']],
    ['(@Болд Бат)', ['bold']],
  ])('%s names %j', (text, named) => expect(namedIn(text, [ann, annB, bold, sara], none).sort()).toEqual(named));

  test('of two with one name the chosen one is meant, and both where none was chosen', () => {
    const twin = colleague('twin', 'Ann');
    expect(namedIn('@Ann', [ann, twin], none)).toEqual(['ann', 'twin']);
    expect(namedIn('@Ann', [ann, twin], new Set(['twin']))).toEqual(['twin']);
  });

  test('a name is marked, and the text around it stays as it was', () => {
    const pieces = mentionPieces([{ text: 'see @Ann, @Annabel' }, { text: 'a@Ann', href: 'mailto:a@Ann' }], [ann]);
    expect(pieces).toEqual([
      { text: 'see ' },
      { text: '@Ann', isMention: true },
      { text: ', @Annabel' },
      { text: 'a@Ann', href: 'mailto:a@Ann' },
    ]);
    expect(mentionPieces([{ text: '@Ann' }], undefined)).toEqual([{ text: '@Ann' }]);
  });
});

import { describe, expect, test } from 'vitest';
import { linkPieces } from '../../../../inbox/features/conversations/link-pieces.ts';
import { excerpt, markPieces } from '../../../../inbox/features/search/results/mark-pieces.ts';

const marked = (text: string, query: string) =>
  markPieces(text, query).flatMap(piece => (piece.isMarked ? [piece.text] : []));
const whole = (pieces: { text: string }[]) => pieces.map(piece => piece.text).join('');

describe('finds in a text', () => {
  test('SE1 are marked in all six scripts, inside words too', () => {
    expect(marked('Peonies and peony seeds', 'peon')).toEqual(['Peon', 'peon']);
    expect(marked('Нужно двадцать букетов', 'букет')).toEqual(['букет']);
    expect(marked('Сайн байна уу, баярлалаа', 'баярлал')).toEqual(['баярлал']);
    expect(marked('شكرًا، وصلت الباقة', 'باقة')).toEqual(['باقة']);
    expect(marked('ቀጠሮ ማስያዝ እፈልጋለሁ', 'ማስያዝ')).toEqual(['ማስያዝ']);
    expect(marked('क्या आप रविवार को खुले हैं?', 'रविवार')).toEqual(['रविवार']);
  });

  test('SE1 are found without case and marks, as the server finds them', () => {
    expect(marked('Café CRÈME', 'cafe creme')).toEqual(['Café', 'CRÈME']);
    expect(marked('شُكْرًا', 'شكرا')).toEqual(['شُكْرًا']);
  });

  test('leave the text whole, whatever the query', () => {
    for (const query of ['', '  ', '.*', '(', 'x', 'aa a']) {
      expect(whole(markPieces('Banana (a.a.a) \u{1f33a} ﬁn', query))).toBe('Banana (a.a.a) \u{1f33a} ﬁn');
    }
    expect(markPieces('', 'a')).toEqual([]);
  });

  test('stand near the start of an excerpt', () => {
    const text = `${'words '.repeat(30)}peonies\nand more`;
    const cut = excerpt(text, 'peonies');
    expect(cut.indexOf('peonies')).toBeLessThan(20);
    expect(cut.startsWith('…')).toBe(true);
    expect(cut).not.toContain('\n');
    expect(excerpt('peonies first', 'peonies')).toBe('peonies first');
  });
});

describe('addresses in a text', () => {
  const links = (text: string) => linkPieces(text).flatMap(piece => piece.href ?? []);
  test('become links, without the sentence around them', () => {
    expect(links('See https://example.com/a?b=c#d, and (http://x.example/y).')).toEqual([
      'https://example.com/a?b=c#d',
      'http://x.example/y',
    ]);
    expect(links('ይመልከቱ https://example.com/ሀ።')).toEqual(['https://example.com/ሀ']);
  });
  test('never anything that could run', () => {
    expect(links('javascript:alert(1) data:text/html,x file:///etc/passwd')).toEqual([]);
    expect(links('https://x.example/"onmouseover="alert(1)')).toEqual(['https://x.example/']);
  });
  test('leave the text whole', () => {
    const text = 'a https://x.example b <b>https://y.example/</b>';
    expect(whole(linkPieces(text))).toBe(text);
  });
});

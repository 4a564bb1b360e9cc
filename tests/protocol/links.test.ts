import { describe, expect, test } from 'vitest';
import { linkPieces } from '../../protocol/links.ts';

/** The pieces, with what is a link in brackets. */
const cut = (text: string) =>
  linkPieces(text)
    .map(piece => (piece.href ? `[${piece.text}]` : piece.text))
    .join('');
const hrefs = (text: string) => linkPieces(text).flatMap(({ href }) => href ?? []);

describe('addresses in words', () => {
  test.each([
    ['See https://example.com/a?b=c#d, please.', 'See [https://example.com/a?b=c#d], please.'],
    ['(http://example.com/x)', '([http://example.com/x])'],
    ['https://a.example and https://b.example!', '[https://a.example] and [https://b.example]!'],
    ['देखें https://example.com।', 'देखें [https://example.com]।'],
    ['ይመልከቱ https://example.com/ሀ።', 'ይመልከቱ [https://example.com/ሀ]።'],
    ['<https://example.com>', '<[https://example.com]>'],
    ['«https://example.com»…', '«[https://example.com]»…'],
    ['at www.example.com/menu, or WWW.Example.org.', 'at [www.example.com/menu], or [WWW.Example.org].'],
    ['Ярилцъя: www.цэцэг.мон', 'Ярилцъя: [www.цэцэг.мон]'],
    ['write to sara.o+x@mail.example.com.', 'write to [sara.o+x@mail.example.com].'],
    ['(болормаа@цэцэг.мон)', '([болормаа@цэцэг.мон])'],
    ['https://user@example.com/a@b.c', '[https://user@example.com/a@b.c]'],
  ])('%s', (text, parts) => expect(cut(text)).toBe(parts));

  test('open the web with https, and mail in a mail program', () => {
    expect(hrefs('http://a.example www.b.example c@d.example')).toEqual([
      'http://a.example',
      'https://www.b.example',
      'mailto:c@d.example',
    ]);
  });

  test.each([
    'example.com, ftp://example.com, file:///etc/passwd',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an attack, not a template
    'javascript:alert(1) data:text/html,x ${1}',
    'javascript://https:/',
    'awww.such.luck and www. and www.one and www..two.x',
    'a@b, @name, me@localhost, 5@2.0',
    'javascript:www.',
  ])('nothing else is one: %s', text =>
    expect(hrefs(text).filter(href => !/^mailto:b@c\.example$/.test(href))).toEqual([]),
  );

  test('end where markup would begin', () => {
    expect(hrefs('https://x.example/"onmouseover="alert(1)')).toEqual(['https://x.example/']);
  });

  test('leave the text whole', () => {
    const text = 'a https://x.example b <b>https://y.example/</b> c@d.example';
    expect(
      linkPieces(text)
        .map(piece => piece.text)
        .join(''),
    ).toBe(text);
  });

  // A pattern that looks again from each place would take many minutes for these, and no limit of a test is so long.
  test.each([
    'a'.repeat(1_000_000),
    'a.'.repeat(500_000),
    'www.'.repeat(250_000),
    'a@'.repeat(500_000),
    `https://${'!'.repeat(1_000_000)}`,
  ])('are looked for once, however long the text is', text => {
    const pieces = linkPieces(text).map(piece => piece.text);
    expect(pieces.join('') === text).toBe(true);
  });
});

describe('signs that turn what follows them', () => {
  test('turn no words round', () => {
    expect(cut('photo\u202egnp.exe \u2066a\u2069 \u202bb\u202c')).toBe('photognp.exe a b');
    expect(cut('سعر\u200f 5\u200e')).toBe('سعر\u200f 5\u200e');
  });

  test('are shown in a link, which goes where it says', () => {
    const [, link] = linkPieces('https://x.example/\u202egnp.exe');
    expect(link!.text).toBe('https://x.example/%E2%80%AEgnp.exe');
    expect(new URL(link!.href!).href).toBe(link!.text);
  });
});

import { describe, expect, test } from 'vitest';
import { line } from '../../../protocol/wire/fields.ts';

describe('a line', () => {
  test.each([
    ['\u200b\u200b', 'zero-width spaces'],
    ['\u3164', 'a Hangul filler'],
    ['\u2800 \u2800', 'empty Braille'],
    ['\u202e\u2066\u2069', 'signs that turn'],
    ['\u00a0\u00ad\ufeff', 'blanks and soft hyphens'],
    [' \t\n', 'nothing else'],
  ])('in which nothing can be seen counts as none: %#', text => expect(line.parse(text)).toBe(''));

  test.each(['Сара', 'अ\u200dक', '👩\u200d🚀', '١', '\u0301'])(
    'in which something can be seen stays as it is: %s',
    text => expect(line.parse(text)).toBe(text),
  );
});

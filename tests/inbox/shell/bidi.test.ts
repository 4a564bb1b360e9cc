import { describe, expect, test } from 'vitest';
import { nameOf } from '../../../inbox/features/contacts/names.ts';
import { contained, isInvisible, isolated, shownName } from '../../../inbox/shell/bidi.ts';
import { speak } from '../../../inbox/shell/locale.ts';
import { contactSummary } from '../fixtures.ts';

describe("people's words among ours", () => {
  test('what would turn words round in a name is shown, and what gives a name its own direction stays', () => {
    expect(shownName('Sara \u202edevas a rof')).toBe('Sara \ufffddevas a rof');
    expect(shownName('\u2067Sara\u2069')).toBe('\ufffdSara\ufffd');
    expect(shownName('سارة\u200f الحسن')).toBe('سارة\u200f الحسن');
    // Joiners are letters' business.
    expect(shownName('क्\u200dष')).toBe('क्\u200dष');
  });

  test.each(['', ' ', '\u200b\u2060\u200d', '\u3164', '\u2800\u2800', '\u202e\u00a0', '\ufe0f', '\u00ad'])(
    'a name of nothing to see is none: %j',
    name => expect(isInvisible(name)).toBe(true),
  );

  test('a person with such a name is called by what else is known', async () => {
    await speak('en');
    const person = { ...contactSummary('a', '\u200b\u2060'), email: 'sara@altan.example' };
    expect(nameOf(person)).toBe('sara@altan.example');
    expect(nameOf({ ...person, email: '' })).toBe('Visitor from Ulaanbaatar');
  });

  test('nothing reaches beyond the words it stands in; isolates of our own stay whole', () => {
    expect(contained('a\u202eb')).toBe('a\ufffdb');
    expect(contained('a\u2069b')).toBe('a\ufffdb');
    expect(contained('a\u2067b')).toBe('a\ufffdb');
    expect(contained('a\u2069\u2068b')).toBe('a\ufffd\ufffdb');
    expect(contained('Friday (\u2068سارة\u2069)')).toBe('Friday (\u2068سارة\u2069)');
    expect(isolated('a\u2069b')).toBe('\u2068a\ufffdb\u2069');
  });
});

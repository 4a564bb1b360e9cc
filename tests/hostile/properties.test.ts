import { describe, expect, test } from 'vitest';
import { isEmail } from '../../protocol/emails.ts';
import { linkPieces } from '../../protocol/links.ts';
import { mergeEntries } from '../../protocol/log.ts';
import { rank } from '../../protocol/rank.ts';
import { shown, TURNING, unturned } from '../../protocol/turning.ts';
import { letter, line, text as textField, timeZone } from '../../protocol/wire/fields.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { fill } from '../../protocol/words.ts';
import { AppError } from '../../server/app-error.ts';
import { openingAt } from '../../server/features/availability/rules.ts';
import { readEmail } from '../../server/features/contacts/emails.ts';
import { readPhone } from '../../server/features/contacts/phones.ts';
import { addressKey } from '../../server/http/addresses.ts';
import { after } from '../../server/store/mongo/cursors.ts';
import { cursorOf, readCursor } from '../../server/store/sqlite/cursor.ts';
import { HOSTILE } from '../helpers/hostile-words.ts';
import fc from '../helpers/properties.ts';
import { cases, fuzzed } from './fuzz.ts';

const RUNS = cases(500);

/** What people and machines type: words, addresses, numbers, signs that nobody sees, and what means ill. */
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.emailAddress(),
      fc.constantFrom('www.', '@', '.', ' ', '\n', 'https://', '+976', '99112233', '(', ')', ',', 'tel:', 'mailto:'),
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join(''));

const time = fc.integer({ min: 0, max: LIMITS.latestAt });
const maybeTime = fc.option(time);

function holds<T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  fc.assert(
    fc.property(arbitrary, value => void predicate(value)),
    fuzzed(RUNS),
  );
}

describe('whatever is typed', () => {
  test('PP1 links leave the words whole, and go to the web or to a mail program', () => {
    holds(typed, text => {
      const pieces = linkPieces(text);
      const plain = pieces.map(({ text: piece, href }) => (href ? decodeTurning(piece) : piece)).join('');
      expect(unturned(plain)).toBe(unturned(text));
      for (const { href } of pieces) {
        if (href === undefined) continue;
        expect(href).toMatch(/^(?:https?:\/\/|mailto:)/i);
        if (URL.canParse(href)) expect(['http:', 'https:', 'mailto:']).toContain(new URL(href).protocol);
      }
    });
  });

  test('PP2 a mail address has one @ and nothing that ends a header, and is found again in itself', () => {
    holds(typed, text => {
      const read = readEmail(text);
      if (read) {
        expect(isEmail(read.address)).toBe(true);
        expect(readEmail(read.address)).toEqual({ address: read.address, saysMore: false });
      }
      if (!isEmail(text)) return;
      expect(text.split('@')).toHaveLength(2);
      expect(text).not.toMatch(/[\s\p{Cc},;<>]/u);
      expect(text.length).toBeLessThanOrEqual(LIMITS.emailChars);
    });
    holds(fc.emailAddress({ size: 'small' }), address => {
      if (address.split('@')[0]!.length <= 64) expect(isEmail(address)).toBe(true);
    });
  });

  test('PP3 a number is one that can be dialled, and is found again in itself', () => {
    const countries = fc.constantFrom('MN', 'RU', 'IN', 'ET', 'SA', 'US', 'ZZ', '');
    holds(fc.tuple(typed, countries), ([text, country]) => {
      const read = readPhone(text, { country });
      if (!read) return;
      expect(read.number).toMatch(/^\+\d{4,15}$/);
      expect(readPhone(read.number)?.number).toBe(read.number);
    });
    holds(fc.stringMatching(/^[+()\d\s./x-]{1,40}$/), text => void readPhone(text, { country: 'MN' }));
  });

  test('PP4 what is kept of a text is kept as it is when it comes again', () => {
    for (const field of [line, textField, letter, timeZone]) {
      holds(typed, text => {
        const once = field.safeParse(text);
        if (once.success && once.data !== '') expect(field.safeParse(once.data)).toEqual(once);
        if (once.success && field !== timeZone) expect(once.data.isWellFormed()).toBe(true);
      });
    }
    holds(typed, text => expect(line.safeParse(text).data ?? '').not.toMatch(/\p{Cc}/u));
  });

  test('PP5 a name turns nothing round, and a placeholder is filled once', () => {
    holds(typed, text => expect(shown(text).match(TURNING)).toBeNull());
    holds(fc.tuple(typed, typed), ([name, wait]) => {
      expect(fill('a {name} b {wait} c', { name, wait })).toBe(`a ${name} b ${wait} c`);
    });
  });
});

function decodeTurning(piece: string): string {
  return piece.replace(/%E2%80%A[A-E]|%E2%81%A[6-9]/g, encoded => decodeURIComponent(encoded));
}

describe('order', () => {
  const conversation = fc.record({ waitingSince: maybeTime, callbackAt: maybeTime, updatedAt: time });

  test('PP6 ranks are numbers that a database keeps, and whoever waits comes before whoever does not', () => {
    holds(fc.tuple(conversation, conversation), ([one, other]) => {
      for (const each of [one, other]) expect(Number.isSafeInteger(rank(each))).toBe(true);
      const waits = ({ waitingSince, callbackAt }: typeof one) => waitingSince !== null || callbackAt !== null;
      if (waits(one) && !waits(other)) expect(rank(one)).toBeLessThan(rank(other));
    });
  });

  test('PP7 entries from anywhere stand once each, by their numbers', () => {
    const entries = fc.uniqueArray(fc.record({ seq: fc.nat(30) }), { selector: ({ seq }) => seq });
    holds(fc.tuple(entries, entries), ([held, more]) => {
      const ordered = [...held].sort((a, b) => a.seq - b.seq);
      const all = mergeEntries(ordered, more).map(({ seq }) => seq);
      expect(all).toEqual([...new Set([...held, ...more].map(({ seq }) => seq))].sort((a, b) => a - b));
    });
  });
});

describe('what clients send back', () => {
  test('PP8 a cursor leads where its page ended, and any other text is refused', () => {
    holds(fc.tuple(fc.integer({ min: 0, max: 4e15 }), fc.nat()), ([sort, row]) =>
      expect(readCursor(cursorOf(sort, row))).toEqual([sort, row]),
    );
    const refusal = (read: () => unknown) => {
      try {
        read();
        return null;
      } catch (error) {
        return error;
      }
    };
    holds(fc.oneof(typed, fc.stringMatching(/^-?\d{0,20}\.[\w.-]{0,70}$/)), cursor => {
      for (const thrown of [refusal(() => readCursor(cursor)), refusal(() => after('updatedAt' as never, cursor))])
        if (thrown !== null) expect(thrown).toMatchObject({ name: AppError.name, code: 'BAD_REQUEST' });
    });
  });

  test('PP9 an address has one key, whatever it wears, and no text breaks the maker of keys', () => {
    holds(fc.ipV4(), ip => expect(addressKey(`::ffff:${ip}`)).toBe(addressKey(ip)));
    holds(fc.ipV6(), ip => expect(addressKey(addressKey(ip).replace(/::\/64$/, '::9'))).toBe(addressKey(ip)));
    holds(typed, text => expect(typeof addressKey(text)).toBe('string'));
  });
});

describe('opening hours', () => {
  const clock = fc
    .integer({ min: 0, max: 24 * 60 })
    .map(minutes => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);
  const span = fc.tuple(clock, clock).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
  const day = fc.array(
    span.filter(({ from, to }) => from < to),
    { maxLength: 3 },
  );
  const week = fc.array(day, { minLength: 7, maxLength: 7 });
  const zone = fc.constantFrom(
    'UTC',
    'Asia/Ulaanbaatar',
    'America/New_York',
    'Asia/Kolkata',
    'Africa/Addis_Ababa',
    'Pacific/Apia',
  );

  test('PP10 it is open or it says when it opens, never in the past, at any hour in any zone', () => {
    holds(fc.tuple(week, zone, time), ([hours, timeZone, at]) => {
      const { isOpen, opensAt, closesAt } = openingAt({ week: hours, days: new Map(), timeZone }, at);
      if (isOpen && closesAt !== null) expect(closesAt).toBeGreaterThan(at);
      if (isOpen && opensAt !== null) expect(opensAt).toBeLessThanOrEqual(at);
      if (!isOpen && opensAt !== null) expect(opensAt).toBeGreaterThan(at);
      if (!isOpen) expect(closesAt).toBeNull();
    });
  });
});

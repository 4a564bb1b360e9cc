import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { calendarFile } from '../../../../server/calendar-file.ts';
import { accentsOf } from '../../../../server/features/forms/accent.ts';
import { readPosted } from '../../../../server/features/forms/fields.ts';
import { marked, plain } from '../../../../server/features/forms/sentences.ts';
import { isSameClock, waitText, windowText, zoneText } from '../../../../server/features/forms/times.ts';
import { MESSAGES, type MessageKey } from '../../../../server/features/forms/words/index.ts';
import { html } from '../../../../server/http/html.ts';
import fc from '../../../helpers/properties.ts';

test('HF4 whatever is put into a template stays text', () => {
  fc.assert(
    fc.property(fc.string(), typed => {
      const { text } = html`<p title="${typed}">${typed}</p>`;
      expect(text).toMatch(/^<p title="[^<>"]*">[^<>"']*<\/p>$/);
    }),
  );
  expect(html`${`<'"&>`}`.text).toBe('&lt;&#39;&quot;&amp;&gt;');
  expect(html`a${null}${undefined}${false}${0}${[html`<b>`, '<']}z`.text).toBe('a0<b>&lt;z');
});

test('HF1 a post of any shape is read without a throw', () => {
  fc.assert(fc.property(fc.anything(), body => void readPosted(body)));
  expect(readPosted({ name: ['a', 'b'], __proto__: { email: 'x' }, age: 7, _next: 'y' })).toMatchObject({
    values: { name: 'a, b', email: '' },
    extras: [['age', '7']],
  });
});

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(LOCALES)('I2 every sentence in %s has the placeholders of the English one', locale => {
  for (const [key, text] of Object.entries(MESSAGES.en)) {
    const translated = MESSAGES[locale][key as MessageKey];
    expect([key, placeholders(translated)]).toEqual([key, placeholders(text)]);
    expect(translated.trim()).toBe(translated);
    if (locale !== 'en') expect([key, translated]).not.toEqual([key, text]);
  }
});

test('I2 a value that looks like a placeholder is not filled in again', () => {
  expect(plain('en', { key: 'back', values: { place: '{place} $&' } })).toBe('Back to {place} $&');
});

test('HF4 what somebody typed turns no words of ours round', () => {
  const { text } = marked('en', { key: 'answerByEmail', values: { address: 'sara\u202e\u2069@altan.example' } });
  expect(text).toBe('We will answer to <bdi>sara\ufffd\ufffd@altan.example</bdi>.');
});

const CONTRAST = 4.5;
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

test('L1 any accent can be read, as a link on the page and under the words of a button', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map(value => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, hex => {
      const { light, dark } = accentsOf(hex);
      expect(contrast(light.fill, '#ffffff')).toBeGreaterThanOrEqual(CONTRAST);
      expect(contrast(light.ink, light.fill)).toBeGreaterThanOrEqual(CONTRAST);
      expect(contrast(dark.fill, '#171a19')).toBeGreaterThanOrEqual(CONTRAST);
      expect(contrast(dark.ink, dark.fill)).toBeGreaterThanOrEqual(CONTRAST);
    }),
  );
  expect(accentsOf('#0b6b57').light.fill).toBe('#0b6b57');
});

test('L1 our own accent is one in the dark: on the plain forms as in the inbox', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../../../inbox/shell/style/tokens.css'), 'utf8');
  const [, dark] = /--accent: light-dark\(#\w{6}, (#\w{6})\)/.exec(tokens)!;
  expect(accentsOf('#0b6b57').dark.fill).toBe(dark);
});

test('HF7 lines of a calendar file are short, and cut no character', () => {
  const file = calendarFile(
    [
      {
        id: 'c1',
        title: 'Цэцгийн дэлгүүр: '.repeat(12),
        startAt: 0,
        endAt: 900_000,
        link: { url: 'http://desk.example/f/altan/call/c1/s', text: 'Move it' },
      },
    ],
    0,
  );
  const lines = file.split('\r\n');
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'Цэцгийн дэлгүүр: '.repeat(12)}`);
});

test('RM9 a file of what is cancelled takes it out of a calendar; one that is read again and again does not', () => {
  const gone = { id: 'c1', title: 'Cut', startAt: 0, endAt: 900_000, isCancelled: true };
  expect(calendarFile([gone], 0)).toMatch(/METHOD:CANCEL\r\n[\s\S]*STATUS:CANCELLED\r\n/);
  expect(calendarFile([gone], 0, 'Oyuna')).toContain('METHOD:PUBLISH\r\n');
  expect(calendarFile([{ ...gone, isCancelled: false }], 0)).toContain('METHOD:PUBLISH\r\n');
});

test('I3 times are written as each language writes them', () => {
  const at = Date.parse('2026-03-05T01:00:00Z');
  const end = at + 900_000;
  expect(windowText('en', 'Asia/Ulaanbaatar', at, end)).toMatch(/^Thursday 5 March, 09:00\s?–\s?09:15$/);
  expect(windowText('ru', 'Asia/Ulaanbaatar', at, end)).toMatch(/четверг.*5 марта.*09:00\s?–\s?09:15/);
  for (const locale of LOCALES) {
    const [text, zone] = [windowText(locale, 'Asia/Kolkata', at, end), zoneText(locale, 'Asia/Kolkata', at)];
    expect(text).toMatch(/[0٠]?[6٦][:፡.][3٣][0٠]/);
    expect(zone).toMatch(/\p{L}/u);
    expect(waitText(locale, 30_000)).toMatch(/30|٣٠/);
    expect(waitText(locale, 600_000)).toMatch(/10|١٠/);
  }
  expect(isSameClock('Asia/Kolkata', 'Asia/Calcutta', at)).toBe(true);
  expect(isSameClock('UTC', 'Asia/Kolkata', at)).toBe(false);
});

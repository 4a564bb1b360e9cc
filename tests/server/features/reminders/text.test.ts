import { expect, test } from 'vitest';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import {
  beginsText,
  cancelledTexts,
  reasonText,
  shortText,
  visitWords,
  whenLines,
} from '../../../../server/features/reminders/text.ts';

const at = (text: string) => Date.parse(text);
const visit = {
  startAt: at('2026-03-06T14:30:00+08:00'),
  endAt: at('2026-03-06T16:00:00+08:00'),
  timeZone: 'Asia/Ulaanbaatar',
  visitorZone: 'Asia/Ulaanbaatar',
};

test('RM7 the clock of the shop is named in every language', () => {
  expect(beginsText(visit, 'en', visit.timeZone)).toBe('Friday 6 March, 14:30 (Ulaanbaatar Standard Time)');
  expect(beginsText(visit, 'ru', visit.timeZone)).toBe('пятница, 6 марта, 14:30 (Улан-Батор, стандартное время)');
  for (const locale of LOCALES) {
    for (const told of ['booked', 'moved', 'reminder'] as const) {
      const text = shortText(told, visit, locale, { site: 'Алтан', link: 'https://desk.example/f' });
      expect(text).toContain(beginsText(visit, locale, visit.timeZone));
      expect(text).toContain('https://desk.example/f');
      expect(text).not.toMatch(/[{}]/);
    }
  }
});

test('RM9 that it is cancelled is short in every language, with the reason where there is one', () => {
  const values = { site: 'Алтан', link: 'https://desk.example/f' };
  for (const locale of LOCALES) {
    const { text, shorter } = cancelledTexts({ ...visit, reason: 'Оюунаа өвчтэй.', payment: null }, locale, values);
    for (const part of [shorter, 'Оюунаа өвчтэй.', values.link]) expect(text).toContain(part);
    expect(shorter).toContain(beginsText(visit, locale, visit.timeZone));
    expect(text).not.toMatch(/[{}]/);
    const lapsed = { reason: '', payment: { state: 'lapsed', url: '', until: 0 } } as const;
    expect(reasonText(lapsed, locale)).not.toBe('');
    expect(reasonText({ reason: '', payment: null }, locale)).toBe('');
  }
});

test('RM7 the person’s clock is there where it shows another time, and only there', () => {
  const lines = (visitorZone: string) => whenLines({ ...visit, visitorZone }, 'en');
  expect(lines('Asia/Kolkata')).toEqual([
    'Friday 6 March, 14:30–16:00 (Ulaanbaatar Standard Time)',
    'Friday 6 March, 12:00–13:30 (India Standard Time)',
  ]);
  expect(lines('America/New_York')[1]).toBe('Friday 6 March, 01:30–03:00 (Eastern Standard Time)');
  // The same clock under another name, and one that nobody knows.
  for (const zone of ['Asia/Shanghai', 'UTC', '']) expect(lines(zone)).toHaveLength(1);
});

test('RM7 in Amharic of Ethiopia days and hours are told as they are counted there', () => {
  const addis = { ...visit, timeZone: 'Africa/Addis_Ababa', visitorZone: '' };
  const lines = (from: string, to: string) =>
    whenLines({ ...addis, startAt: at(`${from}:00+03:00`), endAt: at(`${to}:00+03:00`) }, 'am');
  expect(lines('2026-03-06T14:30', '2026-03-06T16:00')).toEqual(['ዓርብ፣ የካቲት 27፣ 8:30 ቀን–10:00 ቀን (የምስራቅ አፍሪካ ሰዓት)']);
  expect(lines('2026-03-06T05:59', '2026-03-06T06:00')[0]).toContain('11:59 ሌሊት–12:00 ጠዋት');
  expect(lines('2026-03-06T17:59', '2026-03-06T18:00')[0]).toContain('11:59 ቀን–12:00 ምሽት');
  expect(lines('2026-03-06T23:30', '2026-03-07T00:00')[0]).toContain('5:30 ምሽት–6:00 ሌሊት');
  // The thirteenth month.
  expect(lines('2026-09-08T09:00', '2026-09-08T10:00')[0]).toContain('ጳጉሜን 3');
});

test('RM3 what is booked stands above when it is; one who does it with a single name, or nobody, is as they are', () => {
  const item = {
    serviceId: 'cut',
    name: 'Үс засах',
    staffId: 'o',
    staffName: 'Оюунаа',
    startAt: 0,
    endAt: 1,
    price: null,
  };
  const words = (items: (typeof item)[]) => visitWords(visit, { items }, 'en').split('\n\n')[0];
  expect(words([item, { ...item, name: 'Colour' }])).toBe('Үс засах, Colour · Оюунаа');
  expect(words([{ ...item, staffName: '' }])).toBe('Үс засах');
});

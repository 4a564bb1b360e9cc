import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatTag } from '../../protocol/calendar/date-words.ts';
import type { EntryBody, VisitorEntry } from '../../protocol/entries.ts';
import { formSend } from '../../protocol/forms.ts';
import { submission } from '../../protocol/submissions.ts';
import { ERRORS } from '../../protocol/wire/errors.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { promiseOf } from '../../widget/features/callback/promise.ts';
import { FIELDS, mistakes, toCommand } from '../../widget/forms/fields.ts';
import * as arabic from '../../widget/i18n/ar.ts';
import * as english from '../../widget/i18n/en.ts';
import { speak } from '../../widget/panel/language.ts';
import { clock, day, daysAway, near, span } from '../../widget/panel/times.ts';

const { default: en } = english;

describe('messages', () => {
  test('write dates as the visitor does where the browser says how, and otherwise as the language does', () => {
    expect(formatTag('en', ['mn', 'en-US', 'en'])).toBe('en-US');
    expect(formatTag('en', ['en'])).toBe('en-GB');
    expect(formatTag('en', ['en-US@posix'])).toBe('en-US');
    expect(formatTag('ar', ['en-US', 'ar-EG'])).toBe('ar-EG');
    expect(formatTag('mn', ['en-US'])).toBe('mn');
  });
});

describe('times', () => {
  test('are a dash where they are none, so that the thread is drawn all the same', async () => {
    await speak(english);
    for (const late of [8_640_000_000_000_001, Number.MAX_SAFE_INTEGER])
      expect([clock(late), day(late), near(late)]).toEqual(['–', '–', '–']);
  });

  const now = new Date(2026, 10, 23, 22, 30).getTime();
  beforeEach(() => vi.useFakeTimers({ now }));
  afterEach(() => vi.useRealTimers());
  const at = (days: number, hour: number) => new Date(2026, 10, 23 + days, hour).getTime();
  const speakEnglish = () => speak(english);

  test('count days by the calendar and not by hours', () => {
    expect(daysAway(at(1, 0))).toBe(1);
    expect(daysAway(at(0, 0))).toBe(0);
    expect(daysAway(at(-1, 23))).toBe(-1);
  });

  test('name the near days and give the date of others', () => {
    speakEnglish();
    expect([day(at(-1, 9)), day(at(0, 9)), day(at(1, 9))]).toEqual(['yesterday', 'today', 'tomorrow']);
    expect(day(at(-9, 9))).toMatch(/14/);
  });

  test('say no more than is needed: the hour today, the weekday this week, the date after it', () => {
    speakEnglish();
    expect(near(at(0, 23))).toMatch(/^(23:00|11:00.PM)$/);
    expect(near(at(2, 9))).toMatch(/^Wednesday.*9:00/);
    expect(near(at(8, 9))).toMatch(/1 December|December 1/);
  });

  test('round a wait up to a minute, and long ones to hours', () => {
    speakEnglish();
    expect(span(1)).toMatch(/^1 min/);
    expect(span(5 * 60_000)).toMatch(/^5 min/);
    expect(span(4 * 3_600_000)).toMatch(/^4 h/);
  });

  test('are Mongolian, whatever of it the browser knows', async () => {
    await speak(await import('../../widget/i18n/mn.ts'));
    expect([day(at(-1, 9)), day(at(0, 9)), day(at(1, 9))]).toEqual(['өчигдөр', 'өнөөдөр', 'маргааш']);
    expect(near(at(2, 9))).toBe('Лхагва, 09:00');
    expect(day(at(8, 9))).toBe('12-р сарын 1, Мягмар');
    expect(span(5 * 60_000)).toBe('5 мин');
  });

  test('are those of the language that was chosen meanwhile, when a calendar comes late', async () => {
    const mongolian = await import('../../widget/i18n/mn.ts');
    const late = speak({ ...mongolian, calendar: () => import('../../protocol/calendar/mn.ts') });
    speakEnglish();
    await late;
    expect(day(at(0, 9))).toBe('today');
  });

  test('speak another language after it was chosen, also in formats used before', () => {
    speakEnglish();
    expect(day(at(0, 9))).toBe('today');
    speak(arabic);
    expect(day(at(0, 9))).toBe('اليوم');
  });
});

describe('forms', () => {
  test('ask for what the server can not do without, and say so before it does', () => {
    expect(mistakes('callback', {}, false)).toEqual({ phone: 'FIELD_REQUIRED' });
    expect(mistakes('contact', { reach: ' ', message: '' }, false)).toEqual({
      reach: 'FIELD_REQUIRED',
      message: 'FIELD_REQUIRED',
    });
    expect(mistakes('contact', { reach: 'bolormaa@gmial', message: 'Hello' }, false)).toEqual({
      reach: 'EMAIL_INVALID',
    });
    expect(mistakes('contact', { reach: '9911 2233', message: 'Hello' }, true)).toEqual({
      hasConsent: 'CONSENT_REQUIRED',
    });
    expect(mistakes('contact', { reach: 'b@gmail.com', message: 'Hello', hasConsent: true }, true)).toBeUndefined();
  });

  test('take a letter of 20,000 characters, and say at once where one is longer', () => {
    const letter = 'ह'.repeat(20_000);
    for (const [kind, name] of [
      ['contact', 'message'],
      ['callback', 'topic'],
    ] as const) {
      const draft = { phone: '+97699112233', reach: 'b@gmail.com', message: 'Hello', [name]: letter };
      expect(mistakes(kind, draft, false)).toBeUndefined();
      expect(mistakes(kind, { ...draft, [name]: `${letter}a` }, false)).toEqual({ [name]: 'TEXT_TOO_LONG' });
      const frame = submission.parse({ clientId: '12345678', ...toCommand(kind, draft, 'UTC') });
      expect(frame).toMatchObject({ [name]: letter });
      expect(new TextEncoder().encode(JSON.stringify(frame)).length).toBeLessThan(LIMITS.frameBytes);
    }
  });

  test('use codes of the table', () => {
    const all = { ...mistakes('contact', { reach: 'a@b' }, true), ...mistakes('callback', {}, false) };
    for (const code of Object.values(all)) expect(Object.keys(ERRORS)).toContain(code);
  });

  test('send e-mail or phone, whichever was typed', () => {
    const way = (reach: string) =>
      formSend.parse({ clientId: '12345678', ...toCommand('contact', { reach, message: 'Hello' }, 'UTC') });
    expect(way('b@gmail.com')).toMatchObject({ email: 'b@gmail.com', phone: '' });
    expect(way('+976 9911 2233')).toMatchObject({ email: '', phone: '+976 9911 2233' });
  });

  test('send the words of their own form and no other, least of all the unsent message', () => {
    const draft = { text: 'unsent', topic: 'topic', subject: 'subject', message: 'message', phone: '99', name: 'B' };
    expect(JSON.stringify(toCommand('callback', draft, 'UTC'))).not.toMatch(/unsent|subject|message/);
    expect(JSON.stringify(toCommand('contact', { ...draft, reach: 'a@b.c' }, 'UTC'))).not.toMatch(/unsent|topic|"99"/);
  });

  test('have a label for each field', () => {
    for (const fields of Object.values(FIELDS)) for (const name of Object.keys(fields)) expect(en).toHaveProperty(name);
  });
});

describe('the promise of a call', () => {
  const asked = {
    kind: 'callback',
    callbackId: 'c1',
    phone: '+1',
    name: '',
    topic: '',
    isAsap: false,
    startAt: 10,
    endAt: 20,
    timeZone: 'UTC',
  } as const;
  const event = (name: string, more = {}) => ({ kind: 'event', event: name, callbackId: 'c1', ...more }) as EntryBody;
  const standing = (...bodies: EntryBody[]) =>
    promiseOf(bodies.map((body, index) => ({ seq: index + 1, body }) as VisitorEntry));

  test('stands until it is kept', () => {
    expect(standing()).toBeUndefined();
    expect(standing(asked)).toMatchObject({ callbackId: 'c1', startAt: 10 });
    expect(standing(asked, event('callback_no_answer'))).toMatchObject({ callbackId: 'c1' });
    expect(standing(asked, event('callback_reached'))).toBeUndefined();
    expect(standing(asked, event('callback_cancelled'))).toBeUndefined();
    expect(standing(asked, event('callback_wrong_number'))).toBeUndefined();
  });

  test('moves with its call', () => {
    expect(standing(asked, event('callback_moved', { startAt: 30, endAt: 40 }))).toMatchObject({
      startAt: 30,
      endAt: 40,
      phone: '+1',
    });
  });

  test('is not touched by what happens to another call', () => {
    expect(standing(asked, event('callback_cancelled', { callbackId: 'c0' }))).toMatchObject({ callbackId: 'c1' });
    expect(standing(asked, event('callback_reached'), { ...asked, callbackId: 'c2', startAt: 50 })).toMatchObject({
      startAt: 50,
    });
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speak as speakInbox } from '../../inbox/shell/locale.ts';
import { clock, date, moment } from '../../inbox/shell/times.ts';
import { calendar } from '../../inbox/shell/words/mn.ts';
import { ethiopicDate } from '../../protocol/calendar/am.ts';
import { DATE, dayAndTime, formatTag } from '../../protocol/calendar/date-words.ts';
import mongolian from '../../protocol/calendar/mn.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { windowText } from '../../server/features/forms/times.ts';
import { country } from '../../widget/features/callback/country.ts';
import { speak } from '../../widget/panel/language.ts';
import { near } from '../../widget/panel/times.ts';

const START = Date.UTC(2026, 10, 24, 8);
const END = START + 15 * 60_000;

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 1), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test.each(LOCALES)('the widget and a page of the server write the same moment alike in %s', async locale => {
  vi.stubGlobal('navigator', { languages: [locale] });
  await speak(await import(`../../widget/i18n/${locale}.ts`));
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(windowText(locale, ownZone, START, END)).toContain(near(START));
  vi.unstubAllGlobals();
});

test.each(LOCALES)('the inbox puts a day and an hour together as all others do in %s', async locale => {
  vi.stubGlobal('navigator', { languages: [locale] });
  await speak(await import(`../../widget/i18n/${locale}.ts`));
  await speakInbox(locale);
  expect(moment(START, Date.now())).toBe(dayAndTime(locale, date(START, Date.now()), clock(START)));
  expect(near(START).endsWith(clock(START)), `${near(START)} ends with ${clock(START)}`).toBe(true);
  vi.unstubAllGlobals();
});

test('a Mongolian date is the same in the inbox', () => {
  const [day, month, weekday] = [24, calendar.month(11), calendar.weekdays[2]!];
  const text = new mongolian.DateTimeFormat('mn', { ...DATE, timeZone: 'UTC' }).format(START);
  expect(calendar.date({ day, month, year: null, weekday })).toBe(text);
});

test('BK3 Amharic counts hours from dawn and dusk in Addis Ababa, and to 24 elsewhere', () => {
  expect(windowText('am', 'Africa/Addis_Ababa', START, END)).toMatch(/5:00 ጠዋት–5:15 ጠዋት$/);
  expect(windowText('am', 'Asia/Dubai', START + 6 * 3_600_000, END + 6 * 3_600_000)).toMatch(/ 18:00–18:15$/);
});

test('Ethiopian days are those that the whole of Intl counts, for two centuries and every leap year of them', () => {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' } as const;
  const whole = new Intl.DateTimeFormat('en-u-ca-ethiopic', parts);
  const byIntl = (day: number) => {
    const found = Object.fromEntries(whole.formatToParts(day * 86_400_000).map(each => [each.type, each.value]));
    return [Number(found.year), Number(found.month), Number(found.day)];
  };
  for (let day = -36_525; day < 36_525; day += 1) expect(ethiopicDate(day)).toEqual(byIntl(day));
});

test('Mongolian is by the clock of the zone that is asked for', () => {
  const options = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
  const text = (timeZone: string) =>
    new mongolian.DateTimeFormat('mn', { ...options, timeZone }).format(Date.UTC(2026, 10, 30, 20));
  expect([text('UTC'), text('Asia/Ulaanbaatar')]).toEqual([
    '11-р сарын 30, Даваа, 20:00',
    '12-р сарын 1, Мягмар, 04:00',
  ]);
});

test('a Mongolian page names countries in Mongolian or not at all', async () => {
  await speak(await import('../../widget/i18n/mn.ts'));
  const zones = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions');
  const at = async (timeZone: string, languages: string[]) => {
    zones.mockReturnValue({ timeZone } as Intl.ResolvedDateTimeFormatOptions);
    vi.stubGlobal('navigator', { languages });
    await speak(await import('../../widget/i18n/mn.ts'));
    return country();
  };
  expect(await at('Asia/Ulaanbaatar', ['mn'])).toBe('Монгол');
  expect(await at('America/Lima', ['es-PE'])).toBeUndefined();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('write dates as the reader does where the browser says how, and otherwise as the language does', () => {
  expect(formatTag('en', ['mn', 'en-US', 'en'])).toBe('en-US');
  expect(formatTag('en', [])).toBe('en-GB');
});

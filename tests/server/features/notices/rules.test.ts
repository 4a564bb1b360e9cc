import { expect, test } from 'vitest';
import { isQuietAt } from '../../../../protocol/telling.ts';
import { quietUntil } from '../../../../server/features/notices/quiet.ts';

const at = (text: string) => Date.parse(text);
const NIGHT = { from: '22:00', to: '08:00', timeZone: 'Asia/Ulaanbaatar' };
const LUNCH = { from: '12:00', to: '13:30', timeZone: 'Europe/Berlin' };

/** Every quarter of an hour of these days. */
const days = (from: string, count: number) => Array.from({ length: count * 96 }, (_, n) => at(from) + n * 900_000);

test('NO6 NO9 quiet hours are the same to the server and to an open inbox', () => {
  for (const quiet of [NIGHT, LUNCH, { ...NIGHT, timeZone: 'Europe/Berlin' }, { ...NIGHT, to: '22:00' }]) {
    const moments = [...days('2026-03-27T00:00:00Z', 4), ...days('2026-10-24T00:00:00Z', 3)];
    const differ = moments.filter(moment => isQuietAt(quiet, moment) !== (quietUntil(quiet, moment) !== null));
    expect(differ).toEqual([]);
  }
});

test.each([
  // In Ulaanbaatar it is eight hours later.
  ['before the night', NIGHT, '2026-03-04T13:59:59Z', null],
  ['when it begins', NIGHT, '2026-03-04T14:00:00Z', '2026-03-05T00:00:00Z'],
  ['after midnight', NIGHT, '2026-03-04T18:30:00Z', '2026-03-05T00:00:00Z'],
  ['when it ends', NIGHT, '2026-03-05T00:00:00Z', null],
  ['at noon', LUNCH, '2026-03-04T11:00:00Z', '2026-03-04T12:30:00Z'],
  ['after noon', LUNCH, '2026-03-04T12:30:00Z', null],
  ['by the clock of summer', LUNCH, '2026-07-01T10:00:00Z', '2026-07-01T11:30:00Z'],
  [
    'in the night in which clocks go forward',
    { ...NIGHT, timeZone: 'Europe/Berlin' },
    '2026-03-28T22:00:00Z',
    '2026-03-29T06:00:00Z',
  ],
  ['all day long', { ...NIGHT, to: '22:00' }, '2026-03-04T13:59:59Z', '2026-03-04T14:00:00Z'],
  ['without quiet hours', null, '2026-03-04T18:30:00Z', null],
] as const)('NO6 quiet hours %s', (_name, quiet, now, end) => {
  expect(quietUntil(quiet, at(now))).toBe(end && at(end));
  // An open inbox says the same.
  if (quiet) expect(isQuietAt(quiet, at(now))).toBe(end !== null);
});

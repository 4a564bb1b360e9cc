import { describe, expect, test } from 'vitest';
import { bySeverity, type CheckState, said, stateOf } from '../../../../protocol/doctor/says.ts';
import { sentence, type Tongue, toMendText } from '../../../../protocol/doctor/sentences.ts';
import type { CheckResult } from '../../../../protocol/doctor.ts';
import { aboutVitals } from '../../../../server/features/doctor/checks/store.ts';
import { changesOf, merged, resultsOf } from '../../../../server/features/doctor/rules.ts';
import { DOCTOR_WORDS } from '../../../../server/features/doctor/tongues.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CODES = { fine: 'proxyNone', broken: 'proxyAnyone', off: 'clockAlone' } as const;

function result(check: CheckResult['check'], state: CheckState, at = 1): CheckResult {
  return { check, state, said: [said(CODES[state])], at, since: at };
}

describe('what follows from what was found', () => {
  test('the worst is the state, and of something broken only what to do is kept', () => {
    const finding = [said('storeKept', { ms: 3 }), said('diskLow', { size: 1 }), said('backupElsewhere')];
    expect(stateOf(finding)).toBe('broken');
    expect(stateOf([said('clockAlone'), said('clockBrowser', { ms: 1 })])).toBe('fine');
    const [kept] = resultsOf([{ check: 'store', finding, at: 5 }], []);
    expect(kept).toEqual({ check: 'store', state: 'broken', said: [said('diskLow', { size: 1 })], at: 5, since: 5 });
  });

  test('a state that lasts has its first time', () => {
    const before = [{ ...result('proxy', 'broken', 7), since: 3 }];
    expect(resultsOf([{ check: 'proxy', finding: [said('proxyAnyone')], at: 9 }], before)[0]).toMatchObject({
      at: 9,
      since: 3,
    });
    expect(resultsOf([{ check: 'proxy', finding: [said('proxyNone')], at: 9 }], before)[0]).toMatchObject({
      at: 9,
      since: 9,
    });
  });

  test('the newer of two looks counts, in the order of the checks', () => {
    const before = [result('store', 'fine', 5), result('proxy', 'fine', 5)];
    const found = [result('store', 'broken', 4), result('address', 'off', 6), result('proxy', 'broken', 6)];
    expect(merged(before, found).map(each => `${each.check} ${each.state}`)).toEqual([
      'address off',
      'proxy broken',
      'store fine',
    ]);
    expect(bySeverity(merged(before, found)).map(each => each.check)).toEqual(['proxy', 'store', 'address']);
  });

  test.each<[CheckState | null, CheckState, boolean | null]>([
    ['fine', 'broken', true],
    ['off', 'broken', true],
    [null, 'broken', true],
    ['broken', 'fine', false],
    ['broken', 'off', null],
    ['broken', 'broken', null],
    ['fine', 'off', null],
    [null, 'fine', null],
  ])('DR3 what was %s and is %s: told as broken %s', (before, after, isBroken) => {
    const told = changesOf(before === null ? [] : [result('tag', before)], [result('tag', after)]);
    expect(told?.changes ?? null).toEqual(isBroken === null ? null : [{ check: 'tag', isBroken }]);
  });
});

describe('a store', () => {
  const well = { isDurable: true, clockAt: null, freeBytes: 41 * 1024 ** 3, backupAt: 100 * DAY, hasOwnBackups: true };
  const codes = (change: Partial<typeof well> & object, begunAt = 0, now = 101 * DAY) =>
    aboutVitals({ ...well, ...change }, begunAt, now).map(each => each.code);

  test('is well', () => expect(codes({})).toEqual(['backupAge', 'diskFree']));
  test('is full', () => expect(codes({ freeBytes: 1024 ** 2 })).toContain('diskLow'));
  test('keeps nothing', () => expect(codes({ isDurable: false })).toContain('storeLoose'));
  test('was backed up long ago', () => expect(codes({ backupAt: 90 * DAY })).toContain('backupOld'));
  test('was never backed up', () =>
    expect(aboutVitals({ ...well, backupAt: null }, 0, 8 * DAY)[0]!.code).toBe('backupNone'));
  test('DR5 of a week need have no backup', () => {
    expect(aboutVitals({ ...well, backupAt: null }, 0, 6 * DAY).map(each => each.code)).toEqual(['diskFree']);
  });
  test('is a database that others back up', () => expect(codes({ hasOwnBackups: false })).toContain('backupElsewhere'));
});

test('sentences have their numbers in the form and the signs of their language', () => {
  const tongue = (locale: keyof typeof DOCTOR_WORDS): Tongue => ({
    words: DOCTOR_WORDS[locale],
    tag: locale,
    isolate: each => each,
  });
  const old = (age: number) => sentence(said('backupAge', { age }), tongue('en'));
  expect([old(5_000), old(90_000), old(30 * HOUR), old(3 * DAY)]).toEqual([
    'backup 5 s old',
    'backup 1 min old',
    'backup 30 h old',
    'backup 3 days old',
  ]);
  const free = (size: number) => sentence(said('diskFree', { size }), tongue('en'));
  expect([free(300 * 1024 ** 2), free(41.3 * 1024 ** 3), free(1.55 * 1024 ** 4)]).toEqual([
    '300 MB free',
    '41 GB free',
    '1.6 TB free',
  ]);
  expect(toMendText(1, tongue('en'))).toBe('1 thing to mend');
  expect(toMendText(0, tongue('en'))).toBe('All is well.');
  expect(sentence(said('certificateDays', { n: 3 }), tongue('ru'))).toBe('сертификат действует ещё 3 дня');
  expect(sentence(said('certificateDays', { n: 2 }), tongue('ar'))).toBe('الشهادة صالحة ليومين');
});

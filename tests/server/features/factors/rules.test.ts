import { expect, test } from 'vitest';
import {
  bare,
  isAppCode,
  RECOVERY_BYTES,
  recoveryCodesOf,
  recoveryHash,
  secretUrl,
  stepOf,
} from '../../../../server/features/factors/rules.ts';

/** RFC 6238, appendix B: the secret of its SHA-1 examples, `12345678901234567890`, in base 32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('FA2 at %i s the code is %s, as RFC 6238 prints it', (seconds, code) => {
  expect(stepOf(SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('FA2 a code is good in its own step and one before and after', () => {
  const at = 2_000_000_000_000;
  const step = Math.floor(at / 30_000);
  const steps = [-60_000, -30_000, 0, 30_000, 60_000].map(off => stepOf(SECRET, '279037', at + off));
  expect(steps).toEqual([null, step, step, step, null]);
  expect(stepOf(SECRET, '279038', at)).toBe(null);
});

test('FA1 codes are read as people type them', () => {
  const appCodes = ['123 456', '123456', '١٢٣ ٤٥٦', '१२३४५६', '\u200f123456', '12345', 'abcd-efgh'];
  expect(appCodes.filter(isAppCode)).toEqual(appCodes.slice(0, 5));
  expect(bare('١٢٣ ٤٥٦')).toBe('123456');
  expect(recoveryHash(' ABCD efgh-0123 ')).toBe(recoveryHash('abcd-efgh-0123'));
  expect(bare('12 34-56')).toBe('123456');
});

test('FA4 there are ten recovery codes of 80 bits, all unlike', () => {
  const codes = recoveryCodesOf(crypto.getRandomValues(new Uint8Array(RECOVERY_BYTES)));
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  for (const each of codes) expect(each).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
});

test('FA1 an app is told whose code it is', () => {
  const url = new URL(secretUrl(SECRET, { issuer: 'Deskbell desk.example', email: 'сарнай@altan.example' }));
  expect([url.protocol, url.host, url.searchParams.get('secret')]).toEqual(['otpauth:', 'totp', SECRET]);
  expect(url.searchParams.get('issuer')).toBe('Deskbell desk.example');
  expect(decodeURIComponent(url.pathname)).toContain('сарнай@altan.example');
});

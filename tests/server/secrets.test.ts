import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../server/passwords.ts';
import { derivedName, seal, unseal } from '../../server/secrets.ts';
import { hashToken, newId, newToken } from '../../server/tokens.ts';

const KEY = 'a key for tests, long enough for the rule';
const CHEAP = { logN: 4, r: 8, p: 1 };

test('PW1 a password is kept as a salted scrypt hash that holds its own cost', async () => {
  const [one, two] = [await hashPassword('peonies', CHEAP), await hashPassword('peonies', CHEAP)];
  expect(one).toMatch(/^scrypt\$4\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword('peonies', one)).toBe(true);
  expect(await verifyPassword('peonies', two)).toBe(true);
  expect(await verifyPassword('Peonies', one)).toBe(false);
  expect(await verifyPassword('', one)).toBe(false);
});

test('PW1 the cost is one of those that OWASP lists, N=2^15, r=8, p=3', async () => {
  const hash = await hashPassword('peonies in the morning');
  expect(hash).toMatch(/^scrypt\$15\$8\$3\$/);
  expect(await verifyPassword('peonies in the morning', hash)).toBe(true);
});

test('PW2 nobody has a password', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('peonies', null)).toBe(false);
});

test('PW3 one password typed on two keyboards is one password', async () => {
  const hash = await hashPassword('caf\u00e9 \u0439', CHEAP);
  expect(await verifyPassword('cafe\u0301 \u0438\u0306', hash)).toBe(true);
});

test('PW4 a hash of no known shape is a breakage, not a wrong password', async () => {
  await expect(verifyPassword('peonies', 'plain')).rejects.toThrow('shape');
});

test('SK1 a sealed secret opens under its key only, and shows when it was changed', () => {
  const sealed = seal(KEY, 'тайна');
  expect(sealed).toMatch(/^v1\.[\w-]+$/);
  expect(seal(KEY, 'тайна')).not.toBe(sealed);
  expect(unseal(KEY, sealed)).toBe('тайна');
  expect(unseal('another key for tests, as long as the rule', sealed)).toBe(null);
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(unseal(KEY, `v1.${changed.toString('base64url')}`)).toBe(null);
  }
  for (const text of ['', 'v1.', 'v1.AAAA', sealed.slice(0, 20), sealed.replace('v1', 'v2')]) {
    expect(unseal(KEY, text)).toBe(null);
  }
});

test('SK2 a derived name is the same for the same key and purpose, and for nothing else', () => {
  const name = derivedName(KEY, 'a');
  expect(name).toMatch(/^[\w-]{43}$/);
  expect(derivedName(KEY, 'a')).toBe(name);
  expect(derivedName(KEY, 'b')).not.toBe(name);
  expect(derivedName(`${KEY}!`, 'a')).not.toBe(name);
});

test('TK1 tokens carry 192 random bits and are kept as their SHA-256', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
  expect(hashToken('token')).toBe(createHash('sha256').update('token').digest('base64url'));
});

test('TK2 ids are unlike each other and sort by age', () => {
  const ids = Array.from({ length: 1000 }, (_, at) => newId(1_700_000_000_000 + at));
  expect(new Set(ids.map(id => id.slice(10))).size).toBe(1000);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

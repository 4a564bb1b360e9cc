import { expect, test } from 'vitest';
import type { Contact, Merge } from '../../../../protocol/contacts.ts';
import { reasonsOf } from '../../../../server/features/contacts/alike.ts';
import { type CardTree, cardOf } from '../../../../server/features/contacts/card.ts';
import { hasConsent, newContact } from '../../../../server/features/contacts/rules.ts';

function contact(id: string, fields: Partial<Contact> = {}): Contact {
  return { ...newContact({ id, siteId: 'shop', locale: 'en', timeZone: 'UTC' }, 1), ...fields };
}

function merge(winnerId: string, loserId: string, fields: Partial<Merge> = {}): Merge {
  const by = { id: 'bella', name: 'Bella' };
  const how = { reason: 'agent', isVerified: true, choices: {}, by, at: 100 } as const;
  return { id: `${winnerId}-${loserId}`, winnerId, loserId, ...how, ...fields };
}

const tree = (contacts: Contact[], ...merges: Merge[]): CardTree => ({ root: contacts[0]!, contacts, merges });
const named = (id: string, name: string, source: 'agent' | 'typed' | 'signed' = 'typed', at = 1): Contact =>
  contact(id, { name, changedAt: { name: at }, sources: name === '' ? {} : { name: source } });

test.each<[string, CardTree, string]>([
  ['the root’s stands', tree([named('a', 'Ann'), named('b', 'Bo')], merge('a', 'b')), 'Ann'],
  ['an empty one is filled', tree([named('a', ''), named('b', 'Bo')], merge('a', 'b')), 'Bo'],
  [
    'one that was cleared later stays empty',
    tree([named('a', '', 'agent', 200), named('b', 'Bo')], merge('a', 'b')),
    '',
  ],
  ['one that nobody ever said is filled', tree([contact('a'), named('b', 'Bo')], merge('a', 'b')), 'Bo'],
  [
    'a choice stands',
    tree([named('a', 'Ann'), named('b', 'Bo')], merge('a', 'b', { choices: { name: 'loser' } })),
    'Bo',
  ],
  [
    'an agent’s later word wins over a choice',
    tree([named('a', 'Ann', 'agent', 200), named('b', 'Bo')], merge('a', 'b', { choices: { name: 'loser' } })),
    'Ann',
  ],
  [
    'a later signature of one who was joined does so too',
    tree([named('a', 'Ann'), named('b', 'Bo', 'signed', 200)], merge('a', 'b', { choices: { name: 'winner' } })),
    'Bo',
  ],
  [
    'what is typed later does not',
    tree([named('a', 'Ann'), named('b', 'Bo', 'typed', 200)], merge('a', 'b', { choices: { name: 'winner' } })),
    'Ann',
  ],
  [
    'of two later words the last',
    tree([named('a', 'Ann', 'agent', 200), named('b', 'Bo', 'agent', 300)], merge('a', 'b')),
    'Bo',
  ],
  [
    'over several, in the order in which they were joined',
    tree(
      [contact('a'), contact('b'), named('c', 'Cleo'), named('d', 'Dorj')],
      merge('b', 'd', { at: 100 }),
      merge('a', 'b', { at: 200 }),
      merge('a', 'c', { at: 300 }),
    ),
    'Dorj',
  ],
])('CO8 of several names %s', (_what, of, name) => {
  expect(cardOf(of).name).toBe(name);
});

test('CO8 lists are those of all, until an agent writes one anew', () => {
  const [a, b] = [contact('a', { tags: ['vip'] }), contact('b', { tags: ['vip', 'late'] })];
  expect(cardOf(tree([a, b], merge('a', 'b'))).tags).toEqual(['vip', 'late']);
  const anew = { ...a, tags: ['calm'], changedAt: { tags: 200 } };
  expect(cardOf(tree([anew, b], merge('a', 'b'))).tags).toEqual(['calm']);
});

test('CO8 language and zone of who came to no site are those of the browser that was joined', () => {
  const imported = { ...contact('a'), siteId: null };
  const browser = contact('b', { locale: 'mn', timeZone: 'Asia/Ulaanbaatar' });
  expect(cardOf(tree([imported, browser], merge('a', 'b')))).toMatchObject({
    ...{ locale: 'mn', timeZone: 'Asia/Ulaanbaatar', siteId: null, siteIds: ['shop'], ids: ['a', 'b'] },
  });
  expect(cardOf(tree([{ ...imported, changedAt: { locale: 5 } }, browser], merge('a', 'b'))).locale).toBe('en');
});

const known = (kind: 'phone' | 'email' | 'external' | 'whatsapp', value: string) =>
  [{ kind, scope: '', value, source: 'import', firstAt: 1, isVerified: false, isPrimary: false }] as const;
const person = (name: string, ...identities: Contact['identities']) => tree([contact(name, { name, identities })]);

test.each<[string, CardTree, CardTree, string[]]>([
  ['nothing', person('Ann Lee'), person('Bob'), []],
  ['a name alone', person('Ann Lee'), person('Ann Lee'), []],
  [
    'a number',
    person('Ann', ...known('phone', '+97699112233')),
    person('Bob', ...known('phone', '+97699112233')),
    ['number'],
  ],
  [
    'a number with another country in front',
    person('Ann', ...known('phone', '+97699112233')),
    person('Bob', ...known('phone', '+799112233')),
    ['number'],
  ],
  [
    'a number that is an account',
    person('Ann', ...known('phone', '+97699112233')),
    person('Bob', ...known('whatsapp', '97699112233')),
    ['number'],
  ],
  [
    'a name in another order, and what stands before the @',
    person('Ann Lee', ...known('email', 'ann.lee+shop@x.example')),
    person('LEE, ann', ...known('email', 'ann@y.example')),
    ['name'],
  ],
  [
    'part of a name and a birthday',
    tree([contact('a', { name: 'Бат-Эрдэнэ Дорж', birthday: '1990-05-31' })]),
    tree([contact('b', { name: 'бат эрдэнэ', birthday: '--05-31' })]),
    ['name'],
  ],
  [
    'an address alone',
    person('Ann', ...known('email', 'a@x.example')),
    person('', ...known('email', 'a@x.example')),
    ['mail'],
  ],
])('CO9 two who have in common %s', (_what, one, other, reasons) => {
  expect(reasonsOf(one, other)).toEqual(reasons);
  expect(reasonsOf(other, one)).toEqual(reasons);
});

test('CO12 the newest consent counts, and of two at once the one that takes it back', () => {
  const said = (isGiven: boolean, at: number, channel: 'email' | 'sms' = 'email') =>
    ({ channel, purpose: 'news', isGiven, text: '', source: 'agent', at }) as const;
  const may = (...consents: ReturnType<typeof said>[]) => hasConsent(consents, 'email', 'news');
  expect([may(), may(said(true, 1)), may(said(true, 1, 'sms'))]).toEqual([false, true, false]);
  expect([may(said(true, 1), said(false, 2)), may(said(false, 1), said(true, 2))]).toEqual([false, true]);
  expect([may(said(true, 2), said(false, 2)), may(said(false, 2), said(true, 2))]).toEqual([false, false]);
});

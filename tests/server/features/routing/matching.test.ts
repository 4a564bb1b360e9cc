import { expect, test } from 'vitest';
import type { Author, Entry, EntryBody } from '../../../../protocol/entries.ts';
import type { RoutingRule } from '../../../../protocol/routing.ts';
import { whomOf } from '../../../../protocol/whom.ts';
import { knownFrom, pageMatches, ruleFor, rulesAt, saidIn } from '../../../../server/features/routing/matching.ts';

test.each<[pattern: string, url: string, isMet: boolean]>([
  ['/shop', 'https://altan.example/shop', true],
  ['/shop', 'https://altan.example/Shop/roses', true],
  ['/shop', 'https://altan.example/', false],
  ['/shop', 'https://altan.example/old/shop', false],
  ['/*/shop', 'https://altan.example/old/shop', true],
  ['/*/cart/*/pay', 'https://altan.example/mn/cart/7/pay', true],
  ['/*/cart/*/pay', 'https://altan.example/mn/pay/cart/', false],
  ['shop.example/cart', 'https://shop.example/cart?step=2', true],
  ['https://shop.example/cart', 'http://shop.example/cart', true],
  ['shop.example', 'https://other.example/shop.example', false],
  ['*.example/cart', 'https://shop.example/cart', true],
  ['/сарнай', 'https://altan.example/%D1%81%D0%B0%D1%80%D0%BD%D0%B0%D0%B9/1', true],
  ['/100%', 'https://altan.example/100%', true],
  ['/a.c', 'https://altan.example/abc', false],
  ['/shop', 'no address', false],
])('RT12 the beginning %s of a page %s: %s', (pattern, url, isMet) => {
  expect(pageMatches(pattern, url)).toBe(isMet);
});

test('RT12 a long row of stars costs no time', () => {
  const pattern = `/${'*a'.repeat(99)}b`;
  expect(pageMatches(pattern, `https://altan.example/${'a'.repeat(1_900)}`)).toBe(false);
});

const rule = (teamId: string, fields: Partial<RoutingRule> = {}): RoutingRule => ({
  pages: [],
  languages: [],
  topics: [],
  hours: null,
  teamId,
  ...fields,
});
const person = (locale: 'en' | 'am' = 'en', tags: string[] = []) => ({
  contact: { id: 'c', name: '', email: '', phone: '', locale, timeZone: 'UTC' },
  tags,
});
const NOTHING = { page: null, said: '' };

test('RT12 the first rule counts whose every question is met, and one that asks for nothing is met by all', () => {
  const all = [
    rule('both', { pages: ['/cart', '/pay'], languages: ['am'] }),
    rule('topic', { topics: ['Refund', 'буцаа'] }),
    rule('rest'),
  ];
  const site = { routing: { rules: all }, timeZone: 'UTC' };
  const rules = rulesAt(site, new Map(all.map(each => [whomOf(each), null])), 0);
  const team = (...asked: [ReturnType<typeof person>, { page: string | null; said: string }]) =>
    ruleFor(rules, ...asked)?.teamId;
  expect(team(person('am'), { page: 'https://a.example/pay/1', said: '' })).toBe('both');
  expect(team(person('en'), { page: 'https://a.example/pay/1', said: '' })).toBe('rest');
  expect(team(person('am'), NOTHING)).toBe('rest');
  expect(team(person(), { page: null, said: 'i want a refund.' })).toBe('topic');
  expect(team(person(), { page: null, said: 'мөнгөө буцаамаар байна' })).toBe('topic');
  expect(team(person('en', ['refund']), NOTHING)).toBe('topic');
  expect(team(person('en', ['no refund yet']), NOTHING)).toBe('rest');
  expect(ruleFor(rules.slice(0, 2), person(), NOTHING)).toBeNull();
});

test('RT12 rules count in their hours, by the clocks of the site, and while there is their team', () => {
  const night = [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: '22:00', to: '06:00' }]);
  const rules = [rule('night', { hours: night }), rule('gone'), rule('day')];
  const teams = new Map([
    ['night', null],
    ['day', null],
  ] as const);
  const site = { routing: { rules }, timeZone: 'Asia/Ulaanbaatar' };
  const at = (time: string) => rulesAt(site, teams, Date.parse(time)).map(({ teamId }) => teamId);
  expect(at('2026-03-04T15:00:00Z')).toEqual(['night', 'day']); // 23:00 there
  expect(at('2026-03-04T23:00:00Z')).toEqual(['day']); // 07:00
});

let seq = 0;
const entry = (author: Author, body: EntryBody): Entry => ({
  conversationId: 'a',
  seq: ++seq,
  clientId: null,
  author,
  body,
  createdAt: seq,
});
const VISITOR: Author = { kind: 'visitor' };
const SYSTEM: Author = { kind: 'system' };
const by = (id: string): Author => ({ kind: 'agent', id, name: id });
const says = (author: Author, text: string) => entry(author, { kind: 'message', text });
const event = (author: Author, body: Extract<EntryBody, { kind: 'event' }>) => entry(author, body);

test('RT12 a topic is looked for in what the person said since the conversation was last closed', () => {
  const form = { kind: 'form', name: '', email: '', phone: '', subject: 'Guarantee', message: 'Broken' } as const;
  const entries = [
    says(VISITOR, 'an old refund'),
    event(by('bold'), { kind: 'event', event: 'closed' }),
    entry(VISITOR, form),
    says(by('bold'), 'Which colour?'),
    says(VISITOR, 'Ягаан'),
  ];
  const said = saidIn(entries);
  for (const word of ['guarantee', 'broken', 'ягаан']) expect(said).toContain(word);
  for (const word of ['refund', 'colour']) expect(said).not.toContain(word);
  expect(saidIn([says(VISITOR, 'a'.repeat(20_000)), says(VISITOR, 'newest')]).length).toBeLessThan(20_010);
});

test('RT11 the person knows who answered, last one first, but not who gave the conversation away since', () => {
  const unassigned = (author: Author, agentId: string) =>
    event(author, { kind: 'event', event: 'unassigned', agentId });
  const handed = (author: Author, fromId: string, agentId: string) =>
    event(author, { kind: 'event', event: 'assigned', agentId, agentName: agentId, fromId });
  const late = (fromId: string) =>
    event(SYSTEM, { kind: 'event', event: 'wait_late', of: 'message', since: 1, step: 'offered', to: [], fromId });
  const answers = (id: string) => says(by(id), 'Hello');
  const note = entry(by('zaya'), { kind: 'note', text: 'mine' });
  const table: [Entry[], string[]][] = [
    [[], []],
    [[says(VISITOR, 'Hi')], []],
    [
      [answers('bold'), answers('sarnai'), note],
      ['sarnai', 'bold'],
    ],
    [[answers('bold'), unassigned(by('bold'), 'bold')], []],
    [[answers('bold'), unassigned(SYSTEM, 'bold')], ['bold']],
    [[answers('bold'), handed(by('bold'), 'bold', 'sarnai')], []],
    [
      [answers('bold'), handed(SYSTEM, 'bold', 'sarnai'), answers('sarnai')],
      ['sarnai', 'bold'],
    ],
    [[answers('bold'), late('bold')], []],
    [[answers('bold'), late('bold'), answers('bold')], ['bold']],
  ];
  for (const [entries, known] of table) expect(knownFrom(entries)).toEqual(known);
});

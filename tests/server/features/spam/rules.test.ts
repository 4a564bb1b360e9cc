import { describe, expect, test } from 'vitest';
import { revealed } from '../../../../server/features/spam/disguise.ts';
import { hasMarkup, linksOf, withoutLinks, withoutMarkup } from '../../../../server/features/spam/links.ts';
import { hasProbe } from '../../../../server/features/spam/probes.ts';
import { type FirstWords, judge, type Signs } from '../../../../server/features/spam/rules.ts';
import { templateWeight } from '../../../../server/features/spam/templates.ts';
import { isForeignTongue } from '../../../../server/features/spam/tongues.ts';

const NOBODY: FirstWords = { name: '', email: '', phone: '', subject: '', text: '' };
const NOTHING: Signs = {
  isTrapped: false,
  tookMs: null,
  lacksStamp: false,
  locales: ['en'],
  ownHosts: [],
  isBlocked: false,
  isKnownSender: false,
  number: 'fine',
  isBusyNumber: false,
  isBusyNetwork: false,
  isRepeated: false,
  learned: 0,
};
const judged = (text: string, signs: Partial<Signs> = {}) => judge({ ...NOBODY, text }, { ...NOTHING, ...signs });

describe('the rules', () => {
  test('SP2 links to the site itself speak for nothing, and those that do not say where they lead for more', () => {
    const own = judged('Is this in stock? https://www.altan.example/p/1 https://shop.altan.example/p/2', {
      ownHosts: ['altan.example'],
    });
    expect(own.rules).toEqual([]);
    const score = (text: string) => judged(text).score;
    expect(score('Look at this: https://bit.ly/x1')).toBeGreaterThan(score('Look at this: https://photos.example/x1'));
    expect(judged('Look at https://notaltan.example/p', { ownHosts: ['altan.example'] }).rules).toEqual(['links']);
  });

  test('SP2 whoever asks for something is taken less for somebody who offers', () => {
    const offer = 'We offer personal loans, low rates, apply now';
    expect(judged(offer).isHeld).toBe(true);
    expect(judged('Do you have personal loans? How much is it for my car?').isHeld).toBe(false);
  });

  test('SP2 long words that come faster than anybody types weigh a little', () => {
    const text = 'The lamp flickers and hums whenever it is on for longer than an hour. '.repeat(5);
    expect(judged(text, { tookMs: 4_000 }).rules).toEqual(['too_fast']);
    expect(judged(text, { tookMs: 40_000 }).rules).toEqual([]);
    expect(judged('Hello', { tookMs: 4_000 }).rules).toEqual([]);
  });

  test('SP5 what a site has learnt of words does not count them twice', () => {
    const offer = 'We offer personal loans';
    expect(judged(offer, { learned: 45 }).score).toBe(judged(offer).score);
    expect(judged(offer, { learned: -60 }).score).toBe(judged(offer).score - 60);
    expect(judged('Good morning', { learned: 45 }).rules).toEqual(['learned']);
  });
});

describe('hidden words', () => {
  test.each([
    ['v1agra and c1al1s', 'viagra and cialis'],
    ['s e o for you', 'seo for you'],
    ['cas\u200bino', 'casino'],
    ['саsinо', 'casino'],
    ['cтавка', 'ставка'],
    ['order 0rder n0w', 'order order now'],
  ])('SP2 %j means %j', (written, meant) => {
    expect(revealed(written)).toBe(meant);
  });

  test.each([
    'ann1e@mail.example',
    'https://a1b2.example/c3d',
    'iphone 15',
    'می\u200cخواهم',
    'क\u200dष',
    'a b',
    'i5-12400',
  ])('SP2 %j hides nothing', text => {
    expect(revealed(text)).toBe(text);
  });
});

test('SP2 a template that was not filled in is one in a greeting, a name or a choice, and less where somebody quotes it', () => {
  expect(templateWeight('', '{Hi|Hello} there')).toBe(100);
  expect(templateWeight('{FirstName}', 'Hello')).toBe(100);
  expect(templateWeight('', 'Dear [COMPANY NAME] team, hello')).toBe(70);
  expect(templateWeight('', 'Your mail begins with "Dear {{first_name}}"')).toBe(30);
  expect(templateWeight('Ann', 'It costs {too} [much] <3')).toBe(0);
});

describe('links', () => {
  test.each([
    ['see https://a.example/x, or www.b.example.', ['https://a.example/x,', 'www.b.example.']],
    ['buy:example.com/a now', ['example.com/a']],
    ['<a href=https://a.example>x</a>', ['https://a.example']],
    ['write to ann@mail.com or @ann', []],
    ['Yes.No maybe 1.5 and e.g. this', []],
    ['магазин.рф?', ['магазин.рф?']],
  ])('SP2 of %j', (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  test('SP2 the text without them, and without tags', () => {
    expect(withoutLinks('see www.a.example or ann@mail.com').trim()).toMatch(/^see +or$/);
    expect(withoutMarkup('[url=https://a.example]x[/url] [ ok ]')).toBe(' https://a.example x   [ ok ]');
    expect(hasMarkup('[url=https://a.example]x')).toBe(true);
    expect(hasMarkup('a < b and c > d, [see] <3')).toBe(false);
  });
});

test.each([
  '2 and would like = more of 3',
  "x' or 'a'='a",
  'select a from b where c',
  '..\\..\\x',
  '<svg onload = x>',
  'a\nBcc: x@y.example',
])('SP2 %j looks for holes', text => {
  expect(hasProbe(text)).toBe(!text.startsWith('2'));
});

test('SP2 a language with Latin letters is told by its small words, and those of the site written in Latin are none', () => {
  expect(isForeignTongue('Wir bringen Sie auf die erste Seite')).toBe(true);
  expect(isForeignTongue('Nous sommes une agence pour vous')).toBe(true);
  expect(isForeignTongue('We are the best and you know it, der Hund')).toBe(false);
  expect(isForeignTongue('hurgelt bii yu Darhan ruu hed ve')).toBe(false);
  expect(isForeignTongue('Kya aap Patna me delivery karte ho')).toBe(false);
});

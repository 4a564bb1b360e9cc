import { expect, test } from 'vitest';
import { isOriginAllowed, isOwnPage, originOf, ownOrigin } from '../../../server/http/origins.ts';
import { nearestLocale } from '../../../server/locale.ts';

const OWN = 'https://chat.example';
const site = { origins: ['https://shop.example', 'http://localhost:3000'] };

test.each([
  ['https://shop.example', true],
  ['http://localhost:3000', true],
  [OWN, true],
  [undefined, true],
  ['http://shop.example', false],
  ['https://shop.example:8443', false],
  ['https://www.shop.example', false],
  ['https://shop.example.evil.example', false],
  ['https://evil.example', false],
  ['HTTPS://SHOP.EXAMPLE', false],
  ['null', false],
  ['', false],
])('P1 a page at %s may speak: %s', (origin, isAllowed) => {
  expect(isOriginAllowed(site, origin, OWN)).toBe(isAllowed);
});

test('P1 a star lets any page speak, also one without an origin', () => {
  for (const origin of ['https://any.example', 'null', undefined]) {
    expect(isOriginAllowed({ origins: ['*'] }, origin, OWN)).toBe(true);
  }
  expect(isOriginAllowed({ origins: [] }, 'https://any.example', OWN)).toBe(false);
  expect(isOriginAllowed({ origins: ['null'] }, 'null', OWN)).toBe(false);
});

test.each([
  ['http', undefined, null, 'http://desk.example'],
  ['https', undefined, null, 'https://desk.example'],
  ['http', 'http://desk.example', null, 'http://desk.example'],
  // TLS was taken off by a proxy that we were not told of.
  ['http', 'https://desk.example', null, 'https://desk.example'],
  ['https', 'http://desk.example', null, 'https://desk.example'],
  ['http', 'https://evil.example', null, 'http://desk.example'],
  ['http', 'https://evil.example', OWN, OWN],
  ['http', undefined, OWN, OWN],
  ['http', 'http://desk.example', OWN, 'http://desk.example'],
])('P1 over %s from %s with PUBLIC_URL %s our origin is %s', (protocol, origin, publicUrl, own) => {
  const request = { protocol: protocol as 'http', host: 'desk.example', headers: { origin } };
  expect(ownOrigin({ publicUrl }, request)).toBe(own);
});

test.each([
  ['same-origin', 'https://chat.example', 'https://chat.example'],
  ['same-origin', undefined, 'https://chat.example'],
  ['same-origin', 'null', 'https://chat.example'],
  ['same-site', 'https://chat.example', 'http://desk.example'],
  ['cross-site', 'https://chat.example', 'http://desk.example'],
  ['none', undefined, 'http://desk.example'],
  [undefined, 'https://chat.example', 'http://desk.example'],
])(
  'P1 where Host was rewritten and Sec-Fetch-Site is %s, with the Origin %s, our origin is %s',
  (distance, origin, own) => {
    const headers = { origin, referer: 'https://chat.example/help/inbox', 'sec-fetch-site': distance };
    const request = { protocol: 'http', host: 'desk.example', headers } as const;
    expect(ownOrigin({ publicUrl: null }, request)).toBe(own);
    const isOurs = distance === 'same-origin' || (origin === undefined && distance === 'none');
    expect(isOwnPage({ publicUrl: null }, request)).toBe(isOurs);
  },
);

test('P1 PUBLIC_URL may have a path, an origin has none', () => {
  const request = { protocol: 'http', host: 'desk.example', headers: {} } as const;
  expect(ownOrigin({ publicUrl: 'https://shop.example/help' }, request)).toBe('https://shop.example');
});

test.each([
  ['https://Shop.example/a?b#c', 'https://shop.example'],
  ['http://a.example:80/', 'http://a.example'],
  ['https://user@shop.example', 'https://shop.example'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['shop.example', null],
  ['', null],
  [undefined, null],
])('P1 the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin);
});

test.each([
  ['ru-RU', 'ru'],
  ['mn_MN', 'mn'],
  ['AR', 'ar'],
  ['de, mn;q=0.8, en;q=0.5', 'mn'],
  ['en;q=0.3, hi;q=0.9', 'hi'],
  ['am;q=0, de', 'en'],
  ['*', 'en'],
  [';;;q=,,', 'en'],
  ['', 'en'],
  [undefined, 'en'],
])('I1 the nearest of our languages to %s is %s', (tags, locale) => {
  expect(nearestLocale(tags)).toBe(locale);
});

test('I1 who speaks none of ours gets the language of the site', () => {
  expect(nearestLocale('de-AT, fr', 'mn')).toBe('mn');
});

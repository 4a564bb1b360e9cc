// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { said } from '../../../../inbox/features/audit/said.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { siteUpdate } from '../../../../protocol/sites.ts';

const siteName = (id: string) => (id === 's1' ? 'Altan' : undefined);

test.each([
  ['role: reader', ['Role: Reader']],
  ['capacity, isDisabled: true', ['At once', 'Disabled']],
  ['isDisabled: false', ['Enabled']],
  ['role: agent, siteIds: s1,s2', ['Role: Agent', 'Sees: Altan, s2']],
  ['siteIds: null', ['Sees: All sites']],
  ['name, callHours, days', ['Name', 'Hours of calls', 'Holidays and other days']],
  ['trails: 12', ['Pages and browsers of visitors: 12']],
  ['url, isDisabled', ['Address', 'Disabled']],
  ['by the command line', ['by the command line']],
  ['on', ['on']],
  // Of a newer server, or no word at all.
  ['01m8jbxg583f3200q8xze8m84d', ['01m8jbxg583f3200q8xze8m84d']],
  ['whatever: 3', ['whatever: 3']],
])('AU1 %s is said in words', async (text, words) => {
  await speak('en');
  expect(said(text, siteName)).toEqual(words);
});

test('AU1 no name of a field is left as programs write it', async () => {
  await speak('mn');
  const names = Object.keys(siteUpdate.shape);
  expect(said(names.join(', '), siteName).filter((word, at) => word === names[at])).toEqual([]);
  expect(said('role: reader', siteName)).toEqual(['Үүрэг: Уншигч']);
});

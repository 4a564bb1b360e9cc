// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { pagesOf } from '../../../../inbox/desk/settings/pages.ts';
import { ServicesPage } from '../../../../inbox/features/services/settings/ServicesPage.tsx';
import { changesOf, draftOf, settingsOf } from '../../../../inbox/features/services/settings/typed.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Service } from '../../../../protocol/services.ts';
import { draw } from '../../draw.tsx';
import { me, site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { employee, resource, service } from './fixtures.ts';

beforeEach(() => speak('en'));

async function openPage(services: Service[], answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [site({ id: 'site', locale: 'en' })],
      'GET services': () => ({ currency: 'MNT', services }),
      'GET staff': () => ({ employees: [employee('Nora'), employee('Gone', { isActive: false })] }),
      'GET resources': () => ({ resources: [resource('Chair')] }),
      ...answers,
    },
  });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  const page = await draw(desk, <ServicesPage />);
  await vi.waitUntil(() => page.hasButton('Add a service'));
  return { ...desk, page };
}

test('SW1 the pages of the shop are out of sight until booking is on', () => {
  const desk = (booking: boolean) => ({
    ...{ role: 'owner' as const, areSeveral: true },
    switches: { ...me().switches, booking },
  });
  expect(pagesOf('ofBusiness', desk(false))).not.toEqual(expect.arrayContaining(['services']));
  expect(pagesOf('ofBusiness', desk(true))).toEqual(expect.arrayContaining(['services', 'staff']));
});

test('OF1 the first service is added by a name, minutes and a price', async () => {
  const { page, http } = await openPage([], {
    'POST services': ({ body }) => service('made', body as Partial<Service>),
  });
  expect(page.text).toContain('Nothing is offered yet. Add the service');
  await page.press('Add a service');
  await page.type(page.field('Name'), 'Cut');
  await page.type(page.field('Minutes'), '٤٥');
  await page.type(page.field('Price, MNT'), '35,000');
  await page.check(page.field('“From”: it may cost more'));
  await page.submit();
  expect(http.asked('POST services')[0]!.body).toMatchObject({
    ...{ names: { en: 'Cut' }, durationMinutes: 45, price: { minor: 3_500_000, isFrom: true } },
    ...{ staffIds: null, isOnline: true, siteIds: null, resourceIds: [] },
  });
  await vi.waitUntil(() => page.text.includes('45 min'));
  expect(page.text).toMatch(/from ₮\s?35,000/);
});

test('what can not be read is said in a sentence, and nothing that was typed is lost', async () => {
  const { page, http } = await openPage([]);
  await page.press('Add a service');
  await page.type(page.field('Minutes'), '42');
  await page.type(page.field('Price, MNT'), 'cheap');
  await page.submit();
  expect(page.text).toContain('Please fill this in.');
  expect(page.text).toContain('Whole minutes in steps of 5 are needed');
  expect(page.text).toContain('An amount in MNT is needed');
  expect([page.field('Minutes').value, page.field('Price, MNT').value]).toEqual(['42', 'cheap']);
  expect(http.asked('POST services')).toEqual([]);
});

test('OF2 who is second is told, keeps their words, and saves over them what they changed alone', async () => {
  const known = service('cut', { names: { en: 'Cut' }, price: { minor: 1000, isFrom: false } });
  let version = 1;
  const { page, http } = await openPage([known], {
    'GET services': () => ({ currency: 'MNT', services: [{ ...known, version }] }),
    'PATCH services/cut': ({ body }) => {
      if ((body as { version: number }).version !== version) throw new ApiError('ALREADY_CLAIMED');
      return { ...known, ...(body as object), version: version + 1 };
    },
  });
  await page.press('Edit');
  version = 4;
  await page.type(page.field('Minutes'), '60');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Somebody else changed this service while you typed.'));
  expect(page.field('Minutes').value).toBe('60');
  await page.submit();
  await vi.waitUntil(() => !page.text.includes('Somebody else'));
  expect(http.asked('PATCH services/cut').map(each => each.body)).toEqual([
    { version: 1, durationMinutes: 60 },
    { version: 4, durationMinutes: 60 },
  ]);
});

test('OF4 by keys a service is moved, and goes back where the server does not take it', async () => {
  let isDown = false;
  const { page, http, inbox } = await openPage(
    [service('Cut'), service('Nails'), service('Old', { isActive: false })],
    {
      'PUT services/order': () => {
        if (isDown) throw new ApiError('STORE_UNAVAILABLE');
      },
    },
  );
  const shown = () => [...page.host.querySelectorAll('ol b')].map(each => each.textContent);
  await page.press('Move Nails up');
  await vi.waitUntil(() => shown()[0] === 'Nails');
  expect(http.asked('PUT services/order')[0]!.body).toEqual({ ids: ['Nails', 'Cut'] });
  isDown = true;
  await page.press('Move Nails down');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  await vi.waitUntil(() => shown()[0] === 'Cut');
});

test('a service is named in further languages, done by some, and put out of use', async () => {
  const { page, http } = await openPage([service('cut', { names: { en: 'Cut' } })], {
    'PATCH services/cut': ({ body }) => ({ ...service('cut'), ...(body as object) }),
  });
  await page.press('Edit');
  await page.choose('Add a language', 'mn');
  await page.type(page.field('Name in Mongolian'), 'Үс засалт');
  await page.check(page.field('Everybody'));
  expect(page.text).not.toContain('Gone');
  await page.check(page.field('Chair'));
  await page.check(page.field('In use'));
  await page.submit();
  expect(http.asked('PATCH services/cut')[0]!.body).toEqual({
    ...{ version: 1, names: { en: 'Cut', mn: 'Үс засалт' }, staffIds: ['Nora'] },
    ...{ resourceIds: ['Chair'], isActive: false },
  });
  await vi.waitUntil(() => page.text.includes('Out of use'));
  await page.press('Use again');
  await vi.waitUntil(() => http.asked('PATCH services/cut').length === 2);
});

test('one that something names is kept out of use, and its owner is told', async () => {
  const { page, inbox } = await openPage([service('Cut')], {
    'DELETE services/Cut': () => ({ outcome: 'archived' }),
  });
  await page.press('Remove');
  expect(page.text).toContain('It goes for good.');
  await page.press('Remove');
  await vi.waitUntil(() => toastsOf(inbox)[0]?.text.startsWith('Something names this service'));
});

test('what was changed elsewhere is seen, and what is being typed stays', async () => {
  const services = [service('Cut')];
  const { page, link } = await openPage(services);
  await page.press('Edit');
  await page.type(page.field('Minutes'), '50');
  services.push(service('Nails'));
  link.tell({ type: 'services.changed' });
  await vi.waitUntil(() => page.text.includes('Nails'));
  expect(page.field('Minutes').value).toBe('50');
});

test.each([
  ['', null],
  ['0', 0],
  ['12.5', 1250],
  ['٣٥٫٥', 3550],
  ['1,234.50', 123_450],
])('a price typed as %j is %j cents', (price, minor) => {
  const draft = { ...draftOf(null, 'en', 'USD'), names: { en: 'Cut' }, minutes: '45', price };
  const { settings, mistakes } = settingsOf(draft, 'USD');
  expect([settings.price?.minor ?? null, mistakes]).toEqual([minor, {}]);
});

test('a service that is opened and saved as it was changes nothing', () => {
  const known = service('cut', { price: { minor: 1250, isFrom: true }, bufferAfterMinutes: 10, siteIds: ['site'] });
  const [before, after] = [1, 2].map(() => settingsOf(draftOf(known, 'en', 'USD'), 'USD').settings);
  expect(changesOf(before!, after!)).toEqual({});
  const {
    id: _,
    pictureId: __,
    position: ___,
    version: ____,
    createdAt: _____,
    updatedAt: ______,
    ...settings
  } = known;
  expect(after).toEqual(settings);
});

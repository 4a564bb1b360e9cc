import { expect, test } from 'vitest';
import { ensureSite } from '../../../../server/features/invitations/first-start.ts';
import { createSites } from '../../../../server/features/sites/sites.ts';
import { unseal } from '../../../../server/secrets.ts';
import { buildTestApp, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

async function deskWithOwner() {
  const desk = await buildTestApp();
  return { desk, owner: await staffed(desk, { role: 'owner' }), bold: await staffed(desk) };
}

test('SS2 agents read all sites, without their secrets', async () => {
  const { desk, bold } = await deskWithOwner();
  await desk.changeSite({ identitySecret: 'sealed' });
  const answer = await bold.ask('GET /v1/sites');
  expect(answer.json()).toMatchObject([{ key: 'altan', name: 'Altan Flowers', origins: ['*'] }]);
  expect(answer.body).not.toMatch(/identitySecret|sealed/);
});

test('SS2 owners add sites, and only they', async () => {
  const { desk, owner, bold } = await deskWithOwner();
  const answer = await owner.ask('POST /v1/sites', { body: { name: ' Second ' } });
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({ name: 'Second', key: expect.stringMatching(/^[0-9a-z]{16}$/) });
  expect((await ask(desk, `GET /v1/sites/${answer.json().key}/panel`)).statusCode).toBe(200);
  for (const line of ['POST /v1/sites', 'PATCH /v1/sites/altan', 'POST /v1/sites/altan/identity-secret'] as const) {
    const refused = await bold.ask(line, { body: { name: 'Mine' } });
    expect([line, refused.json().code]).toEqual([line, 'FORBIDDEN']);
  }
});

test('SS3 settings change one by one, and open pages hear of new hours', async () => {
  const { desk, owner } = await deskWithOwner();
  const page = await visitor(desk);
  const hours = [[], [], [], [], [], [{ from: '09:00', to: '12:00' }], []];
  const answer = await owner.ask('PATCH /v1/sites/altan', { body: { hours, accent: '#123456' } });
  expect(answer.json()).toMatchObject({ hours, accent: '#123456', name: 'Altan Flowers' });
  expect(await page.hears('availability')).toMatchObject({ availability: { state: 'closed' } });
  expect((await ask(desk, 'GET /v1/sites/altan/panel')).json().site.accent).toBe('#123456');
  expect((await owner.ask('PATCH /v1/sites/nobody', { body: {} })).json()).toMatchObject({ code: 'SITE_UNKNOWN' });
});

test('SS3 origins are kept as browsers write them', async () => {
  const { owner } = await deskWithOwner();
  const origins = ['https://Shop.example/', 'http://localhost:3000/a?b', ' * ', 'https://shop.example'];
  const answer = await owner.ask('PATCH /v1/sites/altan', { body: { origins } });
  expect(answer.json().origins).toEqual(['https://shop.example', 'http://localhost:3000', '*']);
});

test.each([
  [
    'an origin that is none',
    { origins: ['https://a.example', 'shop.example', 'file:///x'] },
    ['origins.1', 'origins.2'],
  ],
  ['a colour that is none', { accent: 'green' }, ['accent']],
  ['no channel at all', { channels: [] }, ['channels']],
  ['a week of six days', { hours: [[], [], [], [], [], []] }, ['hours']],
  [
    'an hour that is none',
    { hours: [[{ from: '9', to: '25:00' }], [], [], [], [], [], []] },
    ['hours.0.0.from', 'hours.0.0.to'],
  ],
  ['hours of calls that are none', { callHours: 'always' }, ['callHours']],
  ['a date that is none', { days: [{ date: '2026-02-30', name: '', spans: [] }] }, ['days.0.date']],
  [
    'a date that comes twice',
    {
      days: [
        { date: '2026-03-01', name: 'One', spans: [] },
        { date: '2026-03-01', name: 'Two', spans: [] },
      ],
    },
    ['days.1.date'],
  ],
  ['a day of a long name', { days: [{ date: '2026-03-01', name: 'n'.repeat(61), spans: [] }] }, ['days.0.name']],
])('SS3 %s is refused by name', async (_what, body, fields) => {
  const { owner } = await deskWithOwner();
  const answer = await owner.ask('PATCH /v1/sites/altan', { body });
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'FIELD_INVALID']);
  expect(Object.keys(answer.json().fields)).toEqual(fields);
});

test('SS4 the identity secret is shown once, kept sealed, and replaced by the next', async () => {
  const { desk, owner } = await deskWithOwner();
  const make = async () => (await owner.ask('POST /v1/sites/altan/identity-secret')).json().secret as string;
  const kept = async () => (await desk.store.sites.all())[0]!.identitySecret;
  const { secretKey } = desk.context.config;
  const first = await make();
  expect(await kept()).not.toContain(first);
  expect(unseal(secretKey, await kept())).toBe(first);
  const second = await make();
  expect(second).not.toBe(first);
  expect(unseal(secretKey, await kept())).toBe(second);
});

test('SS5 the first start makes one site, the same one on every server with the same key', async () => {
  const [one, two] = [await buildTestApp(), await buildTestApp()];
  const keys = [];
  for (const { context, store } of [one, two]) {
    const empty = { ...context, store: { ...store, sites: { ...store.sites, all: async () => [] } } };
    await ensureSite(empty);
    await ensureSite(context);
    const sites = await store.sites.all();
    expect(sites).toHaveLength(2);
    keys.push(sites.find(each => each.id === 'first')!.key);
  }
  expect(keys[0]).toMatch(/^[0-9a-z]{16}$/);
  expect(keys[0]).toBe(keys[1]);
});

test('SS6 sites are read again after two seconds, and kept while the store is away', async () => {
  const { store } = await buildTestApp();
  let at = 0;
  let reads = 0;
  let isAway = false;
  const sites = createSites(
    {
      sites: {
        ...store.sites,
        all: async () => {
          reads += 1;
          if (isAway) throw new Error('away');
          return store.sites.all();
        },
      },
    },
    () => at,
  );
  await Promise.all([sites.byKey('altan'), sites.all(), sites.byId('x')]);
  expect(reads).toBe(1);
  at = 2_000;
  isAway = true;
  expect(await sites.byKey('altan')).toMatchObject({ key: 'altan' });
  isAway = false;
  await sites.all();
  expect(reads).toBe(3);
  sites.forget();
  await sites.all();
  expect(reads).toBe(4);
  isAway = true;
  await expect(
    createSites({ sites: { ...store.sites, all: () => Promise.reject(new Error('away')) } }).all(),
  ).rejects.toThrow('away');
});

test('H1 a time zone that nobody knows is refused, and the clocks stay where they are', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  for (const timeZone of ['Mars/Olympus_Mons', '', 'UTC+25']) {
    const answer = await owner.ask('PATCH /v1/sites/altan', { body: { timeZone } });
    expect([answer.statusCode, answer.json().fields]).toEqual([422, { timeZone: 'FIELD_INVALID' }]);
  }
  const right = await owner.ask('PATCH /v1/sites/altan', { body: { timeZone: 'Asia/Ulaanbaatar' } });
  expect(right.json()).toMatchObject({ timeZone: 'Asia/Ulaanbaatar' });
});

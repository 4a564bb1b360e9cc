import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Service } from '../../../../protocol/services.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { agent, buildFleet, buildTestApp, type Desk } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();

/** A desk with booking on, and its owner. */
async function setDesk() {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  await owner.ask('PATCH /v1/switches', { body: { booking: true } });
  const add = async (body: object) =>
    (await owner.ask('POST /v1/services', { body: { names: { en: 'Cut' }, durationMinutes: 45, ...body } })).json();
  const hire = async (body: object): Promise<Employee> => (await owner.ask('POST /v1/staff', { body })).json();
  return { desk, owner, add, hire };
}

const offered = (desk: Desk, query = '') => ask(desk, `GET /v1/sites/altan/services${query}`);
const audited = async (desk: Desk) =>
  (await desk.store.audit.page({ limit: 50 })).items.map(({ what, on, who }) => [
    what,
    on.text,
    who.kind === 'agent' && who.name,
  ]);

test('OF1 a name and a length are enough, and what an owner does is written down', async () => {
  const { desk, owner, add } = await setDesk();
  const made: Service = await add({});
  expect(made).toMatchObject({
    ...{ names: { en: 'Cut' }, durationMinutes: 45, price: null, staffIds: null, siteIds: null, resourceIds: [] },
    ...{ isOnline: true, isActive: true, category: '', pictureId: null, position: 0, version: 1 },
  });
  const reader = await staffed(desk, { role: 'reader', email: 'reader@altan.example' });
  expect((await reader.ask('GET /v1/services')).json()).toEqual({ currency: 'USD', services: [made] });
  const removed = await owner.ask(`DELETE /v1/services/${made.id}`);
  expect(removed.json()).toEqual({ outcome: 'removed' });
  expect((await owner.ask(`DELETE /v1/services/${made.id}`)).statusCode).toBe(404);
  const rows = await audited(desk);
  expect(rows).toContainEqual(['service.changed', 'Cut: isActive', 'Oyu']);
  expect(rows).toContainEqual(['service.removed', 'Cut', 'Oyu']);
});

test.each([
  ['no name', { names: {} }, 'names'],
  ['a name of blanks', { names: { en: ' ' } }, 'names'],
  ['a length off the grid', { durationMinutes: 42 }, 'durationMinutes'],
  ['no length', { durationMinutes: 0 }, 'durationMinutes'],
  ['a price below nothing', { price: { minor: -1, isFrom: false } }, 'price'],
  ['a buffer of days', { bufferAfterMinutes: 1000 }, 'bufferAfterMinutes'],
  ['offered nowhere', { siteIds: [] }, 'siteIds'],
  ['somebody twice', { staffIds: ['a', 'a'] }, 'staffIds'],
  ['nobody of the staff', { staffIds: ['nobody'] }, 'staffIds'],
  ['a room that is not there', { resourceIds: ['nowhere'] }, 'resourceIds'],
  ['a site that is not there', { siteIds: ['nowhere'] }, 'siteIds'],
])('OF3 %s is refused, and the field is named', async (_, change, field) => {
  const { owner } = await setDesk();
  const answer = await owner.ask('POST /v1/services', {
    body: { names: { en: 'Cut' }, durationMinutes: 45, ...change },
  });
  expect(answer.statusCode).toBe(422);
  expect(Object.keys(answer.json().fields)[0]).toMatch(new RegExp(`^${field}`));
  expect((await owner.ask('GET /v1/services')).json().services).toEqual([]);
});

test('OF2 OF3 who is second is told so, and keeps who has gone since', async () => {
  const { owner, add, hire } = await setDesk();
  const nora = await hire({ name: 'Nora' });
  const service: Service = await add({ staffIds: [nora.id] });
  const line = `PATCH /v1/services/${service.id}` as const;
  const first = await owner.ask(line, { body: { version: 1, durationMinutes: 60 } });
  expect(first.json()).toMatchObject({ durationMinutes: 60, version: 2, staffIds: [nora.id] });
  const second = await owner.ask(line, { body: { version: 1, category: 'Hair' } });
  expect([second.statusCode, second.json()]).toMatchObject([409, { code: 'ALREADY_CLAIMED' }]);
  expect(second.json().message).toContain('Wanted the version 2, got 1');
  expect((await owner.ask(line, { body: { version: 2, durationMinutes: 60 } })).json().version).toBe(2);
  await owner.ask(`DELETE /v1/staff/${nora.id}`);
  const kept = await owner.ask(line, { body: { version: 2, staffIds: [nora.id], category: 'Hair' } });
  expect(kept.json()).toMatchObject({ version: 3, category: 'Hair' });
  expect((await owner.ask('PATCH /v1/services/another', { body: { version: 1 } })).statusCode).toBe(404);
});

test('OF4 the order is the owner’s, and open pages hear of each change', async () => {
  const { desk, owner, add } = await setDesk();
  const bella = await agent(desk, { name: 'Bella' });
  const [a, b]: Service[] = [await add({}), await add({ names: { mn: 'Хумс' } })];
  expect(await bella.hears('services.changed')).toEqual({ type: 'services.changed' });
  expect((await owner.ask('PUT /v1/services/order', { body: { ids: [b!.id] } })).statusCode).toBe(204);
  const { services } = (await owner.ask('GET /v1/services')).json();
  expect(services.map((each: Service) => [each.id, each.position, each.version])).toEqual([
    [b!.id, 0, 1],
    [a!.id, 1, 1],
  ]);
});

describe('what visitors are offered', () => {
  test('OF5 SW1 is nothing while booking is off', async () => {
    const { desk, owner, add } = await setDesk();
    await add({});
    expect((await offered(desk)).statusCode).toBe(200);
    await owner.ask('PATCH /v1/switches', { body: { booking: false } });
    expect((await offered(desk)).statusCode).toBe(404);
    expect((await owner.ask('GET /v1/services')).json().services).toHaveLength(1);
  });

  test('OF5 is what is in use, online and there; of the staff names and languages alone', async () => {
    const { desk, add, hire, owner } = await setDesk();
    const other = await desk.addSite({ key: 'tulga' });
    const nora = await hire({
      ...{ name: 'Nora', languages: ['mn', 'ru'] },
      daysOff: [{ from: '2026-12-01', to: '2026-12-05', name: 'Operation' }],
    });
    await hire({ name: 'Idle', isActive: false });
    const cut: Service = await add({
      ...{ names: { mn: 'Үс засалт', en: 'Cut' }, category: 'Hair', staffIds: [nora.id] },
      ...{ price: { minor: 3_500_000, isFrom: true }, bufferAfterMinutes: 10 },
    });
    await add({ names: { en: 'Hidden' }, isOnline: false });
    await add({ names: { en: 'Gone' }, isActive: false });
    await add({ names: { en: 'Elsewhere' }, siteIds: [other.id] });
    const answer = await offered(desk, '?locale=mn');
    expect(answer.headers['cache-control']).toBe('public, max-age=60');
    expect(answer.json()).toEqual({
      currency: 'USD',
      services: [
        {
          ...{ id: cut.id, name: 'Үс засалт', category: 'Hair', durationMinutes: 45, picture: null },
          ...{ price: { minor: 3_500_000, isFrom: true }, staffIds: [nora.id] },
        },
      ],
      staff: [{ id: nora.id, name: 'Nora', languages: ['mn', 'ru'] }],
    });
    expect(answer.payload).not.toMatch(/Operation|week|Idle/);
    // In a language that it has no name in: the site's.
    expect((await offered(desk, '?locale=hi')).json().services[0].name).toBe('Cut');
    const there = (await ask(desk, 'GET /v1/sites/tulga/services')).json().services;
    expect(there).toMatchObject([{ name: 'Cut' }, { name: 'Elsewhere', staffIds: [nora.id] }]);
    await desk.changeSite({ origins: ['https://shop.example'] });
    const foreign = await ask(desk, 'GET /v1/sites/altan/services', { origin: 'https://evil.example' });
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'ORIGIN_REFUSED']);
    const own = await ask(desk, 'GET /v1/sites/altan/services', { origin: 'https://shop.example' });
    expect(own.headers['access-control-allow-origin']).toBe('https://shop.example');
    expect((await owner.ask('GET /v1/sites/none/services')).statusCode).toBe(404);
    expect((await offered(desk, '?locale=mn-MN')).json().services[0].name).toBe('Үс засалт');
    expect((await offered(desk, '?locale=xx')).json().services[0].name).toBe('Cut');
  });

  test('OF5 an agent of one site sees what is offered there and everywhere', async () => {
    const { desk, add } = await setDesk();
    const other = await desk.addSite({ key: 'tulga' });
    await add({});
    await add({ names: { en: 'Hidden' }, siteIds: [desk.site.id] });
    const bold = await staffed(desk, { email: 'bold@altan.example', siteIds: [other.id] });
    const seen = (await bold.ask('GET /v1/services')).json();
    expect(seen.services.map((each: Service) => each.names.en)).toEqual(['Cut']);
  });
});

describe('pictures', () => {
  const bytes = (body: Buffer) => ({ body, headers: { 'content-type': 'application/octet-stream' } });

  test('OF6 a photograph is drawn anew without what it tells of its maker, and shown where its service is', async () => {
    const { desk, owner, add } = await setDesk();
    const service: Service = await add({});
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0b6b57' } })
      .withExif({ IFD0: { Copyright: 'Ann of Darkhan' }, IFD3: { GPSLatitude: '49/1 29/1 0/1' } })
      .jpeg()
      .toBuffer();
    const line = `PUT /v1/services/${service.id}/picture` as const;
    const given = await owner.ask(line, bytes(photo));
    expect(given.json()).toMatchObject({ version: 2, pictureId: expect.any(String) });
    const [{ picture }] = (await offered(desk)).json().services;
    const shown = await ask(desk, `GET ${picture}` as `GET /${string}`);
    expect(shown.headers).toMatchObject({
      ...{ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' },
      'cross-origin-resource-policy': 'cross-origin',
    });
    const drawn = await sharp(shown.rawPayload).metadata();
    expect([drawn.format, drawn.width, drawn.exif]).toEqual(['webp', 640, undefined]);
    expect(shown.rawPayload.includes('Darkhan')).toBe(false);
    const { pictureId } = given.json();
    await owner.ask(`PATCH /v1/services/${service.id}`, { body: { version: 2, isOnline: false } });
    expect((await ask(desk, `GET ${picture}` as `GET /${string}`)).statusCode).toBe(404);
    expect((await owner.ask(`GET /v1/services/pictures/${pictureId}`)).statusCode).toBe(200);
    const without = await owner.ask(`DELETE /v1/services/${service.id}/picture`);
    expect(without.json()).toMatchObject({ pictureId: null, version: 4 });
    expect((await owner.ask(`GET /v1/services/pictures/${pictureId}`)).statusCode).toBe(404);
  });

  test('OF6 what is no picture is refused, and so is one that could run', async () => {
    const { owner, add } = await setDesk();
    const service: Service = await add({});
    const line = `PUT /v1/services/${service.id}/picture` as const;
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const body of [svg, Buffer.from('%PDF-1.4\n%%EOF'), Buffer.from('hello'), Buffer.from('GIF89a<html>')]) {
      const refused = await owner.ask(line, bytes(body));
      expect([refused.statusCode, refused.json().code]).toEqual([422, 'FILE_KIND']);
    }
    expect((await owner.ask(line, { body: { bytes: 'no' } })).statusCode).toBe(400);
    expect((await owner.ask('PUT /v1/services/none/picture', bytes(svg))).statusCode).toBe(404);
    expect((await owner.ask('GET /v1/services')).json().services[0].pictureId).toBe(null);
  });
});

test('OF7 an employee’s services are set at once', async () => {
  const { owner, add, hire } = await setDesk();
  const nora = await hire({ name: 'Nora' });
  const [all, none]: Service[] = [await add({}), await add({ staffIds: [] })];
  const answer = await owner.ask(`PUT /v1/staff/${nora.id}/services`, { body: { serviceIds: [none!.id, 'nothing'] } });
  expect(answer.statusCode).toBe(204);
  const { services } = (await owner.ask('GET /v1/services')).json();
  expect(services.map((each: Service) => [each.id, each.staffIds])).toEqual([
    [all!.id, null],
    [none!.id, [nora.id]],
  ]);
  expect((await owner.ask('PUT /v1/staff/nobody/services', { body: { serviceIds: [] } })).statusCode).toBe(404);
});

test('KY2 a program with the scope of bookings reads them, and changes nothing', async () => {
  const { desk, owner, add } = await setDesk();
  await add({});
  const { secret } = (await owner.ask('POST /v1/keys', { body: { name: 'Till', scopes: ['bookings'] } })).json();
  const program = { headers: { authorization: `Bearer ${secret}` }, origin: null };
  for (const line of ['GET /v1/services', 'GET /v1/staff', 'GET /v1/resources'] as const) {
    expect((await ask(desk, line, program)).statusCode).toBe(200);
  }
  const made = await ask(desk, 'POST /v1/services', { ...program, body: { names: { en: 'A' }, durationMinutes: 5 } });
  expect(made.statusCode).toBe(403);
});

test.runIf(mongo.uri)('MS7 OF4 pages at another server hear that services and staff changed', async () => {
  const [one, two] = await buildFleet(newDatabase(mongo), 2);
  const owner = await staffed(one!, { role: 'owner', name: 'Oyu' });
  const bella = await agent(two!, { name: 'Bella', email: 'bella@altan.example' });
  await owner.ask('POST /v1/services', { body: { names: { en: 'Cut' }, durationMinutes: 45 } });
  expect(await bella.hears('services.changed')).toEqual({ type: 'services.changed' });
  await owner.ask('POST /v1/staff', { body: { name: 'Nora' } });
  expect(await bella.hears('staff.changed')).toEqual({ type: 'staff.changed' });
});

import { describe, expect, test } from 'vitest';
import type { Service } from '../../../protocol/services.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';
import type { Store } from '../../../server/store/store.ts';
import { NOON, newId } from '../scene.ts';
import { newRow } from './audit.ts';

export function newService(change: Partial<Service> = {}): Omit<Service, 'position'> {
  return {
    id: newId('service'),
    names: { en: 'Cut', mn: 'Үс засалт' },
    category: 'Hair "short"',
    durationMinutes: 45,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    price: { minor: 3_500_000, isFrom: true },
    staffIds: null,
    resourceIds: [],
    isOnline: true,
    siteIds: null,
    isActive: true,
    pictureId: null,
    version: 1,
    createdAt: NOON,
    updatedAt: NOON,
    ...change,
  };
}

const DAYS: Employee['week'] = [[{ from: '10:00', to: '19:00' }], [], [], [], [], [], []];

export function newEmployee(change: Partial<Employee> = {}): Omit<Employee, 'position'> {
  return {
    id: newId('employee'),
    name: 'Напаа 👩‍🌾',
    agentId: null,
    languages: ['mn', 'ru'],
    week: DAYS,
    shifts: [{ date: '2026-12-31', spans: [{ from: '22:00', to: '02:00' }] }],
    breaks: [[{ from: '13:00', to: '14:00' }], [], [], [], [], [], []],
    daysOff: [{ from: '2026-07-11', to: '2026-07-15', name: 'Наадам' }],
    isActive: true,
    version: 1,
    createdAt: NOON,
    updatedAt: NOON,
    ...change,
  };
}

export function newResource(change: Partial<Resource> = {}): Resource {
  return {
    id: newId('resource'),
    name: 'Chair',
    places: 3,
    isActive: true,
    version: 1,
    createdAt: NOON,
    updatedAt: NOON,
    ...change,
  };
}

const MOST = 10_000;
const serviceRow = () => newRow({ what: 'service.changed' });

/** OF1, OF2, OF4, OF6, OF7: what the shop offers. */
export function serviceRules(store: () => Store): void {
  const add = async (change: Partial<Service> = {}) =>
    (await store().services.create(newService(change), MOST, serviceRow()))!;
  const find = async (id: string) => (await store().services.all()).find(each => each.id === id) ?? null;
  const audited = async (id: string) =>
    (await store().audit.page({ what: 'service.changed', limit: 100 })).items.some(each => each.id === id);

  test('OF1 services are added behind the others, up to as many as may be, each written down', async () => {
    const [first, second] = [await add(), await add()];
    expect(second.position).toBeGreaterThan(first.position);
    expect(await find(first.id)).toEqual(first);
    const many = (await store().services.all()).length;
    const row = serviceRow();
    expect(await store().services.create(newService(), many, row)).toBe(null);
    expect(await audited(row.id)).toBe(false);
    const tried = await Promise.all([1, 2, 3].map(() => store().services.create(newService(), many + 1, serviceRow())));
    expect(tried.filter(Boolean)).toHaveLength(1);
    expect(await store().services.remove(first.id, newRow())).toBe(true);
    expect(await store().services.remove(first.id, newRow())).toBe(false);
    expect(await find(first.id)).toBe(null);
  });

  test('OF2 of many who saw the same version, one changes a service', async () => {
    const before = await add();
    const tried = await Promise.all(
      [10, 20, 30].map(durationMinutes =>
        store().services.replace({ ...before, durationMinutes, version: 2, pictureId: 'of-nobody' }, serviceRow()),
      ),
    );
    const changed = tried.flatMap(each => each ?? []);
    expect(changed).toHaveLength(1);
    expect(await find(before.id)).toEqual(changed[0]);
    expect(changed[0]).toMatchObject({ version: 2, pictureId: null, position: before.position });
    const row = serviceRow();
    expect(await store().services.replace({ ...before, version: 2 }, row)).toBe(null);
    expect(await audited(row.id)).toBe(false);
    expect(await store().services.replace({ ...before, id: newId('service'), version: 2 }, serviceRow())).toBe(null);
  });

  test('OF4 they stand in the order that is given, the others behind, and keep their versions', async () => {
    const [a, b, c] = [await add(), await add(), await add()];
    const mine = async () => (await store().services.all()).filter(each => [a.id, b.id, c.id].includes(each.id));
    await store().services.order([c.id, 'nobody', a.id], serviceRow());
    expect((await mine()).map(each => each.id)).toEqual([c.id, a.id, b.id]);
    expect((await mine()).map(each => each.version)).toEqual([1, 1, 1]);
    const [first] = await store().services.all();
    expect(first?.id).toBe(c.id);
    // Moved meanwhile: whoever changes it does not move it back.
    expect(await store().services.replace({ ...c, version: 2 }, serviceRow())).toMatchObject({ position: 0 });
  });

  test('OF6 a service has one picture, which goes with it', async () => {
    const service = await add();
    const give = (id: string | null) =>
      store().services.setPicture(
        service.id,
        id === null ? null : { id, serviceId: service.id, bytes: 'cGljdHVyZQ==' },
        NOON + 1,
        serviceRow(),
      );
    const [one, two] = [newId('picture'), newId('picture')];
    expect(await give(one)).toEqual({ ...service, pictureId: one, version: 2, updatedAt: NOON + 1 });
    expect(await store().services.picture(one)).toEqual({ id: one, serviceId: service.id, bytes: 'cGljdHVyZQ==' });
    expect(await give(two)).toMatchObject({ pictureId: two, version: 3 });
    expect(await store().services.picture(one)).toBe(null);
    expect(await give(null)).toMatchObject({ pictureId: null, version: 4 });
    await give(two);
    await store().services.remove(service.id, newRow());
    expect(await store().services.picture(two)).toBe(null);
    expect(await give(two)).toBe(null);
  });

  test('OF7 an employee does these of the services that name who does them, set in one step', async () => {
    const nora = newId('employee');
    const [everybody, hers, others] = [
      await add(),
      await add({ staffIds: [nora, 'other'] }),
      await add({ staffIds: ['other'] }),
    ];
    const changed = await store().services.assign(nora, [others.id, everybody.id], NOON + 5, serviceRow());
    expect(changed.map(each => each.id)).toEqual([hers.id, others.id]);
    expect(await find(hers.id)).toMatchObject({ staffIds: ['other'], version: 2, updatedAt: NOON + 5 });
    expect(await find(others.id)).toMatchObject({ staffIds: ['other', nora], version: 2 });
    expect(await find(everybody.id)).toEqual(everybody);
    const row = serviceRow();
    expect(await store().services.assign(nora, [others.id], NOON + 6, row)).toEqual([]);
    expect(await audited(row.id), 'nothing changed').toBe(false);
  });

  describe('staff', () => staffRules(store));
}

/** WK1, WK6: who does it, and where. */
function staffRules(store: () => Store): void {
  const hire = async (change: Partial<Employee> = {}) =>
    (await store().employees.create(newEmployee(change), MOST, newRow()))!;
  const find = async (id: string) => (await store().employees.all()).find(each => each.id === id) ?? null;

  test('WK1 employees are added, changed once by version, and ordered', async () => {
    const [a, b] = [await hire(), await hire({ name: 'Oyuna' })];
    expect(await find(a.id)).toEqual(a);
    expect(await store().employees.create(newEmployee(), 0, newRow())).toBe(null);
    await store().employees.order([b.id], newRow());
    expect((await store().employees.all())[0]?.id).toBe(b.id);
    const renamed = { ...a, name: 'Nara', version: 2 };
    expect(await store().employees.replace(renamed, newRow())).toMatchObject({ name: 'Nara', version: 2 });
    expect(await store().employees.replace(renamed, newRow())).toBe(null);
    expect(await find(a.id)).toMatchObject({ name: 'Nara', week: a.week, shifts: a.shifts, daysOff: a.daysOff });
  });

  test('WK1 rooms and chairs are listed by name, and changed once by version', async () => {
    const [b, a] = [newResource({ name: 'B room' }), newResource({ name: 'A chair' })];
    for (const each of [b, a]) expect(await store().resources.create(each, MOST, newRow())).toBe(true);
    expect(await store().resources.create(newResource(), 0, newRow())).toBe(false);
    const mine = (await store().resources.all()).filter(each => [a.id, b.id].includes(each.id));
    expect(mine).toEqual([a, b]);
    const next = { ...a, places: 5, version: 2 };
    expect(await store().resources.replace(next, newRow())).toEqual(next);
    expect(await store().resources.replace(next, newRow())).toBe(null);
    expect(await store().resources.remove('nobody', NOON, newRow())).toBe(null);
  });

  test('WK6 who or what a service names is archived, and what none names is gone', async () => {
    const [named, free] = [await hire(), await hire()];
    const [chair, room] = [newResource(), newResource({ name: 'Room' })];
    for (const each of [chair, room]) await store().resources.create(each, MOST, newRow());
    const needs = newService({ staffIds: [named.id], resourceIds: [chair.id] });
    await store().services.create(needs, MOST, newRow());
    expect(await store().employees.remove(named.id, NOON + 9, newRow())).toBe('archived');
    expect(await find(named.id)).toEqual({ ...named, isActive: false, version: 2, updatedAt: NOON + 9 });
    expect(await store().employees.remove(free.id, NOON + 9, newRow())).toBe('removed');
    expect(await find(free.id)).toBe(null);
    expect(await store().employees.remove(free.id, NOON + 9, newRow())).toBe(null);
    expect(await store().resources.remove(chair.id, NOON + 9, newRow())).toBe('archived');
    expect(await store().resources.remove(room.id, NOON + 9, newRow())).toBe('removed');
    const left = (await store().resources.all()).filter(each => [chair.id, room.id].includes(each.id));
    expect(left).toEqual([{ ...chair, isActive: false, version: 2, updatedAt: NOON + 9 }]);
  });
}

import { expect, test } from 'vitest';
import type { Employee, Resource } from '../../../../protocol/staff.ts';
import { buildTestApp } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

async function setDesk() {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  const hire = (body: object) => owner.ask('POST /v1/staff', { body });
  return { desk, owner, hire };
}

test('WK1 a name is enough, and what an owner does is written down without it', async () => {
  const { desk, owner, hire } = await setDesk();
  const nora: Employee = (await hire({ name: 'Нора' })).json();
  expect(nora).toMatchObject({
    ...{ name: 'Нора', agentId: null, languages: [], shifts: [], daysOff: [], isActive: true, position: 0, version: 1 },
    ...{ week: [[], [], [], [], [], [], []], breaks: [[], [], [], [], [], [], []] },
  });
  const line = `PATCH /v1/staff/${nora.id}` as const;
  const changed = await owner.ask(line, { body: { version: 1, languages: ['mn'] } });
  expect(changed.json()).toMatchObject({ languages: ['mn'], version: 2, name: 'Нора' });
  const late = await owner.ask(line, { body: { version: 1, name: 'N' } });
  expect([late.statusCode, late.json().code]).toEqual([409, 'ALREADY_CLAIMED']);
  const oyu: Employee = (await hire({ name: 'Oyu' })).json();
  expect((await owner.ask('PUT /v1/staff/order', { body: { ids: [oyu.id] } })).statusCode).toBe(204);
  const reader = await staffed(desk, { role: 'reader', email: 'reader@altan.example' });
  const { employees } = (await reader.ask('GET /v1/staff')).json();
  expect(employees.map((each: Employee) => each.name)).toEqual(['Oyu', 'Нора']);
  expect((await owner.ask(`DELETE /v1/staff/${oyu.id}`)).json()).toEqual({ outcome: 'removed' });
  expect((await owner.ask(`DELETE /v1/staff/${oyu.id}`)).statusCode).toBe(404);
  const rows = (await desk.store.audit.page({ limit: 50 })).items.map(({ what, on }) => [what, on.text]);
  expect(rows).toContainEqual(['employee.changed', 'languages']);
  expect(rows).toContainEqual(['employee.changed', 'position']);
  expect(rows).toContainEqual(['employee.removed', '']);
  expect(JSON.stringify(rows)).not.toContain('Нора');
});

test('WK1 an agent is one employee at most, and none that there is not', async () => {
  const { owner, hire } = await setDesk();
  const { id } = owner.agent;
  expect((await hire({ name: 'Oyu', agentId: id })).statusCode).toBe(201);
  for (const agentId of [id, 'nobody']) {
    const refused = await hire({ name: 'Again', agentId });
    expect([refused.statusCode, refused.json().fields]).toEqual([422, { agentId: 'FIELD_INVALID' }]);
  }
});

test.each([
  ['no name', { name: '  ' }, 'name'],
  ['a week of six days', { week: [[], [], [], [], [], []] }, 'week'],
  ['an hour that is none', { week: [[{ from: '25:00', to: '26:00' }], [], [], [], [], [], []] }, 'week'],
  ['a date twice', { shifts: ['2026-12-01', '2026-12-01'].map(date => ({ date, spans: [] })) }, 'shifts'],
  ['a day that is none', { shifts: [{ date: '2026-02-30', spans: [] }] }, 'shifts'],
  ['a last day before the first', { daysOff: [{ from: '2026-12-02', to: '2026-12-01', name: '' }] }, 'daysOff'],
  ['a language that nobody has', { languages: ['xx'] }, 'languages'],
])('WK1 %s is refused, and the field is named', async (_, change, field) => {
  const { hire, owner } = await setDesk();
  const refused = await hire({ name: 'Nora', ...change });
  expect(refused.statusCode).toBe(422);
  expect(Object.keys(refused.json().fields)[0]).toMatch(new RegExp(`^${field}`));
  expect((await owner.ask('GET /v1/staff')).json().employees).toEqual([]);
});

test('WK5 what is over for a hundred days goes with the next change', async () => {
  const { desk, owner, hire } = await setDesk();
  const dateOf = (days: number) => new Date(desk.context.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
  const shifts = [dateOf(3), dateOf(-200)].map(date => ({ date, spans: [] }));
  const nora: Employee = (await hire({ name: 'Nora', shifts })).json();
  expect(nora.shifts.map(each => each.date)).toEqual([dateOf(3)]);
  const daysOff = [{ from: dateOf(-300), to: dateOf(-200), name: 'Long ago' }];
  const changed = await owner.ask(`PATCH /v1/staff/${nora.id}`, { body: { version: 1, daysOff } });
  expect(changed.json()).toMatchObject({ daysOff: [], shifts: [{ date: dateOf(3) }] });
});

test('WK1 WK6 rooms are kept while a service needs them', async () => {
  const { owner } = await setDesk();
  const chair: Resource = (await owner.ask('POST /v1/resources', { body: { name: 'Chair', places: 3 } })).json();
  const more = await owner.ask(`PATCH /v1/resources/${chair.id}`, { body: { version: 1, places: 4 } });
  expect(more.json()).toMatchObject({ places: 4, version: 2 });
  expect((await owner.ask(`PATCH /v1/resources/${chair.id}`, { body: { version: 1, places: 5 } })).statusCode).toBe(
    409,
  );
  for (const places of [0, 51, 1.5]) {
    const refused = await owner.ask('POST /v1/resources', { body: { name: 'Room', places } });
    expect(Object.keys(refused.json().fields)).toEqual(['places']);
  }
  const body = { names: { en: 'Cut' }, durationMinutes: 30, resourceIds: [chair.id] };
  await owner.ask('POST /v1/services', { body });
  expect((await owner.ask(`DELETE /v1/resources/${chair.id}`)).json()).toEqual({ outcome: 'archived' });
  expect((await owner.ask('GET /v1/resources')).json().resources).toMatchObject([{ id: chair.id, isActive: false }]);
});

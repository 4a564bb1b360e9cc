import { expect, test } from 'vitest';
import { buildTestApp } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

async function deskWithStaff() {
  const desk = await buildTestApp();
  const [owner, bold] = [await staffed(desk, { role: 'owner' }), await staffed(desk)];
  return { desk, owner, bold };
}

test('TE1 owners make, change and remove teams, everybody reads them, and it is written down', async () => {
  const { desk, owner, bold } = await deskWithStaff();
  const { id: boldId } = bold.agent;
  const made = await owner.ask('POST /v1/teams', { body: { name: ' Repairs ', agentIds: [boldId, boldId] } });
  expect(made.statusCode).toBe(201);
  const team = { id: made.json().id, name: 'Repairs', agentIds: [boldId] };
  expect((await bold.ask('GET /v1/teams')).json()).toEqual([team]);
  const changed = await owner.ask(`PUT /v1/teams/${team.id}`, { body: { name: 'Sales', agentIds: [] } });
  expect(changed.json()).toEqual({ id: team.id, name: 'Sales', agentIds: [] });
  expect((await owner.ask(`DELETE /v1/teams/${team.id}`)).statusCode).toBe(204);
  expect((await bold.ask('GET /v1/teams')).json()).toEqual([]);
  const rows = (await desk.store.audit.page({ limit: 10 })).items.map(({ what, on }) => [what, on.kind, on.text]);
  expect(rows.sort()).toEqual([
    ['team.changed', 'team', 'Sales'],
    ['team.made', 'team', 'Repairs'],
    ['team.removed', 'team', 'Sales'],
  ]);
});

test('TE1 others may not, and what can not be a team is refused', async () => {
  const { owner, bold } = await deskWithStaff();
  const body = { name: 'Repairs', agentIds: [] };
  const made = (await owner.ask('POST /v1/teams', { body })).json();
  for (const line of ['POST /v1/teams', `PUT /v1/teams/${made.id}`, `DELETE /v1/teams/${made.id}`] as const) {
    expect((await bold.ask(line, line.startsWith('DELETE') ? {} : { body })).statusCode).toBe(403);
  }
  const nameless = await owner.ask('POST /v1/teams', { body: { ...body, name: ' ' } });
  expect([nameless.statusCode, nameless.json().fields]).toEqual([422, { name: 'FIELD_REQUIRED' }]);
  const unknown = await owner.ask(`PUT /v1/teams/${made.id}`, { body: { ...body, agentIds: ['nobody'] } });
  expect([unknown.statusCode, unknown.json().fields]).toEqual([422, { agentIds: 'FIELD_INVALID' }]);
  expect((await owner.ask('PUT /v1/teams/nothing', { body })).statusCode).toBe(404);
  expect((await owner.ask('DELETE /v1/teams/nothing')).statusCode).toBe(404);
});

test('TE1 there are a hundred teams at most', async () => {
  const { desk, owner } = await deskWithStaff();
  for (let count = 0; count < 100; count++) {
    await desk.store.teams.create({ id: `team-${count}`, name: `${count}`, agentIds: [] });
  }
  expect((await owner.ask('POST /v1/teams', { body: { name: 'One more', agentIds: [] } })).statusCode).toBe(422);
});

test('RT12 rules are settings of a site: bounded, and refused where they can not be read', async () => {
  const { desk, owner } = await deskWithStaff();
  const rule = { pages: ['/shop'], languages: ['am'], topics: ['refund'], hours: null, teamId: 'team' };
  const set = (rules: unknown[], widenMinutes = 5) =>
    owner.ask(`PATCH /v1/sites/${desk.site.key}`, { body: { routing: { rules, widenMinutes } } });
  expect((await set([rule])).json().routing).toEqual({ rules: [rule], widenMinutes: 5 });
  for (const bad of [
    { topics: ['a'] },
    { languages: ['xx'] },
    { pages: [''] },
    { hours: [] },
    { teamId: '' },
    { agentId: 'both' },
  ]) {
    expect((await set([{ ...rule, ...bad }])).statusCode, JSON.stringify(bad)).toBe(422);
  }
  const { teamId: _, ...toNobody } = rule;
  expect((await set([toNobody])).statusCode).toBe(422);
  const toBold = { ...toNobody, agentId: 'bold' };
  expect((await set([toBold])).json().routing.rules).toEqual([toBold]);
  expect((await set(Array.from({ length: 51 }, () => rule))).statusCode).toBe(422);
  expect((await set([], 241)).statusCode).toBe(422);
});

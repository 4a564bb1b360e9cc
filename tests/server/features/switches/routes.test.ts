import { expect, test } from 'vitest';
import { buildTestApp } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

const NONE = { customers: false, telephone: false, booking: false, loyalty: false };

test('SW1 everything is off until an owner switches it on, and switching is written down', async () => {
  const desk = await buildTestApp();
  const [owner, bold] = [await staffed(desk, { role: 'owner' }), await staffed(desk)];
  expect((await bold.ask('GET /v1/me')).json().switches).toEqual(NONE);
  expect((await bold.ask('PATCH /v1/switches', { body: { customers: true } })).statusCode).toBe(403);
  const switched = await owner.ask('PATCH /v1/switches', { body: { customers: true } });
  expect(switched.json()).toEqual({ ...NONE, customers: true });
  await owner.ask('PATCH /v1/switches', { body: { telephone: true, customers: false } });
  expect((await bold.ask('GET /v1/me')).json().switches).toEqual({ ...NONE, telephone: true });
  const rows = (await desk.store.audit.page({ limit: 10 })).items.map(({ what, on }) => [what, on.text]);
  expect(rows).toContainEqual(['switches.changed', 'customers: on']);
  expect(rows).toContainEqual(['switches.changed', 'customers: off, telephone: on']);
});

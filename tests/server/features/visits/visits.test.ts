import { expect, test } from 'vitest';
import type { ShownBooking } from '../../../../protocol/bookings.ts';
import type { Purchase } from '../../../../protocol/purchases.ts';
import type { FiguresAnswer, VisitsAnswer } from '../../../../protocol/visits.ts';
import { BOOKINGS } from '../../../../server/features/bookings/settings.ts';
import { staffed } from '../../../helpers/http.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

/** A salon whose Oyuna signs in, with a colleague who is no employee, on a Friday after a visit of two employees. */
async function openMonth() {
  const salon = await openSalon();
  const { desk, owner, oyuna, tuya, cut, colour } = salon;
  const agent = await staffed(desk, { name: 'Оюунаа' });
  const other = await staffed(desk, { name: 'Nara' });
  const changed = await owner.ask(`PATCH /v1/staff/${oyuna.id}`, { body: { version: 1, agentId: agent.agent.id } });
  expect(changed.statusCode).toBe(200);
  let sent = 0;
  const write = async (
    startAt: number,
    items: object[] = [{ serviceId: cut.id, staffId: oyuna.id }],
    name = 'Bolormaa',
  ) => {
    const person = { phone: name === 'Bolormaa' ? '+97688001122' : '+97688003344', name };
    const body = { clientId: `by-hand-${++sent}`, siteId: desk.site.id, person, items, startAt };
    return (await owner.ask('POST /v1/bookings', { body })).json<ShownBooking>();
  };
  const patch = (id: string, body: object) => owner.ask(`PATCH /v1/bookings/${id}`, { body });
  const both = [
    { serviceId: cut.id, staffId: oyuna.id },
    { serviceId: colour.id, staffId: tuya.id },
  ];
  const figuresOf = async (who: typeof owner, query = 'month=2026-03') =>
    (await who.ask(`GET /v1/visits/figures?${query}`)).json<FiguresAnswer>();
  const visitsOf = async (who: typeof owner, staffId: string, more = '') =>
    (await who.ask(`GET /v1/visits?month=2026-03&staffId=${staffId}${more}`)).json<VisitsAnswer>();
  return { ...salon, agent, other, write, patch, both, figuresOf, visitsOf };
}

const line = (name: string, price: number, more: object = {}) => ({ name, quantity: 1, price, ...more });

test('VI1 VI2 a visit of two shares its money by who did what, and a refund takes it from both', async () => {
  const { owner, oyuna, tuya, write, patch, both, figuresOf, visitsOf, desk } = await openMonth();
  const { booking, contact } = await write(TEN, both);
  await desk.pass(2 * 24 * HOUR);
  const lines = [line('Үс засах', 35_001), line('Colour', 80_000), line('Shampoo', 5_001)];
  const paid = await patch(booking.id, { version: 1, state: 'done', paid: { lines } });
  expect(paid.statusCode).toBe(200);
  const { purchaseId } = paid.json<ShownBooking>().booking;
  const { purchases } = (await owner.ask(`GET /v1/contacts/${contact!.id}/purchases`)).json<{
    purchases: Purchase[];
  }>();
  expect(purchases[0]!.lines.map(each => each.shares)).toEqual([
    [{ staffId: oyuna.id, name: 'Оюунаа', percent: 100 }],
    [{ staffId: tuya.id, name: 'Tuya', percent: 100 }],
    [
      { staffId: oyuna.id, name: 'Оюунаа', percent: 50 },
      { staffId: tuya.id, name: 'Tuya', percent: 50 },
    ],
  ]);
  const { employees, currency } = await figuresOf(owner);
  expect(currency).toBe('MNT');
  expect(employees.map(each => [each.name, each.visits, each.sums])).toEqual([
    ['Оюунаа', 1, [{ currency: 'MNT', amount: 37_502 }]],
    ['Tuya', 1, [{ currency: 'MNT', amount: 82_500 }]],
  ]);
  expect(await visitsOf(owner, tuya.id)).toMatchObject({
    ...{ total: 1, next: null },
    visits: [{ date: '2026-03-05', kind: 'came', contact: { name: 'Bolormaa' }, what: ['Colour', 'Shampoo'] }],
  });
  // By halves of what the book says; and a stranger's name is refused with nothing lost.
  const halves = [oyuna, tuya].map(each => ({ staffId: each.id, percent: 50 }));
  const asked = { lines: [line('Colour', 101, { shares: halves })] };
  expect((await owner.ask(`PATCH /v1/purchases/${purchaseId}`, { body: asked })).statusCode).toBe(200);
  expect((await figuresOf(owner)).employees.map(each => each.sums[0]!.amount)).toEqual([51, 50]);
  const wrong = { lines: [line('Colour', 101, { shares: [{ staffId: oyuna.id, percent: 99 }] })] };
  expect((await owner.ask(`PATCH /v1/purchases/${purchaseId}`, { body: wrong })).statusCode).toBe(422);
  const nobody = { lines: [line('Colour', 101, { shares: [{ staffId: 'nobody', percent: 100 }] })] };
  const refused = await owner.ask(`PATCH /v1/purchases/${purchaseId}`, { body: nobody });
  expect(refused.json()).toMatchObject({ code: 'FIELD_INVALID', fields: { 'lines.0.shares': 'FIELD_INVALID' } });

  expect((await owner.ask(`DELETE /v1/purchases/${purchaseId}`)).statusCode).toBe(204);
  expect((await figuresOf(owner)).employees.map(each => [each.visits, each.sums])).toEqual([
    [1, []],
    [1, []],
  ]);
});

test('VI3 what was bought is of the day by the shop’s clock, by whichever clock it was brought, at the till and by correction', async () => {
  const { desk, owner, agent, oyuna, visitsOf } = await openMonth();
  await owner.ask('PATCH /v1/switches', { body: { loyalty: true } });
  const settings = await desk.context.settings.read(BOOKINGS);
  const own = { ...settings, timeZone: 'Pacific/Kiritimati' };
  expect((await owner.ask('PUT /v1/booking-settings', { body: own })).statusCode).toBe(200);
  // In the evening of the site, and past midnight of the shop.
  const at = TEN + 10 * HOUR;
  await desk.pass(at - desk.context.now());
  const person = { phone: '+97688001122' };
  const sale = { person, what: 'Cut', amount: 100, clientId: 'late-sale-1' };
  expect((await agent.ask('POST /v1/loyalty/sales', { body: sale })).statusCode).toBe(200);
  const dates = async () => (await visitsOf(owner, oyuna.id)).visits.map(each => each.date);
  expect(await dates()).toEqual(['2026-03-06']);
  const bring = async (more: object) => {
    const body = { person, lines: [line('Cut', 500)], employee: { agentId: agent.agent.id }, ...more };
    const made = await agent.ask('POST /v1/purchases', { body });
    expect(made.statusCode).toBe(201);
    return (await desk.store.purchases.find(made.json<{ id: string }>().id))!;
  };
  const bought = await bring({ at, timeZone: 'America/New_York' });
  await bring({ at: at - 24 * HOUR });
  await bring({ date: '2026-03-04' });
  expect(bought.date).toBe('2026-03-05');
  expect(await dates()).toEqual(['2026-03-06', '2026-03-05', '2026-03-04']);
  const earlier = { at: at - 72 * HOUR };
  expect((await owner.ask(`PATCH /v1/purchases/${bought.id}`, { body: earlier })).statusCode).toBe(200);
  expect(await dates()).toEqual(['2026-03-06', '2026-03-05', '2026-03-04', '2026-03-03']);
});

test('VI1 VI2 what was bought without a booking is of whoever did it, at the till and by hand', async () => {
  const { owner, agent, other, oyuna, tuya, figuresOf } = await openMonth();
  await owner.ask('PATCH /v1/switches', { body: { loyalty: true } });
  const sale = { person: { phone: '+97688001122' }, what: 'Cut', amount: 10_001 };
  const shares = [oyuna, tuya].map(each => ({ staffId: each.id, percent: 50 }));
  const sell = (who: typeof agent, clientId: string, more: object = {}) =>
    who.ask('POST /v1/loyalty/sales', { body: { ...sale, clientId, ...more } });
  for (const [who, more] of [
    [agent, {}],
    [other, {}],
    [other, { shares }],
  ] as const) {
    expect((await sell(who, `sale-${who.agent.id}-${Object.keys(more).length}`, more)).statusCode).toBe(200);
  }
  const person = { phone: '+97688001122' };
  const body = { person, lines: [line('Cut', 500)], employee: { agentId: agent.agent.id } };
  expect((await agent.ask('POST /v1/purchases', { body })).statusCode).toBe(201);
  const { employees } = await figuresOf(owner);
  // One person on one day is one visit, however often they pay.
  expect(employees.map(each => [each.visits, each.sums[0]!.amount])).toEqual([
    [1, 10_001 + 5_001 + 500],
    [1, 5_000],
  ]);
  await owner.ask(`PATCH /v1/staff/${oyuna.id}`, { body: { version: 2, name: 'Oyunaa' } });
  const { purchases } = (
    await owner.ask(
      `GET /v1/contacts/${(await owner.ask('GET /v1/loyalty?phone=88001122')).json().people[0].contact.id}/purchases`,
    )
  ).json<{ purchases: Purchase[] }>();
  expect(purchases[0]!.lines[0]!.shares![0]!.name).toBe('Оюунаа');
});

test('VI3 no-shows and people who came again are counted by the shop’s day, and open what they are', async () => {
  const { desk, owner, oyuna, write, patch, figuresOf, visitsOf } = await openMonth();
  await desk.pass(48 * HOUR);
  // Half past midnight of the first of March there, when it is February yet in London.
  for (const [startAt, state, name] of [
    [Date.parse('2026-02-28T15:25:00Z'), 'done', 'Bolormaa'],
    [Date.parse('2026-02-28T16:30:00Z'), 'no_show', 'Saraa'],
    [TEN, 'done', 'Bolormaa'],
    [TEN + HOUR, 'done', 'Saraa'],
  ] as const) {
    const { booking } = await write(startAt, undefined, name);
    expect((await patch(booking.id, { version: 1, state })).statusCode).toBe(200);
  }
  const [hers] = (await figuresOf(owner)).employees;
  expect(hers).toMatchObject({ visits: 2, noShows: 1, sums: [], returns: { people: 2, again: 1, toThem: 1 } });
  expect((await figuresOf(owner, 'month=2026-02')).employees[0]).toMatchObject({ visits: 1, noShows: 0 });
  const behind = async (of: string) =>
    (await visitsOf(owner, oyuna.id, `&of=${of}`)).visits.map(each => [each.contact!.name, each.date]);
  expect(await behind('noShows')).toEqual([['Saraa', '2026-03-01']]);
  expect(await behind('again')).toEqual([['Bolormaa', '2026-03-05']]);
  expect(await behind('visits')).toEqual([
    ['Saraa', '2026-03-05'],
    ['Bolormaa', '2026-03-05'],
  ]);
  expect((await visitsOf(owner, oyuna.id, '&skip=1')).visits).toHaveLength(1);
});

test('VI3 ratings of visits are of whoever did them, in the month in which they were given', async () => {
  const { desk, owner, agent, oyuna, tuya, write, patch, both, figuresOf } = await openMonth();
  const { booking } = await write(TEN, both);
  await desk.pass(48 * HOUR);
  await patch(booking.id, { version: 1, state: 'done' });
  const at = desk.context.now();
  await desk.store.ratings.rateVisit({ bookingId: booking.id, answer: { score: 4, word: 'Kind' }, at });
  const { employees } = await figuresOf(owner);
  expect(employees.map(each => each.ratings)).toEqual([
    { count: 1, sum: 4 },
    { count: 1, sum: 4 },
  ]);
  const april = await figuresOf(owner, 'month=2026-04');
  expect(april.employees[0]!.ratings).toEqual({ count: 0, sum: 0 });
  for (const [who, { id }] of [
    [owner, tuya],
    [agent, oyuna],
  ] as const) {
    const { ratings } = (await who.ask(`GET /v1/visits/ratings?month=2026-03&staffId=${id}`)).json();
    expect(ratings).toEqual([{ at, score: 4, word: 'Kind' }]);
  }
});

test('VI4 an employee sees their own alone, colleagues see nothing, and the name of a card that is not theirs is not told', async () => {
  const { desk, owner, agent, other, oyuna, tuya, booked, patch, both, figuresOf, visitsOf } = await openMonth();
  await booked(both, TEN);
  const { bookings } = (await owner.ask(`GET /v1/bookings?from=${TEN}&to=${TEN + HOUR}`)).json();
  expect((await patch(bookings[0].booking.id, { version: 1, state: 'done' })).statusCode).toBe(200);
  expect((await figuresOf(owner)).employees.map(each => each.staffId)).toEqual([oyuna.id, tuya.id]);
  const own = await figuresOf(agent);
  expect(own.employees.map(each => each.staffId)).toEqual([oyuna.id]);
  expect(own.maySetPlans).toBe(false);
  expect((await visitsOf(agent, oyuna.id)).visits).toMatchObject([{ contact: { name: 'Сараа' } }]);
  expect((await figuresOf(other)).employees).toEqual([]);
  expect((await other.ask('GET /v1/visits/figures.csv?month=2026-03')).body).not.toContain('Оюунаа');
  for (const [who, staffId] of [
    [agent, tuya.id],
    [agent, 'nobody'],
    [other, oyuna.id],
    [other, 'nobody'],
  ] as const) {
    for (const address of ['/v1/visits', '/v1/visits/ratings'] as const) {
      const answer = await who.ask(`GET ${address}?month=2026-03&staffId=${staffId}`);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
    }
  }
  const plan = { staffId: oyuna.id, month: '2026-03', metric: 'visits', target: 9 };
  expect((await agent.ask('PUT /v1/visits/plans', { body: plan })).statusCode).toBe(403);
  await owner.ask(`PATCH /v1/agents/${agent.agent.id}`, { body: { siteIds: [] } });
  expect((await visitsOf(agent, oyuna.id)).visits).toMatchObject([{ what: ['Үс засах'], contact: null }]);
  expect((await desk.store.visits.plans(['2026-03'])).length).toBe(0);
});

test('VI5 a plan stands beside what is, is proposed for the month after, and is written down', async () => {
  const { desk, owner, agent, oyuna, write, patch, figuresOf } = await openMonth();
  const set = (target: number | null, metric = 'visits', month = '2026-03') =>
    owner.ask('PUT /v1/visits/plans', { body: { staffId: oyuna.id, month, metric, target } });
  expect((await set(20)).statusCode).toBe(204);
  expect((await set(900_000, 'sum')).statusCode).toBe(204);
  expect((await set(0)).statusCode).toBe(422);
  expect(
    (
      await owner.ask('PUT /v1/visits/plans', {
        body: { staffId: 'nobody', month: '2026-03', metric: 'sum', target: 1 },
      })
    ).statusCode,
  ).toBe(404);
  const { booking } = await write(TEN);
  await desk.pass(24 * HOUR);
  await patch(booking.id, { version: 1, state: 'done', paid: { lines: [line('Cut', 35_000)] } });
  await desk.pass(24 * HOUR);
  // Friday: four of her days are over, of 22.
  const [hers] = (await figuresOf(agent)).employees;
  expect(hers!.plans).toEqual([
    { metric: 'visits', currency: '', target: 20, setAt: expect.any(Number), proposed: null, done: 1, expected: 6 },
    {
      metric: 'sum',
      currency: 'MNT',
      target: 900_000,
      setAt: expect.any(Number),
      proposed: null,
      done: 35_000,
      expected: 192_500,
    },
  ]);
  const april = (await figuresOf(owner, 'month=2026-04')).employees[0]!.plans;
  expect(april.map(each => [each.target, each.proposed, each.expected])).toEqual([
    [null, 20, null],
    [null, 900_000, null],
  ]);
  expect((await set(null, 'sum')).statusCode).toBe(204);
  expect((await figuresOf(owner)).employees[0]!.plans.map(each => each.target)).toEqual([20, null]);
  const { rows } = (await owner.ask('GET /v1/audit?what=plan.changed')).json();
  expect(rows).toHaveLength(3);
});

test('VI7 the file has what one sees, and no cell of it is a formula', async () => {
  const { owner, oyuna, write, patch } = await openMonth();
  await owner.ask(`PATCH /v1/staff/${oyuna.id}`, { body: { version: 2, name: '=HYPERLINK("x")' } });
  const { booking } = await write(TEN);
  await patch(booking.id, { version: 1, state: 'done', paid: { lines: [line('Cut', 35_050)] } });
  const file = await owner.ask('GET /v1/visits/figures.csv?month=2026-03');
  expect(file.headers['content-type']).toContain('text/csv');
  expect(file.headers['content-disposition']).toContain('visits-2026-03.csv');
  const [head, first] = file.body.slice(1).split('\r\n');
  expect(head).toContain('Month,Employee,Visits,Planned visits,Sum,Currency');
  expect(first).toBe(`2026-03,"'=HYPERLINK(""x"")",1,,350.50,MNT,,0,1,0,0,0,`);
});

test('VI6 an erased person is in no list and in every sum', async () => {
  const { owner, oyuna, write, patch, figuresOf, visitsOf } = await openMonth();
  const { booking, contact } = await write(TEN);
  await patch(booking.id, { version: 1, state: 'done', paid: { lines: [line('Cut', 35_000)] } });
  const before = await figuresOf(owner);
  const erased = await owner.ask(`POST /v1/contacts/${contact!.id}/erasure`, { body: { confirm: 'erase' } });
  expect(erased.statusCode).toBeLessThan(300);
  expect(await figuresOf(owner)).toEqual(before);
  expect((await visitsOf(owner, oyuna.id)).visits).toMatchObject([
    { contact: null, what: expect.arrayContaining(['Үс засах', 'Cut']) },
  ]);
});

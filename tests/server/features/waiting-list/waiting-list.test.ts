import { expect, test } from 'vitest';
import type { WaitAnswer } from '../../../../protocol/waiting-list.ts';
import { beat } from '../../../../server/beat.ts';
import { agent } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { HOUR, TEN } from '../bookings/salon.ts';
import { MINUTE, openFullDay, THURSDAY } from './full-day.ts';

test('WL1 it is off until an owner switches it on, and then visitors are told by which ways they hear of a place', async () => {
  const { desk, owner, visit, join } = await openFullDay({ settings: { isOn: false } });
  const ways = async () => (await visit('GET /v1/sites/altan/booking/waiting')).json();
  expect(await ways()).toEqual({ isOn: false, email: true, phone: false });
  expect((await join()).json()).toMatchObject({ code: 'NOT_FOUND' });
  const reader = await staffed(desk, { role: 'reader' });
  const wanted = { isOn: true, offerMinutes: 45, mostOfDay: 2, night: { from: 22, to: 8 } };
  expect((await reader.ask('PUT /v1/waiting-settings', { body: wanted })).statusCode).toBe(403);
  expect((await owner.ask('PUT /v1/waiting-settings', { body: wanted })).json()).toEqual(wanted);
  expect((await reader.ask('GET /v1/waiting-settings')).json()).toEqual(wanted);
  expect(await ways()).toEqual({ isOn: true, email: true, phone: false });
});

test('WL2 whoever finds a full day joins its list once, with an entry in their conversation', async () => {
  const { desk, visit, cutByOyuna, waits } = await openFullDay();
  const body = {
    ...{ clientId: 'waiting-once', items: [cutByOyuna], date: THURSDAY, name: 'Nomin', email: 'nomin@example.com' },
    ...{ from: '11:00', until: '13:00' },
  };
  const send = (more: object = {}) => visit('POST /v1/sites/altan/booking/waiting', { ...body, ...more });
  const [first, again] = await Promise.all([send(), send()]);
  expect([first.statusCode, again.statusCode].sort()).toEqual([200, 201]);
  const { wait, token } = first.json<WaitAnswer>();
  expect(again.json()).toEqual({ wait, token });
  expect(wait).toMatchObject({
    ...{ date: THURSDAY, timeZone: 'Asia/Ulaanbaatar', from: TEN + HOUR, to: TEN + 3 * HOUR + 1 },
    ...{ state: 'waiting', place: 1, offer: null, items: [{ name: 'Үс засах', staffName: 'Оюунаа' }] },
    url: expect.stringMatching(/\/f\/altan\/waiting\//),
  });
  expect((await send({ from: '12:00' })).json()).toMatchObject({ code: 'CLIENT_ID_REUSED' });
  // Under another id they are there already.
  const later = await ask(desk, 'POST /v1/sites/altan/booking/waiting', {
    body: { ...body, clientId: 'waiting-twice' },
    headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'same-origin' },
    origin: null,
  });
  expect([later.statusCode, later.json<WaitAnswer>().wait.id]).toEqual([200, wait.id]);
  const [shown, ...others] = await waits();
  expect(others).toEqual([]);
  expect(shown).toMatchObject({ wait: { id: wait.id, name: 'Nomin' }, contact: { name: 'Nomin' } });
  const entries = await desk.store.conversations.entriesAfter(shown!.wait.conversationId, 0, 10);
  expect(entries.map(each => each.body)).toMatchObject([
    {
      kind: 'form',
      subject: 'Үс засах',
      wait: { id: wait.id, act: 'joined' },
      message: expect.stringMatching(/11:00.13:00/),
    },
  ]);
  expect(await desk.store.conversations.find(shown!.wait.conversationId)).toMatchObject({ status: 'closed' });
});

test('WL2 a day that is not full, or never will be, and a list that is full, are refused in a sentence', async () => {
  const { join, visit, cut, tuya, oyuna } = await openFullDay({ settings: { isOn: true, mostOfDay: 2 } });
  const refused = async (body: object) => {
    const answer = (await join(body)).json();
    return [answer.code, answer.fields, answer.nextAt ?? null];
  };
  const free = { items: [{ serviceId: cut.id, staffId: tuya.id }] };
  expect(await refused(free)).toEqual(['FIELD_INVALID', { date: 'FIELD_INVALID' }, TEN]);
  expect(await refused({ date: '2026-03-07' })).toEqual(['FIELD_INVALID', { date: 'FIELD_INVALID' }, null]);
  expect(await refused({ from: '12:00', until: '11:00' })).toEqual(['FIELD_INVALID', { until: 'FIELD_INVALID' }, null]);
  expect(await refused({ from: '15:00' })).toEqual(['FIELD_INVALID', { date: 'FIELD_INVALID' }, null]);
  expect(await refused({ email: '', phone: '+97699112233' })).toEqual([
    'FIELD_REQUIRED',
    { email: 'FIELD_REQUIRED' },
    null,
  ]);
  expect(await refused({ name: '' })).toEqual(['FIELD_REQUIRED', { name: 'FIELD_REQUIRED' }, null]);
  expect(await refused({ email: 'nobody' })).toEqual(['EMAIL_INVALID', { email: 'EMAIL_INVALID' }, null]);
  expect((await join()).statusCode).toBe(201);
  expect((await join()).json()).toMatchObject({ wait: { place: 2 } });
  expect(await refused({})).toEqual(['SLOT_TAKEN', { date: 'SLOT_TAKEN' }, null]);
  expect((await visit(`GET /v1/sites/altan/booking/times?services=${cut.id}&staff=${oyuna.id}`)).statusCode).toBe(200);
});

test('WL3 WL4 of ten who wait the first who fits is asked for a freed place, and it is nobody else’s meanwhile', async () => {
  const { desk, joined, cancel, full, waits, book, cutByOyuna, times } = await openFullDay();
  const early = await joined({ until: '10:00' });
  for (let guest = 0; guest < 9; guest += 1) await joined();
  await cancel(full[1]!);
  const states = (await waits()).map(each => each.wait);
  expect(states.map(each => each.state)).toEqual(['waiting', 'offered', ...Array(8).fill('waiting')]);
  expect(states[0]!.id).toBe(early.id);
  expect(states[1]!.offer).toMatchObject({ startAt: TEN + HOUR, endAt: TEN + 2 * HOUR });
  // On Wednesday evening at 18:20: half an hour.
  expect(states[1]!.offer!.until).toBe(desk.context.now() + 30 * MINUTE);
  expect((await book([cutByOyuna], TEN + HOUR)).json()).toMatchObject({ code: 'SLOT_TAKEN' });
  const { days } = await times(`services=${cutByOyuna.serviceId}&staff=${cutByOyuna.staffId}&from=${THURSDAY}&days=1`);
  expect(days[0]!.isFull).toBe(true);
  const waiting = await desk.store.outbox.page({ isDead: false, limit: 50 });
  expect(waiting.items.filter(each => each.event === 'waiting').map(each => each.id)).toEqual([
    `waiting_${states[1]!.id}_1`,
  ]);
});

test('WL4 nobody answers: at the end of the offer the next one is asked, and nobody is asked twice for the same', async () => {
  const { desk, joined, cancel, full, waits, times, cutByOyuna } = await openFullDay();
  await joined();
  await joined();
  await cancel(full[0]!);
  const states = async () => (await waits()).map(each => each.wait.state);
  expect(await states()).toEqual(['offered', 'waiting']);
  await desk.pass(29 * MINUTE);
  expect(await states()).toEqual(['offered', 'waiting']);
  await desk.pass(2 * MINUTE);
  expect(await states()).toEqual(['waiting', 'offered']);
  await desk.pass(31 * MINUTE);
  expect(await states()).toEqual(['waiting', 'waiting']);
  await desk.pass(5 * MINUTE);
  expect(await states()).toEqual(['waiting', 'waiting']);
  // Nobody of the list wants it: it is there for everybody.
  const { days } = await times(`services=${cutByOyuna.serviceId}&staff=${cutByOyuna.staffId}&from=${THURSDAY}&days=1`);
  expect(days[0]!.times).toEqual([TEN]);
});

test('WL3 what becomes free by itself is found within a minute: a hold that ran out, a shift', async () => {
  const { desk, owner, joined, waits, oyuna, visit, cut, tuya, full } = await openFullDay();
  const bookedByTuya = [0, 1, 2].map(hour => ({
    items: [{ serviceId: cut.id, staffId: tuya.id }],
    startAt: TEN + hour * HOUR,
  }));
  for (const [at, body] of bookedByTuya.entries()) {
    await visit('POST /v1/sites/altan/booking/bookings', {
      ...body,
      clientId: `tuya-${at}-of-day`,
      name: 'B',
      phone: '+97699112255',
    });
  }
  const held = { clientId: 'typing-away', items: [{ serviceId: cut.id, staffId: tuya.id }], startAt: TEN + 3 * HOUR };
  expect((await visit('POST /v1/sites/altan/booking/holds', held)).statusCode).toBe(201);
  await joined({ items: [{ serviceId: cut.id, staffId: tuya.id }] });
  await joined();
  await desk.pass(4 * MINUTE);
  expect((await waits()).map(each => each.wait.state)).toEqual(['waiting', 'waiting']);
  await desk.pass(3 * MINUTE);
  expect((await waits()).map(each => each.wait.offer?.startAt)).toEqual([TEN + 3 * HOUR, undefined]);
  const { employees } = (await owner.ask('GET /v1/staff')).json<{ employees: { id: string; version: number }[] }>();
  const { version } = employees.find(each => each.id === oyuna.id)!;
  const shifts = [{ date: THURSDAY, spans: [{ from: '10:00', to: '15:00' }] }];
  expect((await owner.ask(`PATCH /v1/staff/${oyuna.id}`, { body: { version, shifts } })).statusCode).toBe(200);
  await desk.pass(2 * MINUTE);
  expect((await waits())[1]!.wait.offer).toMatchObject({ startAt: TEN + 4 * HOUR });
  expect(full).toHaveLength(4);
});

test('WL3 a booking that is moved leaves its place to whoever waits', async () => {
  const { desk, owner, joined, full, waits } = await openFullDay();
  await joined();
  const booking = full[2]!;
  const moved = await owner.ask(`PATCH /v1/bookings/${booking.id}`, { body: { version: 1, startAt: TEN + 6 * HOUR } });
  expect(moved.statusCode).toBe(200);
  await beat(desk.context);
  expect((await waits())[0]!.wait.offer).toMatchObject({ startAt: TEN + 2 * HOUR });
});

test('WL3 whoever has booked that day otherwise is not asked, and waits no more', async () => {
  const { desk, owner, joined, join, full, cancel, waits } = await openFullDay();
  await joined();
  await join();
  const [first] = await waits();
  const { contactId } = first!.wait;
  await owner.ask('POST /v1/bookings', {
    body: {
      ...{ clientId: 'by-hand-for-them', siteId: desk.site.id, person: { contactId } },
      ...{
        items: first!.wait.items.map(({ serviceId, staffId }) => ({ serviceId, staffId })),
        startAt: TEN + 8 * HOUR,
      },
    },
  });
  await owner.ask('POST /v1/bookings', {
    body: {
      ...{ clientId: 'by-hand-that-day', siteId: desk.site.id, person: { contactId } },
      ...{ items: [{ serviceId: first!.wait.items[0]!.serviceId }], startAt: TEN + HOUR },
    },
  });
  await cancel(full[3]!);
  const left = await waits();
  expect(left.map(each => each.wait.state)).toEqual(['offered']);
  expect(left[0]!.wait.id).not.toBe(first!.wait.id);
});

test('WL4 at night an offer stands until the morning, and none is made for which there is no time to answer', async () => {
  // Half past ten in the evening in the shop.
  const { desk, joined, cancel, full, waits } = await openFullDay({ startAt: Date.parse('2026-03-04T14:30:00Z') });
  await joined();
  // At ten one would have to say it by nine, when the night ends.
  await cancel(full[0]!);
  expect((await waits())[0]!.wait.offer).toBeNull();
  await cancel(full[2]!);
  const { offer } = (await waits())[0]!.wait;
  expect(offer).toMatchObject({ startAt: TEN + HOUR * 2, until: Date.parse('2026-03-05T01:30:00Z') });
  expect(desk.context.now()).toBeLessThan(offer!.until - 10 * HOUR);
});

test('WL7 the day over, its list is over; and what became of it is forgotten', async () => {
  const { desk, joined, waits, look } = await openFullDay();
  const { url, id } = await joined();
  expect((await desk.store.jobs.take({ kinds: ['waiting'], at: TEN, leaseUntil: TEN, limit: 9 })).length).toBe(1);
  await desk.pass(40 * HOUR);
  expect((await look(url)).statusCode).toBe(200);
  expect(await waits()).toMatchObject([{ wait: { id } }]);
  const far = desk.context.now() + 9 * 24 * HOUR;
  expect(await desk.store.jobs.take({ kinds: ['waiting'], at: far, leaseUntil: far, limit: 9 })).toEqual([]);
  await desk.store.sweep(far);
  expect(await desk.store.waits.find(id)).toBeNull();
  expect((await look(url)).statusCode).toBe(404);
});

test('WL8 the desk hears who waits, takes somebody off, and books for them what they said by telephone', async () => {
  const { desk, owner, joined, cancel, full, waits } = await openFullDay();
  const sarnai = await agent(desk);
  await joined();
  expect(await sarnai.hears('waiting.changed')).toEqual({
    ...{ type: 'waiting.changed', siteId: desk.site.id },
    ...{ from: Date.parse('2026-03-04T16:00:00Z'), to: Date.parse('2026-03-05T16:00:00Z') },
  });
  await joined();
  await cancel(full[0]!);
  const [first, second] = await waits();
  const reader = await staffed(desk, { role: 'reader' });
  expect((await reader.ask(`DELETE /v1/waiting/${first!.wait.id}`)).statusCode).toBe(403);
  const elsewhere = await staffed(desk, { siteIds: [] });
  expect((await elsewhere.ask(`GET /v1/waiting?from=${TEN}&to=${TEN + HOUR}`)).json()).toEqual({ waits: [] });
  expect((await elsewhere.ask(`DELETE /v1/waiting/${first!.wait.id}`)).statusCode).toBe(404);
  expect((await owner.ask(`DELETE /v1/waiting/${first!.wait.id}`)).statusCode).toBe(204);
  expect((await owner.ask(`DELETE /v1/waiting/${first!.wait.id}`)).json()).toMatchObject({ code: 'ALREADY_CLAIMED' });
  await beat(desk.context);
  expect((await waits()).map(each => [each.wait.id, each.wait.state])).toEqual([[second!.wait.id, 'offered']]);
  const taken = await owner.ask(`POST /v1/waiting/${second!.wait.id}/take`);
  expect(taken.json()).toMatchObject({ booking: { startAt: TEN, source: 'waiting', by: { kind: 'agent' } } });
  expect((await owner.ask(`POST /v1/waiting/${second!.wait.id}/take`)).json()).toEqual(taken.json());
  expect(await waits()).toEqual([]);
});

test('WL9 while booking is switched off nobody joins, and nobody is asked', async () => {
  const { desk, owner, join, joined, cancel, full, waits, visit } = await openFullDay();
  await joined();
  await owner.ask('PATCH /v1/switches', { body: { booking: false } });
  expect((await join()).json()).toMatchObject({ code: 'NOT_FOUND' });
  expect((await visit('GET /v1/sites/altan/booking/waiting')).json()).toMatchObject({ code: 'NOT_FOUND' });
  await cancel(full[0]!);
  expect((await desk.store.waits.ofDay(desk.site.id, THURSDAY)).map(each => each.state)).toEqual(['waiting']);
  await owner.ask('PATCH /v1/switches', { body: { booking: true } });
  await desk.pass(2 * MINUTE);
  expect((await waits()).map(each => each.wait.state)).toEqual(['offered']);
});

test('WL7 whoever waits is handed out and erased with all else that is kept of them', async () => {
  const { desk, owner, joined, cancel, full, waits, book, cutByOyuna } = await openFullDay();
  await joined();
  await cancel(full[0]!);
  const [{ wait }] = (await waits()) as [Awaited<ReturnType<typeof waits>>[0]];
  const file = await owner.ask(`GET /v1/contacts/${wait.contactId}/export`);
  expect(file.body).toContain(wait.id);
  expect(
    (await owner.ask(`POST /v1/contacts/${wait.contactId}/erasure`, { body: { confirm: 'erase' } })).statusCode,
  ).toBe(200);
  expect(await desk.store.waits.find(wait.id)).toBeNull();
  expect((await book([cutByOyuna], TEN)).statusCode).toBe(201);
});

test('WL3 whoever has an older booking moved onto the day waits no more; moved within it, they wait on', async () => {
  const { owner, desk, joined, waits, full, booked, cut, tuya } = await openFullDay();
  const cutByTuya = [{ serviceId: cut.id, staffId: tuya.id }];
  const theirs = (startAt: number, end: string) => booked(cutByTuya, startAt, { phone: `+976991122${end}` });
  const [friday, thursday] = [await theirs(TEN + 24 * HOUR, '66'), await theirs(TEN, '77')];
  await desk.pass(MINUTE);
  await joined();
  await joined();
  const [first, second] = (await waits()).map(each => each.wait);
  const asTheirs = async (id: string, contactId: string) => {
    const body = { with: (await desk.store.bookings.find(id))!.contactId, choices: {} };
    const [winner, loser] = await Promise.all([contactId, body.with].map(each => desk.store.contacts.find(each)));
    const versions = { winner: winner!.version, loser: loser!.version };
    const joined = await owner.ask(`POST /v1/contacts/${contactId}/merges`, { body: { ...body, versions } });
    expect(joined.statusCode).toBe(200);
  };
  await asTheirs(friday.id, first!.contactId);
  await asTheirs(thursday.id, second!.contactId);
  const move = async (id: string, startAt: number) =>
    expect((await owner.ask(`PATCH /v1/bookings/${id}`, { body: { version: 1, startAt } })).statusCode).toBe(200);
  await desk.pass(MINUTE);
  await move(thursday.id, TEN + HOUR);
  await desk.pass(2 * MINUTE);
  expect((await waits()).map(each => each.wait.id)).toEqual([first!.id, second!.id]);
  await move(friday.id, TEN + 3 * HOUR);
  expect((await waits()).map(each => each.wait.id)).toEqual([second!.id]);
  await desk.pass(2 * MINUTE);
  expect(await desk.store.waits.find(first!.id)).toMatchObject({ state: 'booked', bookingId: friday.id });
  expect(full).toHaveLength(4);
});

test('WL8 the list is read in as many steps however many wait', async () => {
  const { desk, joined, waits } = await openFullDay();
  let asked = 0;
  const { contacts, bookings } = desk.store;
  const counted =
    (of: unknown) =>
    (...words: unknown[]) => {
      asked += 1;
      return (of as (...words: unknown[]) => unknown)(...words);
    };
  for (const name of ['tree', 'cardTree', 'cardTrees', 'find'] as const)
    Object.assign(contacts, { [name]: counted(contacts[name]) });
  for (const name of ['ofContacts', 'between'] as const) Object.assign(bookings, { [name]: counted(bookings[name]) });
  const steps = async () => {
    asked = 0;
    return [(await waits()).length, asked];
  };
  await joined();
  expect(await steps()).toEqual([1, 2]);
  for (let guest = 0; guest < 5; guest += 1) await joined();
  expect(await steps()).toEqual([6, 2]);
});

import { expect, test, vi } from 'vitest';
import type { TimesAnswer } from '../../../../protocol/booking-times.ts';
import type { ShownBooking, WhyAnswer } from '../../../../protocol/bookings.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { HOUR, openSalon, TEN } from './salon.ts';

const DAY = 24 * HOUR;

async function openBook() {
  const salon = await openSalon();
  const { owner, desk, cut, oyuna } = salon;
  let sent = 0;
  const write = (body: object = {}) =>
    owner.ask('POST /v1/bookings', {
      body: {
        ...{ clientId: `by-hand-${++sent}`, siteId: desk.site.id, person: { phone: '+97688001122', name: 'Bolormaa' } },
        ...{ items: [{ serviceId: cut.id, staffId: oyuna.id }], startAt: TEN },
        ...body,
      },
    });
  const written = async (body: object = {}) => (await write(body)).json<ShownBooking>();
  const patch = (id: string, body: object) => owner.ask(`PATCH /v1/bookings/${id}`, { body });
  const why = async (query: string) =>
    (await owner.ask(`GET /v1/bookings/why?siteId=${desk.site.id}&${query}`)).json<WhyAnswer>();
  return { ...salon, write, written, patch, why };
}

test('BK14 the desk writes one down by a number, at any five minutes, once, and hears what has the time', async () => {
  const { desk, owner, write, written, cut, oyuna, tuya } = await openBook();
  const first = await written({ clientId: 'by-hand-once', note: 'Regular' });
  expect(first.booking).toMatchObject({ source: 'hand', by: { kind: 'agent' }, conversationId: null, note: 'Regular' });
  expect(first.contact).toMatchObject({ name: 'Bolormaa', phone: '+97688001122' });
  const again = await write({ clientId: 'by-hand-once', note: 'Regular' });
  expect([again.statusCode, again.json()]).toEqual([200, first]);
  expect((await write({ clientId: 'by-hand-once' })).json().code).toBe('CLIENT_ID_REUSED');
  const taken = await write({ startAt: TEN + HOUR - 300_000 });
  expect(taken.json()).toMatchObject({ code: 'SLOT_TAKEN', conflicts: [first.booking.id] });
  expect(taken.json().nextTimes[0]).toBe(TEN + HOUR);
  // At night, when nobody works.
  expect((await written({ startAt: TEN + 14 * HOUR })).booking.startAt).toBe(TEN + 14 * HOUR);
  expect((await write({ startAt: TEN + 60_000 })).json().fields).toEqual({ startAt: 'FIELD_INVALID' });
  expect((await write({ siteId: 'none' })).statusCode).toBe(404);
  const anybody = await written({ items: [{ serviceId: cut.id }] });
  expect(anybody.booking.items[0]!.staffId).toBe(tuya.id);

  const day = await owner.ask(`GET /v1/bookings?from=${TEN}&to=${TEN + 4 * HOUR}`);
  const ids = day.json<{ bookings: ShownBooking[] }>().bookings.map(each => each.booking.id);
  expect(ids.sort()).toEqual([first.booking.id, anybody.booking.id].sort());
  const hers = await owner.ask(`GET /v1/bookings?from=${TEN}&to=${TEN + DAY}&staffId=${oyuna.id}`);
  expect(hers.json().bookings).toHaveLength(2);
  const elsewhere = await staffed(desk, { siteIds: [] });
  expect((await elsewhere.ask(`GET /v1/bookings?from=${TEN}&to=${TEN + DAY}`)).json()).toEqual({ bookings: [] });
  expect((await elsewhere.ask(`GET /v1/bookings/${first.booking.id}`)).statusCode).toBe(404);
});

test('BK7 it is moved, stretched and given to others, by its version, and never onto another', async () => {
  const { written, patch, tuya, oyuna, times, cut } = await openBook();
  const first = (await written()).booking;
  const second = (await written({ startAt: TEN + 2 * HOUR })).booking;
  const longer = (await patch(first.id, { version: 1, endAt: TEN + 1.5 * HOUR })).json<ShownBooking>().booking;
  expect(longer).toMatchObject({ endAt: TEN + 1.5 * HOUR, version: 2, items: [{ endAt: TEN + 1.5 * HOUR }] });
  expect((await patch(first.id, { version: 1, note: 'x' })).json().code).toBe('ALREADY_CLAIMED');
  const onto = await patch(first.id, { version: 2, startAt: TEN + HOUR });
  expect(onto.json()).toMatchObject({ code: 'SLOT_TAKEN', conflicts: [second.id] });
  expect((await patch(first.id, { version: 2, endAt: TEN + 25 * HOUR })).json()).toMatchObject({
    ...{ code: 'FIELD_INVALID', fields: { endAt: 'FIELD_INVALID' } },
  });
  expect(await (await patch(first.id, { version: 2, endAt: TEN })).json()).toMatchObject({
    fields: { endAt: 'FIELD_INVALID' },
  });
  const given = await patch(first.id, { version: 2, startAt: TEN + HOUR, staffIds: [tuya.id] });
  expect(given.json<ShownBooking>().booking).toMatchObject({
    ...{ version: 3, startAt: TEN + HOUR, endAt: TEN + 2.5 * HOUR },
    items: [{ staffId: tuya.id, staffName: 'Tuya' }],
  });
  expect((await patch(first.id, { version: 3, staffIds: ['nobody'] })).json().fields).toEqual({
    staffIds: 'FIELD_INVALID',
  });
  // What it had is free again.
  const free = await times(`services=${cut.id}&staff=${oyuna.id}&from=2026-03-05&days=1`);
  expect(free.days[0]!.times).toContain(TEN);
});

test('BK7 cancelled, its time is free at once, and taken again only where it is still', async () => {
  const { written, patch } = await openBook();
  const first = (await written()).booking;
  await patch(first.id, { version: 1, state: 'cancelled' });
  const second = (await written()).booking;
  const back = await patch(first.id, { version: 2, state: 'booked' });
  expect(back.json()).toMatchObject({ code: 'SLOT_TAKEN', conflicts: [second.id] });
  await patch(second.id, { version: 1, state: 'cancelled' });
  expect((await patch(first.id, { version: 2, state: 'booked' })).json<ShownBooking>().booking.state).toBe('booked');
});

test('BK7 what was taken and paid becomes a purchase, once', async () => {
  const { owner, written, patch } = await openBook();
  const { booking } = await written();
  const lines = [{ name: 'Cut', quantity: 1, price: 40_000 }];
  expect((await patch(booking.id, { version: 1, paid: { lines } })).json().fields).toEqual({ state: 'FIELD_INVALID' });
  const done = (await patch(booking.id, { version: 1, state: 'done', paid: { lines } })).json<ShownBooking>().booking;
  expect(done).toMatchObject({ state: 'done', version: 2, purchaseId: expect.any(String) });
  const { purchases } = (await owner.ask(`GET /v1/contacts/${booking.contactId}/purchases`)).json();
  expect(purchases).toMatchObject([{ id: done.purchaseId, total: 40_000, employee: { name: 'Оюунаа' } }]);
  const again = await patch(booking.id, { version: 2, state: 'done', paid: { lines } });
  expect(again.json<ShownBooking>().booking.purchaseId).toBe(done.purchaseId);
});

test('BK7 of two tills that pay and cancel one at the same instant nothing is bought without the booking', async () => {
  const { desk, owner, written, patch } = await openBook();
  const { booking } = await written();
  const { bookings } = desk.store;
  const { change } = bookings;
  // The other till comes at the last moment.
  vi.spyOn(bookings, 'change').mockImplementationOnce(async input => {
    expect((await patch(booking.id, { version: 1, state: 'cancelled' })).statusCode).toBe(200);
    return change(input);
  });
  const paid = { lines: [{ name: 'Cut', quantity: 1, price: 40_000 }] };
  const late = await patch(booking.id, { version: 1, state: 'done', paid });
  expect(late.json().code).toBe('ALREADY_CLAIMED');
  const { purchases } = (await owner.ask(`GET /v1/contacts/${booking.contactId}/purchases`)).json();
  expect(purchases).toEqual([]);
});

test('BK14 the desk is told free times of what visitors are not offered, too', async () => {
  const { desk, owner, cut, oyuna, visit } = await openBook();
  await owner.ask(`PATCH /v1/services/${cut.id}`, { body: { version: 1, isOnline: false } });
  const query = `services=${cut.id}&staff=${oyuna.id}&from=2026-03-05&days=1`;
  expect((await visit(`GET /v1/sites/altan/booking/times?${query}`)).statusCode).toBe(422);
  const { days } = (await owner.ask(`GET /v1/bookings/times?siteId=${desk.site.id}&${query}`)).json<TimesAnswer>();
  expect(days[0]!.times[0]).toBe(TEN);
  expect((await owner.ask(`GET /v1/bookings/times?siteId=none&${query}`)).statusCode).toBe(404);
});

test('BK4 an owner is told why a time is not offered, and by what it is taken', async () => {
  const { owner, written, why, cut, colour, oyuna, tuya, chair } = await openBook();
  const { booking } = await written();
  const of = (startAt: number, service = cut.id, staff = oyuna.id) =>
    why(`services=${service}&staff=${staff}&startAt=${startAt}`);
  const codes = async (...asked: Parameters<typeof of>) => (await of(...asked)).reasons.map(each => each.code);
  expect(await of(TEN + HOUR)).toEqual({ isOffered: true, reasons: [], bookings: [] });
  const taken = await of(TEN + 0.5 * HOUR);
  expect(taken.reasons).toEqual([
    { code: 'taken', item: 0, staffId: oyuna.id, resourceId: null, bookingId: booking.id },
  ]);
  expect(taken.bookings).toMatchObject([{ booking: { id: booking.id }, contact: { name: 'Bolormaa' } }]);
  expect(await codes(TEN + 5 * 60_000 + HOUR)).toEqual(['off_grid']);
  expect(await codes(TEN - 24 * HOUR)).toEqual(['too_soon']);
  expect(await codes(TEN + 84 * DAY)).toEqual(['too_far']);
  expect(await codes(TEN + 4 * HOUR)).toEqual(['not_working']);
  await owner.ask(`PATCH /v1/staff/${oyuna.id}`, {
    body: {
      version: 1,
      breaks: Array.from({ length: 7 }, () => [{ from: '12:00', to: '13:00' }]),
      daysOff: [{ from: '2026-03-06', to: '2026-03-06', name: 'Ill' }],
    },
  });
  expect(await codes(TEN + 2 * HOUR)).toEqual(['break']);
  expect(await codes(TEN + DAY)).toEqual(['day_off']);
  await written({ items: [{ serviceId: colour.id }], startAt: TEN });
  expect(await codes(TEN + HOUR, cut.id, tuya.id)).toEqual(['buffer']);
  expect((await of(TEN + HOUR, colour.id, tuya.id)).reasons.map(each => [each.code, each.resourceId])).toEqual([
    ['buffer', null],
    ['resource_taken', chair.id],
  ]);
});

test('BK4 a date on which the site is closed is named', async () => {
  const { desk, why, times, cut, oyuna } = await openBook();
  await desk.changeSite({ days: [{ date: '2026-03-05', name: 'Holiday', spans: [] }] });
  const asked = await why(`services=${cut.id}&staff=${oyuna.id}&startAt=${TEN}`);
  expect(asked.reasons.map(each => each.code)).toEqual(['closed']);
  const { days } = await times(`services=${cut.id}&from=2026-03-05&days=2`);
  expect(days.map(each => each.times.length)).toEqual([0, 13]);
});

test('BK14 a program writes down and changes bookings by a key with that scope', async () => {
  const { desk, owner, cut } = await openBook();
  const keyOf = async (scopes: string[]) =>
    (await owner.ask('POST /v1/keys', { body: { name: 'Till', scopes } })).json().secret;
  const [booking, other] = [await keyOf(['bookings']), await keyOf(['purchases'])];
  const call = (secret: string, line: `${string} /${string}`, body?: unknown) =>
    ask(desk, line, { body, origin: null, headers: { authorization: `Bearer ${secret}` } });
  const body = {
    ...{ clientId: 'by-key-1', siteId: desk.site.id, person: { externalId: 'c-17', name: 'Hana' } },
    ...{ items: [{ serviceId: cut.id }], startAt: TEN },
  };
  const made = (await call(booking, 'POST /v1/bookings', body)).json<ShownBooking>();
  expect(made.booking).toMatchObject({ source: 'api', by: { kind: 'system' } });
  const marked = await call(booking, `PATCH /v1/bookings/${made.booking.id}`, { version: 1, state: 'arrived' });
  expect(marked.json<ShownBooking>().booking.state).toBe('arrived');
  expect((await call(other, 'POST /v1/bookings', body)).statusCode).toBe(403);
});

test('BK12 an employee’s calendar is read at a secret address, until it is renewed', async () => {
  const { desk, owner, written, patch, oyuna, tuya } = await openBook();
  const { booking } = await written({ note: 'Long hair; dark' });
  const renew = async (id: string) => new URL((await owner.ask(`POST /v1/staff/${id}/calendar`)).json().url).pathname;
  const [hers, others] = [await renew(oyuna.id), await renew(tuya.id)];
  const read = (path: string) => ask(desk, `GET ${path as `/${string}`}`, { origin: null });
  const file = await read(hers);
  expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(file.body).toContain(`UID:${booking.id}@deskbell\r\nSEQUENCE:1\r\n`);
  expect(file.body).toContain('DTSTART:20260305T020000Z\r\nDTEND:20260305T030000Z\r\nSUMMARY:Bolormaa: Үс засах\r\n');
  expect(file.body).toContain('DESCRIPTION:Long hair\\; dark');
  expect((await read(others)).body).not.toContain('BEGIN:VEVENT');
  await patch(booking.id, { version: 1, state: 'cancelled' });
  expect((await read(hers)).body).toContain('SEQUENCE:2');
  expect((await read(hers)).body).toContain('STATUS:CANCELLED');
  const renewed = await renew(oyuna.id);
  expect([(await read(hers)).statusCode, (await read(renewed)).statusCode]).toEqual([404, 200]);
  expect((await read(renewed.replace(oyuna.id, tuya.id))).statusCode).toBe(404);
});

import { expect, test } from 'vitest';
import type { BookingAnswer, Hold } from '../../../../protocol/booking-times.ts';
import type { ShownBooking } from '../../../../protocol/bookings.ts';
import { agent } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';
import { HOUR, openSalon, TEN } from './salon.ts';

const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

test('BK1 BK3 visitors are told when a visit can begin, by their own clock, and which days are full', async () => {
  const { times, cut, colour, tuya, book } = await openSalon();
  const thursday = await times(`services=${cut.id}&from=2026-03-05&days=3`);
  expect(thursday).toMatchObject({ timeZone: 'Asia/Ulaanbaatar', shopZone: 'Asia/Ulaanbaatar', minutes: 60 });
  expect(thursday.days.map(each => [each.date, each.times.length, each.isFull])).toEqual([
    ['2026-03-05', 13, false],
    ['2026-03-06', 13, false],
    ['2026-03-07', 0, false],
  ]);
  expect(thursday.days[0]!.times[0]).toBe(TEN);
  const abroad = await times(`services=${cut.id}&from=2026-03-04&days=2&timeZone=America/New_York`);
  expect(abroad.days.map(each => [each.date, each.times.map(iso).slice(0, 2)])).toEqual([
    ['2026-03-04', ['2026-03-05T02:00', '2026-03-05T02:15']],
    ['2026-03-05', ['2026-03-05T05:00', '2026-03-06T02:00']],
  ]);
  const both = await times(`services=${cut.id},${colour.id}&staff=anybody,${tuya.id}&from=2026-03-05&days=1`);
  expect([both.minutes, both.days[0]!.times.length]).toEqual([120, 9]);
  for (const hours of [0, 1, 2, 3]) await book([{ serviceId: cut.id, staffId: tuya.id }], TEN + hours * HOUR);
  const full = await times(`services=${colour.id}&from=2026-03-05&days=1`);
  expect(full.days).toEqual([{ date: '2026-03-05', times: [], isFull: true }]);
});

test('BK1 what is not offered is refused in a sentence that says what was wanted', async () => {
  const { visit, cut, colour, oyuna } = await openSalon();
  const path = 'GET /v1/sites/altan/booking/times';
  const refused = async (query: string) => {
    const answer = await visit(`${path}?${query}` as `GET /${string}`);
    return [answer.statusCode, answer.json().code, Object.keys(answer.json().fields ?? {})];
  };
  expect(await refused('services=nothing')).toEqual([422, 'FIELD_INVALID', ['services']]);
  expect(await refused(`services=${colour.id}&staff=${oyuna.id}`)).toEqual([422, 'FIELD_INVALID', ['staff']]);
  expect(await refused(`services=${cut.id}&staff=${oyuna.id},${oyuna.id}`)).toEqual([422, 'FIELD_INVALID', ['staff']]);
  expect((await visit(`${path}?days=3` as `GET /${string}`)).statusCode).toBe(400);
});

test('BK15 nothing of it is there while booking is switched off', async () => {
  const { owner, visit, cut, book } = await openSalon();
  await owner.ask('PATCH /v1/switches', { body: { booking: false } });
  const times = await visit(`GET /v1/sites/altan/booking/times?services=${cut.id}`);
  expect([times.statusCode, times.json().code]).toEqual([404, 'NOT_FOUND']);
  expect((await book([{ serviceId: cut.id }], TEN)).statusCode).toBe(404);
  const hold = { clientId: 'client-0', items: [{ serviceId: cut.id }], startAt: TEN };
  expect((await visit('POST /v1/sites/altan/booking/holds', hold)).statusCode).toBe(404);
});

test('BK6 a time is kept while somebody types, is renewed and given back, and is theirs at the end', async () => {
  const { desk, visit, cut, oyuna, tuya, book, booked } = await openSalon();
  const items = [{ serviceId: cut.id, staffId: oyuna.id }];
  const keep = (clientId: string, startAt = TEN, more: object = {}) =>
    visit('POST /v1/sites/altan/booking/holds', { clientId, items, startAt, ...more });
  const first = (await keep('client-1')).json<Hold>();
  expect(first).toMatchObject({
    items: [{ staffId: oyuna.id, staffName: 'Оюунаа' }],
    until: desk.context.now() + 300_000,
  });
  expect((await keep('client-1')).json()).toEqual(first);
  expect((await keep('client-1', TEN + HOUR)).json().code).toBe('CLIENT_ID_REUSED');
  const other = await keep('client-2');
  expect(other.json()).toMatchObject({ code: 'SLOT_TAKEN', nextAt: TEN + HOUR });
  expect(other.json().nextTimes).toHaveLength(5);
  expect((await book(items, TEN)).json().code).toBe('SLOT_TAKEN');

  const { secret } = first;
  await desk.pass(4 * 60_000);
  const renewed = await visit('POST /v1/sites/altan/booking/holds/renew', { secret });
  expect(renewed.json<Hold>().until).toBe(desk.context.now() + 300_000);
  await desk.pass(4 * 60_000);
  expect((await keep('client-3')).statusCode).toBe(409);
  const mine = await booked(items, TEN, { hold: secret });
  expect(mine.items[0]!.staffName).toBe('Оюунаа');
  expect((await visit('POST /v1/sites/altan/booking/holds/renew', { secret })).statusCode).toBe(404);

  const second = (await keep('client-4', TEN + HOUR)).json<Hold>();
  await visit('POST /v1/sites/altan/booking/holds/release', { secret: second.secret });
  const third = (await keep('client-5', TEN + HOUR)).json<Hold>();
  await desk.pass(6 * 60_000);
  // It ran out, and its time is free still.
  expect((await book(items, TEN + HOUR, { hold: third.secret })).statusCode).toBe(201);
  expect(tuya.id).not.toBe(oyuna.id);
});

test('BK8 BK13 a booking comes into the conversation of whoever makes it, with what they say of themself, once', async () => {
  const { desk, owner, visit, cut } = await openSalon();
  const sarnai = await agent(desk);
  const body = {
    ...{ clientId: 'client-once', items: [{ serviceId: cut.id }], startAt: TEN },
    ...{ name: 'Сараа', phone: '99112233', country: 'MN', note: 'Photos', timeZone: 'Asia/Kolkata', locale: 'hi-IN' },
  };
  const answer = await visit('POST /v1/sites/altan/booking/bookings', body);
  expect(answer.statusCode).toBe(201);
  const { booking, token } = answer.json<BookingAnswer>();
  expect(booking).toMatchObject({ state: 'booked', startAt: TEN, endAt: TEN + HOUR, changeUntil: TEN - 2 * HOUR });
  // In their language where it has a name in it; the desk has its own.
  expect(booking.items[0]).toMatchObject({ name: 'कटाई', price: { minor: 35_000, isFrom: true } });
  expect(booking.url).toMatch(/^http:\/\/[^/]+\/f\/altan\/booking\/\w+\/[\w-]+$/);
  const again = await visit('POST /v1/sites/altan/booking/bookings', body);
  expect([again.statusCode, again.json().booking]).toEqual([200, booking]);
  const other = await visit('POST /v1/sites/altan/booking/bookings', { ...body, note: 'None' });
  expect(other.json().code).toBe('CLIENT_ID_REUSED');

  const { entry, conversation } = await sarnai.hears('entry.added');
  expect(entry.body).toMatchObject({ kind: 'form', phone: '+97699112233', booking: { id: booking.id, act: 'booked' } });
  expect(conversation).toMatchObject({ channels: ['booking'], waitingSince: null, status: 'closed' });
  expect(await sarnai.hears('booking.changed')).toMatchObject({ bookingId: booking.id, startAt: TEN, before: null });
  const kept = (await owner.ask(`GET /v1/bookings/${booking.id}`)).json<ShownBooking>();
  expect(kept.booking).toMatchObject({
    ...{
      source: 'widget',
      locale: 'hi',
      visitorZone: 'Asia/Kolkata',
      timeZone: 'Asia/Ulaanbaatar',
      date: '2026-03-05',
    },
    conversationId: conversation.id,
  });
  expect(kept.booking.items[0]!.name).toBe('Үс засах');
  expect(kept.contact).toMatchObject({ name: 'Сараа', phone: '+97699112233' });
  const timeline = (await owner.ask(`GET /v1/contacts/${kept.booking.contactId}/timeline?kinds=booking`)).json();
  expect(timeline.items).toMatchObject([{ kind: 'booking', id: booking.id, at: TEN, state: 'booked' }]);

  // Who has a token books another time in the same conversation.
  const next = { ...body, clientId: 'client-next', startAt: TEN + 2 * HOUR };
  const second = await visit('POST /v1/sites/altan/booking/bookings', next, { authorization: `Bearer ${token}` });
  const own = await desk.store.bookings.find(second.json<BookingAnswer>().booking.id);
  expect(own!.conversationId).toBe(conversation.id);
});

test('BK8 P3 a number that is known opens nothing: who types it is told nothing of whose it is', async () => {
  const { owner, cut, booked } = await openSalon();
  const first = await booked([{ serviceId: cut.id }], TEN, { name: 'Сараа' });
  const second = await booked([{ serviceId: cut.id }], TEN + HOUR, { name: 'Somebody else' });
  expect(JSON.stringify(second)).not.toContain('Сараа');
  const contactOf = async (id: string) =>
    (await owner.ask(`GET /v1/bookings/${id}`)).json<ShownBooking>().booking.contactId;
  expect(await contactOf(first.id)).not.toBe(await contactOf(second.id));
});

test('BK8 what is missing is named, and nothing is taken by it', async () => {
  const { cut, book, booked } = await openSalon();
  const items = [{ serviceId: cut.id }];
  const mistakes = async (more: object) => (await book(items, TEN, more)).json().fields;
  expect(await mistakes({ name: '', phone: '' })).toEqual({ name: 'FIELD_REQUIRED', phone: 'FIELD_REQUIRED' });
  expect(await mistakes({ phone: '12' })).toEqual({ phone: 'PHONE_INVALID' });
  expect(await mistakes({ email: 'none' })).toEqual({ email: 'EMAIL_INVALID' });
  for (const startAt of [TEN + 60_000, TEN - HOUR, TEN + 100 * 24 * HOUR, TEN + 30 * HOUR - HOUR]) {
    expect((await book(items, startAt)).json()).toMatchObject({
      code: 'SLOT_TAKEN',
      fields: { startAt: 'SLOT_TAKEN' },
    });
  }
  expect((await booked(items, TEN)).startAt).toBe(TEN);
});

test('BK5 of anybody whoever has least on that day is asked first, unless the owner says otherwise', async () => {
  const { owner, cut, tuya, oyuna, booked } = await openSalon();
  const items = [{ serviceId: cut.id }];
  const who = async (startAt: number) => (await booked(items, startAt)).items[0]!.staffId;
  expect([await who(TEN), await who(TEN + HOUR), await who(TEN + 2 * HOUR)]).toEqual([oyuna.id, tuya.id, oyuna.id]);
  await owner.ask('PUT /v1/booking-settings', { body: { anybody: 'first' } });
  expect(await who(TEN + 3 * HOUR)).toBe(oyuna.id);
});

test('R3 one address keeps and books so many times and no more', async () => {
  const { desk, cut, visit } = await openSalon();
  const items = [{ serviceId: cut.id }];
  const codes = new Set<string>();
  for (let each = 0; each < 45; each += 1) {
    const body = { clientId: `client-hold-${each}`, items, startAt: TEN };
    codes.add((await visit('POST /v1/sites/altan/booking/holds', body)).json().code ?? 'kept');
  }
  expect([...codes]).toEqual(['kept', 'SLOT_TAKEN', 'RATE_LIMITED']);
  await desk.pass(300_000);
  expect((await ask(desk, 'GET /healthz')).statusCode).toBe(200);
});

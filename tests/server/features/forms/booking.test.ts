import { expect, test } from 'vitest';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { agent } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

const HTML = { accept: 'text/html' };

async function openLink() {
  const salon = await openSalon();
  const { desk, cut, oyuna, booked } = salon;
  const booking = await booked([{ serviceId: cut.id, staffId: oyuna.id }], TEN, { timeZone: 'Europe/Berlin' });
  const path = new URL(booking.url).pathname as `/${string}`;
  const look = (language = 'en', at: string = path) =>
    ask(desk, `GET ${at as `/${string}`}`, { origin: null, headers: { ...HTML, 'accept-language': language } });
  const press = (fields: Record<string, string>) => {
    const headers = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' };
    return ask(desk, `POST ${path}`, { body: new URLSearchParams({ _locale: 'en', ...fields }).toString(), headers });
  };
  const now = async () => (await desk.store.bookings.find(booking.id))!;
  return { ...salon, booking, path, look, press, now };
}

test('BK10 the link shows a booking by both clocks, and looking at it changes nothing', async () => {
  const { desk, look, path, now } = await openLink();
  const before = await now();
  const page = await look();
  expect(page.statusCode).toBe(200);
  for (const words of ['03:00–04:00', '10:00–11:00', 'Cut', 'Оюунаа', 'I will come', 'visit.ics']) {
    expect(page.body).toContain(words);
  }
  expect(page.body).not.toContain('<script');
  expect(page.headers['cache-control']).toContain('private');
  await look('en', `${path}?act=cancel&version=1`);
  await ask(desk, `HEAD ${path}` as 'GET /', { origin: null });
  expect(await now()).toEqual(before);
  expect((await look('en', `${path}x`)).statusCode).toBe(404);
  for (const locale of LOCALES) {
    const { body } = await look(locale);
    expect(body).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(body).not.toMatch(/\{\w+\}/);
  }
});

test('BO9 who cancels by their link may say why, which is for the desk', async () => {
  const { press, look, now } = await openLink();
  expect((await look()).body).toContain('name="reason"');
  await press({ act: 'cancel', version: '1', reason: ' Ill ' });
  expect(await now()).toMatchObject({ state: 'cancelled', reason: 'Ill' });
  expect((await look()).body).not.toContain('Ill');
});

test('BK10 one press says that they come, moves or cancels, and the desk hears of it at once', async () => {
  const { desk, press, look, now, booking } = await openLink();
  const sarnai = await agent(desk);
  expect((await press({ act: 'confirm', version: '1' })).body).toContain('<h1>Thank you, we expect you</h1>');
  expect(await now()).toMatchObject({ state: 'confirmed', stateBy: { kind: 'visitor' }, version: 2 });
  expect((await sarnai.hears('booking.changed')).bookingId).toBe(booking.id);
  const { entry } = await sarnai.hears('entry.added');
  expect(entry.body).toMatchObject({ kind: 'form', booking: { id: booking.id, act: 'confirmed' } });
  // Pressed twice, it was done once.
  expect((await press({ act: 'confirm', version: '1' })).statusCode).toBe(200);
  expect((await now()).version).toBe(2);

  expect((await look()).body).toContain(`<option value="${TEN + HOUR}"`);
  const moved = await press({ act: 'move', version: '2', time: `${TEN + HOUR}` });
  expect(moved.body).toContain('<h1>The visit is moved</h1>');
  expect(moved.body).toContain('11:00–12:00');
  // Of another hour they have not said that they come.
  expect(await now()).toMatchObject({ startAt: TEN + HOUR, state: 'booked', version: 3 });

  expect((await press({ act: 'cancel', version: '3' })).body).toContain('<h1>The visit is cancelled</h1>');
  expect((await now()).state).toBe('cancelled');
  expect((await press({ act: 'move', version: '4', time: `${TEN}` })).statusCode).toBe(409);
  const file = await look('en', new URL(booking.calendarUrl).pathname);
  expect(file.body).toContain(`UID:${booking.id}@deskbell\r\nSEQUENCE:4`);
  expect(file.body).toContain('STATUS:CANCELLED');
});

test('BK10 a page that was open while it changed, a time that is taken, and one that is too late do nothing', async () => {
  const { desk, owner, press, look, now, booking, booked, cut, oyuna } = await openLink();
  await owner.ask(`PATCH /v1/bookings/${booking.id}`, { body: { version: 1, note: 'Photos' } });
  const stale = await press({ act: 'cancel', version: '1' });
  expect([stale.statusCode, stale.body.includes('The visit was changed meanwhile')]).toEqual([409, true]);
  await booked([{ serviceId: cut.id, staffId: oyuna.id }], TEN + 2 * HOUR);
  const taken = await press({ act: 'move', version: '2', time: `${TEN + 2 * HOUR}` });
  expect([taken.statusCode, taken.body.includes('Somebody has just taken that time')]).toEqual([409, true]);
  expect((await press({ act: 'move', version: '2', time: `${TEN + 60_000}` })).statusCode).toBe(409);
  expect(await now()).toMatchObject({ state: 'booked', startAt: TEN, version: 2 });

  await desk.pass(TEN - 2 * HOUR - desk.context.now() + 1000);
  const late = await press({ act: 'cancel', version: '2' });
  expect([late.statusCode, late.body.includes('It is too late')]).toEqual([409, true]);
  expect((await look()).body).not.toContain('value="cancel"');
  expect((await press({ act: 'confirm', version: '2' })).statusCode).toBe(200);
});

test('BK11 what the shop noted of how it went is not told to the person', async () => {
  const { owner, look, booking } = await openLink();
  await owner.ask(`PATCH /v1/bookings/${booking.id}`, { body: { version: 1, state: 'no_show' } });
  const { body } = await look();
  expect(body).toContain('This visit is over');
  expect(body).not.toMatch(/no.show/i);
});

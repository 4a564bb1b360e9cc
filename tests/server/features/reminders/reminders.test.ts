import { expect, test } from 'vitest';
import type { OwnBooking } from '../../../../protocol/booking-times.ts';
import type { ReminderSettings } from '../../../../protocol/reminders.ts';
import type { SealedLetter } from '../../../../server/features/mail/letters.ts';
import { readVisit } from '../../../../server/features/reminders/teller.ts';
import type { DeliveryRecord } from '../../../../server/outbox/store.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';
import { HOUR } from '../bookings/salon.ts';
import { ALL, DAY, FRIDAY, linksIn, MINUTE, ORIGIN, openShop } from './shop.ts';

/** From Wednesday at 18:20 to the hour of the reminder on Thursday. */
const TO_FIVE = 22 * HOUR + 40 * MINUTE;

test('RM3 whoever books gets one letter at once, with the time of the shop, a file for the calendar and three links', async () => {
  const { take, pass, letters, server } = await openShop();
  const booking = await take(FRIDAY);
  await pass(MINUTE);
  await pass(HOUR);
  const [letter, ...more] = letters();
  expect(more).toEqual([]);
  expect(letter).toContain('Friday 6 March, 10:00–11:00 (Ulaanbaatar Standard Time)');
  expect(letter).toContain('Cut · Оюунаа');
  expect(linksIn(letter!).map(link => link.replace(booking.url, ''))).toEqual([
    '?ask=confirm',
    '?ask=move',
    '?ask=cancel',
  ]);
  const mail = server.got.find(each => each.to.includes('saraa@shop.example'))!;
  const file = /filename=visit\.ics\r\n\r\n([\s\S]*?)\r\n--/.exec(mail.raw)![1]!;
  expect(String(Buffer.from(file, 'base64'))).toMatch(
    /UID:\w+@deskbell\r\nSEQUENCE:1\r\n[\s\S]*DTSTART:20260306T020000Z/,
  );
});

test('RM7 the clock of the person stands beside that of the shop where it shows another time', async () => {
  const { take, pass, letters } = await openShop();
  await take(FRIDAY, { timeZone: 'Asia/Kolkata', locale: 'hi' });
  await pass(MINUTE);
  expect(letters()[0]).toContain(
    'शुक्रवार, 6 मार्च, 10:00 am–11:00 am (उलान बटोर मानक समय)\nशुक्रवार, 6 मार्च, 07:30 am–08:30 am (भारतीय मानक समय)',
  );
});

test('RM3 moved by either, it is told anew; marked or noted, nothing is; cancelled before it left, nothing leaves', async () => {
  const { take, pass, letters, patch, desk } = await openShop();
  const booking = await take(FRIDAY);
  await pass(MINUTE);
  await patch(booking.id, { version: 1, note: 'By the window' });
  await patch(booking.id, { version: 2, state: 'confirmed' });
  await pass(MINUTE);
  expect(letters()).toHaveLength(1);
  await patch(booking.id, { version: 3, startAt: FRIDAY + HOUR });
  await pass(MINUTE);
  expect(letters()).toHaveLength(2);
  expect(letters()[1]).toContain('11:00–12:00');
  expect(letters()[1]).toContain('Your visit was moved. It is now at this time:');
  const other = await take(FRIDAY + DAY * 3);
  await patch(other.id, { version: 1, state: 'cancelled' });
  await pass(MINUTE);
  expect(letters()).toHaveLength(2);
  const { contactId } = (await desk.store.bookings.find(other.id))!;
  expect((await desk.store.jobs.ofConversation(contactId)).filter(each => each.subject === other.id)).toEqual([]);
});

test('RM9 what the desk cancels is told at once, with its reason, a file and a link to book again', async () => {
  const { take, pass, letters, patch, server } = await openShop();
  const booking = await take(FRIDAY);
  await pass(MINUTE);
  await patch(booking.id, { version: 1, state: 'cancelled', reason: 'Oyuna is ill.' });
  await pass(MINUTE);
  await patch(booking.id, { version: 2, note: 'Called back' });
  await pass(DAY);
  const [, letter, ...more] = letters();
  expect(more).toEqual([]);
  expect(letter).toContain('this visit is cancelled');
  expect(letter).toContain('Friday 6 March, 10:00–11:00 (Ulaanbaatar Standard Time)\n\nOyuna is ill.\n\n');
  expect(linksIn(letter!)).toEqual([
    expect.stringMatching(/^https:\/\/desk\.example\/f\/[^/]+\/(booking|contact|callback)$/),
  ]);
  const mail = server.got.filter(each => each.to.includes('saraa@shop.example'))[1]!;
  expect(mail.raw).toContain('method=CANCEL');
  const file = /filename=visit\.ics\r\n\r\n([\s\S]*?)\r\n--/.exec(mail.raw)![1]!;
  expect(String(Buffer.from(file, 'base64'))).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2\r\n[\s\S]*STATUS:CANCELLED/);
});

test('RM9 who cancels by their link, or was told of nothing, hears nothing; nor does anybody of what is booked anew or began', async () => {
  const { desk, take, pass, letters, patch, set } = await openShop();
  const [own, anew] = [await take(FRIDAY), await take(FRIDAY + HOUR)];
  await pass(MINUTE);
  const body = new URLSearchParams({ version: '1', act: 'cancel' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await ask(desk, `POST ${own.url.replace(ORIGIN, '') as `/${string}`}`, { body, headers, origin: null });
  expect((await desk.store.bookings.find(own.id))?.state).toBe('cancelled');
  await pass(MINUTE);
  expect(letters()).toHaveLength(2);
  // Written, and booked anew before it left.
  await patch(anew.id, { version: 1, state: 'cancelled', reason: 'A mistake' });
  const sealed = { template: 'cancelled', locale: 'en', values: { booking: anew.id, startAt: String(anew.startAt) } };
  const read = () =>
    readVisit(desk.context, sealed as unknown as SealedLetter, { siteId: desk.site.id } as DeliveryRecord);
  expect(await read()).toMatchObject({ reason: 'A mistake', link: expect.stringContaining(`${ORIGIN}/f/`) });
  await patch(anew.id, { version: 2, state: 'booked' });
  expect(await read()).toBeNull();
  await pass(MINUTE);
  expect(letters().filter(each => each.includes('cancelled'))).toEqual([]);
  await set({});
  await patch(anew.id, { version: 3, state: 'cancelled' });
  await pass(MINUTE);
  await set(ALL);
  const late = await take(FRIDAY + 2 * HOUR);
  await pass(late.startAt - desk.context.now());
  await patch(late.id, { version: 1, state: 'cancelled' });
  await pass(MINUTE);
  expect(letters().filter(each => each.includes('cancelled'))).toEqual([]);
});

test('RM3 what the desk writes down is told too, and is in no conversation; nothing of what is past', async () => {
  const { owner, desk, items, pass, letters } = await openShop();
  const person = { name: 'Bolormaa', email: 'bolor@shop.example' };
  const write = (startAt: number, clientId: string) =>
    owner.ask('POST /v1/bookings', { body: { clientId, siteId: desk.site.id, person, items, startAt } });
  expect((await write(FRIDAY, 'by-hand-1')).statusCode).toBe(201);
  await write(FRIDAY - 7 * DAY, 'by-hand-2');
  await pass(MINUTE);
  expect(letters('bolor@shop.example')).toHaveLength(1);
});

test('RM4 the day before at the hour of the shop comes one reminder', async () => {
  const { take, pass, letters } = await openShop();
  const booking = await take(FRIDAY);
  await pass(TO_FIVE - MINUTE);
  expect(letters()).toHaveLength(1);
  await pass(2 * MINUTE);
  await pass(DAY);
  expect(letters()).toHaveLength(2);
  expect(letters()[1]).toContain('A short reminder of your visit.');
  expect(linksIn(letters()[1]!)[0]).toBe(`${booking.url}?ask=confirm`);
});

test('RM4 moved, its reminder moves; marked as not come, cancelled or booked after that hour, there is none', async () => {
  const { take, pass, letters, patch } = await openShop({ reminder: ALL.reminder });
  const [moved, gone] = [await take(FRIDAY), await take(FRIDAY + HOUR)];
  await patch(moved.id, { version: 1, startAt: FRIDAY + 3 * DAY });
  await patch(gone.id, { version: 1, state: 'cancelled' });
  await pass(TO_FIVE + MINUTE);
  await take(FRIDAY + 2 * HOUR);
  await pass(DAY);
  expect(letters()).toEqual([]);
  await pass(2 * DAY);
  expect(letters()).toHaveLength(1);
  expect(letters()[0]).toContain('Monday 9 March, 10:00');
});

test('RM4 a letter that waited while its visit was moved, cancelled or began does not leave', async () => {
  const { desk, take, patch, letters, pass } = await openShop();
  const booking = await take(FRIDAY);
  const { store, context } = desk;
  // Written, and moved before the mail server was asked.
  const [job] = await store.jobs.take({
    ...{ kinds: ['booking_confirmation'], at: context.now(), leaseUntil: context.now() + MINUTE, limit: 1 },
  });
  expect(job?.subject).toBe(booking.id);
  await patch(booking.id, { version: 1, state: 'cancelled' });
  expect(await store.jobs.drop(job!)).toBe(false);
  await pass(DAY);
  expect(letters()).toEqual([]);

  // Written, and kept waiting by the mail server meanwhile.
  const later = await take(FRIDAY + 3 * DAY);
  const values = { booking: later.id, startAt: String(later.startAt) };
  const letter: SealedLetter = {
    to: 'saraa@shop.example',
    template: 'booked',
    locale: 'en',
    values,
    headers: {},
    files: [],
    expiresAt: null,
  };
  const read = () => readVisit(context, letter, { siteId: desk.site.id } as DeliveryRecord);
  expect(await read()).toMatchObject({ link: `${later.url}?ask=confirm`, cancel: `${later.url}?ask=cancel` });
  await patch(later.id, { version: 1, startAt: later.startAt + HOUR });
  expect(await read()).toBeNull();
  await patch(later.id, { version: 2, startAt: later.startAt });
  // An hour before it can not be changed by its link any more.
  await desk.pass(later.startAt - HOUR - context.now());
  expect(Object.keys((await read())!)).not.toContain('cancel');
  await desk.pass(HOUR);
  expect(await read()).toBeNull();
});

test('RM5 nothing is told until an owner says so, and of a switched off booking nothing at all', async () => {
  const { take, pass, letters, owner, set } = await openShop({});
  await take(FRIDAY);
  await pass(MINUTE);
  expect(letters()).toEqual([]);
  // What was booked before is reminded as well.
  await set(ALL);
  await pass(TO_FIVE);
  expect(letters()).toHaveLength(1);
  await take(FRIDAY + 4 * DAY);
  await pass(MINUTE);
  expect(letters()).toHaveLength(2);
  await owner.ask('PATCH /v1/switches', { body: { booking: false } });
  await pass(4 * DAY);
  expect(letters()).toHaveLength(2);
});

test('RM5 another hour is that of what waits too, and whom it has passed is told at the old one', async () => {
  const { take, pass, letters, set } = await openShop({ reminder: ALL.reminder });
  await take(FRIDAY);
  await set({ reminder: { isOn: true, daysBefore: 1, hour: 12 } });
  await pass(TO_FIVE - 4.5 * HOUR);
  expect(letters()).toHaveLength(1);
  await take(FRIDAY + 5 * DAY);
  await set({ reminder: { isOn: true, daysBefore: 14, hour: 12 } });
  await pass(MINUTE);
  expect(letters()).toHaveLength(1);
  await pass(5 * DAY);
  expect(letters()).toHaveLength(2);
});

test('RM5 settings are an owner’s, and are written over those that were read alone', async () => {
  const { desk, owner, set } = await openShop({});
  const read = async () => (await owner.ask('GET /v1/reminder-settings')).json<ReminderSettings>();
  const was = await read();
  expect(was).toEqual({
    confirmation: { isOn: false },
    reminder: { isOn: false, daysBefore: 1, hour: 17 },
    question: { isOn: false, afterMinutes: 60, badScore: 3, reviewUrl: '' },
    return: { isOn: false, days: 60 },
  });
  expect((await set({ ...ALL, was })).statusCode).toBe(200);
  expect((await set({ ...was, was })).json()).toMatchObject({ code: 'ALREADY_CLAIMED' });
  expect((await read()).confirmation.isOn).toBe(true);
  expect((await set({ reminder: { hour: 24 } })).statusCode).toBe(422);
  const bella = await staffed(desk, { role: 'agent' });
  expect((await bella.ask('GET /v1/reminder-settings')).statusCode).toBe(200);
  expect((await bella.ask('PUT /v1/reminder-settings', { body: {} })).statusCode).toBe(403);
});

test('RM6 a robot that opens and asks for every link of every letter changes nothing; one press each does what it says', async () => {
  const { desk, take, pass, letters, owner } = await openShop();
  const booking = await take(FRIDAY);
  await pass(TO_FIVE + MINUTE);
  const links = letters().flatMap(linksIn);
  expect(links).toHaveLength(6);
  const before = await desk.store.bookings.find(booking.id);
  const pathOf = (link: string) => link.replace(ORIGIN, '') as `/${string}`;
  for (const link of [...links, `${booking.url}/visit.ics`]) {
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await ask(desk, `${method} ${pathOf(link)}`, { origin: null });
      expect([method, link, answer.statusCode]).toEqual([method, link, 200]);
    }
  }
  expect(await desk.store.bookings.find(booking.id)).toEqual(before);

  const read = async () => (await owner.ask(`GET /v1/bookings/${booking.id}`)).json<{ booking: OwnBooking }>().booking;
  const press = async (of: string, version: number, more: object = {}) => {
    const body = new URLSearchParams({ version: String(version), act: of, ...more }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return ask(desk, `POST ${pathOf(booking.url)}`, { body, headers, origin: null });
  };
  const first = (page: string) => /name="act" value="(\w+)"/.exec(page)![1];
  for (const of of ['confirm', 'move', 'cancel']) {
    const page = await ask(desk, `GET ${pathOf(links.find(each => each.endsWith(of))!)}`, { origin: null });
    expect(first(page.body)).toBe(of);
  }
  await press('confirm', 1);
  expect(await read()).toMatchObject({ state: 'confirmed' });
  const thanks = await ask(desk, `GET ${pathOf(links[0]!)}`, { origin: null });
  expect(thanks.body).toContain('таныг хүлээж байна');
  await press('move', 2, { time: String(FRIDAY + HOUR) });
  expect(await read()).toMatchObject({ state: 'booked', startAt: FRIDAY + HOUR });
  await press('cancel', 3);
  expect(await read()).toMatchObject({ state: 'cancelled' });
});

test('RM8 who left a number alone gets a short message where the owner wants that, by day, and not after STOP', async () => {
  const { desk, take, pass, letters } = await openShop();
  const gateway = await smsGateway();
  const toPeople = { apology: false, rating: false, booking: true, return: false, waiting: false };
  const { addresses } = await smsDesk(desk, gateway.url, { toPeople });
  gateway.got.length = 0;
  const booking = await take(FRIDAY, { email: '', locale: 'en' });
  await pass(MINUTE);
  expect(gateway.got).toMatchObject([{ to: '+97699112233', text: expect.stringContaining(booking.url) }]);
  expect(gateway.got[0]!.text).toBe(
    `Altan Flowers: you are booked. Friday 6 March, 10:00 (Ulaanbaatar Standard Time). Come, move, cancel: ${booking.url}`,
  );
  await desk.app.inject({
    method: 'POST',
    url: new URL(addresses.repliesUrl).pathname,
    payload: { from: '+97699112233', text: 'STOP' },
  });
  await pass(TO_FIVE + HOUR);
  expect([gateway.got.length, letters()]).toEqual([1, []]);
});

test('RM8 where a language needs more segments than one may send, when and where is left', async () => {
  const { desk, take, pass } = await openShop();
  const gateway = await smsGateway();
  const toPeople = { apology: false, rating: false, booking: true, return: false, waiting: false };
  await smsDesk(desk, gateway.url, { toPeople, mostSegments: 3 });
  gateway.got.length = 0;
  const booking = await take(FRIDAY, { email: '', locale: 'mn', timeZone: 'Asia/Kolkata' });
  await pass(MINUTE);
  expect(gateway.got.map(each => each.text)).toEqual([
    `Altan Flowers: 3-р сарын 6, Баасан, 10:00 (Улаанбаатарын стандарт цаг) ${booking.url}`,
  ]);
});

test('RM9 who left a number alone hears by SMS that it was moved, and that it is cancelled', async () => {
  const { desk, take, pass, patch } = await openShop({ confirmation: ALL.confirmation });
  const gateway = await smsGateway();
  const toPeople = { apology: false, rating: false, booking: true, return: false, waiting: false };
  await smsDesk(desk, gateway.url, { toPeople });
  const booking = await take(FRIDAY, { email: '', locale: 'en' });
  await pass(MINUTE);
  gateway.got.length = 0;
  await patch(booking.id, { version: 1, startAt: FRIDAY + HOUR });
  await pass(MINUTE);
  await patch(booking.id, { version: 2, state: 'cancelled', reason: 'Oyuna is ill.' });
  await pass(MINUTE);
  const when = 'Friday 6 March, 11:00 (Ulaanbaatar Standard Time)';
  expect(gateway.got.map(each => each.text)).toEqual([
    `Altan Flowers: your visit was moved and is now ${when}. Come, move, cancel: ${booking.url}`,
    expect.stringContaining(`Altan Flowers: your visit is cancelled, ${when}. Oyuna is ill. Book again: ${ORIGIN}/f/`),
  ]);
});

test('RM8 RM9 of a short message that night held back while its visit was cancelled, that alone leaves in the morning', async () => {
  // 21:20 in the shop: the message waits for the morning.
  const { desk, take, pass, patch } = await openShop(ALL, { startAt: Date.parse('2026-03-04T13:20:00Z') });
  const gateway = await smsGateway();
  await smsDesk(desk, gateway.url, {
    toPeople: { apology: false, rating: false, booking: true, return: false, waiting: false },
  });
  gateway.got.length = 0;
  const booking = await take(FRIDAY, { email: '' });
  await pass(MINUTE);
  await patch(booking.id, { version: 1, state: 'cancelled' });
  await pass(DAY);
  expect(gateway.got).toMatchObject([{ text: expect.stringContaining('your visit is cancelled') }]);
});

test('RM10 of what was held as spam nothing leaves until it is let out; then it is told, once, if it is to come still', async () => {
  const blocked = { kind: 'number', value: '+97699112233' } as const;
  const { desk, take, pass, letters, patch } = await openShop(ALL, {
    site: {
      ...{ timeZone: 'Asia/Ulaanbaatar', locale: 'mn' },
      spam: { work: 'never', countries: [], blocks: [blocked] },
    },
  });
  const visits = [await take(FRIDAY), await take(FRIDAY + HOUR), await take(FRIDAY - DAY)];
  const [kept, gone] = visits;
  const records = await Promise.all(visits.map(async each => (await desk.store.bookings.find(each.id))!));
  const held = await Promise.all(records.map(each => desk.store.conversations.find(each.conversationId!)));
  expect(held.map(each => each?.status)).toEqual(['held', 'held', 'held']);
  // The last one is over, and the hour of the reminders has passed.
  await pass(DAY);
  await patch(gone!.id, { version: 1, state: 'cancelled' });
  expect(letters()).toEqual([]);
  const author = { kind: 'agent', id: 'bella', name: 'Bella' } as const;
  for (const conversationId of new Set(records.map(each => each.conversationId!)))
    await desk.store.spam.release({ conversationId, author, at: desk.context.now() });
  await pass(6 * MINUTE);
  await pass(3 * DAY);
  expect(letters()).toHaveLength(1);
  expect(letters()[0]).toContain(`${kept!.url}?ask=confirm`);
});

/** From Wednesday at 18:20 to ten in the evening. */
const TO_TEN = 3 * HOUR + 40 * MINUTE;

test('RM11 what the desk moves or cancels at night is told in the morning, and at once where that would be late', async () => {
  const { take, pass, letters, patch } = await openShop({ confirmation: ALL.confirmation });
  const [moved, gone, soon] = [await take(FRIDAY), await take(FRIDAY + HOUR), await take(FRIDAY - DAY)];
  await pass(TO_TEN);
  expect(letters()).toHaveLength(3);
  await patch(moved.id, { version: 1, startAt: FRIDAY + 2 * HOUR });
  await patch(gone.id, { version: 1, state: 'cancelled' });
  await pass(MINUTE);
  expect(letters()).toHaveLength(3);
  // Tomorrow at ten it was to be: who hears of it at nine is on the way.
  await patch(soon.id, { version: 1, startAt: FRIDAY + 3 * DAY });
  await pass(MINUTE);
  expect(letters()).toHaveLength(4);
  expect(letters()[3]).toContain('Monday 9 March, 10:00');
  // To nine in the morning.
  await pass(11 * HOUR - 3 * MINUTE);
  expect(letters()).toHaveLength(4);
  await pass(2 * MINUTE);
  expect(letters().slice(4).sort()).toEqual([
    expect.stringContaining('this visit is cancelled'),
    expect.stringContaining('Friday 6 March, 12:00'),
  ]);
});

test('RM11 whoever moves it by themself at night is told at once', async () => {
  const { desk, take, pass, letters } = await openShop({ confirmation: ALL.confirmation });
  const booking = await take(FRIDAY);
  await pass(TO_TEN);
  const body = new URLSearchParams({ version: '1', act: 'move', time: String(FRIDAY + HOUR) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await ask(desk, `POST ${booking.url.replace(ORIGIN, '') as `/${string}`}`, { body, headers, origin: null });
  await pass(MINUTE);
  expect(letters()).toHaveLength(2);
  expect(letters()[1]).toContain('11:00–12:00');
});

test('RM11 by SMS it leaves at night where the owner lets what is urgent leave then, and only if it can not wait', async () => {
  const { desk, take, pass, patch } = await openShop({ confirmation: ALL.confirmation });
  const gateway = await smsGateway();
  const toPeople = { apology: false, rating: false, booking: true, return: false, waiting: false };
  await smsDesk(desk, gateway.url, { toPeople, isUrgentAtNight: true });
  const [soon, later] = [await take(FRIDAY - DAY, { email: '' }), await take(FRIDAY, { email: '' })];
  await pass(TO_TEN);
  gateway.got.length = 0;
  await patch(later.id, { version: 1, state: 'cancelled' });
  await patch(soon.id, { version: 1, state: 'cancelled' });
  await pass(MINUTE);
  expect(gateway.got).toMatchObject([{ text: expect.stringContaining('Thursday 5 March, 10:00') }]);
  await pass(11 * HOUR);
  expect(gateway.got).toMatchObject([{}, { text: expect.stringContaining('Friday 6 March, 10:00') }]);
});

test('RM8 SM10 where mail is off, who left an address and a number is told by SMS', async () => {
  const { desk, take, pass } = await openShop(ALL, { config: { smtpUrl: null, mailFrom: null } });
  const gateway = await smsGateway();
  const toPeople = { apology: false, rating: true, booking: true, return: true, waiting: false };
  await smsDesk(desk, gateway.url, { toPeople });
  gateway.got.length = 0;
  const booking = await take(FRIDAY);
  await pass(MINUTE);
  expect(gateway.got).toMatchObject([{ to: '+97699112233', text: expect.stringContaining(booking.url) }]);
});

test('BK14 of whom no language is known is told in that of the site where they are booked', async () => {
  const { desk, owner, items, pass } = await openShop({ confirmation: ALL.confirmation });
  const gateway = await smsGateway();
  const toPeople = { apology: false, rating: false, booking: true, return: false, waiting: false };
  await smsDesk(desk, gateway.url, { toPeople });
  gateway.got.length = 0;
  const { id: siteId, key } = (await owner.ask('POST /v1/sites', { body: { name: 'Marigold' } })).json();
  await owner.ask(`PATCH /v1/sites/${key}`, { body: { locale: 'hi', timeZone: 'Asia/Kolkata' } });
  const byHand = async (startAt: number, person: object) => {
    const body = { clientId: `by-phone-${startAt}`, siteId, person, items, startAt };
    return (await owner.ask('POST /v1/bookings', { body })).json().booking;
  };
  const made = await byHand(FRIDAY, { name: 'Asha', phone: '+919876543210' });
  expect(made).toMatchObject({ locale: 'hi', visitorZone: 'Asia/Kolkata' });
  await pass(MINUTE);
  expect(gateway.got).toMatchObject([{ text: expect.stringContaining('Marigold: शुक्रवार, 6 मार्च') }]);
  await owner.ask(`PATCH /v1/contacts/${made.contactId}`, { body: { locale: 'ru' } });
  expect(await byHand(FRIDAY + HOUR, { contactId: made.contactId })).toMatchObject({ locale: 'ru' });
});

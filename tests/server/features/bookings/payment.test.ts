import { expect, test, vi } from 'vitest';
import type { BookingHookMessage } from '../../../../protocol/booking-hook.ts';
import { bookingHookReply } from '../../../../protocol/booking-hook.ts';
import type { OwnBooking } from '../../../../protocol/booking-times.ts';
import { BOOKINGS } from '../../../../server/features/bookings/settings.ts';
import { bookingJobs } from '../../../../server/features/reminders/plan.ts';
import { REMINDERS } from '../../../../server/features/reminders/settings.ts';
import { isSignedWith } from '../../../helpers/desk-with-webhook.ts';
import { ask } from '../../../helpers/http.ts';
import { type Answer, openReceiver } from '../../../helpers/receiver.ts';
import { HOUR, openSalon, TEN } from './salon.ts';

const MINUTE = 60_000;
const PAY = 'https://pay.example/checkout?x=1&y=2';
const saying = (reply: unknown): Answer => [200, {}, JSON.stringify(reply)];

/** A salon whose payment program stands on this machine. */
async function openPaid(answers: () => Answer) {
  const salon = await openSalon({ config: { webhooksToPrivate: true } });
  const { desk, owner, cut, oyuna } = salon;
  const program = await openReceiver(answers);
  const made = await owner.ask('PUT /v1/booking-hook', { body: { url: program.url, isOn: true } });
  expect(made.statusCode).toBe(200);
  const body = { clientId: 'paid-once', items: [{ serviceId: cut.id, staffId: oyuna.id }], startAt: TEN };
  const book = async () =>
    (await salon.book(body.items, TEN, { clientId: body.clientId })).json<{ booking: OwnBooking }>().booking;
  const said = (at = 0) => JSON.parse(program.got[at]!.body) as BookingHookMessage;
  const kept = async () => (await desk.store.bookings.find(said().data.booking!.id))!;
  const pay = (url = said().data.paidUrl!) =>
    ask(desk, `POST ${new URL(url).pathname as `/${string}`}`, { origin: null });
  const notes = async () => {
    const entries = await desk.store.conversations.entriesBefore((await kept()).conversationId!, 99, 99);
    return entries.flatMap(({ body }) => (body.kind === 'note' ? body.text : []));
  };
  const isFree = async () =>
    (await salon.times(`services=${cut.id}&staff=${oyuna.id}&from=2026-03-05&days=1`)).days[0]!.times.includes(TEN);
  return { ...salon, program, secret: made.json().secret as string, book, said, kept, pay, notes, isFree };
}

test('BP1 the program is asked about what is taken, signed, and what it agrees to stands as any other', async () => {
  const { desk, program, secret, book, said, kept, owner, isFree } = await openPaid(() => saying({ confirm: true }));
  const booking = await book();
  expect(booking).toMatchObject({ state: 'booked', payment: null });
  expect(isSignedWith(secret, program.got[0]!)).toBe(true);
  const url = `${await desk.context.ownAddress.read()}${new URL(booking.url).pathname}`;
  expect(said()).toMatchObject({
    type: 'booking.asked',
    data: { booking: { id: booking.id, startAt: TEN }, contact: { phone: '+97699112233' }, url },
  });
  expect([await isFree(), (await kept()).payment]).toEqual([false, null]);
  // What the desk writes down itself is the desk's word.
  expect((await owner.ask('GET /v1/booking-hook')).json().hook).toMatchObject({ isOn: true });
  await owner.ask('PUT /v1/booking-hook', { body: { url: program.url, isOn: false } });
  const { payment } = (await owner.ask(`GET /v1/bookings/${booking.id}`)).json().booking;
  expect([payment, program.got.length]).toEqual([null, 1]);
});

test('BP2 who has to pay is sent there, and is confirmed by the program’s word, however often it comes', async () => {
  const { desk, program, book, said, kept, pay, notes, visit } = await openPaid(() =>
    saying({ pay: PAY, until: desk.context.now() + 20 * MINUTE }),
  );
  const booking = await book();
  const payment = { url: PAY, until: desk.context.now() + 20 * MINUTE };
  expect(booking).toMatchObject({ state: 'booked', payment });
  // The answer was lost, and it is sent again.
  expect((await book()).payment).toEqual(payment);
  const page = (await visit(`GET ${new URL(booking.url).pathname as '/'}`, undefined, { accept: 'text/html' })).body;
  expect(page).toContain(`href="${PAY.replace('&', '&amp;')}" target="_blank" rel="noopener noreferrer"`);
  expect(page).not.toContain('value="confirm"');
  expect((await pay(`${said().data.paidUrl}x`)).statusCode).toBe(404);
  const path = new URL(said().data.paidUrl!).pathname as `/${string}`;
  const headers = { 'content-type': 'application/json' };
  expect((await ask(desk, `POST ${path}`, { body: 'no JSON', origin: null, headers })).statusCode).toBe(204);
  expect(await kept()).toMatchObject({ state: 'confirmed', payment: { state: 'paid' }, version: 3 });
  expect((await pay()).statusCode).toBe(204);
  expect([(await kept()).version, program.got.length]).toEqual([3, 1]);
  expect(await notes()).toEqual([expect.stringContaining('Урьдчилж төлсөн')]);
  await desk.pass(HOUR);
  expect((await kept()).state).toBe('confirmed');
});

test('BP2 RM1 who has to pay is told that they are booked once it is paid', async () => {
  const { desk, book, kept, pay } = await openPaid(() => saying({ pay: PAY }));
  await book();
  const awaited = await kept();
  await pay();
  const reminders = { ...REMINDERS.initial, confirmation: { ...REMINDERS.initial.confirmation, isOn: true } };
  const told = (...[before, after]: Parameters<typeof bookingJobs>) =>
    bookingJobs(before, after, reminders, desk.context.now()).put.filter(each => each.kind === 'booking_confirmation');
  expect(told(null, awaited, reminders, 0)).toEqual([]);
  expect(told(awaited, await kept(), reminders, 0)).toHaveLength(1);
});

test('BP3 RM9 who did not pay in time is told that it was let go', async () => {
  const { desk, book, kept } = await openPaid(() => saying({ pay: PAY }));
  await book();
  const awaited = await kept();
  await desk.pass(31 * MINUTE);
  const reminders = { ...REMINDERS.initial, confirmation: { isOn: true } };
  const { put } = bookingJobs(awaited, await kept(), reminders, desk.context.now());
  expect(put.map(each => each.kind)).toEqual(['booking_cancelled']);
});

test('BP2 an agent or a key says that it is paid, too', async () => {
  const { owner, book, kept } = await openPaid(() => saying({ pay: PAY }));
  const { id } = await book();
  const { version, payment } = await kept();
  expect(payment).toMatchObject({ state: 'awaited', url: PAY });
  await owner.ask(`PATCH /v1/bookings/${id}`, { body: { version, isPrepaid: true } });
  expect(await kept()).toMatchObject({ state: 'confirmed', payment: { state: 'paid' } });
});

test('BP3 nobody paid in time: it is let go in one step, its time is free, and money that comes later takes it again', async () => {
  const { desk, book, kept, pay, notes, isFree } = await openPaid(() => saying({ pay: PAY }));
  await book();
  await desk.pass(29 * MINUTE);
  expect([(await kept()).state, await isFree()]).toEqual(['booked', false]);
  await desk.pass(2 * MINUTE);
  expect(await kept()).toMatchObject({ state: 'cancelled', stateBy: { kind: 'system' }, payment: { state: 'lapsed' } });
  expect(await isFree()).toBe(true);
  expect(await desk.store.jobs.ofConversation((await kept()).conversationId!)).not.toContainEqual(
    expect.objectContaining({ kind: 'payment' }),
  );
  expect((await pay()).statusCode).toBe(204);
  expect(await kept()).toMatchObject({ state: 'confirmed', payment: { state: 'paid' } });
  expect([await isFree(), (await notes()).length]).toEqual([false, 2]);
});

test('BP3 money that comes when somebody else has the time is told to the desk, and to the program', async () => {
  const { desk, owner, cut, oyuna, book, kept, pay, notes } = await openPaid(() => saying({ pay: PAY }));
  await book();
  await desk.pass(31 * MINUTE);
  const body = { clientId: 'by-hand-1', siteId: desk.site.id, person: { phone: '+97688001122' } };
  const items = [{ serviceId: cut.id, staffId: oyuna.id }];
  expect((await owner.ask('POST /v1/bookings', { body: { ...body, items, startAt: TEN } })).statusCode).toBe(201);
  expect((await pay()).statusCode).toBe(409);
  expect((await pay()).statusCode).toBe(409);
  expect(await kept()).toMatchObject({ state: 'cancelled', payment: { state: 'paid' } });
  expect((await notes()).at(-1)).toContain('Хэт оройтож төлсөн');
  expect(await notes()).toHaveLength(2);
});

test('BP3 what the desk confirms or cancels waits for no money any more, whatever becomes of it later', async () => {
  const { desk, owner, book, kept } = await openPaid(() => saying({ pay: PAY }));
  const { id } = await book();
  const patch = async (body: object) =>
    (await owner.ask(`PATCH /v1/bookings/${id}`, { body: { version: (await kept()).version, ...body } })).statusCode;
  expect(await patch({ state: 'confirmed' })).toBe(200);
  expect(await kept()).toMatchObject({ state: 'confirmed', payment: null });
  await desk.pass(31 * MINUTE);
  expect(await patch({ startAt: TEN + HOUR })).toBe(200);
  await desk.pass(MINUTE);
  expect(await kept()).toMatchObject({ state: 'booked', payment: null });
  expect([await patch({ state: 'cancelled' }), await patch({ state: 'booked' })]).toEqual([200, 200]);
  await desk.pass(HOUR);
  expect(await kept()).toMatchObject({ state: 'booked', payment: null });
});

test('BP3 what was cancelled while it waited, and is taken back, stands', async () => {
  const { desk, owner, book, kept } = await openPaid(() => saying({ pay: PAY }));
  const { id } = await book();
  for (const state of ['cancelled', 'booked']) {
    await desk.pass(20 * MINUTE);
    const { version } = await kept();
    expect((await owner.ask(`PATCH /v1/bookings/${id}`, { body: { version, state } })).statusCode).toBe(200);
  }
  await desk.pass(HOUR);
  expect(await kept()).toMatchObject({ state: 'booked', payment: null });
});

test('BP3 money brings nothing back that the desk cancelled after it had taken it back', async () => {
  const { desk, owner, book, kept, pay } = await openPaid(() => saying({ pay: PAY }));
  const { id } = await book();
  await desk.pass(31 * MINUTE);
  for (const state of ['booked', 'cancelled']) {
    const { version } = await kept();
    expect((await owner.ask(`PATCH /v1/bookings/${id}`, { body: { version, state } })).statusCode).toBe(200);
  }
  expect((await pay()).statusCode).toBe(409);
  expect((await kept()).state).toBe('cancelled');
});

test('BP3 money that comes after the visit would have begun is told to the desk, and confirms nothing', async () => {
  const { desk, book, kept, pay, notes } = await openPaid(() => saying({ pay: PAY }));
  await book();
  await desk.pass(31 * MINUTE);
  await desk.pass(TEN - desk.context.now());
  expect((await pay()).statusCode).toBe(409);
  expect((await pay()).statusCode).toBe(409);
  expect(await kept()).toMatchObject({ state: 'cancelled', payment: { state: 'paid' } });
  expect((await notes()).at(-1)).toContain('Хэт оройтож төлсөн');
  expect(await notes()).toHaveLength(2);
});

test('BP1 nobody has to pay for what has begun', async () => {
  const { desk, owner, book, kept } = await openPaid(() => saying({ pay: PAY }));
  const settings = await desk.context.settings.read(BOOKINGS);
  const saved = await owner.ask('PUT /v1/booking-settings', { body: { ...settings, leadMinutes: 0 } });
  expect(saved.statusCode).toBe(200);
  await desk.pass(TEN - desk.context.now());
  await book();
  await desk.pass(MINUTE);
  expect(await kept()).toMatchObject({ state: 'booked', payment: null });
});

test('BP2 what the desk changes while the program thinks has to be paid all the same', async () => {
  const { desk, book, kept } = await openPaid(() => saying({ pay: PAY }));
  const { change } = desk.store.bookings;
  vi.spyOn(desk.store.bookings, 'change').mockImplementationOnce(async asked => {
    await change({ ...asked, change: { note: 'Tea' } });
    return change(asked);
  });
  await book();
  expect(await kept()).toMatchObject({ note: 'Tea', payment: { state: 'awaited', url: PAY } });
});

test('BP2 the program is sent addresses of this server, wherever the request says that it came to', async () => {
  const { desk, cut, oyuna, visit, said, program } = await openPaid(() => saying({ pay: PAY }));
  const body = { clientId: 'elsewhere-1', items: [{ serviceId: cut.id, staffId: oyuna.id }], startAt: TEN };
  const person = { name: 'Сараа', phone: '+97699112233' };
  const asked = { ...body, ...person };
  const headers = { host: 'evil.example', origin: 'https://evil.example' };
  expect((await visit('POST /v1/sites/altan/booking/bookings', asked, headers)).statusCode).toBe(201);
  expect(program.got).toHaveLength(1);
  const { url, paidUrl } = said().data;
  const own = await desk.context.ownAddress.read();
  expect([paidUrl!.startsWith(`${own}/v1/`), url!.startsWith(`${own}/f/`)]).toEqual([true, true]);
});

test.each([
  ['breaks', 500, '500'],
  ['says what is no answer', saying({ pay: 'http://pay.example/plain' }), 'wanted'],
] as [string, Answer, string][])(
  'BP4 the program %s: the booking stands, and the desk is told',
  async (_, answer, why) => {
    const { desk, book, kept, notes } = await openPaid(() => answer);
    expect(await book()).toMatchObject({ state: 'booked', payment: null });
    expect(await kept()).toMatchObject({ state: 'booked', payment: { state: 'unasked' } });
    expect((await notes())[0]).toContain(why);
    await desk.pass(HOUR);
    expect((await kept()).state).toBe('booked');
  },
);

test('BP4 whoever was to ask died over it: after a moment it stands', async () => {
  const { desk, book, kept, notes } = await openPaid(() => saying({ confirm: true }));
  await book();
  const { id, version } = await kept();
  const payment = { state: 'asking', url: '', until: desk.context.now() + 15_000 } as const;
  await desk.store.bookings.change({
    ...{ id, version, change: { payment }, by: { kind: 'system' }, at: desk.context.now() },
    reminders: REMINDERS.initial,
  });
  await desk.pass(16_000);
  expect(await kept()).toMatchObject({ state: 'booked', payment: { state: 'unasked' } });
  expect(await notes()).toHaveLength(1);
});

test('BP1 an owner sets, tries, renews and removes it; a secret is shown once', async () => {
  const { owner, program } = await openPaid(() => saying({ confirm: true }));
  expect((await owner.ask('POST /v1/booking-hook/test')).json()).toEqual({ reply: { confirm: true }, problem: '' });
  expect(JSON.parse(program.got.at(-1)!.body)).toMatchObject({ type: 'booking.test', data: { siteId: null } });
  const again = await owner.ask('PUT /v1/booking-hook', { body: { url: program.url, isOn: true } });
  expect(again.json().secret).toBeNull();
  expect((await owner.ask('POST /v1/booking-hook/rotate')).json().secret).toMatch(/^whsec_/);
  const bad = await owner.ask('PUT /v1/booking-hook', { body: { url: 'http://pay.example', isOn: true } });
  expect([bad.statusCode, bad.json().fields]).toEqual([422, { url: 'FIELD_INVALID' }]);
  expect((await owner.ask('DELETE /v1/booking-hook')).statusCode).toBe(204);
  expect((await owner.ask('GET /v1/booking-hook')).json()).toEqual({ hook: null });
  expect((await owner.ask('POST /v1/booking-hook/test')).statusCode).toBe(404);
});

test('BP2 an answer names an https address, and an end as a number or as text', () => {
  const read = (reply: unknown) => bookingHookReply.safeParse(reply).data;
  expect(read({ pay: PAY, until: '2026-03-05T10:00:00+08:00' })).toEqual({ pay: PAY, until: TEN });
  expect(read({ pay: PAY, until: TEN })).toEqual({ pay: PAY, until: TEN });
  for (const wrong of [{}, { confirm: false }, { pay: 'javascript:alert(1)' }, { pay: PAY, until: 'soon' }]) {
    expect(read(wrong)).toBeUndefined();
  }
});

import { expect, test } from 'vitest';
import { beat } from '../../../../server/beat.ts';
import { type Answer, openReceiver } from '../../../helpers/receiver.ts';
import { HOUR, TEN } from '../bookings/salon.ts';
import { MINUTE, openFullDay, THURSDAY } from './full-day.ts';

const formOf = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
  );

test('WL10 whoever finds full days on the plain page joins a list without JavaScript, once, and loses nothing by a mistake', async () => {
  const { visit, cut, oyuna, waits, cutByOyuna, booked } = await openFullDay();
  const chosen = `service=${cut.id}&staff=${oyuna.id}`;
  const days = await visit('POST /f/altan/booking', {
    step: 'service',
    service: cut.id,
    staff: oyuna.id,
    go: 'on',
    _locale: 'en',
  });
  const shown = days.body.includes('waiting?')
    ? days
    : await visit('POST /f/altan/booking', { step: 'who', service: cut.id, staff: oyuna.id, go: 'on', _locale: 'en' });
  expect(shown.body).toContain(
    `<a href="waiting?service=${cut.id}&amp;staff=${oyuna.id}&amp;_locale=en">Is your day full?`,
  );
  const page = await visit(`GET /f/altan/waiting?${chosen}&_locale=en`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<option value="2026-03-05">Thursday 5 March</option>');
  expect(page.body).not.toContain('2026-03-06');
  expect(page.body).not.toContain('name="phone"');
  expect(await waits()).toEqual([]);
  const typed = { ...formOf(page.body), date: THURSDAY, from: '10:30', until: '', name: 'Nomin', email: 'nomin' };
  const wrong = await visit('POST /f/altan/waiting', typed);
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('aria-invalid="true" aria-describedby="email-why" autofocus');
  expect(wrong.body).toContain('value="10:30"');
  const right = { ...typed, ...formOf(wrong.body), email: 'nomin@example.com' };
  const [done, again] = await Promise.all([
    visit('POST /f/altan/waiting', right),
    visit('POST /f/altan/waiting', right),
  ]);
  expect([done.statusCode, again.statusCode]).toEqual([200, 200]);
  expect(done.body).toContain('You are on the waiting list');
  expect(done.body).toContain('<bdi>nomin@example.com</bdi>');
  expect((await waits()).map(each => each.wait)).toMatchObject([{ name: 'Nomin', from: TEN + HOUR / 2, locale: 'en' }]);
  expect((await visit('GET /f/altan/waiting')).statusCode).toBe(303);
  expect(await booked([{ ...cutByOyuna, staffId: 'anybody' }], TEN)).toMatchObject({ state: 'booked' });
});

test('WL10 several services of one visit are waited for together, and the way back keeps them', async () => {
  const { visit, owner, cut, oyuna, waits } = await openFullDay();
  const made = await owner.ask('POST /v1/services', { body: { names: { en: 'Beard' }, durationMinutes: 30 } });
  const beard = made.json<{ id: string }>();
  const form = { service: `${cut.id},${beard.id}`, staff: oyuna.id, _locale: 'en' };
  const days = await visit('POST /f/altan/booking', { ...form, step: 'who', go: 'on' });
  const query = `service=${cut.id}%2C${beard.id}&amp;staff=${oyuna.id}&amp;_locale=en`;
  expect(days.body).toContain(`<a href="waiting?${query}">`);
  const page = await visit(`GET /f/altan/waiting?service=${cut.id}&service=${beard.id}&staff=${oyuna.id}&_locale=en`);
  for (const words of ['Cut', 'Beard', `<a href="booking?${query}">`]) expect(page.body).toContain(words);
  const typed = { ...formOf(page.body), date: THURSDAY, name: 'Nomin', email: 'nomin@example.com' };
  expect((await visit('POST /f/altan/waiting', typed)).body).toContain('You are on the waiting list');
  const items = [cut.id, beard.id].map(serviceId => ({ serviceId, staffId: oyuna.id }));
  expect((await waits()).map(each => each.wait.items)).toMatchObject([items]);
});

test('WL6 looking at the link changes nothing; one press takes the place, pressed twice it is one booking', async () => {
  const { desk, joined, cancel, full, look, press, waits } = await openFullDay();
  const { url, id } = await joined({ locale: 'en' });
  expect((await look(url)).body).toContain('You are number 1 on the list');
  expect((await look(`${url}x`)).statusCode).toBe(404);
  expect((await press(url, { version: 1, act: 'take' })).statusCode).toBe(409);
  await cancel(full[1]!);
  for (const _robot of [1, 2, 3]) await look(url);
  const offered = await look(url);
  expect(offered.body).toContain('A place is free for you');
  expect(offered.body).toContain('18:50');
  expect((await waits())[0]!.wait.state).toBe('offered');
  // A page from before the offer.
  expect((await press(url, { version: 1, act: 'take' })).statusCode).toBe(409);
  const [taken, again] = await Promise.all([
    press(url, { version: 2, act: 'take' }),
    press(url, { version: 2, act: 'take' }),
  ]);
  expect([taken, again].map(each => each.statusCode).sort()).toEqual([200, 200]);
  expect(taken.body).toContain('You are booked');
  const wait = (await desk.store.waits.find(id))!;
  const bookings = await desk.store.bookings.between({ siteIds: null, span: { from: TEN + HOUR, to: TEN + 2 * HOUR } });
  expect(bookings.filter(each => each.state !== 'cancelled')).toMatchObject([
    { id: wait.bookingId, source: 'waiting', contactId: wait.contactId, conversationId: wait.conversationId },
  ]);
  const entries = await desk.store.conversations.entriesAfter(wait.conversationId, 0, 10);
  expect(entries.map(({ body }) => body.kind === 'form' && [body.wait?.act, body.booking?.act])).toEqual([
    ['joined', undefined],
    [undefined, 'booked'],
  ]);
  expect((await look(url)).body).toContain('You are not on this list any more');
});

test('WL4 WL6 declined, the next one is asked in the same step, and who declined waits on for other times', async () => {
  const { desk, joined, cancel, full, press, look, waits } = await openFullDay();
  const first = await joined({ locale: 'en' });
  await joined();
  await cancel(full[0]!);
  const declined = await press(first.url, { version: 2, act: 'decline' });
  expect(declined.body).toContain('You stay on the list');
  const states = async () => (await waits()).map(each => each.wait.state);
  expect(await states()).toEqual(['waiting', 'offered']);
  expect((await press(first.url, { version: 2, act: 'decline' })).statusCode).toBe(200);
  expect(await states()).toEqual(['waiting', 'offered']);
  await desk.pass(5 * MINUTE);
  expect(await states()).toEqual(['waiting', 'offered']);
  await cancel(full[2]!);
  expect(await states()).toEqual(['offered', 'offered']);
  const left = await press(first.url, { version: (await desk.store.waits.find(first.id))!.version, act: 'leave' });
  expect(left.body).toContain('You are off the list');
  expect((await press(first.url, { version: 9, act: 'leave' })).statusCode).toBe(200);
  await beat(desk.context);
  expect(await states()).toEqual(['offered']);
  expect((await look(first.url)).body).toContain('You are not on this list any more');
});

test('WL5 an offer that has run out is not taken any more, and its time is everybody’s', async () => {
  const { desk, joined, cancel, full, press, book, cutByOyuna } = await openFullDay();
  const { url } = await joined({ locale: 'en' });
  await cancel(full[0]!);
  await desk.pass(31 * MINUTE);
  const late = await press(url, { version: 2, act: 'take' });
  expect([late.statusCode, late.body.includes('This is not kept for you any more')]).toEqual([409, true]);
  expect((await book([cutByOyuna], TEN)).statusCode).toBe(201);
});

test('WL5 BP1 what is taken from the list is paid for as any other, and what the desk takes for them is not asked about', async () => {
  const { desk, owner, joined, cancel, full, press, waits } = await openFullDay({
    config: { webhooksToPrivate: true },
  });
  const answer: Answer = [200, {}, JSON.stringify({ pay: 'https://pay.example/checkout' })];
  const program = await openReceiver(() => answer);
  await owner.ask('PUT /v1/booking-hook', { body: { url: program.url, isOn: true } });
  const { url, id } = await joined({ locale: 'en' });
  await joined();
  await cancel(full[0]!);
  const taken = await press(url, { version: 2, act: 'take' });
  expect(taken.body).toContain('https://pay.example/checkout');
  expect((await press(url, { version: 2, act: 'take' })).body).toContain('https://pay.example/checkout');
  const { bookingId } = (await desk.store.waits.find(id))!;
  expect(await desk.store.bookings.find(bookingId!)).toMatchObject({ payment: { state: 'awaited' } });
  expect(program.got).toHaveLength(1);
  await cancel(full[1]!);
  const [second] = await waits();
  const byDesk = await owner.ask(`POST /v1/waiting/${second!.wait.id}/take`);
  expect(byDesk.json()).toMatchObject({ booking: { source: 'waiting', payment: null } });
  expect(program.got).toHaveLength(1);
});

test('WL6 a press on an old page never says what is not so: who has booked is told that they have', async () => {
  const { desk, owner, joined, cancel, full, press } = await openFullDay();
  const { url, id } = await joined({ locale: 'en' });
  const other = await joined({ locale: 'en' });
  await cancel(full[0]!);
  await press(url, { version: 2, act: 'take' });
  for (const act of ['leave', 'decline']) {
    const late = await press(url, { version: 2, act });
    expect([late.statusCode, late.body.includes('You are booked')]).toEqual([409, true]);
    expect(late.body).not.toContain('the list');
  }
  expect((await desk.store.waits.find(id))!.state).toBe('booked');
  // What the desk ended is not what they pressed.
  await owner.ask(`DELETE /v1/waiting/${other.id}`);
  const gone = await press(other.url, { version: 1, act: 'decline' });
  expect([gone.statusCode, gone.body.includes('You stay on the list')]).toEqual([409, false]);
  expect(gone.body).toContain('You are not on this list any more');
});

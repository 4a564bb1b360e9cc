import { expect, test } from 'vitest';
import { LOYALTY_DEFAULTS } from '../../../../protocol/loyalty.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { agent } from '../../../helpers/app.ts';
import { sentBy } from '../../../helpers/html-form.ts';
import { ask } from '../../../helpers/http.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

const PATH = '/f/altan/booking';
const WHO = { name: 'Priya', phone: '+976 9911 2244' };

const PAGES: Record<string, string>[] = [
  {},
  { step: 'service' },
  { step: 'who' },
  { step: 'time', time: `${TEN}` },
  { step: 'person', time: `${TEN}` },
];

async function openForm() {
  const salon = await openSalon({
    site: { timeZone: 'Asia/Ulaanbaatar', locale: 'mn', channels: ['chat', 'booking'] },
  });
  const { desk } = salon;
  const look = (query = '', language = 'en') => {
    const headers = { accept: 'text/html', 'accept-language': language };
    return ask(desk, `GET ${PATH}${query}`, { origin: null, headers });
  };
  const post = (fields: Record<string, string>) => {
    const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    return ask(desk, `POST ${PATH}`, { body: new URLSearchParams({ _locale: 'en', ...fields }).toString(), headers });
  };
  /** Presses a button of a page with all that stands in it, and what is filled in. */
  const press = (page: string, filled: Record<string, string> = {}) => post({ go: 'on', ...sentBy(page), ...filled });
  const kept = () =>
    desk.store.bookings.between({ siteIds: null, span: { from: TEN - 100 * HOUR, to: TEN + 1000 * HOUR } });
  const holds = () =>
    desk.store.bookings.takenBy({ from: TEN - 100 * HOUR, to: TEN + 1000 * HOUR }, desk.context.now());
  return { ...salon, look, post, press, kept, holds };
}

test('BK16 a visit is booked page by page without JavaScript, and the desk hears of it once', async () => {
  const { desk, look, press, kept, holds, cut, oyuna } = await openForm();
  const sarnai = await agent(desk);
  const services = await look();
  expect(services.statusCode).toBe(200);
  for (const words of ['Step 1 of 4', 'Cut', '1 hr · from', 'Colour']) expect(services.body).toContain(words);
  const who = await press(services.body, { service: cut.id });
  for (const words of ['Step 2 of 4', 'Anybody who is free', 'Оюунаа', 'Tuya']) expect(who.body).toContain(words);
  const times = await press(who.body, { staff: oyuna.id });
  expect(times.body).toContain('Step 3 of 4');
  expect(times.body).toContain(`<option value="${TEN}"`);
  expect(await holds()).toEqual([]);
  const person = await press(times.body, { time: `${TEN}` });
  expect(person.body).toContain('Step 4 of 4');
  expect(person.body).toContain('Book Thursday 5 March, 10:00');
  expect(await holds()).toHaveLength(1);
  expect(await kept()).toEqual([]);

  const filled = { ...WHO, note: 'No <b>perfume</b>' };
  const booked = await press(person.body, filled);
  expect(booked.statusCode).toBe(200);
  for (const words of ['<h1>You are booked</h1>', '10:00–11:00', 'visit.ics', 'move or cancel']) {
    expect(booked.body).toContain(words);
  }
  expect(booked.body).not.toContain('<script');
  const { entry } = await sarnai.hears('entry.added');
  expect(entry.body).toMatchObject({ kind: 'form', name: 'Priya', booking: { act: 'booked' } });
  // A double click, or a reload of the answer.
  const again = await press(person.body, filled);
  expect(again.body).toBe(booked.body);
  expect(await kept()).toMatchObject([{ startAt: TEN, source: 'page', name: 'Priya', note: 'No <b>perfume</b>' }]);
  const link = /href="[^"]*(\/f\/altan\/booking\/[^"]*?)"/.exec(booked.body)![1]!.replace('/visit.ics', '');
  expect((await ask(desk, `GET ${link as '/'}`, { origin: null })).body).toContain('Үс засах');
});

test('BK16 back and forth loses nothing, and looking at the form changes nothing', async () => {
  const { look, press, kept, holds, cut, oyuna } = await openForm();
  const start = await look(
    `?service=${cut.id}&staff=${oyuna.id}&time=${TEN}&step=person&name=Priya&phone=99112244&go=on`,
  );
  expect(start.body).toContain('Step 2 of 4');
  expect([await kept(), await holds()]).toEqual([[], []]);
  const times = await press(start.body);
  let page = await press(times.body, { time: `${TEN + HOUR}` });
  page = await press(page.body, { go: 'back', note: 'By the window' });
  expect(page.body).toContain(`<option value="${TEN + HOUR}" selected`);
  page = await press(page.body, { go: 'later' });
  page = await press(page.body, { go: 'earlier', time: `${TEN + HOUR}` });
  page = await press(page.body, { go: 'back' });
  page = await press(page.body, { go: 'back' });
  expect(sentBy(page.body)).toMatchObject({ service: cut.id });
  for (let step = 0; step < 3; step += 1) page = await press(page.body);
  expect(sentBy(page.body)).toMatchObject({ name: 'Priya', phone: '99112244', note: 'By the window', staff: oyuna.id });
  expect(await holds(), 'another time is kept in place of the one before').toHaveLength(1);
  expect((await press(page.body)).body).toContain('11:00–12:00');
});

test('BK16 several services are one visit: what they come to is shown, and each is done by who was chosen where they do it', async () => {
  const { look, press, kept, holds, cut, colour, oyuna } = await openForm();
  const services = await look();
  expect(services.body).toContain('You can choose several for one visit, up to 2.');
  const both = { service: `${cut.id}, ${colour.id}` };
  const who = await press(services.body, both);
  expect(who.body).toContain('Together: 2 hrs · from');
  const times = await press(who.body, { staff: oyuna.id });
  expect(times.body).toContain('<bdi>Cut</bdi></strong> · <bdi>Оюунаа</bdi>');
  expect(times.body).toContain('<bdi>Colour</bdi></strong><br>');
  expect(times.body, 'both are over when the shop closes').not.toContain(`<option value="${TEN + 3 * HOUR}"`);
  let page = await press(times.body, { time: `${TEN}` });
  expect(page.body).toContain('10:00–12:00');
  expect(await holds()).toHaveLength(3);
  for (let step = 0; step < 3; step += 1) page = await press(page.body, { go: 'back' });
  expect(sentBy(page.body)).toMatchObject(both);
  for (let step = 0; step < 3; step += 1) page = await press(page.body);
  const booked = await press(page.body, WHO);
  for (const words of ['10:00–12:00', 'Cut', 'Colour']) expect(booked.body).toContain(words);
  expect(await kept()).toMatchObject([
    {
      startAt: TEN,
      endAt: TEN + 2 * HOUR,
      items: [{ serviceId: cut.id, staffId: oyuna.id }, { serviceId: colour.id }],
    },
  ]);
});

test('BK16 a link chooses several in its order, which going back keeps; one of them is taken out again by its box', async () => {
  const { look, press, kept, cut, colour, tuya } = await openForm();
  const orders = [`service=${colour.id}&service=${cut.id}`, `service=${colour.id},${cut.id},${cut.id}`];
  for (const order of orders) {
    const start = await look(`?${order}&staff=${tuya.id}`);
    expect(start.body).toContain('Step 2 of 4');
    const back = await press(start.body, { go: 'back' });
    const times = await press((await press(back.body)).body);
    expect(sentBy(times.body)).toMatchObject({ service: `${colour.id},${cut.id}`, staff: tuya.id });
    const one = await press(back.body, { service: cut.id });
    expect(sentBy(one.body)).toMatchObject({ service: cut.id });
    expect(one.body).not.toContain('Together');
  }
  const gone = await look(`?service=${cut.id},gone`);
  expect(gone.body).toContain('Step 1 of');
  expect(sentBy(gone.body)).toMatchObject({ service: cut.id });
  expect(await kept()).toEqual([]);
});

test('BK16 more services than one visit takes are refused at their field, and stay chosen', async () => {
  const { look, press, owner } = await openForm();
  const ids: string[] = [];
  for (let at = 0; at < 11; at += 1) {
    const made = await owner.ask('POST /v1/services', { body: { names: { en: `Nail ${at}` }, durationMinutes: 5 } });
    ids.push(made.json<{ id: string }>().id);
  }
  const most = 'You can choose several for one visit, up to 10.';
  const many = await press((await look()).body, { service: ids.join(', ') });
  expect(many.body).toContain(`<p class="why" id="service-why">${most}</p>`);
  expect(many.body.match(/ checked/g)).toHaveLength(11);
  expect((await look(`?service=${ids.join()}`)).body).toContain('Step 1 of');
  const fewer = await press(many.body, { service: ids.slice(1).join(', ') });
  expect(fewer.body).toContain('Step 2 of 4');
  expect(fewer.body).toContain('Together: 50 min');
});

test('BK16 what is missing or wrong is said at its field, and all that was typed stays', async () => {
  const { look, press, post, kept, cut, oyuna } = await openForm();
  const none = await press((await look()).body, { service: '' });
  expect(none.body).toContain('Please choose one.');
  const gone = await press((await look()).body, { service: 'gone' });
  expect(gone.body).toContain('not offered any more');
  const chosen = { service: cut.id, staff: oyuna.id, time: `${TEN}`, step: 'person' };
  const wrong = await post({ ...chosen, phone: '12', note: 'By the window' });
  expect(wrong.statusCode).toBe(422);
  for (const words of ['id="name-why"', 'id="phone-why"', 'By the window', 'value="12"', 'Not sent yet']) {
    expect(wrong.body).toContain(words);
  }
  expect((await press(wrong.body, WHO)).body).toContain('You are booked');
  const odd = await post({ ...chosen, step: 'time', time: 'soon' });
  expect([odd.statusCode, odd.body.includes('id="time-why"')]).toEqual([422, true]);
  expect(await kept()).toHaveLength(1);
});

test('BK16 a time that was taken meanwhile is said, and the next free one is chosen', async () => {
  const { look, press, booked, kept, cut, oyuna } = await openForm();
  const start = await look(`?service=${cut.id}&staff=${oyuna.id}`);
  const times = await press(start.body);
  await booked([{ serviceId: cut.id, staffId: oyuna.id }], TEN);
  const taken = await press(times.body, { time: `${TEN}`, ...WHO });
  expect(taken.statusCode).toBe(409);
  expect(taken.body).toContain('The next free one is chosen');
  expect(taken.body).toContain(`<option value="${TEN + HOUR}" selected`);
  const person = await press(taken.body);
  expect(sentBy(person.body)).toMatchObject(WHO);
  expect((await press(person.body)).body).toContain('You are booked');
  expect((await kept()).map(each => each.startAt)).toEqual([TEN, TEN + HOUR]);
});

test('BK16 the form speaks six languages, and is there where it is switched on and the site offers it', async () => {
  const { desk, owner, look, cut, oyuna, post } = await openForm();
  for (const locale of LOCALES) {
    for (const fields of PAGES) {
      const { body } = await post({ service: cut.id, staff: oyuna.id, ...fields, _locale: locale });
      expect(body).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(body).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
  }
  const shown = async () => (await ask(desk, 'GET /v1/sites/altan/panel', { origin: null })).json().site.channels;
  expect(await shown()).toEqual(['chat', 'booking']);
  await owner.ask('PATCH /v1/switches', { body: { booking: false } });
  expect((await look()).statusCode).toBe(404);
  expect(await shown()).toEqual(['chat']);
  await owner.ask('PATCH /v1/switches', { body: { booking: true } });
  await owner.ask('PATCH /v1/sites/altan', { body: { channels: ['chat'] } });
  expect((await look()).statusCode).toBe(403);
});

test('LY13 BK16 a link names the code of whoever brought them, and one that counts for nothing keeps nobody from booking', async () => {
  const { desk, owner, look, press, kept, cut, oyuna } = await openForm();
  await owner.ask('PATCH /v1/switches', { body: { loyalty: true } });
  const settings = { ...LOYALTY_DEFAULTS, referral: { referrer: 500, newcomer: 500 } };
  await owner.ask('PUT /v1/loyalty/settings', { body: settings });
  const ann = { name: 'Ann', phone: '+97699115566' };
  const { id: annId } = (await owner.ask('POST /v1/people', { body: ann })).json<{ id: string }>();
  const { code } = (await owner.ask(`POST /v1/contacts/${annId}/loyalty/code`, { body: {} })).json();
  const book = async (referral: string, time: number, who: object) => {
    const who4 = await look(`?service=${cut.id}&staff=${oyuna.id}&referral=${referral}`);
    const times = await press(who4.body);
    const person = await press((await press(times.body, { go: 'back' })).body);
    const last = await press(person.body, { time: `${time}` });
    return press(last.body, { ...WHO, ...who });
  };
  expect((await book(code.toLowerCase(), TEN, {})).body).toContain('You are booked');
  expect((await book('NOBODYS', TEN + HOUR, { phone: '+976 9911 2255' })).body).toContain('You are booked');
  const referrals = await Promise.all((await kept()).map(each => desk.store.loyalty.people([each.contactId])));
  expect(referrals.map(each => each[0]?.referral?.byId)).toEqual([annId, undefined]);
});

import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { type ReminderSettingsInput, reminderSettings } from '../../../../protocol/reminders.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { askedPath } from '../../../../server/features/ratings/links.ts';
import { VISIT_OPEN_MS } from '../../../../server/features/ratings/visit.ts';
import { visitQuestionStands } from '../../../../server/features/ratings/visit-question.ts';
import { REMINDERS } from '../../../../server/features/reminders/settings.ts';
import { MINUTE } from '../../../contract/scene.ts';
import { agent, buildFleet, type Desk } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

const mongo = await sharedMongo();
const HTML = { accept: 'text/html' };
const DAY = 24 * HOUR;
const REVIEW = 'https://reviews.example/altan';

/** A salon that mails, and Saraa, who is booked for Thursday from ten to eleven. */
async function openAsking(question: ReminderSettingsInput['question'] = {}, more: object = {}) {
  const mail = await openMailServer();
  const config = { ...mail.config, publicUrl: 'http://desk.example', webhooksToPrivate: true };
  const salon = await openSalon({ config });
  const { desk, cut, oyuna, booked } = salon;
  await setQuestion(desk, question);
  const booking = await booked([{ serviceId: cut.id, staffId: oyuna.id }], TEN, {
    ...{ email: 'saraa@example.com', locale: 'en', timeZone: 'Asia/Ulaanbaatar' },
    ...more,
  });
  const passTo = (at: number) => desk.pass(at - desk.context.now());
  const letters = async () => {
    await desk.context.outbox.settled();
    return mail.got.filter(each => each.to.includes('saraa@example.com'));
  };
  const mark = async (state: string) => {
    const { version } = (await desk.store.bookings.find(booking.id))!;
    return salon.owner.ask(`PATCH /v1/bookings/${booking.id}`, { body: { version, state } });
  };
  const saved = async () => (await desk.store.bookings.find(booking.id))!.rating;
  const path = `/f/altan/${askedPath(desk.context.config.secretKey, booking.id)}` as const;
  const look = (language = 'en', at: string = path) =>
    ask(desk, `GET ${at as `/${string}`}`, { origin: null, headers: { ...HTML, 'accept-language': language } });
  return { ...salon, mail, booking, passTo, letters, mark, saved, path, look, press: pressing(desk, path) };
}

function setQuestion(desk: Desk, question: ReminderSettingsInput['question']): Promise<void> {
  return desk.context.settings.write(REMINDERS, reminderSettings.parse({ question: { isOn: true, ...question } }));
}

function pressing(desk: Desk, path: `/${string}`) {
  const headers = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' };
  return (fields: Record<string, string>) =>
    ask(desk, `POST ${path}`, { body: new URLSearchParams({ _locale: 'en', ...fields }).toString(), headers });
}

test('AB1 it is asked by mail when the time is over, also where nobody pressed that they arrived, and once', async () => {
  const { desk, passTo, letters, path, mark, look } = await openAsking();
  await passTo(TEN + 2 * HOUR - MINUTE);
  expect(await letters()).toEqual([]);
  await passTo(TEN + 2 * HOUR + MINUTE);
  const [got, ...more] = await letters();
  expect(more).toEqual([]);
  const { text = '', subject, to } = await simpleParser(got!.raw);
  expect([subject, to]).toMatchObject(['How was it at Altan Flowers?', { text: 'saraa@example.com' }]);
  expect(text).toContain(`http://desk.example${path}`);
  expect((await look()).statusCode).toBe(200);
  // What is written down of it afterwards asks nobody again.
  await mark('arrived');
  await mark('done');
  await desk.pass(3 * DAY);
  expect(await letters()).toHaveLength(1);
});

test('AB1 never at night by the clock of the person', async () => {
  const { passTo, letters } = await openAsking({ afterMinutes: 0 }, { timeZone: 'America/New_York' });
  // Eleven in the shop is ten in the evening there.
  await passTo(TEN + 11 * HOUR);
  expect(await letters()).toEqual([]);
  await passTo(TEN + 12 * HOUR + MINUTE);
  expect(await letters()).toHaveLength(1);
});

test.each(['cancelled', 'no_show'])('AB1 a visit that is %s asks nobody', async state => {
  const { passTo, letters, mark, look, press, saved, desk } = await openAsking();
  await passTo(TEN + HOUR);
  expect((await mark(state)).statusCode).toBe(200);
  await desk.pass(DAY);
  expect(await letters()).toEqual([]);
  expect((await look()).body).toContain('This question is over');
  expect((await press({ score: '5' })).statusCode).toBe(409);
  expect(await saved()).toBeUndefined();
});

test('AB1 nobody is asked while it or booking is switched off, where it was answered, or where there is no way', async () => {
  const [off, closed, answered, nowhere] = [
    await openAsking({ isOn: false }),
    await openAsking(),
    await openAsking(),
    await openAsking({}, { email: '' }),
  ];
  await closed.owner.ask('PATCH /v1/switches', { body: { booking: false } });
  await answered.passTo(TEN + HOUR);
  await answered.press({ score: '4' });
  for (const each of [off, closed, answered, nowhere]) {
    await each.passTo(TEN + DAY);
    expect(await each.letters()).toEqual([]);
  }
});

test('AB1 who left a number alone is asked by SMS, where an owner lets that', async () => {
  const { desk, passTo, letters, path } = await openAsking({}, { email: '' });
  const gateway = await smsGateway();
  await smsDesk(desk, gateway.url, {
    toPeople: { apology: false, rating: true, booking: false, return: false, waiting: false },
  });
  gateway.got.length = 0;
  await passTo(TEN + 2 * HOUR + MINUTE);
  expect(await letters()).toEqual([]);
  expect(gateway.got.map(each => each.text)).toEqual([
    `Altan Flowers: how was your visit? One press: http://desk.example${path}`,
  ]);
});

test('AB1 a short message that waited does not ask of a visit that was answered, or is another', async () => {
  const { desk, passTo, press, booking } = await openAsking({}, { email: '' });
  await passTo(TEN + 2 * HOUR);
  const stands = (version = TEN) => visitQuestionStands(desk.context, { id: booking.id, version });
  expect([await stands(), await stands(TEN + HOUR)]).toEqual([true, false]);
  await press({ score: '4' });
  expect(await stands()).toBe(false);
});

test('AB4 a robot that opens every link of the letter, however often, changes nothing', async () => {
  const { desk, passTo, letters, saved, look, path } = await openAsking();
  await passTo(TEN + 2 * HOUR + MINUTE);
  const [got] = await letters();
  const { text = '', html } = await simpleParser(got!.raw);
  const links = [...`${text} ${html}`.matchAll(/http:\/\/desk\.example(\/[^\s"<]+)/g)].map(each => each[1]!);
  expect(links.length).toBeGreaterThan(1);
  const before = await desk.store.bookings.find(
    (await desk.store.bookings.between({ siteIds: null, span: { from: TEN, to: TEN + 1 } }))[0]!.id,
  );
  for (const link of [...links, `${path}?score=1`, `${path}?score=5&word=Robot`]) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(desk, `${method} ${link as `/${string}`}`, { origin: null });
      expect(answer.statusCode).toBe(200);
    }
  }
  expect(await desk.store.bookings.find(before!.id)).toEqual(before);
  expect(await saved()).toBeUndefined();
  expect((await look('en', `${path}x`)).statusCode).toBe(404);
});

test('AB4 the page asks in each language, without a script, and shows nothing but what it is about', async () => {
  const { passTo, look, press } = await openAsking();
  expect((await look()).body).toContain('This question is over');
  await passTo(TEN + 2 * HOUR);
  for (const locale of LOCALES) {
    const { body, headers } = await look(locale);
    expect(body).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(body).not.toMatch(/\{\w+\}|<script|99112233|saraa@/);
    expect(body.match(/name="score"/g)).toHaveLength(5);
    expect(headers['cache-control']).toContain('private');
  }
  expect((await press({ score: '6' })).statusCode).toBe(422);
  expect((await press({})).statusCode).toBe(422);
});

test('AB2 AB5 who was content is thanked, adds a word, and is led to where others read it', async () => {
  const { desk, owner, passTo, press, saved, look, oyuna } = await openAsking({ reviewUrl: REVIEW });
  await passTo(TEN + 2 * HOUR);
  const first = await press({ score: '5' });
  expect(first.body).toContain('<h1>Thank you for telling us</h1>');
  expect(first.body).toContain(`href="${REVIEW}"`);
  const at = desk.context.now();
  const staff = [{ id: oyuna.id, name: 'Оюунаа' }];
  expect(await saved()).toEqual({ score: 5, word: '', staff, at, changedAt: at });
  await press({ score: '5', word: '<b>Lovely</b>' });
  await press({ score: '4' });
  expect(await saved()).toMatchObject({ score: 4, word: '<b>Lovely</b>' });
  expect((await look()).body).toContain('&lt;b&gt;Lovely');
  expect((await desk.store.complaints.openOf({ contactIds: await peopleOf(desk), siteIds: null })).length).toBe(0);
  const counts = (await owner.ask('GET /v1/sites/altan/rating-counts')).json();
  expect(counts).toMatchObject({
    ...{ agents: [], visits: [0, 0, 0, 1, 0] },
    employees: [{ staffId: oyuna.id, staffName: 'Оюунаа', scores: [0, 0, 0, 1, 0] }],
  });
  const { visits } = (await owner.ask('GET /v1/sites/altan/visit-ratings?score=4')).json();
  expect(visits).toMatchObject([{ rating: { score: 4 }, contact: { name: 'Сараа' } }]);
  await passTo(TEN + HOUR + VISIT_OPEN_MS);
  const late = await press({ score: '1' });
  expect([late.statusCode, await saved()]).toMatchObject([409, { score: 4 }]);
});

test('AB5 LY8 who was content sees the code by which they bring others, once they have pressed', async () => {
  const { desk, owner, passTo, press, look } = await openAsking();
  await owner.ask('PATCH /v1/switches', { body: { loyalty: true } });
  const settings = (await owner.ask('GET /v1/loyalty/settings')).json();
  await owner.ask('PUT /v1/loyalty/settings', { body: { ...settings, referral: { referrer: 500, newcomer: 500 } } });
  await passTo(TEN + 2 * HOUR);
  expect((await look()).body).not.toContain('Your code for friends');
  expect((await press({ score: '2' })).body).not.toContain('Your code for friends');
  const shown = /Your code for friends: <strong><bdi>([^<]+)/.exec((await press({ score: '5' })).body)?.[1];
  const [contactId] = await peopleOf(desk);
  expect((await owner.ask(`POST /v1/contacts/${contactId}/loyalty/code`)).json()).toEqual({ code: shown });
});

async function peopleOf(desk: Desk): Promise<string[]> {
  const found = await desk.store.bookings.between({ siteIds: null, span: { from: TEN, to: TEN + HOUR } });
  return found.map(each => each.contactId);
}

test('AB5 what is bad is one complaint of the visit, however often it is pressed, and the owner hears at once', async () => {
  const { desk, owner, passTo, press, saved } = await openAsking();
  const oyu = await agent(desk, { role: 'owner' });
  await desk.pass(0);
  await passTo(TEN + 2 * HOUR);
  const heard = agent(desk, { role: 'owner' });
  const boss = await heard;
  const answers = await Promise.all([press({ score: '2' }), press({ score: '2' }), press({ score: '2' })]);
  for (const { body } of answers) {
    expect(body).toContain('<h1>We are sorry</h1>');
    expect(body).not.toContain(REVIEW);
  }
  const told = await boss.hears('complaint.changed');
  expect(told.told).toMatchObject({ reason: 'opened', to: expect.arrayContaining([oyu.welcome.agentId]) });
  const contactIds = await peopleOf(desk);
  const open = () => desk.store.complaints.openOf({ contactIds, siteIds: null });
  expect(await open()).toMatchObject([
    {
      source: 'rating',
      siteId: desk.site.id,
      about: { kind: 'employee', name: 'Оюунаа' },
      asked: '2 / 5',
      severity: 2,
    },
  ]);

  // What they say of it later stands in it, and is told again.
  await press({ score: '1', word: 'Too short' });
  expect(await open()).toMatchObject([{ asked: 'Too short', severity: 2 }]);
  await boss.hears('complaint.changed', news => news.told?.reason === 'opened');
  const [complaint] = await open();
  await owner.ask(`PATCH /v1/complaints/${complaint!.id}`, { body: { asked: 'Ours' } });
  await press({ score: '1', word: 'Far too short' });
  expect([await saved(), await open()]).toMatchObject([{ word: 'Far too short' }, [{ asked: 'Ours' }]]);

  // Closed, it stays so, whatever is pressed.
  await owner.ask(`POST /v1/complaints/${complaint!.id}/close`, { body: { done: 'Cut again', asks: false } });
  await press({ score: '3' });
  expect(await open()).toEqual([]);
});

test('AB5 pressed by mistake and put right, the complaint says so too', async () => {
  const { desk, passTo, press } = await openAsking();
  await passTo(TEN + 2 * HOUR);
  await press({ score: '1' });
  const open = async () => desk.store.complaints.openOf({ contactIds: await peopleOf(desk), siteIds: null });
  expect(await open()).toMatchObject([{ asked: '1 / 5' }]);
  await press({ score: '5' });
  expect(await open()).toMatchObject([{ asked: '5 / 5' }]);
});

test('AB5 what is bad is what the owner says', async () => {
  const { desk, passTo, press } = await openAsking({ badScore: 1, reviewUrl: REVIEW });
  await passTo(TEN + 2 * HOUR);
  expect((await press({ score: '2' })).body).toContain(REVIEW);
  const open = async () => desk.store.complaints.openOf({ contactIds: await peopleOf(desk), siteIds: null });
  expect(await open()).toEqual([]);
  expect((await press({ score: '1' })).body).toContain('We are sorry');
  expect(await open()).toMatchObject([{ severity: 3 }]);
});

test('AB3 it stands in the column of its person and is a hint on their card; whoever does not see the site sees none', async () => {
  const { desk, owner, passTo, press, booking } = await openAsking();
  await passTo(TEN + 2 * HOUR);
  await press({ score: '2', word: 'Too short' });
  const [contactId] = await peopleOf(desk);
  const { items } = (await owner.ask(`GET /v1/contacts/${contactId}/timeline?kinds=rating`)).json();
  expect(items).toEqual([
    {
      ...{ kind: 'rating', of: 'visit', id: booking.id, at: desk.context.now(), siteId: desk.site.id },
      ...{ score: 2, word: 'Too short', agentName: 'Оюунаа', conversationId: null, seq: null },
    },
  ]);
  const { hints } = (await owner.ask(`GET /v1/contacts/${contactId}/card`)).json();
  expect(hints).toContainEqual(expect.objectContaining({ hint: 'low_rating', what: 'Too short', score: 2 }));
  expect(await desk.store.ratings.visitsOf([contactId!], ['another'])).toEqual([]);
});

test.skipIf(!mongo.uri)(
  `AB1 AB5 MS1 of two servers one asks, and a press at each is one complaint ${mongo.reason ?? ''}`,
  async () => {
    const mail = await openMailServer();
    const config = { ...mail.config, publicUrl: 'http://desk.example' };
    const [here, there] = (await buildFleet(newDatabase(mongo), 2, config)) as [Desk, Desk];
    const { store, context, site } = here;
    await setQuestion(here, {});
    const owner = await agent(here, { role: 'owner' });
    const asOwner = (line: `${string} /${string}`, body: object) => ask(here, line, { body, cookie: owner.cookie });
    await asOwner('PATCH /v1/switches', { booking: true, customers: true });
    const oyuna = (await asOwner('POST /v1/staff', { name: 'Oyuna' })).json();
    const cut = (await asOwner('POST /v1/services', { names: { en: 'Cut' }, durationMinutes: 60 })).json();
    const startAt = Math.ceil(context.now() / HOUR) * HOUR;
    const made = await asOwner('POST /v1/bookings', {
      ...{ clientId: 'two-servers-1', siteId: site.id, startAt, items: [{ serviceId: cut.id, staffId: oyuna.id }] },
      person: { name: 'Saraa', phone: '+97699112233', email: 'saraa@example.com' },
    });
    const { booking } = made.json();
    await expect.poll(async () => (await there.context.switches.read()).booking, { timeout: 10_000 }).toBe(true);
    const jobs = await store.jobs.ofConversation(booking.contactId);
    const { dueAt } = jobs.find(each => each.kind === 'booking_question')!;
    const both = (ms: number) => Promise.all([here.pass(ms), there.pass(ms)]);
    // Clocks of servers stand together within seconds.
    await both(dueAt - context.now() - 5_000);
    await both(10_000);
    await both(10_000);
    await Promise.all([here.context.outbox.settled(), there.context.outbox.settled()]);
    expect(mail.got.filter(each => each.to.includes('saraa@example.com'))).toHaveLength(1);
    const path = `/f/${site.key}/${askedPath(context.config.secretKey, booking.id)}` as const;
    const pressed = await Promise.all([here, there].map(desk => pressing(desk, path)({ score: '1' })));
    expect(pressed.map(each => each.statusCode)).toEqual([200, 200]);
    const theirs = { contactIds: [booking.contactId], siteIds: null };
    expect(await store.complaints.openOf(theirs)).toHaveLength(1);
    expect((await store.ratings.visitCounts({ siteIds: null, from: 0 })).visits).toEqual([1, 0, 0, 0, 0]);
  },
);

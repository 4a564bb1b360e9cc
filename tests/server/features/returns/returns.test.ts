import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { type ReminderSettingsInput, reminderSettings } from '../../../../protocol/reminders.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { REMINDERS } from '../../../../server/features/reminders/settings.ts';
import { stopPath } from '../../../../server/features/returns/links.ts';
import { returnStands } from '../../../../server/features/returns/misser.ts';
import { MINUTE } from '../../../contract/scene.ts';
import { ask } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

const DAY = 24 * HOUR;
const SARAA = 'saraa@example.com';

/** A salon that mails, and Saraa, who was there on Thursday from ten to eleven and agreed to news by mail. */
async function openReturning(
  wish: ReminderSettingsInput['return'] = {},
  more: { email?: string; agrees?: boolean } = {},
) {
  const mail = await openMailServer();
  const config = { ...mail.config, publicUrl: 'http://desk.example', webhooksToPrivate: true };
  const salon = await openSalon({ config });
  const { desk, owner, cut, oyuna } = salon;
  const set = (settings: ReminderSettingsInput['return']) =>
    desk.context.settings.write(REMINDERS, reminderSettings.parse({ return: { isOn: true, days: 20, ...settings } }));
  await set(wish);
  await desk.changeSite({ channels: [...desk.site.channels, 'booking'] });
  const { email = SARAA, agrees = true } = more;
  const person = { phone: '+97699112233', name: 'Saraa', ...(email && { email }) };
  let made = 0;
  const visit = async (startAt: number) => {
    const items = [{ serviceId: cut.id, staffId: oyuna.id }];
    const body = { clientId: `returns-${++made}`, siteId: desk.site.id, startAt, items, person };
    return (await owner.ask('POST /v1/bookings', { body })).json().booking as { id: string; contactId: string };
  };
  const { id, contactId } = await visit(TEN);
  const agree = (channel: string, isGiven: boolean) =>
    owner.ask(`POST /v1/contacts/${contactId}/consents`, {
      body: { channel, purpose: 'news', isGiven, text: 'Write to me' },
    });
  if (agrees) await agree('email', true);
  const passTo = (at: number) => desk.pass(at - desk.context.now());
  const letters = async () => {
    await desk.context.outbox.settled();
    return mail.got.filter(each => each.to.includes(SARAA));
  };
  const waits = async () =>
    (await desk.store.jobs.ofConversation(contactId)).filter(each => each.kind === 'booking_return');
  return { ...salon, id, contactId, visit, agree, passTo, letters, waits, set, stop: stopping(desk, contactId) };
}

function stopping(desk: Awaited<ReturnType<typeof openSalon>>['desk'], contactId: string) {
  const path = `/f/altan/${stopPath(desk.context.config.secretKey, contactId)}` as const;
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
  return {
    path,
    look: (method: string, language = 'en', at: string = path) =>
      ask(desk, `${method} ${at as `/${string}`}`, {
        origin: null,
        headers: { accept: 'text/html', 'accept-language': language },
      }),
    press: (body: string) => ask(desk, `POST ${path}`, { origin: null, body, headers }),
  };
}

const OVER = TEN + HOUR;

test('AB6 AB7 who agreed to news is told once, after the desk’s days, and how to end it', async () => {
  const { desk, passTo, letters, waits, stop } = await openReturning();
  await passTo(OVER + 20 * DAY - MINUTE);
  expect(await letters()).toEqual([]);
  await passTo(OVER + 20 * DAY + MINUTE);
  const [got] = await letters();
  const { subject, text = '', html, headers } = await simpleParser(got!.raw);
  expect(subject).toMatch(/Altan Flowers/);
  expect(text).toContain('http://desk.example/f/altan/booking');
  for (const each of [text, html]) expect(each).toContain(`http://desk.example${stop.path}`);
  expect(headers.get('list')).toMatchObject({ unsubscribe: { url: `http://desk.example${stop.path}` } });
  expect(got!.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  await desk.pass(90 * DAY);
  expect([await letters(), await waits()].map(each => each.length)).toEqual([1, 0]);
});

test('AB6 by their own rhythm, else by the days of the service', async () => {
  const often = await openReturning({ days: 60 });
  await often.passTo(TEN - 2 * HOUR);
  await often.visit(TEN - 10 * DAY);
  await often.visit(TEN - 20 * DAY);
  // What was written down last is of before: the newest visit counts, whenever it was written.
  await often.visit(TEN + DAY);
  await often.passTo(OVER + 11 * DAY - MINUTE);
  expect(await often.letters()).toEqual([]);
  await often.passTo(OVER + 11 * DAY + MINUTE);
  expect(await often.letters()).toHaveLength(1);

  const seldom = await openReturning({ days: 60 });
  const { services } = (await seldom.owner.ask('GET /v1/services')).json();
  const [cut] = services.filter((each: { id: string }) => each.id === seldom.cut.id);
  const changed = await seldom.owner.ask(`PATCH /v1/services/${cut.id}`, {
    body: { version: cut.version, returnDays: 30 },
  });
  expect(changed.json()).toMatchObject({ returnDays: 30 });
  await seldom.passTo(OVER + 30 * DAY - MINUTE);
  expect(await seldom.letters()).toEqual([]);
  await seldom.passTo(OVER + 30 * DAY + MINUTE);
  expect(await seldom.letters()).toHaveLength(1);
});

test('AB7 nobody is told who never agreed, took it back, did not come, or while it is switched off', async () => {
  const [never, back, missed, off] = [
    await openReturning({}, { agrees: false }),
    await openReturning(),
    await openReturning(),
    await openReturning({ isOn: false }),
  ];
  await back.passTo(OVER + DAY);
  expect(await back.waits()).toHaveLength(1);
  await back.agree('email', false);
  expect(await back.waits()).toEqual([]);
  await missed.passTo(OVER);
  await missed.owner.ask(`PATCH /v1/bookings/${missed.id}`, { body: { version: 1, state: 'no_show' } });
  for (const each of [never, back, missed, off]) {
    await each.passTo(OVER + 22 * DAY);
    expect(await each.letters()).toEqual([]);
    expect(await each.waits()).toEqual([]);
  }
});

test('AB7 whoever books again, at the desk or for themselves, is not told by the visit before', async () => {
  const [hand, own] = [await openReturning(), await openReturning()];
  for (const each of [hand, own]) await each.passTo(OVER + 18 * DAY);
  const next = await hand.visit(TEN + 25 * DAY);
  expect((await hand.waits()).map(each => each.subject)).toEqual([next.id]);
  // A browser is a contact of its own, which its number joins to the card.
  const { cut, oyuna, booked, desk, contactId, waits } = own;
  const booking = await booked([{ serviceId: cut.id, staffId: oyuna.id }], TEN + 20 * DAY, { email: SARAA });
  const { contactId: browser } = (await desk.store.bookings.find(booking.id))!;
  expect(browser).not.toBe(contactId);
  expect((await desk.store.contacts.tree(contactId))!.ids).toContain(browser);
  expect(await waits()).toEqual([]);
  for (const each of [hand, own]) {
    await each.passTo(OVER + 21 * DAY);
    expect(await each.letters()).toEqual([]);
  }
});

test('AB7 who agreed to SMS and left no address is told by one, where an owner lets that', async () => {
  const { desk, passTo, agree } = await openReturning({}, { email: '', agrees: false });
  await agree('sms', true);
  const gateway = await smsGateway();
  await smsDesk(desk, gateway.url, {
    toPeople: { apology: false, rating: false, booking: false, return: true, waiting: false },
  });
  gateway.got.length = 0;
  await passTo(OVER + 20 * DAY + MINUTE);
  await desk.context.outbox.settled();
  expect(gateway.got.map(each => each.text)).toHaveLength(1);
  expect(gateway.got[0]!.text).toContain('http://desk.example/f/altan/booking');
});

test('AB7 a short message that waited does not leave once they come again, or want none', async () => {
  const { desk, id, agree, visit, passTo } = await openReturning({}, { email: '', agrees: false });
  await agree('sms', true);
  await passTo(OVER + DAY);
  const stands = () => returnStands(desk.context, { id, version: TEN });
  expect(await stands()).toBe(true);
  await agree('sms', false);
  expect(await stands()).toBe(false);
  await passTo(OVER + 2 * DAY);
  await agree('sms', true);
  expect(await stands()).toBe(true);
  await visit(TEN + 25 * DAY);
  expect(await stands()).toBe(false);
});

test('AB8 one press ends them, of a mail program or of the page; looking at the link does nothing', async () => {
  const { desk, contactId, stop, waits } = await openReturning();
  const consents = async () => (await desk.store.contacts.find(contactId))!.consents.map(each => each.isGiven);
  for (const method of ['GET', 'HEAD']) expect((await stop.look(method)).statusCode).toBe(200);
  for (const locale of LOCALES) {
    const { body } = await stop.look('GET', locale);
    expect(body).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(body).not.toMatch(/\{\w+\}|<script|Saraa/);
  }
  expect([await consents(), await waits()]).toMatchObject([[true], [{}]]);
  expect((await stop.look('GET', 'en', `${stop.path}x`)).statusCode).toBe(404);
  expect((await stop.press('List-Unsubscribe=One-Click')).statusCode).toBe(200);
  const again = await stop.press('_locale=en');
  expect([again.statusCode, again.body.includes('no more such letters from')]).toEqual([200, true]);
  expect([await consents(), await waits()]).toEqual([[true, false], []]);
});

test('AB7 whoever cancels what they booked again is missed after their last visit still, and not at once', async () => {
  const { owner, visit, passTo, letters, waits } = await openReturning();
  await passTo(OVER + 5 * DAY);
  const next = await visit(TEN + 14 * DAY);
  const cancel = (id: string) => owner.ask(`PATCH /v1/bookings/${id}`, { body: { version: 1, state: 'cancelled' } });
  await passTo(OVER + 13 * DAY);
  await cancel(next.id);
  expect(await waits()).toMatchObject([{ subjectVersion: TEN }]);
  // Twenty days after the visit are seven after that.
  await passTo(OVER + 20 * DAY - MINUTE);
  expect(await letters()).toEqual([]);
  await passTo(OVER + 21 * DAY);
  expect(await letters()).toHaveLength(1);
  // Whoever was told, and books and cancels once more, is not told again.
  const again = await visit(TEN + 28 * DAY);
  await passTo(OVER + 26 * DAY);
  await cancel(again.id);
  expect(await waits()).toHaveLength(1);
  await passTo(OVER + 60 * DAY);
  expect([await waits(), (await letters()).length]).toEqual([[], 1]);
});

test('AB7 whoever cancels when they would have been missed already hears it a week later', async () => {
  const { owner, visit, passTo, letters } = await openReturning();
  await passTo(OVER + 5 * DAY);
  const next = await visit(TEN + 28 * DAY);
  await passTo(OVER + 25 * DAY);
  await owner.ask(`PATCH /v1/bookings/${next.id}`, { body: { version: 1, state: 'cancelled' } });
  await passTo(OVER + 31 * DAY);
  expect(await letters()).toEqual([]);
  await passTo(OVER + 33 * DAY);
  expect(await letters()).toHaveLength(1);
});

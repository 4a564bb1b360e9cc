import { expect, test } from 'vitest';
import { smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';
import { HOUR, TEN } from '../bookings/salon.ts';
import { MINUTE, openFullDay } from './full-day.ts';

const toPeople = { apology: false, rating: false, booking: false, return: false, waiting: true };

async function openSms(options: Parameters<typeof openFullDay>[0] = {}, publicUrl = 'https://desk.example') {
  const day = await openFullDay({
    ...options,
    config: { webhooksToPrivate: true, publicUrl, smtpUrl: null },
  });
  const gateway = await smsGateway();
  await smsDesk(day.desk, gateway.url, { toPeople, mostSegments: 3 });
  gateway.got.length = 0;
  const texts = async () => {
    await day.desk.context.outbox.settled();
    return gateway.got.map(each => each.text);
  };
  let guests = 0;
  const joinedByPhone = (body: object = {}) =>
    day.joined({ email: '', phone: `+9769911226${guests++}`, timeZone: 'Asia/Ulaanbaatar', ...body });
  return { ...day, texts, joinedByPhone };
}

test('WL3 WL4 who left a number alone is asked by SMS, in fewer words where a language needs more segments than one may send', async () => {
  for (const at of ['https://desk.example', 'https://booking.altan-flowers-of-the-old-town.example']) {
    const { joinedByPhone, cancel, full, waits, texts } = await openSms({}, at);
    const { url } = await joinedByPhone({ locale: 'ru' });
    await cancel(full[2]!);
    expect((await waits()).map(each => each.wait.state)).toEqual(['offered']);
    const when = 'четверг, 5 марта, 12:00';
    expect(await texts()).toEqual([
      at === 'https://desk.example'
        ? `Altan Flowers: освободилось время: ${when}–13:00. Ждём ответа до 18:50: ${url}`
        : `Altan Flowers: свободно ${when}: ${url}`,
    ]);
  }
});

test('WL4 SM6 a short message that night held back does not leave once its place is offered no more', async () => {
  // Half past ten in the evening in the shop.
  const { desk, joinedByPhone, cancel, full, waits, press, texts } = await openSms({
    startAt: Date.parse('2026-03-04T14:30:00Z'),
  });
  const { url } = await joinedByPhone();
  const other = await joinedByPhone();
  await cancel(full[3]!);
  const [{ wait }] = (await waits()) as [Awaited<ReturnType<typeof waits>>[0]];
  expect(wait.state).toBe('offered');
  await cancel(full[2]!);
  await press(url, { version: wait.version, act: 'leave' });
  await desk.pass(TEN - desk.context.now() - HOUR + MINUTE);
  const got = await texts();
  expect(got.filter(each => each.includes(url))).toEqual([]);
  expect(got.filter(each => each.includes(other.url))).toHaveLength(1);
});

test('WL4 by whose browser tells no clock it is night when it is in the shop', async () => {
  const { joined, cancel, full, waits } = await openFullDay({ startAt: Date.parse('2026-03-04T14:30:00Z') });
  await joined({ timeZone: 'UTC' });
  await cancel(full[2]!);
  expect((await waits())[0]!.wait.offer).toMatchObject({ until: Date.parse('2026-03-05T01:30:00Z') });
});

test('WL4 an offer ends also where somebody else has its time by then', async () => {
  const { desk, joined, cancel, full, waits, book, cutByOyuna } = await openFullDay();
  await joined();
  await joined();
  await cancel(full[0]!);
  // Whoever was to look has died.
  const now = desk.context.now();
  await desk.store.jobs.take({ kinds: ['waiting'], at: now + HOUR, leaseUntil: now + 34 * MINUTE, limit: 9 });
  await desk.pass(33 * MINUTE);
  expect((await book([cutByOyuna], TEN)).statusCode).toBe(201);
  await desk.pass(2 * MINUTE);
  expect((await waits()).map(each => each.wait.state)).toEqual(['waiting', 'waiting']);
});

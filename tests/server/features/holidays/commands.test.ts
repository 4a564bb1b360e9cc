import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { buildTestApp, visitor } from '../../../helpers/app.ts';
import { type CalendarAnswer, calendarOf, openCalendar } from '../../../helpers/calendar-server.ts';
import { staffed } from '../../../helpers/http.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ADDRESS = '/v1/sites/altan/holidays';
const at = (text: string) => Date.parse(text);
const MARCH_8 = { date: '2026-03-08', name: "Women's Day" };

/** Its clock stands in the morning of 4 March 2026. */
async function deskWithCalendar(answer: CalendarAnswer = calendarOf({ [MARCH_8.date]: MARCH_8.name })) {
  const desk = await buildTestApp({ config: { webhooksToPrivate: true } });
  const owner = await staffed(desk, { role: 'owner' });
  const calendar = await openCalendar(answer);
  const holidays = async () => (await owner.ask(`GET ${ADDRESS}`)).json().holidays;
  return { desk, owner, calendar, holidays };
}

test('H5 an address that is set is read at once, and its days are closed', async () => {
  const { desk, owner, calendar, holidays } = await deskWithCalendar();
  expect(await holidays()).toBe(null);
  const answer = await owner.ask(`PUT ${ADDRESS}`, { body: { url: ` ${calendar.url} ` } });
  const now = desk.context.now();
  const wanted = { url: calendar.url, days: [MARCH_8], readAt: now, triedAt: now, problem: null };
  expect([answer.statusCode, answer.json()]).toEqual([200, { holidays: wanted }]);
  expect(await holidays()).toEqual(wanted);
  const page = await visitor(desk);
  await desk.pass(at('2026-03-08T00:00Z') - now, page);
  const closed = await page.hears('availability', news => news.availability.state === 'closed');
  expect(closed.availability.opensAt).toBe(at('2026-03-09T00:00Z'));
});

test('H5 a calendar that names today closes open pages at once, and one that is removed opens them', async () => {
  const { desk, owner, calendar, holidays } = await deskWithCalendar(calendarOf({ '2026-03-04': 'Today' }));
  const page = await visitor(desk);
  await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } });
  expect((await page.hears('availability')).availability.state).toBe('closed');
  expect((await owner.ask(`DELETE ${ADDRESS}`)).statusCode).toBe(204);
  expect((await page.hears('availability')).availability.state).toBe('away');
  expect(await holidays()).toBe(null);
  await desk.pass(2 * DAY);
  await desk.context.holidays.settled();
  expect(calendar.asked).toBe(1);
});

test('H5 it is read again when a day has passed, and when the owner says so', async () => {
  const { desk, owner, calendar, holidays } = await deskWithCalendar();
  await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } });
  calendar.answer = calendarOf({ '2026-07-11': 'Naadam' });
  await desk.pass(DAY - 1);
  await desk.context.holidays.settled();
  expect([calendar.asked, (await holidays()).days]).toEqual([1, [MARCH_8]]);
  await desk.pass(1);
  await desk.context.holidays.settled();
  expect([calendar.asked, (await holidays()).days]).toEqual([2, [{ date: '2026-07-11', name: 'Naadam' }]]);
  const again = await owner.ask(`POST ${ADDRESS}/read`);
  expect([calendar.asked, again.json().holidays.problem]).toEqual([3, null]);
});

test.each([
  ['is gone', [404, {}], { code: 'refused', detail: '404' }],
  ['has moved', [301, { location: 'http://127.0.0.1:9/other.ics' }], { code: 'moved', detail: '301' }],
  ['is a page to sign in', '<!doctype html>', { code: 'no_calendar', detail: '' }],
  ['is larger than a megabyte', 'x'.repeat(1024 * 1024 + 1), { code: 'too_large', detail: '' }],
] as const)(
  'H5 H7 one that %s keeps the last good days, and is tried again in an hour',
  async (_what, bad, problem) => {
    const { desk, owner, calendar, holidays } = await deskWithCalendar();
    const good = calendar.answer;
    const first = (await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } })).json().holidays;
    calendar.answer = typeof bad === 'string' ? bad : [bad[0], { ...bad[1] }];
    await desk.pass(DAY);
    await desk.context.holidays.settled();
    expect(await holidays()).toEqual({ ...first, triedAt: desk.context.now(), problem });
    calendar.answer = good;
    await desk.pass(HOUR);
    await desk.context.holidays.settled();
    expect(await holidays()).toEqual({ ...first, readAt: desk.context.now(), triedAt: desk.context.now() });
  },
);

test('H5 one that nobody answers at is kept with what was wrong, and so is an answer that breaks off', async () => {
  const { desk, owner } = await deskWithCalendar();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('BEGIN:VCALENDAR');
    response.socket?.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/holidays.ics`;
  const broken = (await owner.ask(`PUT ${ADDRESS}`, { body: { url } })).json().holidays;
  expect(broken).toMatchObject({ url, days: [], readAt: null, problem: { code: 'unreachable' } });
  await new Promise(resolve => server.close(resolve));
  const silent = (await owner.ask(`POST ${ADDRESS}/read`)).json().holidays;
  expect(silent.problem).toEqual({ code: 'unreachable', detail: 'ECONNREFUSED' });
  expect(desk.context.availability.of(desk.site).state).toBe('away');
});

test('H5 an address to subscribe to is that of the calendar', async () => {
  const { owner } = await deskWithCalendar();
  const url = 'webcal://127.0.0.1:9/holidays.ics';
  const { holidays } = (await owner.ask(`PUT ${ADDRESS}`, { body: { url } })).json();
  expect(holidays).toMatchObject({ url: 'https://127.0.0.1:9/holidays.ics', problem: { code: 'unreachable' } });
});

test.each([
  ['no address', 'tomorrow'],
  ['http in the open', 'http://calendar.example/a.ics'],
  ['a file', 'file:///etc/passwd'],
  ['a password in it', 'https://a:b@calendar.example/a.ics'],
  ['a private address', 'https://192.168.1.1/a.ics'],
  ['this machine', 'http://localhost:3000/a.ics'],
])('H7 %s is refused', async (_what, url) => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const answer = await owner.ask(`PUT ${ADDRESS}`, { body: { url } });
  expect([answer.statusCode, answer.json().fields]).toEqual([422, { url: 'FIELD_INVALID' }]);
});

test('H7 a name that leads to this machine is not connected to', async () => {
  const calendar = await openCalendar();
  const desk = await buildTestApp();
  // As if it had been saved as a public name, which a name server points elsewhere later.
  const url = calendar.url.replace('127.0.0.1', 'localhost');
  await desk.store.sites.update(desk.site.id, {
    holidays: { url, days: [MARCH_8], readAt: 1, triedAt: 1, problem: null },
  });
  desk.context.sites.forget();
  await desk.pass(1_000);
  await desk.context.holidays.settled();
  const [site] = await desk.store.sites.all();
  expect(site!.holidays).toMatchObject({ days: [MARCH_8], readAt: 1, problem: { code: 'private', detail: '' } });
  expect(calendar.asked).toBe(0);
});

test('H7 only owners see and set it: an address may be its own secret', async () => {
  const { desk, owner, calendar } = await deskWithCalendar();
  await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } });
  const bold = await staffed(desk);
  const lines = [`GET ${ADDRESS}`, `PUT ${ADDRESS}`, `POST ${ADDRESS}/read`, `DELETE ${ADDRESS}`] as const;
  for (const line of lines) {
    const answer = await bold.ask(line, line.startsWith('PUT') ? { body: { url: calendar.url } } : {});
    expect([line, answer.json().code]).toEqual([line, 'FORBIDDEN']);
  }
  expect((await bold.ask('GET /v1/sites')).body).not.toContain('holidays');
  expect((await owner.ask('GET /v1/sites/nobody/holidays')).json().code).toBe('SITE_UNKNOWN');
});

test('H5 while nothing can be kept the calendar is left alone for a minute', async () => {
  const { desk, owner, calendar } = await deskWithCalendar();
  await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } });
  const { sites } = desk.context.store;
  const keep = sites.keepHolidays;
  sites.keepHolidays = () => Promise.reject(new Error('away'));
  for (const ms of [DAY, 1_000, 58_000]) {
    await desk.pass(ms);
    await desk.context.holidays.settled();
  }
  expect(calendar.asked).toBe(2);
  sites.keepHolidays = keep;
  await desk.pass(1_000);
  await desk.context.holidays.settled();
  expect(calendar.asked).toBe(3);
});

test('H5 a server that stops breaks off what it reads, and takes that for no answer', async () => {
  const { desk, calendar } = await deskWithCalendar('silence');
  const holidays = { url: calendar.url, days: [MARCH_8], readAt: 1, triedAt: 1, problem: null };
  await desk.store.sites.update(desk.site.id, { holidays });
  desk.context.sites.forget();
  await desk.pass(1_000);
  await vi.waitUntil(() => calendar.asked === 1);
  await desk.app.close();
  expect((await desk.store.sites.all())[0]!.holidays).toEqual(holidays);
});

test('AU4 who sets a calendar or takes it away is written down, without its address', async () => {
  const { owner, calendar } = await deskWithCalendar();
  await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } });
  await owner.ask(`PUT ${ADDRESS}`, { body: { url: calendar.url } });
  await owner.ask(`DELETE ${ADDRESS}`);
  const { rows } = (await owner.ask('GET /v1/audit?what=site.changed')).json();
  expect(rows.map((row: { on: { text: string } }) => row.on.text)).toEqual(['holidays', 'holidays']);
  expect(JSON.stringify(rows)).not.toContain(calendar.url);
});

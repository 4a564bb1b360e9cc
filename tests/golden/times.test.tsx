// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { speak as speakInbox } from '../../inbox/shell/locale.ts';
import { clockRange, date, moment } from '../../inbox/shell/times.ts';
import type { OwnBooking } from '../../protocol/booking-times.ts';
import type { ShownBooking } from '../../protocol/bookings.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { visitText } from '../../server/features/bookings/text.ts';
import { BookingForm } from '../../widget/features/booking/BookingForm.tsx';
import { booking as booked } from '../../widget/features/booking/state.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { saved, write } from '../../widget/panel/saved.ts';
import { desk as panelDesk } from '../../widget/panel/site.ts';
import { watching } from '../../widget/panel/value.ts';
import { buildTestApp } from '../helpers/app.ts';
import { linesOf, sentBy } from '../helpers/html-form.ts';
import { ask, staffed } from '../helpers/http.ts';
import { expectGolden } from './golden.ts';
import { PLACES, type Place } from './places.ts';

const PATH = '/f/altan/booking';
const DAY_MS = 86_400_000;
const LINK = 'https://desk.example/f/altan/booking/1';

async function openShop(place: Place) {
  const desk = await buildTestApp({
    startAt: Date.parse(place.now),
    site: { name: 'Altan', timeZone: place.timeZone, locale: 'en', channels: ['chat', 'booking'] },
  });
  const owner = await staffed(desk, { role: 'owner' });
  await owner.ask('PATCH /v1/switches', { body: { booking: true } });
  await owner.ask('PUT /v1/booking-settings', { body: { leadMinutes: 0, stepMinutes: place.step, changeMinutes: 90 } });
  const add = async (line: `POST /${string}`, body: object) => (await owner.ask(line, { body })).json<{ id: string }>();
  await add('POST /v1/staff', { name: place.employee, week: place.week });
  const service = await add('POST /v1/services', { names: { en: 'Cut' }, durationMinutes: 30 });
  return { desk, owner, service };
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** Somebody without JavaScript, who reads one language and lives by one clock. */
function reader({ desk, service }: Shop, locale: Locale, timeZone: string) {
  const headers = { accept: 'text/html', 'accept-language': locale };
  const look = async (path: string) => (await ask(desk, `GET ${path as '/'}`, { origin: null, headers })).body;
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ _locale: locale, ...fields }).toString();
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    return (await ask(desk, `POST ${path as '/'}`, { body, headers: form })).body;
  };
  const zone = encodeURIComponent(timeZone);
  const begin = () => look(`${PATH}?service=${service.id}&staff=anybody&_timezone=${zone}`);
  const press = (page: string, filled: Record<string, string>) => post(PATH, { go: 'on', ...sentBy(page), ...filled });
  return { look, post, begin, press };
}

const indented = (lines: readonly string[]) => lines.map(each => `  ${each}`);
const unfolded = (file: string) => file.replace(/\r\n /g, '').split('\r\n');

/** What the form without JavaScript says, from its days to the link and back. Afterwards the time is free again. */
async function pages(shop: Shop, place: Place, locale: Locale, timeZone: string) {
  const { look, post, begin, press } = reader(shop, locale, timeZone);
  const times = await begin();
  const days = [...times.matchAll(/<optgroup label="([^"]*)">(.*?)<\/optgroup>/gs)].slice(0, place.days);
  const hint = linesOf(/<small id="time-hint">.*?<\/small>/s.exec(times)![0]);
  const person = await press(times, { time: `${Date.parse(place.take)}` });
  const done = await press(person, { name: place.person, phone: place.phone });
  const path = /href="[^"]*(\/f\/altan\/booking\/[^"]*)\/visit\.ics"/.exec(done)![1]!;
  const link = await look(path);
  const id = path.split('/').at(-2)!;
  const { booking } = (await shop.owner.ask(`GET /v1/bookings/${id}`)).json<ShownBooking>();
  const file = unfolded(await look(`${path}/visit.ics`));
  await post(path, { act: 'cancel', version: `${booking.version}` });
  return {
    booking,
    offered: [...days.map(([, day, options]) => `${day}: ${linesOf(options!).join(' | ')}`), ...hint],
    choosing: [...linesOf(/<div class="card">.*?<\/div>/s.exec(person)![0]).slice(1), linesOf(person).at(-2)!],
    done: linesOf(done).slice(1, -3),
    link: [linesOf(link)[0]!, ...linesOf(/<p class="lead">.*?<\/p>/s.exec(link)![0])],
    file: file
      .filter(each => /^(DTSTART|DTEND|SUMMARY|DESCRIPTION)/.test(each))
      .map(each => each.replace(/http\S*/, LINK)),
  };
}

/** As the widget draws it: anew when words come. */
const Form = watching([language, panelDesk], () => <BookingForm />);
let sites = 0;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** What the widget says in a browser by that clock, while a time is chosen and when it is booked. */
async function widget(
  { desk, service }: Shop,
  place: Place,
  locale: Locale,
  timeZone: string,
  kept: ShownBooking['booking'],
) {
  vi.stubEnv('TZ', timeZone);
  vi.stubGlobal('navigator', { languages: [locale] });
  vi.useFakeTimers({ now: Date.parse(place.now), toFake: ['Date'] });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(address);
    // The page asks each site for its offer once, and so believes that each is another.
    const path = pathname.slice(1).replace(/altan-\d+/, 'altan');
    const line = `${init.method ?? 'GET'} /${path}${search}` as const;
    const answer = await ask(desk, line, { origin: null, ...(init.body && { body: JSON.parse(String(init.body)) }) });
    return { ok: answer.statusCode < 300, json: async () => answer.json() };
  });
  await speak(await import(`../../widget/i18n/${locale}.ts`));
  saved.change({ draft: {}, token: 'none' });
  booked.change({ offer: undefined, days: [], kept: undefined, errors: {}, isSending: false, asking: '' });
  panelDesk.change({ key: `altan-${++sites}`, server: 'https://d.example/', site: null, isRefused: false });
  write({ visit: { serviceId: service.id, staffId: 'anybody', startAt: Date.parse(place.take) } });
  const stage = document.body.appendChild(document.createElement('div'));
  render(<Form />, stage);
  await vi.waitFor(() => expect(stage.querySelector('.part'), stage.innerHTML).not.toBeNull());
  const text = (each: Element | null | undefined) => each?.textContent?.trim() ?? '';
  const texts = (from: Element, what: string) => [...from.querySelectorAll(what)].map(text);
  const [days, ...parts] = [...stage.querySelectorAll('.chips')];
  const choosing = [
    [...days!.querySelectorAll('.chip')]
      .slice(0, place.days)
      .map(each => texts(each, 'b, small').join(' '))
      .join(' | '),
    text(stage.querySelectorAll('fieldset > legend')[1]),
    ...parts.map(each => `${text(each.parentElement!.querySelector('.part'))}: ${texts(each, '.chip').join(' | ')}`),
    text(stage.querySelector('button[type=submit]')),
  ];
  const own: OwnBooking = { ...kept, url: LINK, calendarUrl: LINK, changeUntil: 0, state: 'booked' };
  booked.change({ kept: own });
  write({ visit: { doneId: kept.id } });
  await vi.waitFor(() => expect(stage.querySelector('.card')).not.toBeNull());
  const done = [...stage.querySelector('.card')!.childNodes].map(each => each.textContent!.trim()).filter(Boolean);
  render(null, stage);
  stage.remove();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  return { choosing, done };
}

/** What the desk reads of it: in the book, in lists, and in the conversation. */
async function deskLines(place: Place, locale: Locale, booking: ShownBooking['booking']): Promise<string[]> {
  vi.stubGlobal('navigator', { languages: [locale] });
  await speakInbox(locale);
  const { startAt, endAt, timeZone } = booking;
  const now = Date.parse(place.now);
  return [
    `${date(startAt, now, { timeZone, isLong: true })} · ${clockRange(startAt, endAt, timeZone)}`,
    moment(startAt, now, timeZone),
    date(startAt - 365 * DAY_MS, now, { timeZone, hasWeekday: false }),
    visitText(booking, locale, timeZone),
  ];
}

test.each(PLACES)('BK2 BK3 $name: days and hours are read as people there say them, at every door', async place => {
  const { timeZone, elsewhere } = place;
  const text = [place.about, `The shop is in ${timeZone}, and it is ${place.now}.`];
  const shop = await openShop(place);
  for (const locale of LOCALES) {
    const here = await pages(shop, place, locale, timeZone);
    const there = await pages(shop, place, locale, elsewhere);
    const own = await widget(shop, place, locale, timeZone, here.booking);
    const other = await widget(shop, place, locale, elsewhere, there.booking);
    text.push(
      ...['', `== ${locale}`],
      ...['The page offers', ...indented(here.offered)],
      ...['It says what was chosen', ...indented(here.choosing)],
      ...['It is booked', ...indented(here.done)],
      ...[`It is booked from ${elsewhere}`, ...indented(there.done)],
      ...['The link', ...indented(here.link)],
      ...['The file for calendars', ...indented(here.file)],
      ...['The widget offers', ...indented(own.choosing)],
      ...['It is booked', ...indented(own.done)],
      ...[`The widget offers in ${elsewhere}`, ...indented(other.choosing)],
      ...['It is booked', ...indented(other.done)],
      ...['The desk reads', ...indented(await deskLines(place, locale, here.booking))],
    );
  }
  await expectGolden(`times-${place.name}`, `${text.join('\n')}\n`);
});

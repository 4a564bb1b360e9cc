// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FreeDay } from '../../protocol/booking-times.ts';
import { BookingForm } from '../../widget/features/booking/BookingForm.tsx';
import { booking } from '../../widget/features/booking/state.ts';
import * as english from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { saved, write } from '../../widget/panel/saved.ts';
import { desk } from '../../widget/panel/site.ts';
import { clock } from '../../widget/panel/times.ts';
import { watching } from '../../widget/panel/value.ts';
import { isOffered } from '../../widget/panel/view.ts';

const HOUR = 3_600_000;
const noon = new Date().setHours(36, 0, 0, 0);
const date = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
const days: FreeDay[] = [
  { date: date(noon - 24 * HOUR), times: [], isFull: true },
  { date: date(noon), times: [noon, noon + HOUR, noon + 2 * HOUR], isFull: false },
];
const service = { id: 'cut', name: 'Cut', category: '', durationMinutes: 90, price: null, picture: null };
const staff = [
  { id: 'o', name: 'Oyuna', languages: [] },
  { id: 't', name: 'Tuya', languages: [] },
];
const kept = {
  ...{ id: 'b', currency: 'MNT', startAt: noon + HOUR, endAt: noon + 2 * HOUR, timeZone: 'UTC', state: 'booked' },
  ...{ items: [{ name: 'Cut', staffName: 'Oyuna' }], name: 'Priya', note: '', changeUntil: noon },
  ...{ url: 'https://d.example/f/s/booking/b/x', calendarUrl: 'https://d.example/f/s/booking/b/x/visit.ics' },
};

/** As the widget draws it: anew when words come. */
const Form = watching([language, desk], () => <BookingForm />);

let place: HTMLElement;
/** What is sent, by the end of its address, and how the server answers. */
let sent: [path: string, body: Record<string, unknown>][];
let answers: Record<string, () => unknown>;
let site = 0;

beforeEach(() => {
  site += 1;
  sent = [];
  answers = {
    services: () => ({ currency: 'MNT', services: [{ ...service, staffIds: ['o', 't'] }], staff }),
    times: () => ({ days, shopZone: 'UTC', timeZone: 'UTC', minutes: 90, until: date(noon) }),
    holds: () => ({ secret: 'a secret of a hold' }),
    bookings: () => ({ booking: kept }),
  };
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const path = new URL(address).pathname.split('/').at(-1)!;
    if (init?.body) sent.push([path, JSON.parse(init.body as string)]);
    const answer = answers[path]!() as { code?: string };
    return { ok: !answer.code, json: async () => answer };
  });
  speak(english);
  saved.change({ draft: {}, token: 'theirs' });
  booking.change({
    offer: undefined,
    days: [],
    kept: undefined,
    errors: {},
    isMoved: false,
    asking: '',
    isSending: false,
  });
  desk.change({ key: `site-${site}`, server: 'https://d.example/', site: null, isRefused: false });
  place = document.body.appendChild(document.createElement('div'));
  render(<Form />, place);
  return () => {
    render(null, place);
    place.remove();
    vi.unstubAllGlobals();
  };
});

const button = (words: string) => [...place.querySelectorAll('button')].find(each => each.textContent?.includes(words));
const sees = (words: string) => vi.waitFor(() => expect(place.textContent).toContain(words));
async function press(words: string) {
  await sees(words);
  button(words)!.click();
}
async function chooseTime() {
  await press('Cut');
  await press('Oyuna');
  await vi.waitFor(() => expect(place.querySelectorAll('[name=day]')).toHaveLength(2));
  place.querySelectorAll<HTMLInputElement>('[name=day]')[1]!.click();
  await vi.waitFor(() => expect(place.querySelectorAll('[name=hour]')).toHaveLength(3));
}
const submit = () => place.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));

test('BK17 service, who, day and hour, name and number; the time is kept meanwhile, and what was booked is shown', async () => {
  await chooseTime();
  expect(place.querySelectorAll<HTMLInputElement>('[name=day]')[0]!.disabled).toBe(true);
  expect(place.querySelectorAll('.steps .on')).toHaveLength(3);
  await vi.waitFor(() => expect(saved.now.draft.visit?.hold).toBe('a secret of a hold'));
  place.querySelectorAll<HTMLInputElement>('[name=hour]')[1]!.click();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject(['holds', { startAt: noon + HOUR, instead: 'a secret of a hold' }]);
  await sees(`Book tomorrow, ${clock(noon + HOUR)}`);
  submit();
  await sees(english.default.FIELD_REQUIRED);
  expect(sent).toHaveLength(2);
  write({ name: 'Priya', phone: '+976 8800 1122' });
  submit();
  await sees(enLater.booked);
  expect(sent[2]).toMatchObject([
    'bookings',
    { items: [{ serviceId: 'cut', staffId: 'o' }], startAt: noon + HOUR, hold: 'a secret of a hold', name: 'Priya' },
  ]);
  expect(place.querySelector('[download]')!.getAttribute('href')).toBe(kept.calendarUrl);
  await press(enLater.againVisit);
  await sees(enLater.service);
});

test('BK17 the other service is a press away, and going there and back loses nothing', async () => {
  await chooseTime();
  write({ name: 'Priya' });
  await press(enLater.change);
  await press('Cut');
  await press(enLater.anybody);
  await vi.waitFor(() => expect(place.querySelectorAll('[name=hour]')).toHaveLength(3));
  expect(place.querySelector<HTMLInputElement>('#name')!.value).toBe('Priya');
  expect(saved.now.draft.visit).toMatchObject({ staffId: 'anybody', startAt: noon });
});

test('BK17 a time that was taken meanwhile is said, and the next free one is chosen', async () => {
  await chooseTime();
  write({ name: 'Priya', phone: '+976 8800 1122' });
  await vi.waitFor(() => expect(saved.now.draft.visit?.hold).toBeTruthy());
  answers.bookings = () => ({ code: 'SLOT_TAKEN', fields: { startAt: 'SLOT_TAKEN' }, nextAt: noon + 2 * HOUR });
  submit();
  await sees(enLater.nextChosen);
  expect(place.querySelector('[role=alert]')!.textContent).toBe(enLater.nextChosen);
  expect(place.querySelectorAll<HTMLInputElement>('[name=hour]')[2]!.checked).toBe(true);
  expect(saved.now.draft).toMatchObject({ name: 'Priya', visit: { startAt: noon + 2 * HOUR } });
});

test('BK17 without a connection nothing is booked, which is said; the same again is sent under the same id', async () => {
  await chooseTime();
  write({ name: 'Priya', phone: '+976 8800 1122' });
  await vi.waitFor(() => expect(saved.now.draft.visit?.hold).toBeTruthy());
  answers.bookings = () => {
    throw new TypeError('Failed to fetch');
  };
  submit();
  await sees(enLater.OFFLINE);
  answers.bookings = () => ({ booking: kept });
  submit();
  await sees(enLater.booked);
  const ids = sent.filter(([path]) => path === 'bookings').map(([, { clientId }]) => clientId);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
});

test('BK17 the tab is there where the site offers it, and not before that is known', () => {
  expect([isOffered('booking'), isOffered('chat')]).toEqual([false, true]);
  desk.change({ site: { channels: ['booking'] } as never });
  expect([isOffered('booking'), isOffered('chat')]).toEqual([true, false]);
});

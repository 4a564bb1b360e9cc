// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { FreeDay } from '../../protocol/booking-times.ts';
import { BookingForm } from '../../widget/features/booking/BookingForm.tsx';
import { booking } from '../../widget/features/booking/state.ts';
import { createKeeper } from '../../widget/features/booking/visit/visit.tsx';
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
  ...{ items: [{ name: 'Cut', staffName: 'Oyuna' }], name: 'Priya', note: '', changeUntil: noon, payment: null },
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
    holds: () => ({ secret: 'a secret of a hold', keptMs: 300_000 }),
    renew: () => ({ secret: 'a secret of a hold', keptMs: 300_000 }),
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
    isOut: false,
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

const colour = {
  ...service,
  id: 'colour',
  name: 'Colour',
  durationMinutes: 60,
  price: { minor: 5_000_000, isFrom: false },
};
const offer = (able = ['o', 't']) => ({
  currency: 'MNT',
  services: [
    { ...service, staffIds: ['o', 't'], price: { minor: 3_500_000, isFrom: false } },
    { ...colour, staffIds: able },
  ],
  staff,
});

test('BK17 several services are one visit: what they come to is shown, and each is done by who was chosen where they do it', async () => {
  booking.change({ offer: offer(['t']) as never });
  await chooseTime();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await press('Add a service');
  await sees('What else?');
  expect(button('Cut')).toBeUndefined();
  await press('Colour');
  await sees('Together: 2 hr 30 min · ₮85,000');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  const both = [
    { serviceId: 'cut', staffId: 'o' },
    { serviceId: 'colour', staffId: 'anybody' },
  ];
  expect(sent[1]).toMatchObject(['holds', { items: both, startAt: noon }]);
  expect(button('Add a service')).toBeUndefined();
  write({ name: 'Priya', phone: '+976 8800 1122' });
  submit();
  await sees(enLater.booked);
  expect(sent[2]).toMatchObject(['bookings', { items: both }]);
});

test('BK17 one of several is taken out again by a press that says which', async () => {
  booking.change({ offer: offer() as never });
  await chooseTime();
  await press('Add a service');
  await press('Colour');
  await sees('Together');
  place.querySelector<HTMLButtonElement>('[aria-label*=Colour]')!.click();
  await vi.waitFor(() => expect(place.textContent).not.toContain('Together'));
  expect(saved.now.draft.visit?.also).toEqual([]);
});

test('BK17 while somebody types the time is kept on; it runs out quietly, and what is typed stays', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const runOut = { renewed: 0, ended: 0 };
  const keeper = createKeeper({
    renew: async () => {
      runOut.renewed += 1;
      return runOut.renewed < 3 ? Date.now() + 600_000 : null;
    },
    runOut: () => {
      runOut.ended += 1;
    },
  });
  keeper.watch(Date.now() + 300_000);
  keeper.busy();
  await vi.advanceTimersByTimeAsync(270_000);
  expect(runOut).toEqual({ renewed: 1, ended: 0 });
  keeper.busy();
  await vi.advanceTimersByTimeAsync(570_000);
  expect(runOut).toEqual({ renewed: 2, ended: 0 });
  // Nobody has typed since.
  await vi.advanceTimersByTimeAsync(600_000);
  expect(runOut).toEqual({ renewed: 2, ended: 1 });
});

test('BK17 a time that ran out is said in a quiet word, the next free one is chosen, and is kept when somebody types on', async () => {
  await chooseTime();
  write({ name: 'Pri' });
  await vi.waitFor(() => expect(saved.now.draft.visit?.hold).toBeTruthy());
  const times = [noon + 2 * HOUR];
  answers.times = () => ({ days: [{ ...days[1]!, times }], shopZone: 'UTC', timeZone: 'UTC', until: date(noon) });
  answers.holds = () => ({ secret: 'a short one', keptMs: 1 });
  place.querySelectorAll<HTMLInputElement>('[name=hour]')[1]!.click();
  await sees('open to others again');
  expect(place.querySelector('[role=alert]')!.textContent).toBe('');
  expect(saved.now.draft).toMatchObject({ name: 'Pri', visit: { startAt: noon + 2 * HOUR } });
  answers.holds = () => ({ secret: 'another secret of a hold', keptMs: 300_000 });
  const field = place.querySelector<HTMLInputElement>('#name')!;
  field.value = 'Priya';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(saved.now.draft.visit?.hold).toBe('another secret of a hold'));
  await vi.waitFor(() => expect(place.textContent).not.toContain('open to others again'));
  expect(saved.now.draft.name).toBe('Priya');
});

test('BP2 who has to pay first is shown where, in a window of its own, and that it waits; the page hears what was sent', async () => {
  const heard = vi.fn();
  document.addEventListener('deskbell:submitted', heard);
  onTestFinished(() => document.removeEventListener('deskbell:submitted', heard));
  const payment = { url: 'https://pay.example/c/1', until: noon };
  answers.bookings = () => ({ booking: { ...kept, payment }, entry: { seq: 1, body: { kind: 'form' } } });
  await chooseTime();
  write({ name: 'Priya', phone: '+976 8800 1122' });
  submit();
  await sees('Almost done: please pay');
  const link = place.querySelector<HTMLAnchorElement>('a.primary')!;
  expect([link.href, link.target, link.rel]).toEqual([payment.url, '_blank', 'noopener noreferrer']);
  expect(place.querySelector('.ticked')).toBeNull();
  expect(heard).toHaveBeenCalledOnce();
});

// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FreeDay } from '../../protocol/booking-times.ts';
import { BookingForm } from '../../widget/features/booking/BookingForm.tsx';
import { booking } from '../../widget/features/booking/state.ts';
import { waiting } from '../../widget/features/waiting/state.ts';
import * as english from '../../widget/i18n/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { saved } from '../../widget/panel/saved.ts';
import { desk } from '../../widget/panel/site.ts';
import { watching } from '../../widget/panel/value.ts';

const DAY = 24 * 3_600_000;
const noon = new Date().setHours(36, 0, 0, 0);
const date = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
const days: FreeDay[] = [
  { date: date(noon), times: [], isFull: true },
  { date: date(noon + DAY), times: [noon + DAY], isFull: false },
  { date: date(noon + 2 * DAY), times: [], isFull: true },
];
const service = { id: 'cut', name: 'Cut', category: '', durationMinutes: 90, price: null, picture: null };
const kept = {
  ...{
    id: 'w',
    date: date(noon),
    timeZone: 'UTC',
    from: noon,
    to: noon + DAY,
    state: 'waiting',
    place: 3,
    offer: null,
  },
  ...{ items: [{ serviceId: 'cut', name: 'Cut', staffId: 'anybody', staffName: '' }] },
  url: 'https://d.example/f/s/waiting/w/x',
};

/** As the widget draws it: anew when words come. */
const Form = watching([language, desk], () => <BookingForm />);

let place: HTMLElement;
/** What is sent to the list, and how the server answers. */
let sent: Record<string, unknown>[];
let ways: object;
let answer: () => object;
let site = 0;

function open() {
  place = document.body.appendChild(document.createElement('div'));
  render(<Form />, place);
}

beforeEach(() => {
  site += 1;
  sent = [];
  ways = { isOn: true, email: true, phone: true };
  answer = () => ({ wait: kept, token: 'theirs' });
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const path = new URL(address).pathname.split('/').at(-1)!;
    if (init?.body) sent.push(JSON.parse(init.body as string));
    const said = (init?.body ? answer() : of(path)) as { code?: string };
    return { ok: !said.code, json: async () => said };
  });
  const of = (path: string) => {
    if (path === 'services') return { currency: 'MNT', services: [{ ...service, staffIds: ['o'] }], staff: [] };
    if (path === 'waiting') return ways;
    return { days, shopZone: 'UTC', timeZone: 'UTC', minutes: 90, until: date(noon + 2 * DAY) };
  };
  speak(english);
  saved.change({ draft: {}, token: undefined });
  booking.change({ ...{ offer: undefined, days: [], kept: undefined, errors: {}, isMoved: false, asking: '' } });
  waiting.change({ ways: undefined, kept: undefined, errors: {}, isSending: false });
  desk.change({ key: `waiting-${site}`, server: 'https://d.example/', site: null, isRefused: false });
  open();
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
function type(id: string, text: string) {
  const field = place.querySelector<HTMLInputElement>(`#${id}`)!;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
async function fillIn() {
  await press('Cut');
  await press('Wait for it');
  await sees('Which full day?');
  place.querySelectorAll<HTMLInputElement>('[name=day]')[1]!.click();
  type('from', '14:30');
  type('name', 'Priya');
  type('reach', 'priya@example.com');
}

test('WL11 who finds a full day waits for it: the day, hours, name and how to be told; then their number and link', async () => {
  await fillIn();
  expect(place.querySelectorAll('[name=day]')).toHaveLength(2);
  expect(place.querySelector('#phone')).toBeNull();
  await press('Put me on the list');
  await sees('You are on the waiting list');
  expect(sent).toMatchObject([
    {
      ...{ items: [{ serviceId: 'cut', staffId: 'anybody' }], date: date(noon + 2 * DAY), from: '14:30' },
      ...{ name: 'Priya', email: 'priya@example.com', locale: 'en', clientId: expect.any(String) },
    },
  ]);
  expect(sent[0]).not.toHaveProperty('until');
  expect(place.textContent).toContain('Your number in the list of this day: 3');
  expect(place.querySelector<HTMLAnchorElement>('a')!.href).toBe(kept.url);
  expect(saved.now.token).toBe('theirs');
  await press('Back to the free times');
  await sees('Wait for it');
});

test('WL11 what is typed outlives the page, and the same sent again is one place', async () => {
  answer = () => {
    throw new Error('offline');
  };
  await fillIn();
  await press('Put me on the list');
  await sees('No connection');
  render(null, place);
  place.remove();
  open();
  await sees('Which full day?');
  expect(place.querySelector<HTMLInputElement>('#reach')!.value).toBe('priya@example.com');
  expect(place.querySelector<HTMLInputElement>('#from')!.value).toBe('14:30');
  answer = () => ({ wait: kept }) as object;
  await press('Put me on the list');
  await sees('You are on the waiting list');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test('WL11 what is missing or refused is said at its field, and a time that is free is named', async () => {
  await press('Cut');
  await press('Wait for it');
  await press('Put me on the list');
  await vi.waitFor(() => expect(place.querySelectorAll('[aria-invalid=true]').length).toBe(2));
  await fillInAgain();
  answer = () => ({ code: 'FIELD_INVALID', fields: { date: 'FIELD_INVALID' }, nextAt: noon }) as never;
  await press('Put me on the list');
  await sees('A time of that day has just become free');
  answer = () => ({ code: 'SLOT_TAKEN', fields: { date: 'SLOT_TAKEN' } }) as never;
  await press('Put me on the list');
  await sees('So many wait for that day already');
  answer = () => ({ code: 'EMAIL_INVALID', fields: { email: 'EMAIL_INVALID' } }) as never;
  await press('Put me on the list');
  await vi.waitFor(() => expect(place.querySelector('#reach')!.getAttribute('aria-invalid')).toBe('true'));
});

async function fillInAgain() {
  place.querySelectorAll<HTMLInputElement>('[name=day]')[0]!.click();
  type('name', 'Priya');
  type('reach', 'priya@example.com');
}

test('WL11 where the list is off nothing is said of it; where no SMS goes out a mail address is asked for', async () => {
  ways = { isOn: false, email: false, phone: false };
  await press('Cut');
  await sees('Day');
  await vi.waitFor(() => expect(waiting.now.ways).toBeDefined());
  expect(place.textContent).not.toContain('Is your day full?');
  waiting.change({ ways: { isOn: true, email: true, phone: false } });
  await press('Wait for it');
  await sees('Your e-mail');
});

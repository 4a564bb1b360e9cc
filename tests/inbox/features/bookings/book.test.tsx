// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { BookPage } from '../../../../inbox/features/bookings/page/BookPage.tsx';
import { shownIn } from '../../../../inbox/features/bookings/page/shown.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { bookingSettings, type ShownBooking } from '../../../../protocol/bookings.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { employee, service } from '../services/fixtures.ts';
import { AT_14, booking, shown } from './fixtures.ts';

beforeEach(() => speak('en'));

const MINUTE = 60_000;
const always = [{ from: '10:00', to: '19:00' }];
const week = [always, always, always, always, always, always, always];
const PERSON = { id: 'card', name: 'Bolormaa', phone: '+97699112233' };

async function openBook(bookings: ShownBooking[], answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [site({ locale: 'en' })],
      'GET booking-settings': () => bookingSettings.parse({}),
      'GET services': () => ({ currency: 'MNT', services: [service('Cut', { names: { en: 'Cut' } })] }),
      'GET staff': () => ({ employees: [employee('Oyuna', { week }), employee('Nora', { week })] }),
      'GET resources': () => ({ resources: [] }),
      'GET bookings': () => ({ bookings }),
      'GET bookings/times': () => ({ days: [{ times: [AT_14 + 120 * MINUTE] }] }),
      'GET people': ({ query }) => ({ people: query.get('q') === '99112233' ? [PERSON] : [], cursor: null }),
      'GET contacts/card/timeline': () => ({
        items: [
          {
            kind: 'booking',
            id: 'b',
            at: AT_14 - 86_400_000 * 21,
            state: 'done',
            items: [{ name: 'Colour', staffName: 'Nora' }],
          },
        ],
        cursor: null,
      }),
      ...answers,
    },
  });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  const page = await draw(desk, <BookPage />);
  return { ...desk, page };
}

const block = (host: Element, id: string) => host.querySelector<HTMLElement>(`[data-block="${id} 0"]`)!;

test('BO1 a day stands by employee, and what others book is seen at once', async () => {
  const bookings = [shown('Sara')];
  const { page, link } = await openBook(bookings);
  await vi.waitUntil(() => page.text.includes('Sara'));
  const columns = [...page.host.querySelectorAll('.book-column')].map(each => each.textContent);
  expect(columns[0]).toMatch(/Oyuna.*Sara/);
  expect(columns[1]).not.toContain('Sara');
  expect(page.host.querySelectorAll('.book-now')).toHaveLength(2);
  bookings.push(shown('Hana', { staffId: 'Nora' }));
  const { startAt, endAt } = booking('Hana');
  await act(() =>
    link.tell({ type: 'booking.changed', bookingId: 'Hana', siteId: 'site', startAt, endAt, before: null, version: 1 }),
  );
  await vi.waitUntil(() => page.text.includes('Hana'));
  expect(page.host.querySelector('.book-bar')!.textContent).toContain('2 booked');
});

test('BO1 BO9 what was cancelled stands below, with why, and is taken back by a press', async () => {
  const gone = shown('Hana', { state: 'cancelled', reason: 'Ill', version: 2 });
  const { page, http } = await openBook([shown('Sara'), gone], {
    'PATCH bookings/Hana': () => shown('Hana', { version: 3 }),
  });
  await vi.waitUntil(() => page.text.includes('1 cancelled'));
  expect(page.host.querySelector('.book-column')!.textContent).not.toContain('Hana');
  const list = page.host.querySelector('.book-gone')!;
  expect(list.textContent).toMatch(/Hana.*Cut.*Ill/);
  await act(() => list.querySelector('button')!.click());
  await vi.waitUntil(() => page.hasButton('Take the booking back'));
  expect(page.hasButton('Done and paid')).toBe(false);
  await page.press('Take the booking back');
  expect(http.asked('PATCH bookings/Hana')[0]!.body).toEqual({ version: 2, state: 'booked' });
  await vi.waitUntil(() => !page.host.querySelector('.book-gone'));
});

test('BO9 who cancels may say why; where the payment stands is named, and that it is paid is said by one press', async () => {
  const payment = { state: 'awaited', url: 'https://pay.example', until: AT_14 } as const;
  const { page, http } = await openBook([shown('Sara', { payment })], {
    'PATCH bookings/Sara': () =>
      shown('Sara', { payment: { ...payment, state: 'paid' }, state: 'confirmed', version: 2 }),
  });
  await vi.waitUntil(() => page.text.includes('Sara'));
  await act(() => block(page.host, 'Sara').click());
  await vi.waitUntil(() => page.hasButton('It is paid'));
  expect(page.text).toContain('To be paid by');
  await page.press('It is paid');
  expect(http.asked('PATCH bookings/Sara')[0]!.body).toEqual({ version: 1, isPrepaid: true });
  await vi.waitUntil(() => page.text.includes('Paid in advance'));
  await page.type(page.field('Reason for cancelling'), 'Ill');
  await page.press('Cancel the booking');
  await page.press('Cancel the booking');
  expect(http.asked('PATCH bookings/Sara')[1]!.body).toEqual({ version: 2, state: 'cancelled', reason: 'Ill' });
});

test('BO8 the day stands in the address: it is read from there, and another one is written there', async () => {
  const { page, app } = await openBook([shown('Sara')]);
  await vi.waitUntil(() => page.text.includes('Sara'));
  const idNow = () => (app.route.value.kind === 'room' ? app.route.value.id : undefined);
  await act(() => page.host.querySelector<HTMLElement>('[aria-label="Next day"]')!.click());
  expect(idNow()).toBe('2026-11-25');
  await page.press('Week');
  expect(idNow()).toBe('2026-11-25~Oyuna');
  await act(() => app.go({ kind: 'room', room: 'book', id: '2026-12-01' }));
  await vi.waitUntil(() => page.host.querySelector<HTMLInputElement>('.book-date')!.value === '2026-12-01');
  await page.press('Today');
  expect(idNow()).toBeNull();
  expect([shownIn('2026-12-01', '2026-11-24'), shownIn('nonsense', '2026-11-24')]).toEqual([
    { kind: 'day', date: '2026-12-01' },
    { kind: 'day', date: '2026-11-24' },
  ]);
});

test('BO1 who has no services yet is led to them', async () => {
  const { page } = await openBook([], { 'GET services': () => ({ currency: 'MNT', services: [] }) });
  await vi.waitUntil(() => page.text.includes('tell us first what the shop offers'));
  expect(page.host.querySelector('a')!.getAttribute('href')).toContain('settings/services');
});

test('BO2 a number says who it is; what has the time is named, and nothing typed is lost', async () => {
  const bookings: ShownBooking[] = [];
  let isTaken = true;
  const { page, http } = await openBook(bookings, {
    'POST bookings': () => {
      if (isTaken) throw new ApiError('SLOT_TAKEN', { startAt: 'SLOT_TAKEN' });
      return shown('Bolormaa', { startAt: AT_14 + 120 * MINUTE });
    },
  });
  await vi.waitUntil(() => page.hasButton('New N'));
  await page.press('New N');
  await vi.waitUntil(() => page.host.querySelector('dialog form'));
  await page.submit(page.host.querySelector<HTMLFormElement>('dialog form'));
  expect(page.text).toContain('Please fill this in.');
  expect(http.asked('POST bookings')).toEqual([]);
  await page.type(page.field('Phone number'), '99112233');
  await vi.waitUntil(() => page.text.includes('Last time'));
  expect(page.text).toMatch(/Last time .*3 Nov.*Colour.*Nora|Last time .*Nov 3.*Colour.*Nora/);
  await page.choose('Service', 'Cut');
  await vi.waitUntil(() => page.host.querySelector('.book-times input'));
  await page.check(page.host.querySelector('.book-times input')!);
  bookings.push(shown('Hana', { startAt: AT_14 + 120 * MINUTE }));
  await page.submit(page.host.querySelector<HTMLFormElement>('dialog form'));
  await vi.waitUntil(() => page.text.includes('That time is taken'));
  expect(page.text).toContain('Hana, Cut, ');
  expect(page.field('Time').value).toBe('16:00');
  await page.press('Cancel');
  await page.press('New N');
  await vi.waitUntil(() => page.host.querySelector('dialog form'));
  expect([page.field('Phone number').value, page.field('Time').value]).toEqual(['99112233', '16:00']);
  isTaken = false;
  await page.submit(page.host.querySelector<HTMLFormElement>('dialog form'));
  await vi.waitUntil(() => page.host.querySelector('dialog') === null);
  expect(http.asked('POST bookings').at(-1)!.body).toMatchObject({
    ...{ siteId: 'site', person: { contactId: 'card' }, items: [{ serviceId: 'Cut', staffId: 'anybody' }] },
    startAt: AT_14 + 120 * MINUTE,
  });
});

test('BO3 arrows hold a booking elsewhere, and Enter asks for it once; Escape leaves it', async () => {
  const bookings = [shown('Sara')];
  const { page, http, inbox } = await openBook(bookings, {
    'PATCH bookings/Sara': ({ body }) => shown('Sara', { ...(body as object), staffId: 'Nora', version: 2 }),
  });
  await vi.waitUntil(() => page.text.includes('Sara'));
  await page.key(block(page.host, 'Sara'), 'ArrowDown');
  expect(page.host.querySelector('.book-draft')!.textContent).toContain('Enter keeps it here');
  await page.key(block(page.host, 'Sara'), 'Escape');
  expect(page.host.querySelector('.book-draft')!.textContent).toBe('');
  expect(http.asked('PATCH')).toEqual([]);
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.key(block(page.host, 'Sara'), key);
  expect(block(page.host, 'Sara').closest('section')!.textContent).toContain('Nora');
  await page.key(block(page.host, 'Sara'), 'Enter');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  expect(http.asked('PATCH').map(each => each.body)).toEqual([
    { version: 1, startAt: AT_14 + 30 * MINUTE, staffIds: ['Nora'] },
  ]);
  expect(toastsOf(inbox)[0]).toMatchObject({ text: 'Moved', tone: 'done' });
});

test('BO3 where somebody was faster it is said, and the book is read anew', async () => {
  const { page, http, inbox } = await openBook([shown('Sara')], {
    'PATCH bookings/Sara': () => {
      throw new ApiError('ALREADY_CLAIMED');
    },
  });
  await vi.waitUntil(() => page.text.includes('Sara'));
  const before = http.asked('GET bookings').length;
  await page.key(block(page.host, 'Sara'), 'ArrowUp');
  await page.key(block(page.host, 'Sara'), 'Enter');
  await vi.waitUntil(() => toastsOf(inbox)[0]?.text.startsWith('Somebody else changed this booking'));
  await vi.waitUntil(() => http.asked('GET bookings').length > before);
});

test('BO4 done is said with what was taken and paid', async () => {
  const { page, http } = await openBook([shown('Sara')], {
    'PATCH bookings/Sara': () => shown('Sara', { state: 'done', version: 2 }),
  });
  await vi.waitUntil(() => page.text.includes('Sara'));
  await act(async () => block(page.host, 'Sara').click());
  await vi.waitUntil(() => page.hasButton('Done and paid'));
  await page.press('Done and paid');
  await vi.waitUntil(() => page.text.includes('What was taken'));
  await page.type(page.field('Paid, MNT'), '40,000');
  await page.submit(page.host.querySelector<HTMLFormElement>('dialog form'));
  await vi.waitUntil(() => http.asked('PATCH').length > 0);
  expect(http.asked('PATCH')[0]!.body).toEqual({
    ...{ version: 1, state: 'done' },
    paid: {
      lines: [{ name: 'Cut', quantity: 1, price: 4_000_000, shares: [{ staffId: 'Oyuna', percent: 100 }] }],
      currency: 'MNT',
    },
  });
});

test('BO5 an owner asks why a time is not offered', async () => {
  const { page } = await openBook([shown('Sara')], {
    'GET bookings/why': () => ({
      isOffered: false,
      reasons: [{ code: 'taken', item: 0, staffId: 'Oyuna', resourceId: null, bookingId: 'Sara' }],
      bookings: [shown('Sara')],
    }),
  });
  await vi.waitUntil(() => page.hasButton('New N'));
  await page.press('New N');
  await vi.waitUntil(() => page.host.querySelector('dialog form'));
  await page.choose('Service', 'Cut');
  await page.type(page.field('Time'), '14:00');
  await vi.waitUntil(() => page.hasButton('Why is this time not offered?'));
  await page.press('Why is this time not offered?');
  await vi.waitUntil(() => page.text.includes('Oyuna: Booked already. Sara, Cut, '));
});

test('BO6 an owner gives the calendar of an employee an address, and is asked first', async () => {
  const { page, http } = await openBook([shown('Sara')], {
    'POST staff/Oyuna/calendar': () => ({ url: 'https://desk.example/calendars/Oyuna/secret/bookings.ics' }),
  });
  await vi.waitUntil(() => page.hasButton('Week'));
  await page.press('Week');
  await page.press('Calendar address');
  await vi.waitUntil(() => page.hasButton('Make a new address'));
  await page.press('Make a new address');
  expect(page.text).toContain('The address before ends.');
  expect(http.asked('POST staff')).toEqual([]);
  await page.press('Make a new address');
  await vi.waitUntil(() => page.host.querySelector('textarea'));
  expect(page.host.querySelector('textarea')!.value).toContain('/secret/bookings.ics');
});

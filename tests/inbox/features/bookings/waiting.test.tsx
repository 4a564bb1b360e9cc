// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { BookPage } from '../../../../inbox/features/bookings/page/BookPage.tsx';
import { WaitingSection } from '../../../../inbox/features/waiting-list/settings/WaitingSection.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { bookingSettings } from '../../../../protocol/bookings.ts';
import { type ShownWait, type Wait, waitingSettings } from '../../../../protocol/waiting-list.ts';
import { draw } from '../../draw.tsx';
import { contactSummary, site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { employee, service } from '../services/fixtures.ts';
import { AT_14, shown, ZONE } from './fixtures.ts';

beforeEach(() => speak('en'));

const HOUR = 3_600_000;
const always = [{ from: '10:00', to: '19:00' }];
const week = [always, always, always, always, always, always, always];

function waiter(id: string, change: Partial<Wait> = {}): ShownWait {
  const wait: Wait = {
    ...{ id, siteId: 'site', contactId: `contact of ${id}`, conversationId: `talk of ${id}`, date: '2026-11-24' },
    items: [{ serviceId: 'Cut', name: 'Cut', staffId: 'anybody', staffName: '' }],
    ...{ timeZone: ZONE, from: AT_14, to: AT_14 + 4 * HOUR, name: id, phone: '', email: '', locale: 'en' },
    ...{ visitorZone: ZONE, state: 'waiting', stateAt: AT_14, offer: null, bookingId: null, version: 1 },
    createdAt: AT_14 - 2 * HOUR,
    ...change,
  };
  return { wait, contact: contactSummary(id) };
}

async function openBook(waits: ShownWait[], answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [site({ locale: 'en' })],
      'GET booking-settings': () => bookingSettings.parse({}),
      'GET services': () => ({ currency: 'MNT', services: [service('Cut', { names: { en: 'Cut' } })] }),
      'GET staff': () => ({ employees: [employee('Oyuna', { week })] }),
      'GET resources': () => ({ resources: [] }),
      'GET bookings': () => ({ bookings: [] }),
      'GET waiting': () => ({ waits }),
      'GET waiting-settings': () => waitingSettings.parse({}),
      'GET bookings/times': () => ({ days: [{ times: [AT_14] }] }),
      'GET people': () => ({ people: [], cursor: null }),
      ...answers,
    },
  });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  const page = await draw(desk, <BookPage />);
  return { ...desk, page };
}

test('WL8 the book says who waits for its day, since when and what they are offered, and hears of more at once', async () => {
  const waits = [waiter('Nomin')];
  const { page, link } = await openBook(waits);
  await vi.waitUntil(() => page.text.includes('1 waits for a place'));
  const offer = { items: [], startAt: AT_14 + HOUR, endAt: AT_14 + 2 * HOUR, at: AT_14, until: AT_14 + HOUR / 2 };
  waits.push(waiter('Hana', { state: 'offered', offer }));
  await act(() => link.tell({ type: 'waiting.changed', siteId: 'site', from: AT_14, to: AT_14 + HOUR }));
  await vi.waitUntil(() => page.text.includes('2 wait for a place'));
  const rows = [...page.host.querySelectorAll('.waiting li')].map(each => each.textContent);
  expect(rows[0]).toMatch(/Nomin.*Cut, anybody · 02:00.*06:00.*waits since 12:00/);
  expect(rows[1]).toMatch(/Hana.*asked at 02:00 PM: 03:00.*04:00 PM, kept until 02:30/);
});

test('WL8 the desk books for somebody, who is off the list then, takes what is kept for another, and takes off a third', async () => {
  const offer = { items: [], startAt: AT_14 + HOUR, endAt: AT_14 + 2 * HOUR, at: AT_14, until: AT_14 + HOUR / 2 };
  const waits = [waiter('Nomin'), waiter('Hana', { state: 'offered', offer }), waiter('Bat')];
  const gone = (id: string) => () => {
    waits.splice(
      waits.findIndex(each => each.wait.id === id),
      1,
    );
  };
  const { page, http, link } = await openBook(waits, {
    'DELETE waiting/Bat': gone('Bat'),
    'POST waiting/Hana/take': () => {
      gone('Hana')();
      return shown('Hana', { startAt: offer.startAt });
    },
    'POST bookings': () => {
      // Whoever has booked that day waits no more.
      gone('Nomin')();
      return shown('Nomin', { startAt: AT_14 });
    },
  });
  await vi.waitUntil(() => page.text.includes('3 wait for a place'));
  const button = (label: string) => page.host.querySelector<HTMLButtonElement>(`[aria-label="${label}"]`)!;
  await act(() => button('Hana takes it').click());
  await vi.waitUntil(() => page.text.includes('2 wait for a place'));
  await act(() => button('Book for Nomin').click());
  await vi.waitUntil(() => page.host.querySelector('.book-times input'));
  await page.check(page.host.querySelector('.book-times input')!);
  await page.submit(page.host.querySelector<HTMLFormElement>('dialog form'));
  await vi.waitUntil(() => page.host.querySelector('dialog') === null);
  const news = { type: 'booking.changed', bookingId: 'Nomin', siteId: 'site', before: null, version: 1 } as const;
  await act(() => link.tell({ ...news, startAt: AT_14, endAt: AT_14 + HOUR }));
  await vi.waitUntil(() => page.text.includes('1 waits for a place'));
  expect(http.asked('POST bookings')[0]!.body).toMatchObject({
    ...{ person: { contactId: 'contact of Nomin' }, items: [{ serviceId: 'Cut', staffId: 'anybody' }], siteId: 'site' },
  });
  const last = () => [...page.host.querySelectorAll<HTMLButtonElement>('.waiting li:last-child button')].at(-1)!;
  await act(() => last().click());
  expect(http.asked('DELETE waiting/Bat')).toEqual([]);
});

test('WL1 an owner sets the list among the settings; where nobody waits, the book says nothing of it', async () => {
  const { page, http } = await openBook([]);
  await vi.waitUntil(() => http.asked('GET waiting').length > 0 && page.text.includes('Oyuna'));
  expect(page.host.querySelector('.waiting')).toBeNull();
  expect(page.text).not.toContain('aiting list');

  const desk = openInbox([], {
    answers: { 'GET waiting-settings': () => waitingSettings.parse({}), 'PUT waiting-settings': ({ body }) => body },
  });
  const section = await draw(desk, <WaitingSection />);
  await vi.waitUntil(() => section.text.includes('Visitors can wait for a full day'));
  // What is set of it is asked for once it is on.
  expect(section.text).not.toContain('People who may wait');
  await section.check(section.field('Visitors can wait for a full day'));
  await section.type(section.field('People who may wait for one day'), '5');
  await section.submit();
  await vi.waitUntil(() => desk.http.asked('PUT waiting-settings').length === 1);
  expect(desk.http.asked('PUT waiting-settings')[0]!.body).toEqual({
    ...{ isOn: true, offerMinutes: 30, mostOfDay: 5, night: { from: 21, to: 9 } },
  });
});

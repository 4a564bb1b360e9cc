/** A salon in Ulaanbaatar on a Wednesday evening, with two who cut and one who colours, and a chair between them. */
import type { OwnBooking, TimesAnswer } from '../../../../protocol/booking-times.ts';

import { buildTestApp } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

const tenToTwo = [{ from: '10:00', to: '14:00' }];
const week = [tenToTwo, tenToTwo, tenToTwo, tenToTwo, tenToTwo, [], []];

/** Thursday at ten, there. */
export const TEN = Date.parse('2026-03-05T02:00:00Z');
export const HOUR = 3_600_000;

export async function openSalon(options: Parameters<typeof buildTestApp>[0] = {}) {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar', locale: 'mn' }, ...options });
  const owner = await staffed(desk, { role: 'owner' });
  await owner.ask('PATCH /v1/switches', { body: { booking: true, customers: true } });
  const add = async (line: `POST /${string}`, body: object) => (await owner.ask(line, { body })).json<{ id: string }>();
  const oyuna = await add('POST /v1/staff', { name: 'Оюунаа', week });
  const tuya = await add('POST /v1/staff', { name: 'Tuya', week });
  const chair = await add('POST /v1/resources', { name: 'Chair' });
  const cut = await add('POST /v1/services', {
    names: { en: 'Cut', mn: 'Үс засах', hi: 'कटाई' },
    durationMinutes: 60,
    price: { minor: 35_000, isFrom: true },
  });
  const colour = await add('POST /v1/services', {
    names: { en: 'Colour' },
    durationMinutes: 60,
    bufferAfterMinutes: 30,
    staffIds: [tuya.id],
    resourceIds: [chair.id],
  });
  const headers = { 'sec-fetch-site': 'same-origin', 'user-agent': 'test' };
  const visit = (line: `${string} /${string}`, body?: unknown, more: Record<string, string> = {}) =>
    ask(desk, line, { body, origin: null, headers: { ...headers, ...more } });
  const times = async (query: string) =>
    (await visit(`GET /v1/sites/altan/booking/times?${query}`)).json<TimesAnswer>();
  const book = (items: object[], startAt: number, more: object = {}) =>
    visit('POST /v1/sites/altan/booking/bookings', {
      clientId: `booking-${++made}`,
      ...{ items, startAt, name: 'Сараа', phone: '+97699112233' },
      ...more,
    });
  const booked = async (...of: Parameters<typeof book>) => (await book(...of)).json<{ booking: OwnBooking }>().booking;
  return { desk, owner, oyuna, tuya, chair, cut, colour, visit, times, book, booked };
}

let made = 0;

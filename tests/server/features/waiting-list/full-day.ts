/** A salon whose Thursday is full, with a waiting list; letters wait in the outbox, for nobody takes them. */
import type { OwnBooking } from '../../../../protocol/booking-times.ts';
import type { ShownWait, WaitAnswer, WaitingSettingsInput } from '../../../../protocol/waiting-list.ts';
import { beat } from '../../../../server/beat.ts';
import { bookingPath } from '../../../../server/features/bookings/links.ts';
import type { Desk } from '../../../helpers/app.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

export const THURSDAY = '2026-03-05';
export const MINUTE = 60_000;
const MAIL = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Altan <hello@altan.example>' };

export async function openFullDay(options: Parameters<typeof openSalon>[0] & { settings?: WaitingSettingsInput } = {}) {
  const { settings, ...rest } = options;
  const salon = await openSalon({ ...rest, config: { ...MAIL, ...rest?.config } });
  const { owner, desk, cut, oyuna, booked, visit } = salon;
  await desk.changeSite({ channels: ['chat', 'booking'] });
  await owner.ask('PUT /v1/waiting-settings', { body: { isOn: true, ...settings } });
  const cutByOyuna = { serviceId: cut.id, staffId: oyuna.id };
  const full: OwnBooking[] = [];
  for (const hour of [0, 1, 2, 3]) full.push(await booked([cutByOyuna], TEN + hour * HOUR));

  let came = 0;
  const join = (body: object = {}) => {
    came += 1;
    return visit('POST /v1/sites/altan/booking/waiting', {
      clientId: `waiting-${came}`,
      ...{ items: [cutByOyuna], date: THURSDAY, name: `Guest ${came}`, email: `guest${came}@example.com` },
      ...body,
    });
  };
  const joined = async (body: object = {}) => (await join(body)).json<WaitAnswer>().wait;
  const cancel = ({ id }: { id: string }) => cancelled(desk, id, visit);
  return { ...salon, cutByOyuna, full, join, joined, cancel, waits: () => waitsOf(owner), ...linksOf(visit) };
}

type Visit = Awaited<ReturnType<typeof openSalon>>['visit'];

async function cancelled({ context }: Desk, id: string, visit: Visit) {
  const booking = (await context.store.bookings.find(id))!;
  const path = bookingPath(context.config.secretKey, id);
  await visit(`POST /f/altan/${path}`, { version: booking.version, act: 'cancel' });
  await beat(context);
}

async function waitsOf(owner: { ask(line: `GET /${string}`): Promise<{ json<T>(): T }> }) {
  const { waits } = (await owner.ask(`GET /v1/waiting?from=${TEN}&to=${TEN + 4 * HOUR}`)).json<{
    waits: ShownWait[];
  }>();
  return waits;
}

const EN = { 'accept-language': 'en' };

/** What people do by their link. */
function linksOf(visit: Visit) {
  const pathOf = (url: string) => new URL(url).pathname;
  return {
    look: (url: string) => visit(`GET ${pathOf(url) as `/${string}`}`, undefined, EN),
    press: (url: string, body: { version: number; act: string }) =>
      visit(`POST ${pathOf(url) as `/${string}`}`, body, EN),
  };
}

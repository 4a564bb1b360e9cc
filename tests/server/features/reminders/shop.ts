/** The salon with mail, and people who book there and leave an address. */
import type { ReminderSettingsInput } from '../../../../protocol/reminders.ts';
import { openMailServer, type ReceivedMail } from '../../../helpers/mail-server.ts';
import { HOUR, openSalon, TEN } from '../bookings/salon.ts';

export const DAY = 24 * HOUR;
export const MINUTE = HOUR / 60;
/** Friday at ten, there: the clock stands on Wednesday at 18:20. */
export const FRIDAY = TEN + DAY;
export const ALL: ReminderSettingsInput = {
  confirmation: { isOn: true },
  reminder: { isOn: true, daysBefore: 1, hour: 17 },
};
export const ORIGIN = 'https://desk.example';

export async function openShop(settings: ReminderSettingsInput = ALL, options: Parameters<typeof openSalon>[0] = {}) {
  const server = await openMailServer();
  const config = { ...server.config, publicUrl: ORIGIN, webhooksToPrivate: true, ...options.config };
  const salon = await openSalon({ ...options, config });
  const { desk, owner, cut } = salon;
  const set = (body: object) => owner.ask('PUT /v1/reminder-settings', { body });
  await set(settings);
  const items = [{ serviceId: cut.id }];
  const saraa = { phone: '+97699112233', email: 'saraa@shop.example', locale: 'en', timeZone: 'Asia/Ulaanbaatar' };
  const take = (startAt: number, more: object = {}) => salon.booked(items, startAt, { ...saraa, ...more });
  const pass = async (ms: number) => {
    await desk.pass(ms);
    await desk.context.outbox.settled();
  };
  /** What came to them, and to nobody of the desk. */
  const letters = (to = saraa.email) => server.got.filter(each => each.to.includes(to)).map(textOf);
  const patch = (id: string, body: object) => owner.ask(`PATCH /v1/bookings/${id}`, { body });
  return { ...salon, items, set, take, pass, letters, patch, server, config };
}

/** Its text as one reads it, in whichever way it came. */
function textOf({ raw }: ReceivedMail): string {
  const [, head, body] = /(Content-Type: text\/plain[\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/.exec(raw)!;
  if (head!.includes('base64')) return Buffer.from(body!, 'base64').toString().replaceAll('\r\n', '\n');
  const bytes = body!
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number(`0x${hex}`)));
  return Buffer.from(bytes, 'latin1').toString().replaceAll('\r\n', '\n');
}

export const linksIn = (letter: string) => letter.match(/https:\/\/desk\.example\/\S+/g) ?? [];

/** What customers and the desk do, by the doors of the server and no other way. */
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { BookingAnswer, OwnBooking, TimesAnswer } from '../../../protocol/booking-times.ts';
import type { Booking, ShownBooking } from '../../../protocol/bookings.ts';
import { AGENT_VERSION } from '../../../protocol/wire/limits.ts';
import { agentSocket } from '../../helpers/app.ts';
import { sentBy } from '../../helpers/html-form.ts';
import { ask, OWN } from '../../helpers/http.ts';
import { dateAfter, wallOf } from './clock.ts';
import type { Customer } from './customers.ts';
import type { Offered, Shop } from './shop.ts';

/** What somebody wants: services in order, by one employee or by anybody. */
export interface Wish {
  services: Offered[];
  staffId: string;
}

const PATH = '/v1/sites/altan';
const FORM = '/f/altan/booking';

export function doors(shop: Shop) {
  const { desk, owner, sarnai } = shop;
  let sent = 0;
  const clientId = () => `salon-client-${++sent}`;

  /** A request of a customer's browser. */
  function from(customer: Customer, line: `${string} /${string}`, body?: unknown, more: Record<string, string> = {}) {
    const { locale, address, token } = customer;
    const browser = { 'user-agent': 'Mozilla/5.0', 'accept-language': locale, 'sec-fetch-site': 'same-origin' };
    const bearer: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    return ask(desk, line, { body, address, origin: null, headers: { ...browser, ...bearer, ...more } });
  }

  const posted = (customer: Customer, path: string, fields: Record<string, string>) =>
    from(customer, `POST ${path as '/'}`, new URLSearchParams({ _locale: customer.locale, ...fields }).toString(), {
      ...{ accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      authorization: '',
    });

  const items = ({ services, staffId }: Wish) => services.map(each => ({ serviceId: each.id, staffId }));

  return {
    /** When it is free, from a day on. */
    async times(customer: Customer, wish: Wish, date: string, days = 14): Promise<number[]> {
      const ids = wish.services.map(each => each.id).join(',');
      const staff = wish.services.map(() => wish.staffId).join(',');
      const query = `services=${ids}&staff=${staff}&from=${date}&days=${days}`;
      const answer = await from(customer, `GET ${PATH}/booking/times?${query}`);
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json<TimesAnswer>().days.flatMap(each => each.times);
    },

    /** In the widget: the time is kept, and then taken. @returns null: somebody was faster */
    async book(customer: Customer, wish: Wish, startAt: number, note = ''): Promise<OwnBooking | null> {
      const { name, phone, email, locale, zone } = customer;
      const held = await from(customer, `POST ${PATH}/booking/holds`, {
        clientId: clientId(),
        items: items(wish),
        startAt,
      });
      if (held.json().code === 'SLOT_TAKEN') return null;
      expect(held.statusCode, held.body).toBe(201);
      const answer = await from(customer, `POST ${PATH}/booking/bookings`, {
        ...{ clientId: clientId(), items: items(wish), startAt, hold: held.json().secret },
        ...{ name, phone, email, locale, timeZone: zone, note },
      });
      expect(answer.statusCode, answer.body).toBe(201);
      const { booking, token } = answer.json<BookingAnswer>();
      if (token) customer.token = token;
      return booking;
    },

    /** On the page without JavaScript, one service of it. @returns the path of its link; null: somebody was faster */
    async bookByPage(customer: Customer, wish: Wish, startAt: number): Promise<string | null> {
      const query = `?service=${wish.services[0]!.id}&_timezone=${encodeURIComponent(customer.zone)}`;
      const begun = await from(customer, `GET ${FORM}${query}` as 'GET /', undefined, { accept: 'text/html' });
      const chosen = { ...sentBy(begun.body), go: 'on', staff: wish.staffId, step: 'time', time: `${startAt}` };
      const person = await posted(customer, FORM, chosen);
      if (person.statusCode === 409) return null;
      expect(person.statusCode, person.body).toBe(200);
      const { name, phone } = customer;
      const done = await posted(customer, FORM, { ...sentBy(person.body), go: 'on', name, phone });
      expect(done.statusCode, done.body).toBe(200);
      return /href="[^"]*(\/f\/altan\/booking\/[^"]*)\/visit\.ics"/.exec(done.body)![1]!;
    },

    /** The desk writes it down while somebody is on the telephone. @returns null: the time is taken */
    async bookByHand({ name, phone }: Customer, wish: Wish, startAt: number): Promise<Booking | null> {
      const body = { clientId: clientId(), siteId: desk.site.id, person: { name, phone }, items: items(wish), startAt };
      const answer = await sarnai.ask('POST /v1/bookings', { body });
      if (answer.json().code === 'SLOT_TAKEN') return null;
      expect(answer.statusCode, answer.body).toBe(201);
      return answer.json<ShownBooking>().booking;
    },

    /** A press on the page of its link. @returns the status, and what the page says */
    async press(customer: Customer, link: string, fields: Record<string, string>): Promise<LightMyRequestResponse> {
      return posted(customer, link, fields);
    },

    /** When the link offers to come instead. */
    async otherTimes(customer: Customer, link: string): Promise<{ version: string; times: number[] }> {
      const { body } = await from(customer, `GET ${link as '/'}`, undefined, { accept: 'text/html' });
      const times = [...body.matchAll(/<option value="(\d+)"/g)].map(([, at]) => Number(at));
      return { version: /name="version" value="(\d+)"/.exec(body)?.[1] ?? '', times };
    },

    async booking(id: string): Promise<ShownBooking> {
      return (await sarnai.ask(`GET /v1/bookings/${id}`)).json();
    },

    /** The desk says what became of it, by its version of now. */
    async mark(id: string, change: object): Promise<ShownBooking> {
      const { booking } = await this.booking(id);
      const answer = await sarnai.ask(`PATCH /v1/bookings/${id}`, { body: { version: booking.version, ...change } });
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json();
    },

    /** All that overlaps a day of the salon. */
    async day(date: string, from: (date: string) => number): Promise<ShownBooking[]> {
      const query = `from=${from(date)}&to=${from(dateAfter(date, 1))}`;
      return (await sarnai.ask(`GET /v1/bookings?${query}`)).json().bookings;
    },

    /** An agent comes to their inbox, rings somebody back, and goes. */
    async rings(callbackId: string, outcome: 'reached' | 'no_answer') {
      const page = await agentSocket(desk, { cookie: sarnai.cookie(), origin: OWN });
      await page.ask({ type: 'hello', version: AGENT_VERSION });
      const answer = await page.ask({ type: 'callback.resolve', callbackId, outcome, startAt: null, note: '' });
      await page.leave();
      await desk.context.routing.settled();
      return answer;
    },

    /** Something that the desk does; what it is refused is the caller's to judge. */
    desk: (line: `${string} /${string}`, body?: unknown) => sarnai.ask(line, { body }),
    owner: (line: `${string} /${string}`, body?: unknown) => owner.ask(line, { body }),
    visitor: from,
    posted,
    clientId,
    today: () => wallOf(desk.context.now()).date,
  };
}

export type Doors = ReturnType<typeof doors>;

/** What leaves the salon, as those read it whom it reaches; and what must never be, whatever the chance. */
import { simpleParser } from 'mailparser';
import { expect } from 'vitest';
import type { ShownBooking } from '../../../protocol/bookings.ts';
import { HOUR, instantOf, stamp, wallOf } from './clock.ts';
import type { Customer } from './customers.ts';
import type { Doors } from './doors.ts';
import type { Shop } from './shop.ts';

export interface Message {
  at: number;
  way: 'mail' | 'sms';
  to: string;
  subject: string;
  text: string;
}

/** Hours of a person's clock in which nobody is written to who did nothing just now. */
const NIGHT = { from: 21 * 60, to: 8 * 60 };
/** How long what somebody hears is an answer to what was done just now, and may come at any hour. */
const JUST_NOW = 10 * 60_000;

export class Watch {
  readonly messages: Message[] = [];
  private readonly seen = new Set<string>();
  /** When each of them did something last, or the desk did something for them. */
  private readonly actedAt = new Map<string, number>();
  private readonly shop: Shop;
  private readonly doors: Doors;
  private readonly byAddress: Map<string, Customer>;

  constructor(shop: Shop, doors: Doors, customers: readonly Customer[]) {
    this.shop = shop;
    this.doors = doors;
    this.byAddress = new Map(customers.flatMap(each => [[each.phone, each] as const, [each.email, each] as const]));
  }

  whoIs(to: string): Customer | undefined {
    return this.byAddress.get(to);
  }

  acted(customer: Customer): void {
    this.actedAt.set(customer.phone, this.shop.desk.context.now());
  }

  /** Everything that came since the last look, in an order that no network decides. */
  async gather(): Promise<Message[]> {
    const { mail, sms, desk } = this.shop;
    const at = desk.context.now();
    const mails = await Promise.all(
      mail.got.splice(0).map(async ({ to, raw }): Promise<Message> => {
        const { subject = '', text = '' } = await simpleParser(raw);
        return { at, way: 'mail', to: to[0]!, subject, text };
      }),
    );
    const texts = sms.got.splice(0).map(({ to, text }): Message => ({ at, way: 'sms', to, subject: '', text }));
    const all = [...mails, ...texts];
    all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    for (const each of all) await this.judge(each);
    this.messages.push(...all);
    return all;
  }

  /** No message twice, none of a booking that is cancelled or over, none at night. */
  private async judge(message: Message): Promise<void> {
    const key = keyOf(message);
    const who = this.whoIs(message.to);
    // The desk's own people are told of the same step by step.
    if (!who) return;
    expect(this.seen.has(key), `sent twice: ${key}`).toBe(false);
    this.seen.add(key);
    const [, kind, id] = /\/f\/altan\/(booking|asked)\/(\w+)\//.exec(message.text) ?? [];
    const booking = id && (await this.shop.desk.store.bookings.find(id));
    const wanted = kind === 'asked' ? ['booked', 'confirmed', 'arrived', 'done'] : ['booked', 'confirmed'];
    if (booking) expect(wanted, `of a booking that is ${booking.state}: ${key}`).toContain(booking.state);
    const { minutes } = wallOf(message.at, who.zone);
    const isNight = minutes >= NIGHT.from || minutes < NIGHT.to;
    const isAnswer = message.at - (this.actedAt.get(who.phone) ?? 0) <= JUST_NOW;
    expect(isNight && !isAnswer, `sent at night, ${stamp(message.at, who.zone)} of ${who.name}: ${key}`).toBe(false);
  }

  /** Each five minutes of an employee are one booking's, and of the wash basins there are two. */
  async looksAtDay(date: string): Promise<void> {
    const shown = (await this.doors.day(date, day => instantOf(day, 0))).filter(isLive);
    const taken = new Map<string, string>();
    const basins = new Map<number, number>();
    for (const { booking } of shown) {
      for (const item of booking.items) {
        const service = this.shop.services.find(each => each.id === item.serviceId)!;
        for (let at = item.startAt; at < item.endAt; at += 300_000) {
          const cell = `${item.staffId} ${at}`;
          expect(taken.get(cell), `two bookings of ${item.staffName} at ${stamp(at)}`).toBeUndefined();
          taken.set(cell, booking.id);
          if (!service.needsBasin) continue;
          basins.set(at, (basins.get(at) ?? 0) + 1);
          expect(basins.get(at), `wash basins taken at ${stamp(at)}`).toBeLessThanOrEqual(2);
        }
      }
    }
  }

  /** A balance is the sum of its rows, and never below zero by what was spent. */
  async looksAtBalance(contactId: string): Promise<number> {
    const { balance, rows } = (await this.doors.desk(`GET /v1/contacts/${contactId}/loyalty`)).json();
    const deltas = (rows as { delta: number; kind: string }[]).map(each => each.delta);
    expect(
      deltas.reduce((sum, each) => sum + each, 0),
      `the rows of ${contactId}`,
    ).toBe(balance);
    let standing = 0;
    for (const { delta, kind } of (rows as { delta: number; kind: string }[]).toReversed()) {
      standing += delta;
      if (kind === 'spent')
        expect(standing, `spent more than there was: ${JSON.stringify(rows)}`).toBeGreaterThanOrEqual(0);
    }
    return balance;
  }
}

/** The path of a link of some kind that a message has, from `/f/altan/` on. */
export function linkIn({ text }: Message, kind: string): string | undefined {
  return new RegExp(`https?://[^/\\s]+(/f/altan/${kind}/\\S+)`).exec(text)?.[1];
}

export const isLive = ({ booking: { state } }: ShownBooking): boolean => state !== 'cancelled';

const keyOf = ({ at, way, to, subject, text }: Message) =>
  [Math.floor(at / (12 * HOUR)), way, to, subject, text].join('\n');

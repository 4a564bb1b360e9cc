/** Six months, day by day: who comes when, and what becomes of it. All of it follows from the seed. */
import { chance } from '../../helpers/chance.ts';
import { Agenda } from './agenda.ts';
import { rates, stops } from './asking-back.ts';
import { DAY, dateAfter, FIRST_DAY, instantOf, MINUTE, wallOf, weekdayOf } from './clock.ts';
import { comes } from './coming.ts';
import { isPutRight } from './complaining.ts';
import { type Customer, customers } from './customers.ts';
import { joinsCards, settlesComplaints, worksOffLists } from './desk-work.ts';
import { type Doors, doors } from './doors.ts';
import type { Shop } from './shop.ts';
import { answersOffer } from './waiting.ts';
import { linkIn, type Message, Watch } from './watch.ts';

/** How often things happen, of a hundred. */
const OFTEN = {
  ...{ secondService: 15, loses: 6, race: 12, confirms: 30, moves: 10, cancels: 9, deskMoves: 4, deskCancels: 3 },
  ...{ presses: 60, comesNot: 6, spends: 45, complains: 7, refunds: 3, gift: 4, asksForCall: 6, agrees: 30 },
  ...{ isBrought: 35, hasCode: 12, takesCode: 12, waits: 30 },
};

export type Often = keyof typeof OFTEN;

/** Hours at which the server looks, by the salon's clock: through the day, and once at night. */
const LOOKS = [3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];

export class Play {
  readonly people: Customer[];
  readonly doors: Doors;
  readonly watch: Watch;
  readonly agenda = new Agenda();
  /** How often each thing happened. */
  readonly counts = new Map<string, number>();
  /** Contacts of people, as they came: more than one of whom lost their browser. */
  readonly contacts = new Map<Customer, string[]>();
  /** Codes by which people bring others. */
  readonly brings: string[] = [];
  readonly shop: Shop;
  readonly random: () => number;
  /** Those that became part of another card. */
  readonly joined = new Set<string>();
  /** The day from which on somebody wants to come again. */
  private readonly wantsFrom = new Map<Customer, string>();

  constructor(shop: Shop, seed: number) {
    this.shop = shop;
    this.random = chance(16, seed);
    this.people = customers(this.random, shop.services.length, shop.staff.length);
    this.doors = doors(shop);
    this.watch = new Watch(shop, this.doors, this.people);
    for (const each of this.people) this.wantsFrom.set(each, dateAfter(FIRST_DAY, this.below(each.rhythm)));
  }

  below(count: number): number {
    return Math.floor(this.random() * count);
  }
  happens(what: Often): boolean {
    return this.random() * 100 < OFTEN[what];
  }
  of<Each>(all: readonly Each[]): Each {
    return all[this.below(all.length)]!;
  }
  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
  get now(): number {
    return this.shop.desk.context.now();
  }

  /** @param evening what is written down when a day is over */
  async run(lastDay: string, evening: (date: string) => Promise<void>): Promise<void> {
    for (let date = FIRST_DAY; date <= lastDay; date = dateAfter(date, 1)) {
      this.plan(date);
      const end = instantOf(dateAfter(date, 1), 0);
      for (let next = this.agenda.next(end); next; next = this.agenda.next(end)) {
        await this.step(next.at, next.act);
      }
      await this.watch.looksAtDay(date);
      await evening(date);
    }
  }

  private async step(at: number, act: () => Promise<void>): Promise<void> {
    const { desk } = this.shop;
    await desk.leap(Math.max(at, this.now));
    const before = await this.watch.gather();
    await act();
    await desk.settle();
    for (const each of [...before, ...(await this.watch.gather())]) this.hears(each);
  }

  /** Who is sent a link may press something on its page, a day later. */
  private hears(message: Message): void {
    const customer = this.watch.whoIs(message.to);
    for (const [kind, press] of Object.entries(this.pressed)) {
      const link = customer && linkIn(message, kind);
      if (link && this.happens('presses')) this.later(() => press(customer, link), 1);
    }
    // A freed place is kept for two hours, and no longer.
    const place = customer && linkIn(message, 'waiting');
    if (place) this.agenda.add(this.now + (5 + this.below(30)) * MINUTE, () => answersOffer(this, customer, place));
  }

  private readonly pressed: Record<string, (customer: Customer, link: string) => Promise<void>> = {
    right: (customer, link) => isPutRight(this, customer, link),
    asked: (customer, link) => rates(this, customer, link),
    stop: (customer, link) => stops(this, customer, link),
  };

  private plan(date: string): void {
    for (const hour of LOOKS) this.agenda.add(instantOf(date, hour * 60), async () => {});
    this.agenda.add(instantOf(date, 3 * 60 + 30), () => this.shop.desk.store.sweep(this.now));
    for (const customer of this.people) {
      if (this.wantsFrom.get(customer)! > date) continue;
      // Until they have a time, and until they were there.
      this.wantsFrom.set(customer, '9999-12-31');
      const earliest = customer.way === 'phone' ? 9 * 60 : 7 * 60;
      this.agenda.add(instantOf(date, earliest + this.below(12 * 60)), () => comes(this, customer));
    }
    if (weekdayOf(date) === 1) this.agenda.add(instantOf(date, 8 * 60), () => this.signIn());
    if (weekdayOf(date) === 1) this.agenda.add(instantOf(date, 10 * 60 + 5), () => worksOffLists(this));
    if (weekdayOf(date) === 3) this.agenda.add(instantOf(date, 11 * 60 + 5), () => settlesComplaints(this));
    if (weekdayOf(date) === 2) this.agenda.add(instantOf(date, 9 * 60 + 5), () => joinsCards(this));
  }

  private async signIn(): Promise<void> {
    for (const each of [this.shop.owner, this.shop.sarnai]) await each.signIn();
  }

  comesAgain(customer: Customer, days: number): void {
    this.wantsFrom.set(customer, dateAfter(wallOf(this.now).date, days));
  }

  /** Some days from now, in the desk's hours. */
  later(act: () => Promise<void>, days: number): void {
    const { date } = wallOf(this.now + days * DAY);
    this.agenda.add(instantOf(date, 10 * 60 + this.below(7 * 60)), act);
  }
}

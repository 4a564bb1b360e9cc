/** Six months, day by day: who comes when, and what becomes of it. All of it follows from the seed. */
import { expect } from 'vitest';
import type { Booking } from '../../../protocol/bookings.ts';
import { chance } from '../../helpers/chance.ts';
import { Agenda } from './agenda.ts';
import { DAY, dateAfter, FIRST_DAY, HOUR, instantOf, LAST_DAY, MINUTE, wallOf, weekdayOf } from './clock.ts';
import { type Customer, customers } from './customers.ts';
import { type Doors, doors, type Wish } from './doors.ts';
import type { Offered, Shop } from './shop.ts';
import { linkIn, type Message, Watch } from './watch.ts';

/** How often things happen, of a hundred. */
const OFTEN = {
  ...{ secondService: 15, loses: 6, race: 12, confirms: 30, moves: 10, cancels: 9, deskMoves: 4, deskCancels: 3 },
  ...{ presses: 60, comesNot: 6, spends: 45, complains: 7, refunds: 3, gift: 4, asksForCall: 6 },
};

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
  readonly shop: Shop;
  private readonly random: () => number;
  /** Those that became part of another card. */
  private readonly joined = new Set<string>();
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

  private below(count: number): number {
    return Math.floor(this.random() * count);
  }
  private happens(what: keyof typeof OFTEN): boolean {
    return this.random() * 100 < OFTEN[what];
  }
  private of<Each>(all: readonly Each[]): Each {
    return all[this.below(all.length)]!;
  }
  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
  private get now(): number {
    return this.shop.desk.context.now();
  }

  /** @param evening what is written down when a day is over */
  async run(evening: (date: string) => Promise<void>): Promise<void> {
    for (let date = FIRST_DAY; date <= LAST_DAY; date = dateAfter(date, 1)) {
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
    await desk.context.lists.settled();
    const before = await this.watch.gather();
    await act();
    await desk.context.outbox.settled();
    for (const each of [...before, ...(await this.watch.gather())]) this.hears(each);
  }

  /** Who is sent a link may press something on its page, a day later. */
  private hears(message: Message): void {
    const customer = this.watch.whoIs(message.to);
    for (const [kind, press] of Object.entries(this.pressed)) {
      const link = customer && linkIn(message, kind);
      if (link && this.happens('presses')) this.later(() => press(customer, link), 1);
    }
  }

  private readonly pressed: Record<string, (customer: Customer, link: string) => Promise<void>> = {
    right: (customer, link) => this.isPutRight(customer, link),
  };

  private plan(date: string): void {
    for (const hour of LOOKS) this.agenda.add(instantOf(date, hour * 60), async () => {});
    this.agenda.add(instantOf(date, 3 * 60 + 30), () => this.shop.desk.store.sweep(this.now));
    for (const customer of this.people) {
      if (this.wantsFrom.get(customer)! > date) continue;
      // Until they have a time, and until they were there.
      this.wantsFrom.set(customer, '9999-12-31');
      const earliest = customer.way === 'phone' ? 9 * 60 : 7 * 60;
      this.agenda.add(instantOf(date, earliest + this.below(12 * 60)), () => this.comes(customer));
    }
    if (date.endsWith('-01')) this.agenda.add(instantOf(date, 8 * 60), () => this.signIn());
    if (weekdayOf(date) === 1) this.agenda.add(instantOf(date, 10 * 60 + 5), () => this.worksOffLists());
    if (weekdayOf(date) === 2) this.agenda.add(instantOf(date, 9 * 60 + 5), () => this.joinsCards());
  }

  private async signIn(): Promise<void> {
    for (const each of [this.shop.owner, this.shop.sarnai]) await each.signIn();
  }

  private wish(customer: Customer): Wish {
    const { services, staff } = this.shop;
    const first = this.random() < 0.75 ? services[customer.usual]! : this.of(services);
    const second = this.happens('secondService') && customer.way !== 'page' ? this.of(services) : null;
    const wanted: Offered[] = second && second !== first ? [first, second] : [first];
    const favourite = customer.favourite !== null && this.random() < 0.8 ? staff[customer.favourite]! : null;
    const isAble = favourite !== null && wanted.every(({ staffIds }) => staffIds?.includes(favourite.id) ?? true);
    return { services: wanted, staffId: isAble ? favourite.id : 'anybody' };
  }

  private async comes(customer: Customer): Promise<void> {
    const { watch, doors } = this;
    if (this.happens('loses')) customer.token = '';
    const wish = this.wish(customer);
    const times = await doors.times(customer, wish, doors.today());
    if (times.length === 0) return this.comesAgain(customer, 3);
    const startAt = this.of(times);
    watch.acted(customer);
    const booked = await this.takes(customer, wish, startAt);
    if (!booked) return this.comesAgain(customer, 2);
    this.count(`booked by ${customer.way}`);
    await this.remembers(customer, booked.id);
    if (this.happens('race')) await this.isRefused(wish, startAt, booked.id);
    this.follow(customer, booked.id, booked.link);
  }

  private async takes(customer: Customer, wish: Wish, startAt: number): Promise<{ id: string; link: string } | null> {
    const { doors } = this;
    if (customer.way === 'phone') {
      const booking = await doors.bookByHand(customer, wish, startAt);
      return booking && { id: booking.id, link: '' };
    }
    if (customer.way === 'page') {
      const link = await doors.bookByPage(customer, wish, startAt);
      return link ? { id: link.split('/').at(-2)!, link } : null;
    }
    const booking = await doors.book(customer, wish, startAt);
    return booking && { id: booking.id, link: new URL(booking.url).pathname };
  }

  /** Somebody else wants what was just taken, of the same employee. */
  private async isRefused(wish: Wish, startAt: number, id: string): Promise<void> {
    const { booking } = await this.doors.booking(id);
    const other = this.of(this.people.filter(each => each.way === 'widget'));
    const same = { ...wish, staffId: booking.items[0]!.staffId };
    if (wish.services.length > 1) return;
    expect(await this.doors.book(other, same, startAt), 'the same time twice').toBeNull();
    this.count('refused as taken');
  }

  private async remembers(customer: Customer, id: string): Promise<void> {
    const { booking } = await this.doors.booking(id);
    const known = this.contacts.get(customer) ?? [];
    if (!known.includes(booking.contactId) && !this.joined.has(booking.contactId))
      this.contacts.set(customer, [...known, booking.contactId]);
    await this.watch.looksAtDay(booking.date);
  }

  private comesAgain(customer: Customer, days: number): void {
    this.wantsFrom.set(customer, dateAfter(wallOf(this.now).date, days));
  }

  /** What becomes of a booking until its day is there. */
  private follow(customer: Customer, id: string, link: string): void {
    const { agenda } = this;
    const turns: [keyof typeof OFTEN, () => Promise<void>][] = [
      ['moves', () => this.moves(customer, link)],
      ['cancels', () => this.cancels(customer, id, link)],
      ['confirms', () => this.confirms(customer, link)],
      ['deskMoves', () => this.isMoved(id)],
      ['deskCancels', () => this.isCancelled(customer, id)],
    ];
    const planned = turns.filter(([what]) => this.happens(what) && (link !== '' || what.startsWith('desk')));
    const share = this.random();
    agenda.add(this.now + 1, async () => {
      const { booking } = await this.doors.booking(id);
      planned.forEach(([, act], index) => {
        const at = this.now + Math.round(((booking.startAt - this.now) * (share + index)) / (planned.length + 1));
        agenda.add(inDaytime(at), async () => {
          const { state, startAt } = (await this.doors.booking(id)).booking;
          if ((state === 'booked' || state === 'confirmed') && startAt - this.now > 4 * HOUR) await act();
        });
      });
      this.waitFor(customer, booking);
    });
  }

  /** At its hour; where it was moved meanwhile, at the hour of then. */
  private waitFor(customer: Customer, { id, startAt }: Booking): void {
    this.agenda.add(startAt + 5 * MINUTE, async () => {
      const { booking } = await this.doors.booking(id);
      if (booking.state === 'cancelled') return;
      if (booking.startAt > startAt) return this.waitFor(customer, booking);
      await this.isThere(customer, booking);
    });
  }

  private async moves(customer: Customer, link: string): Promise<void> {
    const { version, times } = await this.doors.otherTimes(customer, link);
    if (times.length === 0) return;
    this.watch.acted(customer);
    const answer = await this.doors.press(customer, link, { act: 'move', version, time: `${this.of(times)}` });
    expect(answer.statusCode, answer.body).toBe(200);
    this.count('moved by link');
  }

  private async cancels(customer: Customer, id: string, link: string): Promise<void> {
    const { version } = await this.doors.otherTimes(customer, link);
    this.watch.acted(customer);
    await this.doors.press(customer, link, { act: 'cancel', version });
    expect((await this.doors.booking(id)).booking.state).toBe('cancelled');
    this.count('cancelled by link');
    this.comesAgain(customer, 5 + this.below(10));
  }

  private async confirms(customer: Customer, link: string): Promise<void> {
    const { version } = await this.doors.otherTimes(customer, link);
    this.watch.acted(customer);
    await this.doors.press(customer, link, { act: 'confirm', version });
    this.count('confirmed by link');
  }

  /** The desk moves it to the next day at the same hour, where that can be. */
  private async isMoved(id: string): Promise<void> {
    const { booking } = await this.doors.booking(id);
    const { date, minutes } = wallOf(booking.startAt);
    const change = { version: booking.version, startAt: instantOf(dateAfter(date, 1), minutes) };
    const answer = await this.doors.desk(`PATCH /v1/bookings/${id}`, change);
    this.count(answer.statusCode === 200 ? 'moved by the desk' : 'move of the desk refused');
    if (answer.statusCode === 200) await this.watch.looksAtDay(dateAfter(date, 1));
  }

  private async isCancelled(customer: Customer, id: string): Promise<void> {
    await this.doors.mark(id, { state: 'cancelled' });
    this.count('cancelled by the desk');
    this.comesAgain(customer, 3 + this.below(7));
  }

  private async isThere(customer: Customer, booking: Booking): Promise<void> {
    const { doors, agenda } = this;
    this.comesAgain(customer, customer.rhythm + this.below(9));
    if (this.happens('comesNot')) {
      agenda.add(booking.startAt + 20 * MINUTE, async () => void (await doors.mark(booking.id, { state: 'no_show' })));
      return this.count('did not come');
    }
    if (this.random() < 0.7) await doors.mark(booking.id, { state: 'arrived' });
    agenda.add(booking.endAt + 5 * MINUTE, () => this.pays(customer, booking.id));
  }

  private async pays(customer: Customer, id: string): Promise<void> {
    const { doors, watch } = this;
    const { booking } = await doors.booking(id);
    const prices = booking.items.map(({ price }) => price!.minor + (price!.isFrom ? this.below(9) * 250 : 0));
    const due = prices.reduce((sum, each) => sum + each, 0);
    const { contactId } = booking;
    const { balance, level, mostPercent } = (await doors.desk(`GET /v1/contacts/${contactId}/loyalty`)).json();
    const toPay = due - Math.floor((due * (level?.percentDiscount ?? 0)) / 100);
    const most = Math.min(balance, Math.floor((toPay * mostPercent) / 100));
    let purchaseId: string;
    if (most > 100 && this.happens('spends')) {
      const sale = { clientId: doors.clientId(), person: { contactId }, what: booking.items[0]!.name, amount: due };
      const sold = await doors.desk('POST /v1/loyalty/sales', { ...sale, spend: most });
      expect(sold.statusCode, sold.body).toBe(200);
      const again = await doors.desk('POST /v1/loyalty/sales', { ...sale, spend: most });
      expect(again.json(), 'pressed twice').toEqual(sold.json());
      await doors.mark(id, { state: 'done' });
      purchaseId = sold.json().purchaseId;
      this.count('paid with bonus');
    } else {
      const lines = booking.items.map(({ name }, index) => ({ name, quantity: 1, price: prices[index]! }));
      purchaseId = (await doors.mark(id, { state: 'done', paid: { lines } })).booking.purchaseId!;
      this.count('paid');
    }
    await watch.looksAtBalance(contactId);
    if (this.happens('refunds')) this.later(() => this.takesBack(contactId, purchaseId), 1);
    if (this.happens('gift')) this.later(() => this.gives(contactId), 2);
    if (this.happens('complains')) this.later(() => this.complains(customer, booking), 1);
    if (this.happens('asksForCall')) this.later(() => this.asksForCall(customer), 3);
  }

  /** Some days from now, in the desk's hours. */
  private later(act: () => Promise<void>, days: number): void {
    const { date } = wallOf(this.now + days * DAY);
    this.agenda.add(instantOf(date, 10 * 60 + this.below(7 * 60)), act);
  }

  private async takesBack(contactId: string, purchaseId: string): Promise<void> {
    const gone = await this.doors.desk(`DELETE /v1/purchases/${purchaseId}`);
    expect(gone.statusCode, gone.body).toBe(204);
    this.count('refunded');
    await this.watch.looksAtBalance(contactId);
  }

  private async gives(contactId: string): Promise<void> {
    const body = { clientId: this.doors.clientId(), delta: 500, reason: 'Birthday' };
    const given = await this.doors.desk(`POST /v1/contacts/${contactId}/loyalty`, body);
    expect(given.statusCode, given.body).toBe(200);
    const tooMuch = { ...body, clientId: this.doors.clientId(), delta: -10_000_000 };
    expect((await this.doors.desk(`POST /v1/contacts/${contactId}/loyalty`, tooMuch)).statusCode).toBe(422);
    this.count('corrected by hand');
    await this.watch.looksAtBalance(contactId);
  }

  private async complains(customer: Customer, { items, contactId, conversationId }: Booking): Promise<void> {
    const { doors } = this;
    const about = { kind: 'service', name: items[0]!.name };
    const whose = conversationId ? { conversationId } : { person: { contactId } };
    const opened = await doors.desk('POST /v1/complaints', { ...whose, about, asked: 'It did not last', severity: 2 });
    expect(opened.statusCode, opened.body).toBe(201);
    const { id } = opened.json();
    this.count('complained');
    if (this.random() < 0.7) this.later(async () => void (await doors.desk(`POST /v1/complaints/${id}/take`)), 0);
    this.later(async () => {
      this.watch.acted(customer);
      const closed = await doors.desk(`POST /v1/complaints/${id}/close`, { done: 'Done anew for nothing', asks: true });
      expect(closed.statusCode, closed.body).toBe(200);
      const { askedBy } = closed.json();
      this.count(`complaint closed, asked by ${askedBy ?? 'nobody'}`);
    }, 1 + this.below(3));
  }

  private async isPutRight(customer: Customer, link: string): Promise<void> {
    this.watch.acted(customer);
    const isRight = this.random() < 0.7;
    await this.doors.posted(customer, link, { right: isRight ? 'yes' : 'no' });
    this.count(isRight ? 'was put right' : 'was not put right');
  }

  private async asksForCall(customer: Customer): Promise<void> {
    this.watch.acted(customer);
    const { name, phone, locale, zone } = customer;
    const body = {
      ...{ type: 'callback.request', clientId: this.doors.clientId(), phone, name, topic: 'A wedding in May' },
      ...{ startAt: null, timeZone: zone, hasConsent: false, context: { locale, timeZone: zone } },
    };
    const asked = await this.doors.visitor(customer, 'POST /v1/sites/altan/submissions', body);
    expect(asked.statusCode, asked.body).toBeLessThan(300);
    const { token, entry } = asked.json();
    if (token) customer.token = token;
    this.count('asked for a call');
    this.agenda.add(this.now + (5 + this.below(20)) * MINUTE, () => this.rings(entry.body.callbackId));
  }

  private async rings(callbackId: string, tries = 1): Promise<void> {
    const outcome = tries < 3 ? this.of(['reached', 'reached', 'no_answer'] as const) : 'reached';
    const answer = await this.doors.rings(callbackId, outcome);
    expect(answer.type, JSON.stringify(answer)).toBe('ack');
    this.count(`rung back: ${outcome}`);
    if (outcome === 'no_answer') this.agenda.add(this.now + 12 * MINUTE, () => this.rings(callbackId, tries + 1));
  }

  /** Monday: who left, and who is about to buy, is rung until nobody is left. */
  private async worksOffLists(): Promise<void> {
    const since = this.now;
    for (const list of ['left', 'hot']) {
      for (let rung = 0; rung < 20; rung += 1) {
        const { entry } = (await this.doors.desk(`POST /v1/lists/${list}/turn`, { since })).json();
        if (!entry) break;
        const outcome = this.of(['comes_back', 'thinks', 'no_answer', 'never'] as const);
        const body = { clientId: this.doors.clientId(), outcome };
        const rang = await this.doors.desk(`POST /v1/lists/entries/${entry.id}/calls`, body);
        expect(rang.statusCode, rang.body).toBe(200);
        this.count(`rung from ${list}: ${outcome}`);
      }
    }
  }

  /** Tuesday: cards of the same person become one. */
  private async joinsCards(): Promise<void> {
    for (const [customer, [first, ...others]] of this.contacts) {
      for (const other of others) {
        const joined = await this.doors.desk(`POST /v1/contacts/${first}/merges`, { with: other });
        // A number that one card alone has joins by itself.
        const isOne = joined.json().code === 'CONTACT_JOINED';
        expect(joined.statusCode < 300 || isOne, joined.body).toBe(true);
        this.count(isOne ? 'cards joined by their number' : 'cards joined by the desk');
      }
      if (others.length === 0) continue;
      this.contacts.set(customer, [first!]);
      for (const each of others) this.joined.add(each);
      await this.watch.looksAtBalance(first!);
    }
  }
}

/** Nobody presses a link at night: what falls there is done in the morning. */
function inDaytime(at: number): number {
  const { date, minutes } = wallOf(at);
  return minutes < 9 * 60 ? instantOf(date, 9 * 60 + (minutes % 60)) : minutes > 20 * 60 ? at - 4 * HOUR : at;
}

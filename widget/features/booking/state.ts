/** What is offered, what is chosen of it, and what the server says to it. What is chosen and typed outlives the page. */
import type { BookingAnswer, FreeDay, Hold, OwnBooking, TimesAnswer } from '../../../protocol/booking-times.ts';
import type { OfferedService, OfferedServices } from '../../../protocol/services.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import type { FieldErrors } from '../../forms/state.ts';
import { emit } from '../../panel/events.ts';
import { language } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { type Draft, save, saved, write } from '../../panel/saved.ts';
import { ask, desk } from '../../panel/site.ts';
import { timeZone } from '../../panel/times.ts';
import { createValue } from '../../panel/value.ts';
import type { createKeeper } from './visit/visit.tsx';

type Keeper = ReturnType<typeof createKeeper>;

/** Days that are asked for at once. */
const DAYS = 8;

export const booking = createValue({
  offer: undefined as OfferedServices | undefined,
  /** Days whose times are known, from today on. */
  days: [] as FreeDay[],
  shopZone: '',
  /** The last day of all. */
  until: '',
  errors: {} as FieldErrors,
  isSending: false,
  /** What the server has kept since this was opened. */
  kept: undefined as OwnBooking | undefined,
  /** A question that is asked once more. */
  asking: '' as '' | 'service' | 'who' | 'more',
  /** The time was kept, and is not any more. */
  isOut: false,
  /** Somebody has gone from one step to another: the next one takes the focus. */
  isMoved: false,
});

/** What is there besides, in a chunk of its own: nothing is drawn before it has come. */
export const rest = createLazy('visit', () => import('./visit/visit.tsx'));
export const part = () => rest.loaded.now.chunk!;

export type Visit = NonNullable<Draft['visit']>;
export const visit = (): Visit => saved.now.draft.visit ?? {};

/** What was chosen is another, as far as it says. */
export function choose(change: Visit): void {
  write({ visit: { ...visit(), ...change } });
}

/** The offer of a site, once. */
export async function loadOffer(): Promise<void> {
  const { key } = desk.now;
  if (asked === key + language.now.code) return;
  asked = key + language.now.code;
  try {
    const offer = await ask<OfferedServices>(`services?locale=${language.now.code}`);
    booking.change({ offer: offer.services ? offer : { currency: '', services: [], staff: [] }, errors: {} });
    loadDays();
  } catch {
    asked = '';
    fail({ '': 'OFFLINE' });
  }
}
let asked = '';

/** All that is wanted of what is offered, in order. */
export function chosen(): OfferedService[] {
  const { serviceId, also = [] } = visit();
  return [serviceId, ...also].flatMap(id => booking.now.offer?.services.find(each => each.id === id) ?? []);
}

/** Whoever was chosen does what they can of it. */
export function items() {
  const { staffId = 'anybody' } = visit();
  return chosen().map(each => ({
    serviceId: each.id,
    staffId: each.staffIds.includes(staffId) ? staffId : 'anybody',
  }));
}

/** The days of what is chosen. @param from on which day they begin; left out: today, and all that were known go */
export async function loadDays(from?: string): Promise<void> {
  const wanted = items();
  if (!wanted[0]) return;
  const before = from ? booking.now.days : [];
  const query = new URLSearchParams({
    services: wanted.map(each => each.serviceId).join(),
    staff: wanted.map(each => each.staffId).join(),
    days: `${DAYS}`,
    timeZone: timeZone(),
  });
  if (from) query.set('from', from);
  try {
    const { days, shopZone, until } = await ask<TimesAnswer>(`booking/times?${query}`);
    if (JSON.stringify(items()) !== JSON.stringify(wanted)) return;
    if (days) booking.change({ days: [...before, ...days], shopZone, until });
    // What was chosen is not offered any more.
    else choose({ serviceId: undefined, also: [], staffId: undefined });
  } catch {
    fail({ '': 'OFFLINE' });
  }
}

/** The day after the last that is known. */
export function moreDays(): void {
  const last = new Date(booking.now.days.at(-1)!.date);
  last.setUTCDate(last.getUTCDate() + 1);
  loadDays(last.toISOString().slice(0, 10));
}

export function fail(errors: FieldErrors): void {
  booking.change({ errors });
}

/** Watches over the time that is kept; there once its chunk is. */
let keeper: Keeper | undefined;

export function keepWith(create: (acts: Parameters<typeof createKeeper>[0]) => Keeper): void {
  if (keeper) return;
  keeper = create({ renew, runOut });
  const { hold: secret, until } = visit();
  if (secret && until) keeper.watch(until);
}

function kept({ secret, keptMs }: Hold): number {
  const until = Date.now() + keptMs;
  choose({ hold: secret, until });
  booking.change({ isOut: false });
  keeper?.watch(until);
  return until;
}

async function renew(): Promise<number | null> {
  try {
    return kept(await tell<Hold>('holds/renew', { secret: visit().hold }));
  } catch {
    return null;
  }
}

/** The next time that is free is chosen, and kept when somebody goes on. */
async function runOut(): Promise<void> {
  const { startAt, hold: secret } = visit();
  if (!secret || !startAt) return;
  choose({ hold: undefined });
  await showDay(startAt);
  choose({ startAt: booking.now.days.flatMap(each => each.times).find(at => at >= startAt) });
  booking.change({ isOut: true });
}

/** Somebody types: what is kept for them is kept on. */
export function busy(): void {
  keeper?.busy();
  const { startAt } = visit();
  if (!booking.now.isOut || !startAt) return;
  booking.change({ isOut: false });
  hold(startAt);
}

/** One after another: the last that was chosen is the one that is kept. */
let holding: Promise<unknown> = Promise.resolve();

/** A time is kept while name and number are typed. */
export function hold(startAt: number): void {
  choose({ startAt });
  fail({ ...booking.now.errors, startAt: '' });
  holding = holding.then(async () => {
    if (startAt === visit().startAt) await keep(startAt);
  });
}

async function keep(startAt: number) {
  try {
    const { hold: instead } = visit();
    kept(await tell<Hold>('holds', { clientId: newClientId(), items: items(), startAt, instead }));
  } catch (refusal) {
    // Without a hold the time may be had all the same.
    if ((refusal as Refusal).code === 'SLOT_TAKEN') await taken(refusal as Refusal);
  }
}

interface Refusal {
  code?: string;
  fields?: FieldErrors;
  nextAt?: number;
}

/** Somebody was faster: the next time that is free is chosen, for the visitor to confirm. */
async function taken({ nextAt }: Refusal) {
  choose({ startAt: nextAt, hold: undefined });
  fail({ startAt: nextAt ? 'nextChosen' : 'SLOT_TAKEN' });
  await showDay(nextAt);
}

/** The days from today on, or from that of a time that lies behind them. */
async function showDay(at: number | undefined) {
  await loadDays();
  const last = booking.now.days.at(-1)?.date;
  if (!at || !last || dateOf(at) <= last) return;
  booking.change({ days: [] });
  await loadDays(dateOf(at));
}

/** `2026-03-05`, by the visitor's clock. */
export function dateOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Books what is chosen. The same sent twice, also after a reload, is one booking. */
export async function book(): Promise<void> {
  booking.change({ errors: {}, isSending: true });
  await holding;
  const { name = '', phone = '', hasConsent } = saved.now.draft;
  const { startAt, hold: held, sent } = visit();
  const said = { items: items(), startAt, hold: held, name, phone, hasConsent, timeZone: timeZone() };
  const mark = JSON.stringify(said);
  const clientId = sent?.mark === mark ? sent.clientId : newClientId();
  choose({ sent: { mark, clientId } });
  try {
    const answer = await tell<BookingAnswer>('bookings', { ...said, clientId, locale: language.now.code });
    if (answer.token) save({ token: answer.token });
    write({ visit: { doneId: answer.booking.id } });
    keeper?.stop();
    booking.change({ kept: answer.booking, isSending: false, isOut: false, days: [] });
    if (answer.entry) emit('submitted', answer.entry);
  } catch (error) {
    const refusal = error as Refusal;
    booking.change({ isSending: false });
    if (refusal.code === 'SLOT_TAKEN') await taken(refusal);
    else fail(refusal.fields ?? { '': refusal.code ?? 'OFFLINE' });
  }
}

async function tell<Answer>(what: string, body: object): Promise<Answer> {
  const { server, key } = desk.now;
  const { token } = saved.now;
  const answer = await fetch(`${server}v1/sites/${key}/booking/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
  });
  const said = await answer.json();
  if (!answer.ok) throw said;
  return said;
}

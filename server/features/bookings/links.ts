import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/**
 * Where somebody sees, moves or cancels their booking without signing in, below `/f/:key/`. It is made of the server's secret: nothing
 * of it is kept, and nobody can guess it (SPEC BK10).
 */
export function bookingPath(secretKey: string, bookingId: string): string {
  return `booking/${bookingId}/${secretOfBooking(secretKey, bookingId)}`;
}

/** What the page of a booking can be opened for: its press then stands first. Opened, it does nothing. */
export const BOOKING_ASKS = ['confirm', 'move', 'cancel'] as const;
export type BookingAsk = (typeof BOOKING_ASKS)[number];

/** @param url of the booking's page */
export function askUrl(url: string, ask: BookingAsk): string {
  return `${url}?ask=${ask}`;
}

/** Whether the end of an address belongs to its booking. */
export function isSecretOfBooking(secretKey: string, bookingId: string, secret: string): boolean {
  return isSame(secretOfBooking(secretKey, bookingId), secret);
}

/** Where a program says that a booking is paid for, from this server's root on (SPEC BP2). */
export function paidPath(secretKey: string, bookingId: string): string {
  return `/v1/booking-hook/paid/${bookingId}/${secretOf(secretKey, ['paid', bookingId])}`;
}

export function isSecretOfPayment(secretKey: string, bookingId: string, secret: string): boolean {
  return isSame(secretOf(secretKey, ['paid', bookingId]), secret);
}

/**
 * Where an employee's calendar is read, from this server's root on. @param round of the address: another one ends those before it
 * (SPEC BK12)
 */
export function calendarPath(secretKey: string, staffId: string, round: number): string {
  return `/calendars/${staffId}/${secretOf(secretKey, ['calendar', staffId, round])}/bookings.ics`;
}

export function isSecretOfCalendar(secretKey: string, staffId: string, round: number, secret: string): boolean {
  return isSame(secretOf(secretKey, ['calendar', staffId, round]), secret);
}

/** 132 bits, and short: it stands in messages that are paid for by their length. */
function secretOfBooking(secretKey: string, bookingId: string): string {
  return secretOf(secretKey, ['booking', bookingId]).slice(0, 22);
}

function secretOf(secretKey: string, purpose: readonly (string | number)[]): string {
  return derivedName(secretKey, JSON.stringify(purpose));
}

function isSame(wanted: string, came: string): boolean {
  const [known, given] = [Buffer.from(wanted), Buffer.from(came)];
  return known.length === given.length && timingSafeEqual(known, given);
}

/** A booking while it is typed. Pure. */
import type { BookingByHandInput } from '../../../../protocol/bookings.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import type { Wanted } from '../calls.ts';
import { instantOf, wallOf } from '../zone.ts';

export interface Typed {
  phone: string;
  name: string;
  /** Whose card was chosen; null: somebody new, or nobody yet. */
  contactId: string | null;
  /** Chosen ones in order; an empty id is a choice that was not made yet. */
  services: readonly string[];
  /** `anybody`, or an employee. */
  staffId: string;
  date: string;
  /** `13:00`, by the shop's clock. */
  time: string;
  note: string;
  /** Null: where the agent looks, or the first. */
  siteId: string | null;
  /** The same again is the same booking, however often it is sent. */
  clientId: string;
}

export const firstTyped = (date: string): Typed => ({
  ...{ phone: '', name: '', contactId: null, services: [''], staffId: 'anybody' },
  ...{ date, time: '', note: '', siteId: null, clientId: newClientId() },
});

/** Null: no service was chosen yet. */
export function wantedOf({ services, staffId }: Pick<Typed, 'services' | 'staffId'>): Wanted | null {
  const chosen = services.filter(Boolean);
  return chosen.length > 0 ? { services: chosen, staff: staffId } : null;
}

/** Null: there is no whole time yet. */
export function startOf({ date, time }: Pick<Typed, 'date' | 'time'>, timeZone: string): number | null {
  if (!date || !/^\d\d:\d\d/.test(time)) return null;
  return instantOf(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)), timeZone);
}

/** How a time stands in its field. */
export function timeOf(at: number, timeZone: string): string {
  const { minutes } = wallOf(at, timeZone);
  return [Math.floor(minutes / 60), minutes % 60].map(each => String(each).padStart(2, '0')).join(':');
}

/** What is missing, by the fields of the form; null: nothing. */
export function missingIn(typed: Typed, timeZone: string): Record<string, string> | null {
  const missing: Record<string, string> = {};
  if (!typed.contactId && !typed.phone.trim()) missing.person = 'FIELD_REQUIRED';
  if (!wantedOf(typed)) missing.items = 'FIELD_REQUIRED';
  if (startOf(typed, timeZone) === null) missing.startAt = 'FIELD_REQUIRED';
  return Object.keys(missing).length > 0 ? missing : null;
}

/** What is sent of one in which nothing is missing. */
export function bookingOf(typed: Typed, siteId: string, timeZone: string): BookingByHandInput {
  const { contactId, phone, name, note, staffId, clientId } = typed;
  return {
    ...{ clientId, siteId, note: note.trim() },
    person: contactId ? { contactId } : { phone: phone.trim(), ...(name.trim() && { name: name.trim() }) },
    items: (wantedOf(typed)?.services ?? []).map(serviceId => ({ serviceId, staffId })),
    startAt: startOf(typed, timeZone) ?? 0,
  };
}

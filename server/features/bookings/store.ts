/** Bookings, as the store keeps them. */
import type { Booking, BookingItem, BookingPayment, BookingState } from '../../../protocol/bookings.ts';
import type { Author, EntryBody } from '../../../protocol/entries.ts';
import type { ReminderSettings } from '../../../protocol/reminders.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Written } from '../../store/written.ts';
import type { Sale } from '../loyalty/store.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import type { TimelineCursor } from '../timeline/source.ts';
import type { Span } from './spans.ts';
import type { Cell, Plan, Take } from './visit.ts';

export interface BookingRecord extends Booking {
  /** What it takes of whom, buffers included; of one that is cancelled: what it took. */
  takes: Take[];
  /** Who gives the client ids, and the one that it came by: it is there once for both. Null: its entry tells repeats. */
  sourceKey: string;
  clientId: string | null;
  fingerprint: string;
  /** When it was moved to its day; left out: it was booked for it. */
  datedAt?: number;
}

/** A time that is kept for somebody until they have typed who they are. */
export interface HoldRecord {
  /** Hash of its secret. */
  id: string;
  siteId: string;
  items: BookingItem[];
  takes: Take[];
  startAt: number;
  endAt: number;
  /** Of what was asked for. */
  fingerprint: string;
  until: number;
  /** It is kept no longer, however often it is renewed. */
  lastsUntil: number;
}

/** Five minutes of somebody's time, as it is taken. */
export interface CellRecord extends Cell {
  /** The booking or the hold that has it. */
  ref: string;
  /** Of a hold: when it runs out; null: of a booking. */
  until: number | null;
}

/** A booking to be, before it is known who does it. */
export interface BookingDraft
  extends Pick<
    BookingRecord,
    | ('id' | 'siteId' | 'currency' | 'timeZone' | 'name' | 'note' | 'locale' | 'visitorZone' | 'source' | 'by')
    | ('sourceKey' | 'clientId' | 'fingerprint')
  > {
  plan: Plan;
  /** The hold whose cells it may have; it is gone then. */
  holdId: string | null;
  /** In which language its entry is written: that of the desk. */
  tellIn: Locale;
  /** Left out: nothing is asked before it is confirmed. */
  payment?: BookingPayment;
  /** What its person is told, and when: its jobs are written in the same step (SPEC RM1). */
  reminders: ReminderSettings;
  at: number;
}

/** What the same step says in its conversation. */
export interface Saying {
  author: Author;
  body: Extract<EntryBody, { kind: 'form' | 'note' }>;
}

/** What is done to one, all at once. */
export interface BookingChange {
  /** Another time, or others who do it. */
  plan?: Plan | undefined;
  state?: BookingState | undefined;
  note?: string | undefined;
  /** Why it is cancelled. */
  reason?: string | undefined;
  payment?: BookingPayment | null | undefined;
  /** What was taken and paid, with what it does to a balance: added in the same step, once. */
  paid?: { purchase: PurchaseRecord; sale: Sale } | undefined;
}

/** What became of a change. `taken`: another has the time. `other`: it is another by now. `paid`: something else was paid for it; `gone`: its person is. */
export type Changed =
  | {
      outcome: 'changed';
      before: BookingRecord;
      booking: BookingRecord;
      written: Written | null;
      /** Its purchase was added by this change. */
      isBought: boolean;
    }
  | { outcome: 'other'; booking: BookingRecord }
  | { outcome: 'taken'; booking: BookingRecord }
  | { outcome: 'paid'; booking: BookingRecord }
  | { outcome: 'gone'; booking: BookingRecord };

/** What somebody's time is taken by. */
export interface Taken extends Take {
  /** Null: somebody is typing. */
  bookingId: string | null;
}

export interface BookingStore {
  find(id: string): Promise<BookingRecord | null>;
  /** Those that overlap a stretch of time, earliest first, cancelled ones among them. */
  between(query: {
    siteIds: readonly string[] | null;
    staffId?: string | undefined;
    span: Span;
  }): Promise<BookingRecord[]>;
  /** What is taken of everybody in a stretch of time: by bookings and by holds that run, in order of its beginning. */
  taken(span: Span, at: number): Promise<Map<string, Span[]>>;
  /** The same, with what it is taken by. */
  takenBy(span: Span, at: number): Promise<Taken[]>;
  /** Those of some people, latest first, those of one instant by id, the greater first. */
  ofContacts(
    contactIds: readonly string[],
    query: { siteIds: readonly string[] | null; before: TimelineCursor | null; limit: number },
  ): Promise<BookingRecord[]>;
  /**
   * Keeps a time for somebody who is typing (SPEC BK6). One whose id is there already stays as it is.
   * @param input.instead id of a hold that is given back for it; where it had some of the time, its end stays the last one
   * @returns null: somebody has the time
   */
  hold(input: {
    id: string;
    siteId: string;
    plan: Plan;
    fingerprint: string;
    instead: string | null;
    until: number;
    lastsUntil: number;
    at: number;
  }): Promise<HoldRecord | null>;
  findHold(id: string, at: number): Promise<HoldRecord | null>;
  /** As long as it lasts at most. Null: it has run out. */
  renewHold(id: string, until: number, at: number): Promise<HoldRecord | null>;
  /** Gives it back. */
  dropHold(id: string): Promise<void>;
  /**
   * Takes the time and keeps the booking, which nobody asked for in a conversation (SPEC BK5). What was asked for there comes by
   * `conversations.submit`.
   * @returns null: somebody has the time
   * @throws AppError NOT_FOUND when the person is there no more
   */
  book(
    draft: BookingDraft,
    whose: { contactId: string },
  ): Promise<{ booking: BookingRecord; outcome: 'booked' | 'repeated' | 'other' } | null>;
  /**
   * Moves, marks or cancels it (SPEC BK7). A cancelled one gives back its time in the same step.
   * @param input.version as whoever does it saw it
   * @param input.says told in its conversation, where it has one, with the booking as it is then
   * @param input.reminders its jobs move and go with it (SPEC RM1)
   * @returns null: no such booking
   */
  change(input: {
    id: string;
    version: number;
    change: BookingChange;
    by: Author;
    says?: ((booking: BookingRecord) => Saying) | undefined;
    reminders: ReminderSettings;
    at: number;
  }): Promise<Changed | null>;
  /** Takes away holds that have run out, and cells that are long past. */
  sweep(at: number): Promise<void>;
}

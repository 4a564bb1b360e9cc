/** Who waits for a full day, as the store keeps it. */
import type { Wait, WaitState } from '../../../protocol/waiting-list.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Written } from '../../store/written.ts';
import type { Span } from '../bookings/spans.ts';
import type { BookingDraft, BookingRecord, Saying } from '../bookings/store.ts';
import type { Plan, Take } from '../bookings/visit.ts';

/** A place that is kept for somebody. */
export interface OfferRecord extends NonNullable<Wait['offer']> {
  /** What keeps its time. */
  holdId: string;
  takes: Take[];
}

export interface WaitRecord extends Wait {
  offer: OfferRecord | null;
  /** The stretches of visits that they were offered and did not take: nothing that meets them is offered anew. */
  passed: Span[];
}

/** Somebody who is to wait, once the rules have taken it. Their contact and conversation are known in the step. */
export interface WaitDraft
  extends Pick<
    WaitRecord,
    | 'id'
    | 'siteId'
    | 'items'
    | 'date'
    | 'timeZone'
    | 'from'
    | 'to'
    | 'name'
    | 'phone'
    | 'email'
    | 'locale'
    | 'visitorZone'
  > {
  /** How many may wait for that day. */
  most: number;
  /** In which language its entry is written: that of the desk. */
  tellIn: Locale;
  at: number;
}

/** Whom it is about, as whoever does it saw them. */
export interface WaitClaim {
  id: string;
  version: number;
}

/** A place that is to be kept for somebody. */
export interface Offering extends WaitClaim {
  plan: Plan;
  /** Until when it may be taken, and until when its time is kept: a moment longer, so that nobody else gets it before the next is asked. */
  until: number;
  keptUntil: number;
  /** What tells them. */
  letter: DeliveryRecord;
}

/** What became of a change. `other`: somebody is elsewhere by now; `taken`: somebody else has the time. Then nothing is written. */
export type Turned = 'turned' | 'other' | 'taken';

export interface WaitStore {
  find(id: string): Promise<WaitRecord | null>;
  /** Those who wait for a day of a site, or are offered a place of it, in the order in which they came. */
  ofDay(siteId: string, date: string): Promise<WaitRecord[]>;
  /** Those of some sites whose stretch overlaps another, in the same order. */
  between(query: { siteIds: readonly string[] | null; span: Span }): Promise<WaitRecord[]>;
  /**
   * Ends an offer that was not taken, and keeps a place for the next one, all at once: its time goes from the one to the other, and
   * nobody comes between (SPEC WL4). What is left out is not done.
   * @param input.says of `ended`: told in their conversation, where it is there still
   */
  turn(input: {
    ended?: (WaitClaim & { says?: Saying | undefined }) | undefined;
    next?: Offering | undefined;
    at: number;
  }): Promise<{ outcome: Turned; written: Written | null }>;
  /**
   * Takes somebody off the list, and gives back what is kept for them.
   * @returns null: they are elsewhere by now
   */
  end(input: {
    id: string;
    version: number;
    state: Extract<WaitState, 'left' | 'removed' | 'booked'>;
    bookingId?: string | undefined;
    says?: Saying | undefined;
    at: number;
  }): Promise<{ wait: WaitRecord; written: Written | null } | null>;
  /**
   * What is kept for somebody becomes their booking (SPEC WL5). @param input.says told in its conversation, where it is there still
   * @returns `other`: they are elsewhere by now, or it has run out
   */
  take(input: {
    id: string;
    version: number;
    draft: BookingDraft;
    says?: ((booking: BookingRecord) => Saying) | undefined;
    at: number;
  }): Promise<
    { outcome: 'booked'; booking: BookingRecord; written: Written | null } | { outcome: 'other' } | { outcome: 'taken' }
  >;
  /** Forgets who waited for a day that is long past. */
  sweep(at: number): Promise<void>;
}

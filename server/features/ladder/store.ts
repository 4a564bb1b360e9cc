/** The ladder, as the store keeps it: a step that is taken, and how many were. */
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { LadderStep, LateCount, WaitKind } from '../../../protocol/ladder.ts';
import type { Written } from '../../store/written.ts';
import type { Job, NewJob } from '../jobs/store.ts';

export type LateEvent = Extract<EntryEvent, { event: 'wait_late' | 'callback_late' }>;

/** A step that was taken, for counting: of whom it was, nothing tells. */
export interface LateStep {
  id: string;
  siteId: string;
  /** By the site's zone, such as `2026-03-04`. */
  day: string;
  of: WaitKind;
  step: LadderStep;
  at: number;
}

export interface LadderStore {
  /**
   * Ends a taken job and, in the same step, writes the event of its step, counts it and waits for the next one (SPEC LA4).
   * Null: nothing was written, because somebody else has the job, or because nobody waits any more for what it was of.
   * @param order.event null: this step is passed over
   * @param order.next null: it was the last one
   */
  climb(order: {
    job: Job;
    event: { body: LateEvent; count: LateStep } | null;
    next: NewJob | null;
    at: number;
  }): Promise<Written | null>;
  /**
   * Gives the words that wait, and did so before there was a ladder, their first step; asked again, it finds none of them.
   * @returns how many, `limit` at most
   */
  takeUpWords(input: { at: number; limit: number }): Promise<number>;
  /**
   * The same for calls that are promised, by their ids. One that has been up its whole ladder looks like these, so it
   * is asked once for a database.
   * @param input.after the last id of the time before; '' at first
   * @returns the last id, to be given next; null: that was all
   */
  takeUpCalls(input: { after: string; at: number; limit: number }): Promise<string | null>;
  /** Steps by day, from a day on, oldest first. */
  counts(siteId: string, fromDay: string): Promise<LateCount[]>;
  /** Forgets what was counted before then. */
  sweep(before: number): Promise<void>;
}

/** How long steps are counted back: two years and some days, for comparing a month with its like. */
export const COUNTED_MS = 800 * 24 * 3_600_000;

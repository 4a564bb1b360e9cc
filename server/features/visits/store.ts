/** What employees did, as the store keeps it. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Plan } from '../../../protocol/visits.ts';

/** `came`: a booking that is done; `no_show`: one that nobody came to; `sold`: something was bought. */
export type VisitKind = 'came' | 'no_show' | 'sold';

/**
 * What one employee did in one booking or purchase, by the names and the shares of then. It is written in the step that changes
 * its cause, and follows it; only an erasure takes the cause away and leaves the row, of nobody any more (SPEC VI6).
 */
export interface VisitRow {
  id: string;
  kind: VisitKind;
  /** The booking or the purchase. */
  causeId: string;
  /** To whose card it came; of whoever was erased, an id that nobody has. */
  personId: string;
  staffId: string;
  staffName: string;
  at: number;
  /** The day by the shop's clock. */
  date: string;
  /** Services or things. */
  what: string[];
  /** Their part of what was paid, minor units; of a booking alone 0. */
  amount: number;
  /** Empty: it has no amount. */
  currency: string;
}

/** What is counted of it. */
export interface CountedRow extends Omit<VisitRow, 'id' | 'causeId' | 'personId' | 'what'> {
  /** Of the card that it is on now: rows of one person have the same. */
  whoId: string;
}

/** The same with what is told of it. */
export interface ToldRow extends CountedRow {
  personId: string;
  what: string[];
}

/** A day on which somebody was here, with one employee. */
export type Coming = Pick<CountedRow, 'whoId' | 'staffId' | 'date'>;

export interface VisitStore {
  /** All of some days, the first and the last one among them. */
  counted(from: string, to: string): Promise<CountedRow[]>;
  /** Who was here on some days, each once for a day and an employee. */
  comings(from: string, to: string): Promise<Coming[]>;
  /** Those of one employee, earliest first. */
  told(staffId: string, from: string, to: string): Promise<ToldRow[]>;
  /** Of some months. */
  plans(months: readonly string[]): Promise<Plan[]>;
  /** In the place of the one before it. @param row of the audit log, written with it */
  setPlan(plan: Plan, row: AuditRow): Promise<void>;
  /** @returns false: there was none */
  dropPlan(key: Pick<Plan, 'staffId' | 'month' | 'metric'>, row: AuditRow): Promise<boolean>;
}

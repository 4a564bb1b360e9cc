/** Lists of people to be rung, as the store keeps them. */
import type { ListName, ListOutcome, SaidOutcome } from '../../../protocol/list-names.ts';
import type { Coupon, ListCall, ListEntry } from '../../../protocol/lists.ts';
import type { TimelineCursor } from '../timeline/source.ts';
import type { Facts, Found } from './signs.ts';

/** Whom somebody rings now: nobody else is given them before `until`. */
export interface ListHold {
  /** The contact's. */
  id: string;
  agentId: string;
  until: number;
}

/** Those of these sites and of none; null: of all. */
type Sites = readonly string[] | null;

export interface ListStore {
  /** What is known of these contacts since then. @param query.limit of ratings */
  facts(query: { contactIds: readonly string[]; since: number; limit: number }): Promise<Facts>;
  /** Contacts by id, some at a time. @param after the last id of the time before; '' at first */
  walk(after: string, limit: number): Promise<string[]>;
  /**
   * Puts somebody on lists and takes them off, as `lookedAt` judges it. Whoever was joined to them is rung as that one, and no
   * second time by what stood on a list before.
   * @param order.contactIds all of the card as it was looked at, its root first
   * @returns whether anything changed; null: the card is another by now, or gone, and nothing was done
   */
  keep(order: {
    contactIds: readonly string[];
    found: Record<ListName, Found | null>;
    newIds: Record<ListName, string>;
    at: number;
  }): Promise<boolean | null>;
  /**
   * Gives an agent somebody of a list whom nobody else has, on whichever list (SPEC LW3): whom they have already, or else who
   * showed a sign last; nobody of whose signs they see none. What stands on the entry as coupon and has run out is replaced.
   * @param order.coupons the first of them whose code nobody has becomes the entry's
   * @returns `next`: the contact who would come then; null: nobody is left
   */
  take(order: {
    list: ListName;
    agentId: string;
    siteIds: Sites;
    at: number;
    until: number;
    coupons: readonly Coupon[];
  }): Promise<{ entry: ListEntry; next: string | null } | null>;
  find(entryId: string): Promise<ListEntry | null>;
  /** Keeps somebody longer. False: somebody else has them by now, or nobody. */
  hold(order: { entryId: string; agentId: string; at: number; until: number }): Promise<boolean>;
  /** Lets somebody go whom the agent has. @param order.dueAt of whom is skipped: when they come again */
  release(order: { entryId: string; agentId: string; dueAt?: number | undefined }): Promise<void>;
  /**
   * Keeps what came of a call, as `called` judges it, and lets the person go. A repeat of `said.id` gives the first answer.
   * @throws AppError NOT_FOUND; ALREADY_CLAIMED when somebody else has them by now, or has rung them
   */
  settle(order: {
    entryId: string;
    said: { id: string; outcome: SaidOutcome; note: string; nextAt: number | null; agent: ListCall['agent'] };
    at: number;
  }): Promise<{ entry: ListEntry; call: ListCall; isRepeat: boolean }>;
  /** Who is still to be rung at `at`, and who was since then; of whom a sign is seen. */
  counts(query: {
    siteIds: Sites;
    at: number;
    since: number;
  }): Promise<{ list: ListName; left: number; done: number }[]>;
  /** What came of the calls since then. */
  outcomes(query: {
    siteIds: Sites;
    since: number;
  }): Promise<{ list: ListName; outcome: ListOutcome; count: number }[]>;
  /** Calls of these, newest first; those of one instant by id, the greater first. */
  calls(query: {
    contactIds: readonly string[];
    siteIds: Sites;
    before: TimelineCursor | null;
    limit: number;
  }): Promise<ListCall[]>;
  /** Those that have a coupon of one of these codes. */
  withCoupons(codes: readonly string[]): Promise<ListEntry[]>;
  /** Forgets who had whom. */
  sweep(at: number): Promise<void>;
}

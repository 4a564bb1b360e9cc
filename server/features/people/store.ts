/** The list of people: a row for each card, kept so that no list is scanned. All of it can be made anew at any time. */
import type { PeopleSort, Person } from '../../../protocol/people.ts';
import type { PersonAsk } from '../../../protocol/people-conditions.ts';
import type { Page } from '../../store/page.ts';
import type { Changed } from './changed.ts';

/** What is looked for, folded. */
export interface PeopleTerms {
  /** All of them have to be found. */
  words: readonly string[];
  /** Or one of these, in the digits of a number. */
  numbers: readonly string[];
}

export interface PeopleStore {
  /**
   * Those of whom of each list of asks one holds, in the order of `sort`: those heard last, by name, those who came last,
   * those who spent most. A page may have fewer than `limit` before the end, or none.
   * @param query.siteIds cards that were met at one of these, and those met at none; null: all (SPEC PE4)
   * @param query.ids of these cards alone; left out: of all
   * @param query.look at most so many are looked at for a page
   */
  page(query: {
    ids?: readonly string[] | undefined;
    asks: readonly (readonly PersonAsk[])[];
    terms: PeopleTerms | null;
    siteIds: readonly string[] | null;
    sort: PeopleSort;
    cursor?: string | undefined;
    limit: number;
    look: number;
  }): Promise<Page<Person>>;
  /** How many there are; costs the same however many that is, or is known for some seconds. */
  count(siteIds: readonly string[] | null): Promise<number>;
  /** Whose rows this server wrote anew since the last call, when what it wrote is kept. */
  changed(): Promise<Changed>;
  /** By whichever contact of the card. Null: nobody is known so. */
  find(contactId: string): Promise<Person | null>;
  /** Makes the rows of these contacts' cards anew, now: for whoever looks at the list next. */
  refresh(contactIds: readonly string[]): Promise<void>;
  /** Notes that all rows are to be made anew; `work` does it. */
  rebuild(): Promise<void>;
  /** Makes some rows anew that are due. @returns whether there may be more */
  work(): Promise<boolean>;
  /** Resolves when all rows are as what was written so far makes them; tests wait on it. */
  settled(): Promise<void>;
}

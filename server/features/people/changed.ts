/** Whose rows in the list became others, until it is told. Pure. */

/** A card by its root's id, and the sites where the person was met; none: everybody sees them (SPEC PE4). */
export interface ChangedPerson {
  id: string;
  siteIds: readonly string[];
}

export interface Changed {
  people: ChangedPerson[];
  /** There were more than anybody wants to hear of one by one. */
  isMore: boolean;
}

export interface ChangedPeople {
  note(person: ChangedPerson): void;
  /** Those since the last time. */
  take(): Changed;
}

/** A list in sight shows fewer; an import of thousands is one word. */
const MOST = 50;

export function createChangedPeople(): ChangedPeople {
  let noted = new Map<string, ChangedPerson>();
  let isMore = false;

  return {
    note({ id, siteIds }) {
      const before = noted.get(id);
      if (before || noted.size < MOST) noted.set(id, { id, siteIds: before ? both(before.siteIds, siteIds) : siteIds });
      else isMore = true;
    },
    take() {
      const people = [...noted.values()];
      const taken = { people, isMore };
      noted = new Map();
      isMore = false;
      return taken;
    },
  };
}

/** Who saw them before hears of it, and who sees them now. */
export function both(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.length === 0 || after.length === 0 ? [] : [...new Set([...before, ...after])];
}

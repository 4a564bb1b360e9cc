import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { PeopleChanged, PeopleSort, Person } from '../../../../protocol/people.ts';
import { mostSpent } from '../../../../protocol/people-conditions.ts';

/** Keeps a list of people true while somebody reads it: rows say what is so now where they stand, and nothing moves under a reader. */
export interface Follower {
  /** Who would come to the list, or stand elsewhere in it, if it were read anew. */
  news: ReadonlySignal<ReadonlySet<string>>;
  /** So many changed that nobody was told one by one. */
  isMany: ReadonlySignal<boolean>;
  /** Shown, and not as asked any more, or nobody any more. */
  gone: ReadonlySignal<ReadonlySet<string>>;
  hear(told: PeopleChanged): void;
  /** Looks at all who are shown, and at the first who would be: nobody told what happened meanwhile. */
  lookAtAll(): void;
  /** Somebody reads the list: it stands still, until it is let go. */
  hold(): void;
  release(): void;
  /** The list was read anew. */
  forget(): void;
}

export interface FollowedList {
  items: Signal<readonly Person[]>;
  cursor: ReadonlySignal<string | null>;
  sort(): PeopleSort;
  /** A page of it is on its way. */
  isBusy(): boolean;
  /** Those of these who are as the list asks. */
  read(ids: readonly string[]): Promise<readonly Person[]>;
  /** Who stands first in it now. */
  first(): Promise<readonly Person[]>;
  reload(): void;
}

/** Cards of one question. */
const AT_ONCE = 100;
/** Rows that are looked at when nobody knows who changed: more has nobody on a screen. */
const MOST = 500;
/** After a question that could not be answered, or while a page is on its way. */
const AGAIN_MS = 1_000;
/** However often many change, the list is read anew once in that time. */
const MANY_MS = 5_000;

/** What each order is by; the greatest stands first, but for names. */
const KEYS: Record<PeopleSort, (person: Person) => number | string> = {
  heard: each => each.lastAt ?? -1,
  newest: each => each.firstAt,
  spent: mostSpent,
  name: each => each.name,
};

export function createFollower(list: FollowedList): Follower {
  const news = signal<ReadonlySet<string>>(new Set());
  const gone = signal<ReadonlySet<string>>(new Set());
  const isMany = signal(false);
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let manyTimer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;
  let isLooking = false;
  /** Lists that were read so far: what was asked of an earlier one says nothing of this one. */
  let reads = 0;

  /** Without a reader it simply is as it is now. */
  function settle(): void {
    if (isHeld) return;
    if (news.peek().size > 0 || gone.peek().size > 0) list.reload();
    else if (isMany.peek()) manyTimer ??= setTimeout(readMany, MANY_MS);
  }

  function readMany(): void {
    manyTimer = undefined;
    if (!isHeld && isMany.peek()) list.reload();
  }

  async function look(): Promise<void> {
    if (isLooking || waiting.size === 0) return;
    if (list.isBusy()) return lookSoon();
    isLooking = true;
    const ids = [...waiting].slice(0, AT_ONCE);
    const own = reads;
    try {
      const found = await list.read(ids);
      for (const id of ids) waiting.delete(id);
      if (own === reads) take(ids, found);
    } catch {
      // Without a link they are looked at when it is back.
      lookSoon();
    }
    isLooking = false;
    if (timer === undefined) void look();
  }

  function lookSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look();
    }, AGAIN_MS);
  }

  function take(ids: readonly string[], found: readonly Person[]): void {
    const byId = new Map(found.map(each => [each.id, each]));
    const shown = new Map(list.items.peek().map(each => [each.id, each]));
    const key = KEYS[list.sort()];
    const [nextNews, nextGone] = [new Set(news.peek()), new Set(gone.peek())];
    for (const id of ids) {
      const [before, now] = [shown.get(id), byId.get(id)];
      if (before && !now) nextGone.add(id);
      if (before && now) nextGone.delete(id);
      if (now && (before ? key(before) !== key(now) : isWithin(now))) nextNews.add(id);
      if (!before && !now) nextNews.delete(id);
    }
    if (byId.size > 0) list.items.value = list.items.peek().map(each => byId.get(each.id) ?? each);
    news.value = nextNews;
    gone.value = nextGone;
    settle();
  }

  /** Whether somebody would stand among those who are shown; whoever stands further down comes with their page. */
  function isWithin(person: Person): boolean {
    const last = list.items.peek().at(-1);
    if (list.cursor.peek() === null || !last) return true;
    const key = KEYS[list.sort()];
    const [mine, theirs] = [key(person), key(last)];
    if (typeof mine === 'string') return mine.localeCompare(String(theirs)) <= 0;
    return mine >= Number(theirs);
  }

  function lookAt(ids: readonly string[]): void {
    for (const id of ids) waiting.add(id);
    void look();
  }

  function lookAtAll(): void {
    lookAt(
      list.items
        .peek()
        .slice(0, MOST)
        .map(each => each.id),
    );
    const own = reads;
    const told = (found: readonly Person[]) => {
      if (own !== reads) return;
      take(
        found.map(each => each.id),
        found,
      );
    };
    // Without a link it is as it was.
    list.first().then(told, () => undefined);
  }

  return {
    ...{ news, isMany, gone, lookAtAll },
    hear({ contactIds, isMore }) {
      if (isMore) {
        isMany.value = true;
        settle();
      }
      lookAt(contactIds);
    },
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      settle();
    },
    forget() {
      reads += 1;
      waiting = new Set();
      clearTimeout(manyTimer);
      manyTimer = undefined;
      if (news.peek().size > 0) news.value = new Set();
      if (gone.peek().size > 0) gone.value = new Set();
      isMany.value = false;
    },
  };
}

import { useEffect, useRef, useState } from 'preact/hooks';

/** What one question brings of a long list. */
export interface Page<Item> {
  items: readonly Item[];
  /** Where the rest begins; null: this was all. */
  cursor: string | null;
}

/** What was shown below the first page, behind that page as it is now. */
function withFirst<Item>(shown: Page<Item>, first: Page<Item>, keyOf: (item: Item) => string): Page<Item> {
  const last = first.items.at(-1);
  const lastKey = last && keyOf(last);
  const at = shown.items.findIndex(each => keyOf(each) === lastKey);
  // Nothing was loaded beyond it, or it has no more to do with what is shown.
  if (first.cursor === null || at < 0) return first;
  const rest = shown.items.slice(at + 1);
  return rest.length > 0 ? { items: [...first.items, ...rest], cursor: shown.cursor } : first;
}

/**
 * A long list, asked for page by page as people want more of it.
 * @param read one page, from `cursor` on; null: from the beginning
 * @param inputs what `read` takes from its surroundings; another one begins the list anew, and a late answer to an earlier one is dropped
 */
export function usePages<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
  { inputs, onFail }: { inputs: readonly unknown[]; onFail: (error: unknown) => void },
) {
  const [page, setPage] = useState<Page<Item> | null>(null);
  const asked = useRef(0);

  function load(cursor: string | null, before: readonly Item[]) {
    asked.current += 1;
    const own = asked.current;
    read(cursor).then(more => {
      if (own === asked.current) setPage({ ...more, items: [...before, ...more.items] });
    }, onFail);
  }
  useEffect(() => load(null, []), inputs);

  return {
    /** Null until the first page has come. */
    items: page?.items ?? null,
    /** Asks for the next page; null: there is none. */
    more: page?.cursor ? () => load(page.cursor, page.items) : null,
    /** Reads the first page again, under what is shown: what is further down stays. @param keyOf tells items apart */
    renew(keyOf: (item: Item) => string) {
      if (page === null) return;
      const own = asked.current;
      read(null).then(
        first => {
          if (own !== asked.current) return;
          setPage(now => now && withFirst(now, first, keyOf));
        },
        // What is shown was true, and whoever asks for more is told.
        () => undefined,
      );
    },
    /** Takes out what is gone meanwhile. */
    drop(isGone: (item: Item) => boolean) {
      setPage(before => before && { ...before, items: before.items.filter(each => !isGone(each)) });
    },
  };
}

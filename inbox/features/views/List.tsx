import './style.css';
import { useRef, useState } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';
import { Icon } from '../../shell/Icon.tsx';
import { lazy } from '../../shell/lazy.tsx';
import type { ListName } from '../../shell/routes.ts';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { AskNotify } from '../notices/AskNotify.tsx';
import { t as savedText } from '../saved-views/words/index.ts';
import { SearchField } from '../search/SearchField.tsx';
import { RowList } from './RowList.tsx';
import { listTitle } from './titles.ts';
import { TooManyNotes, WaitNotes } from './WaitNotes.tsx';

const SearchResults = lazy(async () => (await import('../search/results/SearchResults.tsx')).SearchResults, {
  lines: 4,
});

const FilterBar = lazy(async () => (await import('../saved-views/bar/FilterBar.tsx')).FilterBar);
const FilterDialog = lazy(async () => (await import('../saved-views/edit/FilterDialog.tsx')).FilterDialog);

/** The second column: search, and the rows of a view or what was found. */
export function List(props: { view: ListName; openId: string | null; isBehind?: boolean; onMenu: () => void }) {
  const { view, openId, isBehind, onMenu } = props;
  const { search, savedViews } = useInbox();
  const [isFiltering, setFiltering] = useState(false);
  const filter = usePart(() => savedViews.filterOf(view), [savedViews, view]);
  const isGone = usePart(() => filter === null && savedViews.all.value !== null, [savedViews, filter]);
  const name = usePart(() => listTitle(view, savedViews), [savedViews, view]);
  const isSearching = usePart(() => search.state.value.query !== '', [search]);
  const title = useRef<HTMLHeadingElement>(null);
  useKeptFocus(title, [view, openId]);
  // The page's heading is the open conversation's name; without one it is the view's.
  const Title = openId ? 'h2' : 'h1';
  return (
    <section class="list" aria-label={name} inert={isBehind}>
      <header class="top">
        <button type="button" class="icon-btn menu-button" aria-label={shellText('menu')} onClick={onMenu}>
          <Icon name="menu" />
        </button>
        <SearchField onFocus={SearchResults.prepare} />
        <button
          type="button"
          class="icon-btn"
          aria-label={savedText('filter')}
          data-shortcut="filter"
          onPointerEnter={FilterDialog.prepare}
          onFocus={FilterDialog.prepare}
          onClick={() => setFiltering(true)}
        >
          <Icon name="filter" />
        </button>
      </header>
      <Title ref={title} tabIndex={-1} class="list-title">
        {name}
      </Title>
      <AskNotify />
      {view === 'unassigned' && !isSearching && <WaitNotes />}
      {view === 'mine' && !isSearching && <TooManyNotes />}
      {filter && !isSearching && <FilterBar filter={filter} onChange={() => setFiltering(true)} />}
      {isSearching ? (
        <SearchResults openId={openId} view={view} />
      ) : isGone ? (
        <div class="empty">
          <p>{savedText('gone')}</p>
        </div>
      ) : (
        <RowList key={view} view={view} openId={openId} />
      )}
      {isFiltering && <FilterDialog view={view} onClose={() => setFiltering(false)} />}
    </section>
  );
}

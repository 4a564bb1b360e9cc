import './style.css';
import { useRef } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';
import { Icon } from '../../shell/Icon.tsx';
import { lazy } from '../../shell/lazy.tsx';
import type { ListName } from '../../shell/routes.ts';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { AskNotify } from '../notices/AskNotify.tsx';
import { SearchField } from '../search/SearchField.tsx';
import { RowList } from './RowList.tsx';
import { listTitle } from './titles.ts';
import { WaitNotes } from './WaitNotes.tsx';

const SearchResults = lazy(async () => (await import('../search/results/SearchResults.tsx')).SearchResults, {
  lines: 4,
});

/** The second column: search, and the rows of a view or what was found. */
export function List(props: { view: ListName; openId: string | null; isBehind?: boolean; onMenu: () => void }) {
  const { view, openId, isBehind, onMenu } = props;
  const { search } = useInbox();
  const isSearching = usePart(() => search.state.value.query !== '', [search]);
  const title = useRef<HTMLHeadingElement>(null);
  useKeptFocus(title, [view, openId]);
  // The page's heading is the open conversation's name; without one it is the view's.
  const Title = openId ? 'h2' : 'h1';
  return (
    <section class="list" aria-label={listTitle(view)} inert={isBehind}>
      <header class="top">
        <button type="button" class="icon-btn menu-button" aria-label={shellText('menu')} onClick={onMenu}>
          <Icon name="menu" />
        </button>
        <SearchField onFocus={SearchResults.prepare} />
      </header>
      <Title ref={title} tabIndex={-1} class="list-title">
        {listTitle(view)}
      </Title>
      <AskNotify />
      {view === 'unassigned' && !isSearching && <WaitNotes />}
      {isSearching ? <SearchResults openId={openId} view={view} /> : <RowList key={view} view={view} openId={openId} />}
    </section>
  );
}

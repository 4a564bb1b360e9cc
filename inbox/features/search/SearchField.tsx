import './style.css';
import { useEffect, useRef } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';
import { autoDir } from '../../shell/fields.tsx';
import { Icon } from '../../shell/Icon.tsx';
import { Key } from '../../shell/Key.tsx';
import { t } from './words/index.ts';

/** @param onFocus what will be shown can be fetched now */
export function SearchField({ onFocus }: { onFocus: () => void }) {
  const { search } = useInbox();
  const { query, results } = search.state.value;
  const field = useRef<HTMLInputElement>(null);
  const list = () => field.current!.closest('.list')!;
  const firstFound = () => list().querySelector<HTMLElement>('.is-found a');
  /** Enter came before the answer: its first result is opened once it is there. */
  const opensFirst = useRef(false);
  useEffect(() => {
    if (!opensFirst.current || results?.query !== query.trim()) return;
    opensFirst.current = false;
    firstFound()?.click();
  }, [results, query]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      search.type('');
      list().querySelector<HTMLElement>('.list-title')?.focus();
    } else if (event.key === 'ArrowDown') firstFound()?.focus();
    else if (event.key === 'Enter') {
      opensFirst.current = results?.query !== query.trim();
      if (!opensFirst.current) firstFound()?.click();
    } else return;
    event.preventDefault();
  }
  return (
    <div class="find">
      <input
        ref={field}
        type="search"
        dir={autoDir(query)}
        enterkeyhint="search"
        placeholder={t('searchLabel')}
        aria-label={t('searchLabel')}
        data-shortcut="search"
        maxLength={200}
        value={query}
        onFocus={onFocus}
        onInput={event => {
          opensFirst.current = false;
          search.type(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      {query ? (
        <button type="button" class="icon-btn" aria-label={t('searchClear')} onClick={() => search.type('')}>
          <Icon name="close" size={16} />
        </button>
      ) : (
        <Key>/</Key>
      )}
    </div>
  );
}

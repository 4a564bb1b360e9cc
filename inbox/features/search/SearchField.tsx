import './style.css';
import { useRef } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';
import { autoDir } from '../../shell/fields.tsx';
import { Icon } from '../../shell/Icon.tsx';
import { Key } from '../../shell/Key.tsx';
import { t } from './words/index.ts';

/** @param onFocus what will be shown can be fetched now */
export function SearchField({ onFocus }: { onFocus: () => void }) {
  const { search } = useInbox();
  const { query } = search.state.value;
  const field = useRef<HTMLInputElement>(null);
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
        onInput={event => search.type(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          search.type('');
          field.current?.closest('.list')?.querySelector<HTMLElement>('.list-title')?.focus();
        }}
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

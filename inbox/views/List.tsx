import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../../protocol/views.ts';
import { useApp, useInbox } from '../app.ts';
import { notifyState } from '../attention.ts';
import { count, t } from '../i18n/index.ts';
import { useValue } from '../value.ts';
import { Failed, Key } from './bits.tsx';
import { autoDir } from './form.tsx';
import { Icon } from './Icon.tsx';
import { Skeleton } from './Late.tsx';
import { ROW_PX, RowView } from './Row.tsx';
import { SearchResults } from './SearchResults.tsx';

/** Rows drawn above and below what is seen, so that a fast scroll or a Tab meets them. */
const OVERSCAN = 8;
/** The next page is asked for when fewer rows than this are left below. */
const READ_AHEAD = 15;

/** The second column: search, and the rows of a view or what was found. */
export function List({ view, openId, onMenu }: { view: View; openId: string | null; onMenu: () => void }) {
  const { search } = useInbox();
  const { query } = useValue(search.state);
  // The page's heading is the open conversation's name; without one it is the view's.
  const Title = openId ? 'h2' : 'h1';
  return (
    <section class="list" aria-label={t(view)}>
      <header class="top">
        <button type="button" class="icon-btn menu-button" aria-label={t('menu')} onClick={onMenu}>
          <Icon name="menu" />
        </button>
        <SearchField />
      </header>
      <Title class="list-title">{t(view)}</Title>
      <AskNotify />
      {query ? <SearchResults openId={openId} view={view} /> : <Rows key={view} view={view} openId={openId} />}
    </section>
  );
}

function SearchField() {
  const { search } = useInbox();
  const { query } = useValue(search.state);
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
        onInput={event => search.type(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          search.type('');
          field.current?.blur();
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

/** Asked once, by a button: a browser's question on load is refused by habit, and then for ever. */
function AskNotify() {
  const { prefs } = useApp();
  const isDeclined = useValue(prefs, now => now.isNotifyDeclined);
  const [state, setState] = useState(notifyState);
  if (state !== 'ask' || isDeclined) return null;
  const decline = () => prefs.update(now => ({ ...now, isNotifyDeclined: true }));
  return (
    <div class="ask">
      <p>{t('notifyAsk')}</p>
      <button
        type="button"
        class="btn"
        onClick={() => void Notification.requestPermission().then(() => setState(notifyState()))}
      >
        {t('notifyYes')}
      </button>
      <button type="button" class="btn is-quiet" onClick={decline}>
        {t('notifyNo')}
      </button>
    </div>
  );
}

const EMPTY = {
  mine: 'emptyMine',
  unassigned: 'emptyUnassigned',
  all: 'emptyAll',
  callbacks: 'emptyCallbacks',
  closed: 'emptyClosed',
} as const;

/** Only the rows in sight are in the page, whatever the list's length: all rows have one height. */
function Rows({ view, openId }: { view: View; openId: string | null }) {
  const { list } = useInbox();
  const rows = useValue(list.rows);
  const scroller = useRef<HTMLDivElement>(null);
  const isHovered = useRef(false);
  const [seen, setSeen] = useState({ from: 0, to: 20 });
  const { order, byId, cursor, news, status } = rows;

  /** Nothing moves under a pointer, nor away from where somebody has scrolled to. */
  function settle() {
    const { scrollTop, clientHeight } = scroller.current!;
    if (isHovered.current || scrollTop > ROW_PX / 2) list.hold();
    else list.release();
    const from = Math.floor(scrollTop / ROW_PX) - OVERSCAN;
    const to = Math.ceil((scrollTop + clientHeight) / ROW_PX) + OVERSCAN;
    setSeen(before => (before.from === from && before.to === to ? before : { from, to }));
  }
  useLayoutEffect(() => {
    settle();
    const observer = new ResizeObserver(settle);
    observer.observe(scroller.current!);
    return () => {
      observer.disconnect();
      list.release();
    };
  }, []);
  useEffect(() => {
    if (cursor && seen.to + READ_AHEAD > order.length) void list.more();
  }, [cursor, seen, order.length]);
  // J and K may open a row that is out of sight.
  useEffect(() => {
    const index = order.findIndex(id => byId.get(id)?.conversation.id === openId);
    const { scrollTop, clientHeight } = scroller.current!;
    if (index < 0 || isHovered.current) return;
    if (index * ROW_PX < scrollTop) scroller.current!.scrollTop = index * ROW_PX;
    else if ((index + 1) * ROW_PX > scrollTop + clientHeight)
      scroller.current!.scrollTop = (index + 1) * ROW_PX - clientHeight;
  }, [openId]);

  const from = Math.min(Math.max(seen.from, 0), Math.max(order.length - 1, 0));
  const shown = order.slice(from, Math.max(seen.to, 0));
  const setHovered = (is: boolean) => (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return;
    isHovered.current = is;
    settle();
  };
  return (
    <div
      class="rows"
      ref={scroller}
      onScroll={settle}
      onPointerEnter={setHovered(true)}
      onPointerLeave={setHovered(false)}
    >
      {news.size > 0 && (
        <button
          type="button"
          class="news"
          onClick={() => {
            scroller.current!.scrollTop = 0;
            list.release();
          }}
        >
          {count('newRows', news.size)}
        </button>
      )}
      {status === 'loading' && <Skeleton lines={5} />}
      {status === 'failed' && <Failed text={t('listFailed')} onRetry={() => void list.reload()} />}
      {status === 'ready' && order.length === 0 && (
        <div class="empty">
          <p>{t(EMPTY[view])}</p>
        </div>
      )}
      {order.length > 0 && (
        <ul
          // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role from lists without bullets
          role="list"
          aria-label={t(view)}
          style={{
            paddingBlockStart: `${from * ROW_PX}px`,
            paddingBlockEnd: `${(order.length - from - shown.length) * ROW_PX}px`,
          }}
        >
          {shown.map((id, index) => (
            <RowView
              key={id}
              row={byId.get(id)!}
              view={view}
              isOpen={byId.get(id)!.conversation.id === openId}
              position={from + index + 1}
              total={cursor ? -1 : order.length}
            />
          ))}
        </ul>
      )}
      {cursor && (
        <button type="button" class="btn more" onClick={() => void list.more()}>
          {t('loadMore')}
        </button>
      )}
    </div>
  );
}

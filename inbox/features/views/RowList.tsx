import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';
import { Failed } from '../../shell/Failed.tsx';
import type { ListName } from '../../shell/routes.ts';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { RowView } from './RowView.tsx';
import { emptyText, listTitle } from './titles.ts';
import { useSight } from './use-sight.ts';
import { count, t } from './words/index.ts';

/** The next page is asked for when fewer rows than this are left below. */
const READ_AHEAD = 15;

/** Only the rows in sight are in the page, whatever the list's length: all rows have one height. */
export function RowList({ view, openId }: { view: ListName; openId: string | null }) {
  const { views, savedViews } = useInbox();
  const name = usePart(() => listTitle(view, savedViews), [savedViews, view]);
  const { order, byId, cursor, news, status } = views.rows.value;
  const scroller = useRef<HTMLDivElement>(null);
  const { sight, onScroll, setHovered, reveal } = useSight(scroller, views);

  useEffect(() => {
    if (cursor && sight.to + READ_AHEAD > order.length) void views.more();
  }, [cursor, sight, order.length]);
  // Rows that have come, or have grown, are measured.
  useLayoutEffect(onScroll, [order.length > 0]);
  // J and K may open a row that is out of sight.
  useEffect(() => reveal(order.findIndex(id => byId.get(id)?.conversation.id === openId)), [openId]);

  // Of very many conversations a filter may ask for few: those are looked for page by page.
  const isLooking = status === 'ready' && order.length === 0 && cursor !== null;
  const from = Math.min(Math.max(sight.from, 0), Math.max(order.length - 1, 0));
  const shown = order.slice(from, Math.max(sight.to, 0));
  return (
    <div
      class="rows"
      ref={scroller}
      onScroll={onScroll}
      onPointerEnter={event => event.pointerType === 'mouse' && setHovered(true)}
      onPointerLeave={event => event.pointerType === 'mouse' && setHovered(false)}
    >
      {news.size > 0 && (
        <button
          type="button"
          class="news"
          onClick={() => {
            scroller.current!.scrollTop = 0;
            views.release();
          }}
        >
          {count('newRows', news.size)}
        </button>
      )}
      {(status === 'loading' || isLooking) && <Skeleton lines={5} />}
      {status === 'failed' && <Failed text={t('listFailed')} onRetry={() => void views.reload()} />}
      {status === 'ready' && order.length === 0 && !isLooking && (
        <div class="empty">
          <p>{emptyText(view)}</p>
        </div>
      )}
      {order.length > 0 && (
        <ul
          // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role from lists without bullets
          role="list"
          aria-label={name}
          style={{
            paddingBlockStart: `${from * sight.rowPx}px`,
            paddingBlockEnd: `${(order.length - from - shown.length) * sight.rowPx}px`,
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
        <button type="button" class="btn more" onClick={() => void views.more()}>
          {shellText('loadMore')}
        </button>
      )}
    </div>
  );
}

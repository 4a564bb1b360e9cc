import './style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PeopleSort } from '../../../../protocol/people.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { autoDir } from '../../../shell/fields.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { count as peopleText } from '../rail/words/index.ts';
import { shownColumns } from './columns.ts';
import { PeopleTable } from './PeopleTable.tsx';
import { type Names, summaryOf } from './said.ts';
import { NO_FILTER, peopleOf, readAround } from './state.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useStill } from './use-still.ts';
import { count, t } from './words/index.ts';

const AddPerson = lazy(async () => (await import('../add/AddPerson.tsx')).AddPerson);
const PeopleFilter = lazy(async () => (await import('../filter/PeopleFilter.tsx')).PeopleFilter);
const ColumnsDialog = lazy(async () => (await import('../columns/ColumnsDialog.tsx')).ColumnsDialog);

type Asked = 'add' | 'filter' | 'columns';

const SORTS: Record<PeopleSort, () => string> = {
  heard: () => t('byHeard'),
  name: () => t('byName'),
  newest: () => t('byNewest'),
  spent: () => t('bySpent'),
};

/** Below the last row that is seen, so many px are read ahead. */
const READ_AHEAD = 600;

/** Everybody who is known: searched, filtered and sorted, page by page. */
export function PeoplePage() {
  const inbox = useInbox();
  const mayAct = useMayAct();
  const people = peopleOf(inbox);
  const [asked, setAsked] = useState<Asked | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const items = people.items.value;
  const status = people.status.value;
  const view = people.view.value;
  const fields = people.fields.value;
  const total = people.count.value;
  const gone = people.gone.value;
  const changes = people.news.value.size;
  const newsText = changes > 0 ? count('news', changes) : people.isMany.value && items.length > 0 ? t('manyNews') : '';
  const chosen = usePart(() => inbox.me.value.peopleColumns, [inbox]);
  const currency = items.flatMap(each => Object.keys(each.spent))[0] ?? null;
  const names: Names = { stages: people.stages.value, fields, sites: inbox.sites.all.value, currency };
  const isAsked = view.filter.all.length > 0 || people.q.value.trim() !== '';

  const { settle, holds } = useStill(inbox, people, scroller);
  useEffect(() => {
    // Who comes back from a card is where they were, and is offered what is new.
    if (people.scrolled.top > 0) people.lookAtAll();
    else people.reload();
    readAround(inbox, people);
  }, [inbox, people]);
  useEffect(() => {
    if (items.length > 0 && people.scrolled.top > 0) scroller.current?.scrollTo({ top: people.scrolled.top });
  }, [items.length > 0]);
  useRowKeys(scroller);

  function onScroll() {
    const box = scroller.current!;
    people.scrolled.top = box.scrollTop;
    settle();
    if (box.scrollTop + box.clientHeight + READ_AHEAD > box.scrollHeight) people.more();
  }

  function showAll() {
    people.q.value = '';
    people.show({ ...NO_FILTER, sort: view.sort }, null);
  }

  const isFirstWanted = useRef(false);
  useEffect(() => {
    if (isFirstWanted.current) scroller.current!.querySelector<HTMLElement>('[data-row]')?.focus();
    isFirstWanted.current = false;
    // Whoever had the focus may be gone from the list.
    settle();
  }, [items]);

  /** @param isByKey the focus goes on to the first row: what had it is gone */
  function showNews(isByKey: boolean) {
    scroller.current!.scrollTop = 0;
    isFirstWanted.current = isByKey;
    people.reload();
  }

  const opener = (what: Asked, prepare: () => void) => ({
    onPointerEnter: prepare,
    onFocus: prepare,
    onClick: () => setAsked(what),
  });

  return (
    <div class="people">
      <div class="people-bar">
        <div class="find">
          <input
            type="search"
            dir={autoDir(people.q.value)}
            enterkeyhint="search"
            placeholder={t('search')}
            aria-label={t('search')}
            data-shortcut="search"
            maxLength={200}
            value={people.q.value}
            onInput={event => {
              people.q.value = event.currentTarget.value;
            }}
          />
          {people.q.value && (
            <button
              type="button"
              class="icon-btn"
              aria-label={t('clear')}
              onClick={() => {
                people.q.value = '';
              }}
            >
              <Icon name="close" size={16} />
            </button>
          )}
        </div>
        <button type="button" class="btn" data-shortcut="filter" {...opener('filter', PeopleFilter.prepare)}>
          <Icon name="filter" size={16} />
          {t('filter')}
        </button>
        <button type="button" class="btn" {...opener('columns', ColumnsDialog.prepare)}>
          {t('columns')}
        </button>
        {mayAct && (
          <button type="button" class="btn is-go" {...opener('add', AddPerson.prepare)}>
            <Icon name="plus" size={16} />
            {t('add')}
          </button>
        )}
      </div>
      <div class="people-bar">
        {people.saved.value.length > 0 && (
          <nav class="people-views" aria-label={t('views')}>
            <button
              type="button"
              class="chip"
              aria-pressed={people.savedId.value === null && !isAsked}
              onClick={showAll}
            >
              {t('everybody')}
            </button>
            {people.saved.value.map(each => (
              <button
                key={each.id}
                type="button"
                class="chip"
                dir="auto"
                aria-pressed={people.savedId.value === each.id}
                onClick={() => people.show(each.filter, each.id)}
              >
                {each.name}
              </button>
            ))}
          </nav>
        )}
        <div class="pills">
          {summaryOf(view.filter, names).map(words => (
            <Pill key={words}>{words}</Pill>
          ))}
        </div>
        <span class="people-count">{total !== null && total > 0 && peopleText('known', total)}</span>
        <label class="people-sort">
          <span>{t('sort')}</span>
          <select
            aria-label={t('sort')}
            value={view.sort}
            onChange={event =>
              people.show({ ...view, sort: event.currentTarget.value as PeopleSort }, people.savedId.value)
            }
          >
            {Object.entries(SORTS).map(([sort, words]) => (
              <option key={sort} value={sort}>
                {words()}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="people-news" role="status">
        {newsText && (
          <button type="button" class="btn" onClick={event => showNews(event.detail === 0)}>
            {newsText}
          </button>
        )}
      </p>
      <div class="people-rows" ref={scroller} onScroll={onScroll} aria-busy={status === 'loading'} {...holds}>
        {items.length > 0 && (
          <PeopleTable
            people={items}
            gone={gone}
            columns={shownColumns(chosen, fields)}
            names={names}
            sort={view.sort}
          />
        )}
        {status === 'loading' && items.length === 0 && <Skeleton lines={8} />}
        {status === 'failed' && <Failed text={t('failed')} onRetry={people.reload} />}
        {status === 'ready' && items.length === 0 && people.cursor.value === null && (
          <div class="empty is-middle" role="status">
            <p>{isAsked ? t('nothing') : t('empty')}</p>
            {!isAsked && inbox.me.value.agent.role === 'owner' && (
              <Link class="btn is-go" to={{ kind: 'settings', page: 'imports' }}>
                {t('emptyImport')}
              </Link>
            )}
            {isAsked && (
              <button type="button" class="btn" onClick={showAll}>
                {t('showAll')}
              </button>
            )}
          </div>
        )}
      </div>
      {asked === 'add' && <AddPerson onClose={() => setAsked(null)} />}
      {asked === 'filter' && <PeopleFilter names={names} onClose={() => setAsked(null)} />}
      {asked === 'columns' && <ColumnsDialog fields={fields} onClose={() => setAsked(null)} />}
    </div>
  );
}

import './style.css';
import { useEffect, useState } from 'preact/hooks';
import type { TimelineAnswer, TimelineItem } from '../../../protocol/timeline.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Failed } from '../../shell/Failed.tsx';
import { asQuery } from '../../shell/http.ts';
import { More } from '../../shell/More.tsx';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { isoTime, moment, rowTime } from '../../shell/times.ts';
import { usePages } from '../../shell/use-pages.ts';
import { FILTERS } from './filters.ts';
import { ITEMS } from './items.tsx';
import { t } from './words/index.ts';

/**
 * Everything that happened with one person, newest first, or one kind of it.
 * @param props.news another thing when something happened: then what is new comes on top, and all else stays where it is
 */
export function Timeline({ contactId, news }: { contactId: string; news: unknown }) {
  const { http, me } = useInbox();
  const [shown, setShown] = useState<string | null>(null);
  const [isFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const kinds = FILTERS.find(({ title }) => title === shown)?.kinds.join();
  const { items, more, renew } = usePages<TimelineItem>(
    async before => {
      const path = `contacts/${encodeURIComponent(contactId)}/timeline${asQuery({ before, kinds })}`;
      const answer = await http.get<TimelineAnswer>(path);
      setFailed(false);
      return answer;
    },
    { inputs: [contactId, kinds, tries], onFail: () => setFailed(true) },
  );
  useEffect(() => renew(({ kind, id }) => `${kind} ${id}`), [news]);
  const { switches } = me.value;
  const tabs = FILTERS.filter(each => !each.switch || switches[each.switch]).map(({ title }) => title);
  return (
    <section class="timeline" aria-label={t('timeline')}>
      <fieldset class="timeline-tabs">
        <legend class="sr-only">{t('show')}</legend>
        {[null, ...tabs].map(title => (
          <button key={title} type="button" aria-pressed={shown === title} onClick={() => setShown(title)}>
            {t(title ?? 'everything')}
          </button>
        ))}
      </fieldset>
      {isFailed ? (
        <Failed text={t('failed')} onRetry={() => setTries(tries + 1)} />
      ) : !items ? (
        <Skeleton lines={6} />
      ) : items.length === 0 ? (
        <p class="empty">{t(shown ? 'emptyOfKind' : 'empty')}</p>
      ) : (
        <Column items={items} />
      )}
      <More onMore={more} />
    </section>
  );
}

function Column({ items }: { items: readonly TimelineItem[] }) {
  const now = useApp().clock.value;
  return (
    <ol class="line">
      {items.map(item => {
        const Item = ITEMS[item.kind];
        return (
          Item && (
            <li key={`${item.kind} ${item.id}`}>
              <time dateTime={isoTime(item.at)} title={moment(item.at, now)}>
                {rowTime(item.at, now)}
              </time>
              <i aria-hidden="true" />
              <div>
                <Item item={item} />
              </div>
            </li>
          )
        );
      })}
    </ol>
  );
}

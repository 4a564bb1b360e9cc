import './style.css';
import { useState } from 'preact/hooks';
import { CALL_FILTERS, type CallFilter } from '../../../../protocol/call-words.ts';
import { useInbox } from '../../../inbox.ts';
import { Link } from '../../../shell/Link.tsx';
import { More } from '../../../shell/More.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { callCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { CallRow } from './CallRow.tsx';
import { useLog } from './use-log.ts';

/** The log of calls, newest first. */
export function CallsPage() {
  const { http, toasts, me, calls: told, link } = useInbox();
  const calls = callCalls(http);
  const [filter, setFilter] = useState<CallFilter>('all');
  const { answer: facts } = useAnswer(calls.facts, [http]);
  const { items, more, put } = useLog(
    { http, calls: told, link, onFail: toasts.fail },
    { filter, meId: me.value.agent.id },
  );
  const isOwner = me.value.agent.role === 'owner';
  return (
    <div class="calls-page">
      <fieldset class="calls-filters">
        <legend class="sr-only">{t('filters')}</legend>
        {CALL_FILTERS.map(each => (
          <button
            key={each}
            type="button"
            class="btn is-quiet"
            aria-pressed={each === filter}
            onClick={() => setFilter(each)}
          >
            {t(each)}
          </button>
        ))}
      </fieldset>
      {!items ? (
        <Skeleton lines={4} />
      ) : items.length === 0 ? (
        <div class="calls-empty">
          <p>{t(filter !== 'all' ? 'noneSuch' : facts?.hasLines ? 'waitForFirst' : 'noCalls')}</p>
          {isOwner && facts?.hasLines === false && filter === 'all' && (
            <Link class="btn is-go" to={{ kind: 'settings', page: 'telephone' }}>
              {t('connect')}
            </Link>
          )}
        </div>
      ) : (
        <ul class="calls-list">
          {items.map(each => (
            <CallRow key={each.call.id} shown={each} onChanged={put} />
          ))}
        </ul>
      )}
      <More onMore={more} />
    </div>
  );
}

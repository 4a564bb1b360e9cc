import './style.css';
import { useState } from 'preact/hooks';
import { CALL_FILTERS, type CallFilter } from '../../../../protocol/call-words.ts';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { useInbox } from '../../../inbox.ts';
import { Link } from '../../../shell/Link.tsx';
import { More } from '../../../shell/More.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { usePages } from '../../../shell/use-pages.ts';
import { callCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { CallRow } from './CallRow.tsx';

/** The log of calls, newest first. */
export function CallsPage() {
  const { http, toasts, me } = useInbox();
  const calls = callCalls(http);
  const [filter, setFilter] = useState<CallFilter>('all');
  const [changed, setChanged] = useState<ReadonlyMap<string, ShownCall>>(new Map());
  const { answer: facts } = useAnswer(calls.facts, [http]);
  const { items, more } = usePages(
    async from => {
      const { calls: some, cursor } = await calls.page(filter, from);
      return { items: some, cursor };
    },
    { inputs: [http, filter], onFail: toasts.fail },
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
            <CallRow
              key={each.call.id}
              shown={changed.get(each.call.id) ?? each}
              canDial={facts?.canDial ?? false}
              onChanged={next => setChanged(before => new Map(before).set(next.call.id, next))}
            />
          ))}
        </ul>
      )}
      <More onMore={more} />
    </div>
  );
}

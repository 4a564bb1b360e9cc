import { useEffect, useState } from 'preact/hooks';
import type { DeliveriesAnswer } from '../../../protocol/deliveries.ts';
import type { Site } from '../../../protocol/sites.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Link } from '../../shell/Link.tsx';
import { moment } from '../../shell/times.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { deliveryCalls } from './calls.ts';
import { t } from './words/index.ts';

/** What nobody took for two days: to be delivered again, or forgotten. Not shown while there is none. */
export function DeadLetters({ site }: { site: Site }) {
  const { http, toasts } = useInbox();
  const calls = deliveryCalls(http);
  const now = useApp().clock.value;
  const [page, setPage] = useState<DeliveriesAnswer>({ deliveries: [], cursor: null });
  function load(cursor: string | null) {
    calls.dead(cursor).then(more => {
      setPage(before => ({ ...more, deliveries: [...before.deliveries, ...more.deliveries] }));
    }, toasts.fail);
  }
  useEffect(() => load(null), [http]);

  async function settle(id: string, work: Promise<unknown>, done: string) {
    try {
      await work;
      setPage(before => ({ ...before, deliveries: before.deliveries.filter(each => each.id !== id) }));
      toasts.add(done);
    } catch (error) {
      toasts.fail(error);
    }
  }
  const letters = page.deliveries.filter(each => each.siteId === site.id);
  if (letters.length === 0 && page.cursor === null) return null;
  return (
    <section>
      <h2>{t('deadLetters')}</h2>
      <p class="hint">{t('deadLettersLead')}</p>
      <ul class="settings-list">
        {letters.map(({ id, event, createdAt, problem, conversationId }) => (
          <li key={id}>
            <span class="settings-name">
              <Link to={{ kind: 'view', view: 'all', conversationId }}>
                <bdi dir="ltr">{event}</bdi> · {moment(createdAt, now)}
              </Link>
              <small>
                <bdi dir="ltr">{problem}</bdi>
              </small>
            </span>
            <button type="button" class="btn" onClick={() => void settle(id, calls.retry(id), t('didDeliverAgain'))}>
              {t('deliverAgain')}
            </button>
            <button
              type="button"
              class="btn is-quiet"
              onClick={() => void settle(id, calls.forget(id), t('didForget'))}
            >
              {shellText('remove')}
            </button>
          </li>
        ))}
      </ul>
      {page.cursor !== null && (
        <button type="button" class="btn is-start" onClick={() => load(page.cursor)}>
          {shellText('loadMore')}
        </button>
      )}
    </section>
  );
}

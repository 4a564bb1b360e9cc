import { useEffect, useState } from 'preact/hooks';
import type { DeliveriesAnswer } from '../../../protocol/deliveries.ts';
import type { Site } from '../../../protocol/sites.ts';
import { codeOf } from '../../api.ts';
import { useApp, useInbox } from '../../app.ts';
import { errorText } from '../../errors.ts';
import { t } from '../../i18n/index.ts';
import { moment } from '../../times.ts';
import { useValue } from '../../value.ts';
import { Link } from '../bits.tsx';

/** What nobody took for two days: to be delivered again, or forgotten. Not shown while there is none. */
export function DeadLetters({ site }: { site: Site }) {
  const { api, toasts } = useInbox();
  const now = useValue(useApp().clock);
  const [page, setPage] = useState<DeliveriesAnswer>({ deliveries: [], cursor: null });
  function failed(error: unknown) {
    toasts.add(errorText(codeOf(error)), { tone: 'failed' });
  }
  function load(cursor?: string) {
    api
      .deadLetters(cursor)
      .then(more => setPage(before => ({ ...more, deliveries: [...before.deliveries, ...more.deliveries] })), failed);
  }
  useEffect(load, [api]);

  async function settle(id: string, work: Promise<unknown>, done: string) {
    try {
      await work;
      setPage(before => ({ ...before, deliveries: before.deliveries.filter(each => each.id !== id) }));
      toasts.add(done);
    } catch (error) {
      failed(error);
    }
  }
  const letters = page.deliveries.filter(each => each.siteId === site.id);
  if (letters.length === 0 && page.cursor === null) return null;
  return (
    <section>
      <h2>{t('deadLetters')}</h2>
      <p class="hint">{t('deadLettersLead')}</p>
      <ul class="sessions">
        {letters.map(({ id, event, createdAt, problem, conversationId }) => (
          <li key={id}>
            <span>
              <Link to={{ kind: 'view', view: 'all', conversationId }}>
                <bdi dir="ltr">{event}</bdi> · {moment(createdAt, now)}
              </Link>
              <small>
                <bdi dir="ltr">{problem}</bdi>
              </small>
            </span>
            <button
              type="button"
              class="btn"
              onClick={() => void settle(id, api.retryDelivery(id), t('didDeliverAgain'))}
            >
              {t('deliverAgain')}
            </button>
            <button
              type="button"
              class="btn is-quiet"
              onClick={() => void settle(id, api.deleteDelivery(id), t('didForget'))}
            >
              {t('remove')}
            </button>
          </li>
        ))}
      </ul>
      {page.cursor !== null && (
        <button type="button" class="btn is-start" onClick={() => load(page.cursor!)}>
          {t('loadMore')}
        </button>
      )}
    </section>
  );
}

import type { Site } from '../../../protocol/sites.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Link } from '../../shell/Link.tsx';
import { More } from '../../shell/More.tsx';
import { moment } from '../../shell/times.ts';
import { usePages } from '../../shell/use-pages.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { deliveryCalls } from './calls.ts';
import { t } from './words/index.ts';

/** What nobody took for two days: to be delivered again, or forgotten. Not shown while there is none. */
export function DeadLetters({ site }: { site: Site }) {
  const { http, toasts } = useInbox();
  const calls = deliveryCalls(http);
  const now = useApp().clock.value;
  const { items, more, drop } = usePages(
    async from => {
      const { deliveries, cursor } = await calls.dead(from);
      return { items: deliveries, cursor };
    },
    { inputs: [http], onFail: toasts.fail },
  );

  async function settle(id: string, work: Promise<unknown>, done: string) {
    try {
      await work;
      drop(each => each.id === id);
      toasts.add(done);
    } catch (error) {
      toasts.fail(error);
    }
  }
  const letters = items?.filter(each => each.siteId === site.id) ?? [];
  if (letters.length === 0 && !more) return null;
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
      <More onMore={more} />
    </section>
  );
}

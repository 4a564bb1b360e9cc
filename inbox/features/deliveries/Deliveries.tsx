import type { Delivery } from '../../../protocol/deliveries.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Link } from '../../shell/Link.tsx';
import { More } from '../../shell/More.tsx';
import { moment } from '../../shell/times.ts';
import { usePages } from '../../shell/use-pages.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { deliveryCalls } from './calls.ts';
import { t } from './words/index.ts';

/** What did not leave, or was given up: to be delivered again, or forgotten. Not shown while there is none. */
export function Deliveries(props: {
  state: 'waiting' | 'dead';
  title: string;
  lead: string;
  isShown: (delivery: Delivery) => boolean;
}) {
  const { state, title, lead, isShown } = props;
  const { http, toasts } = useInbox();
  const calls = deliveryCalls(http);
  const now = useApp().clock.value;
  const { items, more, drop } = usePages(
    async from => {
      const { deliveries, cursor } = await calls.page(state, from);
      return { items: deliveries, cursor };
    },
    { inputs: [http, state], onFail: toasts.fail },
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
  const shown = items?.filter(isShown) ?? [];
  if (shown.length === 0 && !more) return null;
  return (
    <section>
      <h2>{title}</h2>
      <p class="hint">{lead}</p>
      <ul class="settings-list">
        {shown.map(delivery => {
          const { id, problem } = delivery;
          return (
            <li key={id}>
              <span class="settings-name">
                <What delivery={delivery} time={moment(delivery.createdAt, now)} />
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
          );
        })}
      </ul>
      <More onMore={more} />
    </section>
  );
}

/** What it is and when it was written, with the way to its conversation where it has one. */
function What({ delivery, time }: { delivery: Delivery; time: string }) {
  const { kind, event, conversationId } = delivery;
  const words = (
    <>
      {kind !== 'webhook' && `${t(kind)} · `}
      <bdi dir="ltr">{event}</bdi> · {time}
    </>
  );
  if (conversationId === null) return <span>{words}</span>;
  return <Link to={{ kind: 'view', view: 'all', conversationId }}>{words}</Link>;
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Delivery } from '../../../protocol/deliveries.ts';
import { LETTER_TEMPLATES } from '../../../protocol/letter-templates.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Link } from '../../shell/Link.tsx';
import { More } from '../../shell/More.tsx';
import { moment } from '../../shell/times.ts';
import { useActs } from '../../shell/use-acts.ts';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { usePages } from '../../shell/use-pages.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { t as letterName } from '../mail/words/index.ts';
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

  const { isBusy, run } = useActs(toasts);
  const [settled, setSettled] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone with its delivery.
  useKeptFocus(heading, [settled]);
  const shown = items?.filter(isShown) ?? [];
  // A page may hold none of those that are shown here.
  useEffect(() => {
    if (shown.length === 0) more?.();
  }, [items]);

  function settle(id: string, work: () => Promise<unknown>, done: string) {
    void run(id, async () => {
      await work();
      drop(each => each.id === id);
      setSettled(before => before + 1);
      toasts.add(done);
    });
  }
  // After the last one was settled here, the focus stands on the title.
  if (shown.length === 0 && settled === 0) return null;
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
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
              <button
                type="button"
                class="btn"
                aria-disabled={isBusy(id)}
                onClick={() => settle(id, () => calls.retry(id), t('didDeliverAgain'))}
              >
                {t('deliverAgain')}
              </button>
              <button
                type="button"
                class="btn is-quiet"
                aria-disabled={isBusy(id)}
                onClick={() => settle(id, () => calls.forget(id), t('didForget'))}
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
  const letter = kind === 'mail' && LETTER_TEMPLATES.find(each => each === event);
  const words = (
    <>
      {kind !== 'webhook' && `${t(kind)} · `}
      {letter ? letterName(letter) : <bdi dir="ltr">{event}</bdi>} · {time}
    </>
  );
  if (conversationId === null) return <span>{words}</span>;
  return <Link to={{ kind: 'view', view: 'all', conversationId }}>{words}</Link>;
}

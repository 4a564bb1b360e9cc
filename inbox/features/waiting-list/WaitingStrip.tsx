import './style.css';
import { useEffect } from 'preact/hooks';
import type { ShownWait } from '../../../protocol/waiting-list.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { shownName } from '../../shell/bidi.ts';
import { Link } from '../../shell/Link.tsx';
import { phoneText } from '../../shell/phones.ts';
import { SureButton } from '../../shell/SureButton.tsx';
import { clock, clockRange, moment } from '../../shell/times.ts';
import { useActs } from '../../shell/use-acts.ts';
import { useAnswer } from '../../shell/use-answer.ts';
import type { Typed } from '../bookings/new/typed.ts';
import { waitingCalls } from './calls.ts';
import { count, t } from './words/index.ts';

/** Who waits for what the book shows: nothing where nobody does. */
export function WaitingStrip(props: {
  span: { from: number; to: number };
  timeZone: string;
  /** Writes down a booking for one of them. */
  onBook: (preset: Partial<Typed>) => void;
}) {
  const { span, timeZone, onBook } = props;
  const { http, me, shopTold, link } = useInbox();
  const calls = waitingCalls(http);
  const { answer, load } = useAnswer(() => calls.between(span.from, span.to), [span.from, span.to]);
  const told = shopTold.value;
  const isReady = link.state.value === 'ready';
  useEffect(load, [told, isReady]);
  const waits = answer?.waits ?? [];
  return (
    <div aria-live="polite">
      {waits.length > 0 && (
        <details class="waiting">
          <summary>{count('waits', waits.length)}</summary>
          <ol>
            {waits.map(shown => (
              <Row key={shown.wait.id} {...{ shown, timeZone, onBook }} onGone={load} />
            ))}
          </ol>
          {me.value.agent.role === 'owner' && (
            <Link class="btn is-quiet" to={{ kind: 'settings', page: 'customers' }}>
              {t('set')}
            </Link>
          )}
        </details>
      )}
    </div>
  );
}

function Row(props: {
  shown: ShownWait;
  timeZone: string;
  onBook: (preset: Partial<Typed>) => void;
  onGone: () => void;
}) {
  const { shown, timeZone, onBook, onGone } = props;
  const { wait, contact } = shown;
  const { id, offer } = wait;
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const calls = waitingCalls(http);
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  const who = shownName(contact?.card?.name ?? '') || shownName(contact?.name ?? '') || shownName(wait.name);
  const name = who || t('somebody');
  const reach = phoneText(contact?.phone || wait.phone) || wait.email;
  const what = wait.items
    .map(each => [each.name, each.staffName || t('anybody')].filter(Boolean).join(', '))
    .join(' · ');
  const hours = wait.to - wait.from < 23 * 3_600_000 ? clockRange(wait.from, wait.to, timeZone) : '';
  const take = () =>
    run('take', async () => {
      await calls.take(id);
      toasts.add(t('didTake'));
      onGone();
    });
  return (
    <li>
      <p>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <bdi dir="ltr">{reach}</bdi>
        <br />
        <span class="hint">
          <bdi>{what}</bdi>
          {hours && ` · ${hours}`} · {t('since', { when: moment(wait.createdAt, now, timeZone) })}
        </span>
        {offer && (
          <>
            <br />
            {t('asked', {
              at: moment(offer.at, now, timeZone),
              visit: clockRange(offer.startAt, offer.endAt, timeZone),
              until: moment(offer.until, now, timeZone) || clock(offer.until, timeZone),
            })}
          </>
        )}
      </p>
      {mayAct && (
        <div class="acts">
          {offer ? (
            <button
              type="button"
              class="btn"
              aria-label={t('takesFor', { who: name })}
              aria-disabled={isBusy('take')}
              onClick={take}
            >
              {t('takes')}
            </button>
          ) : (
            <button
              type="button"
              class="btn"
              aria-label={t('bookFor', { who: name })}
              onClick={() => onBook(typedFor(shown))}
            >
              {t('book')}
            </button>
          )}
          <SureButton
            label={t('takeOff')}
            warning={t('takeOffSure')}
            toasts={toasts}
            work={async () => {
              await calls.remove(id);
              onGone();
            }}
          />
        </div>
      )}
    </li>
  );
}

/** For somebody who waits. */
function typedFor({ wait, contact }: ShownWait): Partial<Typed> {
  const { items, date, siteId, contactId, name } = wait;
  const staffIds = new Set(items.map(each => each.staffId));
  const [staffId = 'anybody'] = staffIds.size === 1 ? staffIds : [];
  const phone = contact?.phone || wait.phone;
  return { phone, name, contactId, services: items.map(each => each.serviceId), staffId, date, siteId };
}

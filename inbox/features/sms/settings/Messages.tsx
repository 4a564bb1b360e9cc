import type { Sms, SmsState } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Link } from '../../../shell/Link.tsx';
import { More } from '../../../shell/More.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { usePages } from '../../../shell/use-pages.ts';
import { reasonText } from '../log/reasons.ts';
import { smsCalls } from './calls.ts';
import { priceText } from './money.ts';
import { count, t } from './words/index.ts';

const STATES = { waiting: 'isWaiting', sent: 'isSent', delivered: 'isDelivered', failed: 'isFailed' } as const;
const TONES = { waiting: 'due', sent: 'plain', delivered: 'here', failed: 'late' } as const satisfies Record<
  SmsState,
  string
>;
const CAUSES = {
  answer: 'ofAnswer',
  notice: 'ofNotice',
  code: 'ofCode',
  test: 'ofTest',
  apology: 'ofApology',
  rating: 'ofRating',
  return: 'ofReturn',
  booking: 'ofBooking',
} as const;

const causeText = (event: string) => t(Object.hasOwn(CAUSES, event) ? CAUSES[event as keyof typeof CAUSES] : 'ofOther');

/** What was sent last, and what became of each. */
export function Messages() {
  const { http, toasts } = useInbox();
  const calls = smsCalls(http);
  const { items, more } = usePages(
    async from => {
      const { messages, cursor } = await calls.messages(from);
      return { items: messages, cursor };
    },
    { inputs: [http], onFail: toasts.fail },
  );
  if (!items) return null;
  return (
    <section>
      <h2>{t('messages')}</h2>
      {items.length === 0 && <p class="hint">{t('nothing')}</p>}
      <ul class="settings-list">
        {items.map(each => (
          <Row key={each.id} sms={each} />
        ))}
      </ul>
      <More onMore={more} />
    </section>
  );
}

function Row({ sms }: { sms: Sms }) {
  const now = useApp().clock.value;
  const { event, number, conversationId, createdAt, segments, price, state, problem } = sms;
  const title = (
    <>
      {causeText(event)} · <bdi dir="ltr">{number}</bdi>
    </>
  );
  return (
    <li>
      <span class="settings-name">
        {conversationId === null ? (
          <span>{title}</span>
        ) : (
          <Link to={{ kind: 'view', view: 'all', conversationId }}>{title}</Link>
        )}
        <small>
          {moment(createdAt, now)} · {count('segments', segments)}
          {price && (
            <>
              {' · '}
              <bdi>{priceText(price, segments)}</bdi>
            </>
          )}
        </small>
        {problem && (
          <small>
            <bdi>{reasonText(problem)}</bdi>
          </small>
        )}
      </span>
      <Pill tone={TONES[state]}>{t(STATES[state])}</Pill>
    </li>
  );
}

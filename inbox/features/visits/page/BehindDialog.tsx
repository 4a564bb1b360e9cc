import type { Visit, VisitFigure } from '../../../../protocol/visits.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { More } from '../../../shell/More.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { date } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { nameOf } from '../../contacts/names.ts';
import { type Asked, visitCalls } from '../calls.ts';
import { sumsText } from '../text.ts';
import { count, t } from '../words/index.ts';

export type Of = VisitFigure | 'ratings';

/** Which number was opened, and whose. */
export interface Opened {
  staffId: string;
  name: string;
  of: Of;
}

/** What a number is made of. */
export function BehindDialog(props: {
  opened: Opened;
  asked: Asked & { month: string };
  currency: string;
  onClose: () => void;
}) {
  const { opened, asked, currency, onClose } = props;
  const { staffId, name, of } = opened;
  return (
    <Dialog class="visits-dialog" title={t('behindOf', { name, what: t(of) })} onClose={onClose}>
      {of === 'ratings' ? (
        <Ratings month={asked.month} staffId={staffId} />
      ) : (
        <Visits asked={asked} staffId={staffId} of={of} currency={currency} />
      )}
    </Dialog>
  );
}

function Visits({
  asked,
  staffId,
  of,
  currency,
}: {
  asked: Asked;
  staffId: string;
  of: VisitFigure;
  currency: string;
}) {
  const { http, toasts } = useInbox();
  const read = (skip: number) => visitCalls(http).behind(asked, staffId, of, skip);
  const { answer, failure, load, change } = useAnswer(() => read(0), [http, staffId, of]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={4} />;
  const { visits, total, next } = answer;
  const more = () =>
    void read(next!).then(page => change(now => ({ ...page, visits: [...now.visits, ...page.visits] })), toasts.fail);
  return (
    <>
      <p class="visits-more">{count('inAll', total)}</p>
      <ul class="visits-list">
        {visits.map(each => (
          <VisitRow key={`${each.date} ${each.at} ${each.contact?.id}`} visit={each} currency={currency} />
        ))}
      </ul>
      <More onMore={next === null ? null : more} />
    </>
  );
}

function VisitRow({ visit, currency }: { visit: Visit; currency: string }) {
  const now = useApp().clock.value;
  const { contact, what, sums } = visit;
  return (
    <li>
      <time dateTime={visit.date}>{date(Date.parse(visit.date), now, { timeZone: 'UTC' })}</time>
      <span class="visits-who">
        {contact ? (
          <Link to={{ kind: 'room', room: 'people', id: contact.id }}>
            <bdi>{nameOf(contact)}</bdi>
          </Link>
        ) : (
          t('somebody')
        )}
      </span>
      {sums.length > 0 && <b>{sumsText(sums, currency)}</b>}
      <span class="visits-what" dir="auto">
        {what.join(' · ')}
      </span>
    </li>
  );
}

function Ratings({ month, staffId }: { month: string; staffId: string }) {
  const { http } = useInbox();
  const now = useApp().clock.value;
  const { answer, failure, load } = useAnswer(() => visitCalls(http).ratings(month, staffId), [http, month, staffId]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={4} />;
  return (
    <ul class="visits-list">
      {answer.ratings.map(({ at, score, word }) => (
        <li key={at}>
          <span>{date(at, now)}</span>
          <b>{t('score', { score: number(score) })}</b>
          {word && (
            <span class="visits-what" dir="auto">
              {word}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

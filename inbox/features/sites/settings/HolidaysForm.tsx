import { useState } from 'preact/hooks';
import type { Holidays, HolidaysAnswer, HolidaysProblem } from '../../../../protocol/hours.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { date, moment } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** Holidays that the server reads from a calendar: its address, how that went, and the days. */
export function HolidaysForm({ site }: { site: Site }) {
  const { http } = useInbox();
  const address = `sites/${site.key}/holidays`;
  const { answer, failure, change, load } = useAnswer(() => http.get<HolidaysAnswer>(address), [http]);
  return (
    <section class="holidays">
      <h2>{t('holidays')}</h2>
      <p class="hint">{t('holidaysLead')}</p>
      {failure ? (
        <Failed text={errorText(failure)} onRetry={load} />
      ) : answer ? (
        <HolidaysFields address={address} holidays={answer.holidays} onAnswer={next => change(() => next)} />
      ) : (
        <Skeleton lines={2} />
      )}
    </section>
  );
}

function HolidaysFields(props: {
  address: string;
  holidays: Holidays | null;
  onAnswer: (answer: HolidaysAnswer) => void;
}) {
  const { address, holidays, onAnswer } = props;
  const { http, toasts } = useInbox();
  const [url, setUrl] = useState(holidays?.url ?? '');
  const form = useSubmit(async () => {
    const isSame = holidays !== null && url.trim() === holidays.url;
    const answer = isSame
      ? await http.post<HolidaysAnswer>(`${address}/read`)
      : await http.put<HolidaysAnswer>(address, { url });
    setUrl(answer.holidays?.url ?? '');
    onAnswer(answer);
  });
  async function remove() {
    try {
      await http.delete(address);
      setUrl('');
      onAnswer({ holidays: null });
    } catch (error) {
      toasts.fail(error);
    }
  }
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('holidaysUrl')}
        hint={t('holidaysUrlHint')}
        type="url"
        dir="ltr"
        maxLength={2000}
        value={url}
        onValue={setUrl}
        problem={form.problemOf('url', shellText('errorUrl'))}
      />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t(holidays ? 'holidaysAgain' : 'holidaysRead')}</Submit>
        {holidays && (
          <button type="button" class="btn is-quiet" onClick={() => void remove()}>
            {t('holidaysRemove')}
          </button>
        )}
      </div>
      {holidays && <HolidaysState holidays={holidays} />}
    </form>
  );
}

function HolidaysState({ holidays: { days, readAt, triedAt, problem } }: { holidays: Holidays }) {
  const now = useApp().clock.value;
  return (
    <>
      {problem && (
        <Problem
          text={`${problemText(problem)} ${t('holidaysTried', { time: moment(triedAt, now) })}${
            readAt === null ? '' : ` ${t('holidaysKept')}`
          }`}
        />
      )}
      {readAt !== null && (
        <p role="status">{t('holidaysFound', { time: moment(readAt, now), n: String(days.length) })}</p>
      )}
      {days.length > 0 && (
        <ul class="holiday-list">
          {days.map(day => (
            <li key={day.date}>
              <time dateTime={day.date}>{date(Date.parse(day.date), now, { timeZone: 'UTC' })}</time>
              <bdi>{day.name}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function problemText({ code, detail }: HolidaysProblem): string {
  switch (code) {
    case 'private':
      return t('holidaysPrivate');
    case 'unreachable':
      return t('holidaysUnreachable', { detail });
    case 'moved':
      return t('holidaysMoved', { detail });
    case 'refused':
      return t('holidaysRefused', { detail });
    case 'too_large':
      return t('holidaysTooLarge');
    case 'no_calendar':
      return t('holidaysNoCalendar');
    case 'too_complex':
      return t('holidaysTooComplex');
  }
}

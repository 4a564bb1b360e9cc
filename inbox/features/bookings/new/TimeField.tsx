import { useEffect, useState } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { clock } from '../../../shell/times.ts';
import { bookingCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { startOf, type Typed, timeOf, wantedOf } from './typed.ts';
import { WhyNot } from './WhyNot.tsx';

/** The day, its free times to choose from, and any other one: the desk knows best when it works. */
export function TimeField(props: {
  typed: Typed;
  site: { id: string; key: string };
  timeZone: string;
  set: (change: Partial<Typed>) => void;
  problem: string;
}) {
  const { typed, site, timeZone, set, problem } = props;
  const { http, me } = useInbox();
  const wanted = wantedOf(typed);
  const [free, setFree] = useState<readonly number[] | null>(null);
  const question = wanted && typed.date ? JSON.stringify([site.id, wanted, typed.date]) : null;
  useEffect(() => {
    setFree(null);
    if (!question || !wanted) return;
    let isOld = false;
    bookingCalls(http)
      .times(site.id, wanted, typed.date)
      .then(
        ({ days }) => !isOld && setFree(days.flatMap(each => each.times)),
        // Without them any hour can be typed.
        () => !isOld && setFree([]),
      );
    return () => {
      isOld = true;
    };
  }, [question]);
  const startAt = startOf(typed, timeZone);
  const isOwner = me.value.agent.role === 'owner';
  return (
    <>
      <TextField
        label={t('date')}
        type="date"
        min="2000-01-01"
        max="2199-12-31"
        value={typed.date}
        onValue={date => set({ date })}
      />
      {question && (
        <fieldset class="book-times" aria-busy={free === null}>
          <legend>{t('freeTimes')}</legend>
          {free?.map(at => (
            <label key={at}>
              <input
                type="radio"
                class="sr-only"
                name="time"
                checked={at === startAt}
                onChange={() => set({ time: timeOf(at, timeZone) })}
              />
              <span>{clock(at, timeZone)}</span>
            </label>
          ))}
          {free?.length === 0 && <p class="hint">{t('noneFree')}</p>}
        </fieldset>
      )}
      <TextField
        label={t('time')}
        type="time"
        step={300}
        value={typed.time}
        onValue={time => set({ time })}
        problem={problem}
        hint={t('timeHint')}
      />
      {isOwner && wanted && startAt !== null && free && !free.includes(startAt) && (
        <WhyNot key={`${question} ${startAt}`} siteId={site.id} wanted={wanted} startAt={startAt} timeZone={timeZone} />
      )}
    </>
  );
}

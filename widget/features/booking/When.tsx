/** The third step: day and hour, and who it is for. */
import type { OfferedService } from '../../../protocol/services.ts';
import { fill } from '../../../protocol/words.ts';
import { laterWords, words } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { type Draft, saved, write } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { day, daysAway, format } from '../../panel/times.ts';
import type { Pieces } from './pieces.ts';
import { remove } from './Services.tsx';
import { Chosen, move, Progress, Question } from './Step.tsx';
import { book, booking, busy, chosen, dateOf, fail, hold, items, loadDays, moreDays, part, visit } from './state.ts';

/** For a day that is full. */
export const waiting = createLazy('waiting', () => import('../waiting/waiting.tsx'));

interface WhenProps extends Pieces {
  service: OfferedService;
  who: string | undefined;
}

export function When({ service, who, byPart, fields, ...pieces }: WhenProps) {
  const { Field, Why, Consent, Quiet, Chip } = pieces;
  const { days, errors, until, shopZone, isSending, isOut } = booking.now;
  const [, ...others] = chosen();
  const { More, visitWords, hourText, priced, soon, together, zoneText } = part();
  const { services, currency } = booking.now.offer!;
  const { draft } = saved.now;
  const { startAt = 0 } = visit();
  if (!days.length) loadDaysOnce(service.id + visit().also + visit().staffId);
  const t = laterWords()!;
  const timesOf = (index: number) => slots(days[index]!.times, startAt, index);
  const at = days.findIndex((_, index) => timesOf(index).some(each => each.startAt === startAt));
  const type = (change: Partial<Draft>) => {
    write(change);
    busy();
    fail({ ...errors, [Object.keys(change)[0]!]: '', '': '' });
  };

  function onSubmit(event: Event) {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    const { draft } = saved.now;
    const wrong = {
      ...(!visit().startAt && { startAt: 'FIELD_REQUIRED' }),
      ...(!draft.name?.trim() && { name: 'FIELD_REQUIRED' }),
      ...(!draft.phone?.trim() && { phone: 'FIELD_REQUIRED' }),
      ...(desk.now.site?.consent && !draft.hasConsent && { hasConsent: 'CONSENT_REQUIRED' }),
    };
    if (isSending) return;
    if (Object.keys(wrong).length) fail(wrong);
    else book().then(() => toMistake(form));
    toMistake(form);
  }

  const { chunk } = waiting.loaded.now;
  const isFull = days.some(each => each.isFull);
  if (isFull) waiting.load();
  const wait = isFull && chunk && <chunk.Waiting {...pieces} days={days} items={items()} />;
  if (wait && visit().wait) return wait;
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Progress done={3} />
      <Chosen {...{ service, who }} />
      <More
        {...{ Quiet, others: others.map(each => ({ ...each, text: priced(each, currency) })) }}
        total={priced(together([service, ...others]), currency)}
        canAdd={others.length + 1 < services.length && others.length < 9}
        onAdd={() => move('more', {})}
        onRemove={remove}
      />
      <fieldset>
        <legend>
          <Question>{t.day}</Question>
        </legend>
        <p class="why" role="alert">
          {errors.startAt && (t[errors.startAt as 'SLOT_TAKEN'] ?? words()[errors.startAt as 'wrong'])}
        </p>
        {isOut && <p role="status">{visitWords().ranOut}</p>}
        {days.length > 0 && days.every(each => !each.times.length) && <p role="status">{t.noTimes}</p>}
        <div class="chips">
          {days.map(({ date, times }, index) => {
            const noon = Date.parse(`${date}T12:00`);
            return (
              <Chip
                key={date}
                name="day"
                isChosen={index === at}
                isFull={!times.length}
                onChoose={() => hold(times[0]!)}
              >
                <b>{daysAway(noon) ? format({ weekday: 'short' }).format(noon) : day(noon)}</b>
                <small>{format({ day: 'numeric', month: 'short' }).format(noon)}</small>
              </Chip>
            );
          })}
        </div>
        {days.length > 0 && days.at(-1)!.date < until && <Quiet onClick={moreDays}>{t.more}</Quiet>}
        {wait}
      </fieldset>
      {at >= 0 && (
        <fieldset>
          <legend>
            {t.hour} <small>{zoneText(startAt, shopZone)}</small>
          </legend>
          {byPart(timesOf(at)).map(([part, hours]) => (
            <fieldset key={part}>
              <legend class="part">{t[part]}</legend>
              <div class="chips">
                {hours.map(each => (
                  <Chip
                    key={each.startAt}
                    name="hour"
                    isChosen={each.startAt === startAt}
                    onChoose={() => hold(each.startAt)}
                  >
                    {hourText(each.startAt)}
                  </Chip>
                ))}
              </div>
            </fieldset>
          ))}
        </fieldset>
      )}
      {(['name', 'phone'] as const).map(name => (
        <Field
          key={name}
          name={name}
          options={{ ...fields[name], required: true }}
          value={draft[name]}
          errors={errors}
          onType={text => type({ [name]: text })}
        />
      ))}
      <Consent errors={errors} onType={type} />
      <Why name="" code={errors['']} />
      <button type="submit" class="primary" aria-disabled={isSending}>
        {isSending ? words().sending : startAt ? fill(t.bookAt, { time: soon(startAt) }) : words().booking}
      </button>
    </form>
  );
}

let loadedFor = '';
function loadDaysOnce(what: string) {
  if (loadedFor === what) return;
  loadedFor = what;
  loadDays();
}

/** The times of a day, with the one that is chosen and kept: others are offered it no more. */
function slots(times: readonly number[], chosen: number, index: number) {
  const isIts = chosen && visit().hold && !times.includes(chosen) && dateOf(chosen) === booking.now.days[index]!.date;
  const all = isIts ? [...times, chosen].sort((a, b) => a - b) : times;
  return all.map(startAt => ({ startAt, endAt: startAt, isFull: false }));
}

/** Behind the drawing, which has been asked for. */
function toMistake(form: HTMLElement) {
  queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}

/** Books a visit: service, who, day and hour, name and number. A chunk of its own, which comes when somebody wants it. */
import { Component, type ComponentChildren } from 'preact';
import { CLOCK, DATE, dayAndTime, timeRange } from '../../../protocol/calendar/date-words.ts';
import { minorDigits } from '../../../protocol/money.ts';
import type { OfferedService } from '../../../protocol/services.ts';
import { isolatedName } from '../../../protocol/turning.ts';
import { fill } from '../../../protocol/words.ts';
import type { Consent } from '../../forms/Consent.tsx';
import type { Done, Quiet } from '../../forms/Done.tsx';
import type { Field } from '../../forms/Field.tsx';
import type { FIELDS } from '../../forms/fields.ts';
import type { Why } from '../../forms/pieces.tsx';
import { language, laterWords, words } from '../../panel/language.ts';
import { type Draft, saved, write } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { addStyle } from '../../panel/style.ts';
import { clock, day, daysAway, format, near, once } from '../../panel/times.ts';
import { watching } from '../../panel/value.ts';
import type { Chip } from '../callback/when/Chip.tsx';
import type { byPart } from '../callback/when/days.ts';
import style from './booking.css?inline';
import { book, booking, choose, dateOf, fail, hold, loadDays, loadOffer, moreDays, visit } from './state.ts';

addStyle(style);

/** What other chunks have. */
interface Pieces {
  Field: typeof Field;
  Why: typeof Why;
  Consent: typeof Consent;
  Done: typeof Done;
  Quiet: typeof Quiet;
  Chip: typeof Chip;
  byPart: typeof byPart;
  fields: (typeof FIELDS)['callback'];
}

export const Booking = watching([booking], (pieces: Pieces) => {
  loadOffer();
  const { offer, kept, errors, asking } = booking.now;
  const { serviceId, staffId, doneId } = visit();
  const t = laterWords();
  if (t && kept && doneId === kept.id) return <Booked {...pieces} />;
  if (!offer || !t) {
    const { Why } = pieces;
    return (
      <div class="form bones" aria-busy={!errors['']}>
        <Why name="" code={errors['']} />
      </div>
    );
  }
  const service = offer.services.find(each => each.id === serviceId);
  const able = offer.staff.filter(({ id }) => service?.staffIds.includes(id));
  const isKnown = able.length < 2 || staffId === 'anybody' || able.some(({ id }) => id === staffId);
  if (!service || asking === 'service') return <Services />;
  if (!isKnown || (asking && able.length > 1)) return <Who service={service} able={able} />;
  return <When {...pieces} service={service} who={able.find(({ id }) => id === staffId)?.name} />;
});

/** How far one is, for the eye: the heading of each step says the same. */
function Progress({ done }: { done: number }) {
  return (
    <p class="steps" aria-hidden="true">
      {[1, 2, 3, 4].map(step => (
        <i key={step} class={step <= done ? 'on' : ''} />
      ))}
    </p>
  );
}

/** The question of a step, which is heard when one comes to it. */
class Question extends Component<{ children: ComponentChildren }> {
  override componentDidMount() {
    if (booking.now.isMoved) (this.base as HTMLElement).focus();
  }
  override render({ children }: { children: ComponentChildren }) {
    return (
      <h4 class="ask" tabIndex={-1}>
        {children}
      </h4>
    );
  }
}

function move(asking: typeof booking.now.asking, change: Parameters<typeof choose>[0]) {
  booking.change({ asking, isMoved: true, errors: {} });
  choose(change);
}

function Services() {
  const { services } = booking.now.offer!;
  const t = laterWords()!;
  let category = '';
  return (
    <div class="form">
      <Progress done={1} />
      <Question>{services.length ? t.service : t.nothing}</Question>
      {services.map(each => {
        const isNew = each.category !== category;
        category = each.category;
        return (
          <>
            {isNew && <p class="part">{category}</p>}
            <Choice key={each.id} onClick={() => start(each)}>
              <b dir="auto">{each.name}</b>
              <small>{priced(each)}</small>
            </Choice>
          </>
        );
      })}
    </div>
  );
}

function start({ id, staffIds }: OfferedService) {
  const { serviceId, staffId } = visit();
  const isSame = staffId && (staffId === 'anybody' || staffIds.includes(staffId));
  move('who', {
    serviceId: id,
    ...(id !== serviceId && { startAt: undefined }),
    ...(!isSame && { staffId: undefined }),
  });
  if (staffIds.length < 2) goOn();
}

/** To the days; a time that is chosen already is kept for what is wanted now. */
function goOn() {
  const { startAt } = visit();
  loadDays();
  if (startAt) hold(startAt);
}

function Who({ service, able }: { service: OfferedService; able: { id: string; name: string }[] }) {
  const t = laterWords()!;
  const want = (staffId: string) => {
    move('', { staffId });
    goOn();
  };
  return (
    <div class="form">
      <Progress done={2} />
      <Chosen service={service} />
      <Question>{t.who}</Question>
      <Choice onClick={() => want('anybody')}>
        <b>{t.anybody}</b>
      </Choice>
      {able.map(({ id, name }) => (
        <Choice key={id} onClick={() => want(id)}>
          <b dir="auto">{name}</b>
        </Choice>
      ))}
    </div>
  );
}

function Choice({ onClick, children }: { onClick(): void; children: ComponentChildren }) {
  return (
    <button type="button" class="choice" onClick={onClick}>
      {children}
    </button>
  );
}

/** What was chosen stays in sight, and can be changed. */
function Chosen({ service, who }: { service: OfferedService; who?: string | undefined }) {
  const t = laterWords()!;
  const with_ = who && ` · ${fill(t.with, { name: isolatedName(who) })}`;
  return (
    <p class="choice chosen">
      <b dir="auto">{service.name}</b>
      <small>
        {priced(service)}
        {with_}
      </small>
      <button type="button" class="quiet" onClick={() => move('service', {})}>
        {t.change}
      </button>
    </p>
  );
}

/** Its length, and its price where one is named. */
function priced({ durationMinutes, price }: OfferedService): string {
  const { tag, intl } = language.now;
  const unit = (unit: string, value: number) =>
    value && once(unit, () => new intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' })).format(value);
  const long = [unit('hour', Math.floor(durationMinutes / 60)), unit('minute', durationMinutes % 60)];
  const parts = [long.filter(Boolean).join(' ')];
  if (price) {
    const { currency } = booking.now.offer!;
    const amount = price.minor / 10 ** minorDigits(currency);
    const digits = amount % 1 ? {} : { maximumFractionDigits: 0 };
    const money = new Intl.NumberFormat(tag, {
      ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
      ...digits,
    }).format(amount);
    parts.push(price.isFrom ? fill(laterWords()!.from, { price: money }) : money);
  }
  return parts.join(' · ');
}

interface WhenProps extends Pieces {
  service: OfferedService;
  who: string | undefined;
}

function When({ service, who, Field, Why, Consent, Quiet, Chip, byPart, fields }: WhenProps) {
  const { days, errors, until, shopZone, isSending } = booking.now;
  const { draft } = saved.now;
  const { startAt = 0 } = visit();
  if (!days.length) loadDaysOnce(service.id + visit().staffId);
  const t = laterWords()!;
  const timesOf = (index: number) => slots(days[index]!.times, startAt, index);
  const at = days.findIndex((_, index) => timesOf(index).some(each => each.startAt === startAt));
  const type = (change: Partial<Draft>) => {
    write(change);
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

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Progress done={3} />
      <Chosen {...{ service, who }} />
      <fieldset>
        <legend>
          <Question>{t.day}</Question>
        </legend>
        <p class="why" role="alert">
          {errors.startAt && (t[errors.startAt as 'SLOT_TAKEN'] ?? words()[errors.startAt as 'wrong'])}
        </p>
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
                    {clock(each.startAt)}
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

/** `today, 13:00`, or the day that it is. */
const soon = (at: number) => (daysAway(at) > 1 ? near(at) : dayAndTime(language.now.code, day(at), clock(at)));

/** Whose clock it is, and what the shop's shows then where that is another time. */
function zoneText(at: number, timeZone: string): string {
  const t = laterWords()!;
  const time = format({ ...CLOCK, timeZone }).format(at);
  const city = timeZone.replace(/^.*\/|_/g, ' ').trim();
  return time === clock(at) ? t.yours : `${t.yours} · ${fill(t.city, { time, city })}`;
}

/** Behind the drawing, which has been asked for. */
function toMistake(form: HTMLElement) {
  queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}

/** What the server has kept: when, what, and how to move or cancel it. */
function Booked({ Done, Quiet }: Pieces) {
  const { items, startAt, endAt, timeZone, url, calendarUrl } = booking.now.kept!;
  const t = laterWords()!;
  const hours = timeRange(clock(startAt), clock(endAt));
  return (
    <Done title={t.booked} isNews>
      <p class="card">
        <b>{dayAndTime(language.now.code, format(DATE).format(startAt), hours)}</b>
        {zoneText(startAt, timeZone)}
        {items.map(each => (
          <span dir="auto">{[each.name, each.staffName].filter(Boolean).join(' · ')}</span>
        ))}
      </p>
      <p class="acts">
        <a class="quiet" href={calendarUrl} download>
          {t.calendar}
        </a>
        <a class="quiet" href={url} target="_blank" rel="noreferrer">
          {t.changeVisit}
        </a>
        <Quiet onClick={() => write({ visit: {} })}>{t.againVisit}</Quiet>
      </p>
    </Done>
  );
}

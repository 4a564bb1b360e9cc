/** @jsxRuntime classic */
/** @jsx h */
/**
 * The callback and the contact form: a chunk of its own, loaded when somebody wants one. It imports nothing of the panel
 * at run time; the panel hands in what it needs, so that there is one copy of it however a chunk was loaded.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { Slot } from '../protocol/callbacks.ts';
import type { fill as fillMessage } from '../protocol/words.ts';
import type { h as createElement } from './dom.ts';
import { FIELDS, type FieldName, mistakes, toCommand } from './fields.ts';
import type { Messages } from './i18n/index.ts';
import type { CallPromise } from './promise.ts';
import type { FieldErrors, FormKind } from './state.ts';

type State = typeof import('./state.ts');
type Times = typeof import('./times.ts');
/** What the panel hands in. By place and not by name: minified, a place costs nothing, and names would go over the wire twice. */
export type Tools = [
  h: typeof createElement,
  tick: VNode,
  fill: typeof fillMessage,
  draw: () => void,
  timeZone: string,
  write: State['write'],
  submit: State['submit'],
  fail: State['fail'],
  loadSlots: State['loadSlots'],
  format: Times['format'],
  date: Times['DATE'],
  near: Times['near'],
  clock: Times['clock'],
  day: Times['day'],
  daysAway: Times['daysAway'],
  span: Times['span'],
  period: Times['period'],
];
/** What may be different at each drawing. */
export type Seen = [
  t: Messages,
  saved: State['saved'],
  waiting: State['waiting'],
  site: State['site'],
  slots: State['slots'],
  isDown: State['isDown'],
  sent: State['sent'],
  errors: State['errors'],
  promise: CallPromise | undefined,
  /** By whose rules the server reads a number without a plus sign, as far as the page can tell. */
  country: string | undefined,
];

const HOUR_MS = 3_600_000;

/** The message for each code that a form can meet. */
const SAID: Record<string, keyof Messages> = {
  FIELD_REQUIRED: 'required',
  PHONE_INVALID: 'badPhone',
  EMAIL_INVALID: 'badEmail',
  TEXT_TOO_LONG: 'badText',
  CONSENT_REQUIRED: 'consent',
  SLOT_TAKEN: 'taken',
};

/** Makes the function that draws both forms. */
export function createForms([
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX becomes calls of it
  h,
  tick,
  fill,
  draw,
  timeZone,
  write,
  submit,
  fail,
  loadSlots,
  format,
  DATE,
  near,
  clock,
  day,
  daysAway,
  span,
  period,
]: Tools) {
  let isChanging = false;
  let shownErrors: FieldErrors | undefined;

  return (kind: FormKind, [t, saved, waiting, site, slots, isDown, sent, allErrors, promise, country]: Seen) => {
    const { draft } = saved;
    const isCallback = kind === 'callback';
    const errors = allErrors[kind];
    const isPending = waiting.some(({ type }) => type.startsWith(kind));
    const startAt = draft.startAt ?? 0;

    if (isCallback) loadSlots();
    /** How long until a call that is asked for now; empty where it is not a matter of minutes, or not known. */
    const left = slots ? slots.asapAt - Date.now() : Infinity;
    const wait = left < 2 * HOUR_MS && span(left);

    const why = (name: string, code = errors?.[name]) => (
      <span class="why" id={`why-${name}`}>
        {code && t[SAID[code] ?? 'wrong']}
      </span>
    );
    const quiet = (label: string, onClick: () => void) => (
      <button type="button" class="quiet" onClick={onClick}>
        {label}
      </button>
    );
    const primary = (label: string, onClick?: () => void) => (
      <button type="submit" class="primary" aria-disabled={isPending} onClick={onClick}>
        {isPending ? (isDown ? t.later : t.sending) : label}
      </button>
    );
    const done = (title: string, children: ComponentChildren) => (
      <div class="form done">
        <i class="tick">{tick}</i>
        <h3>{title}</h3>
        {children}
      </div>
    );
    const chip = (name: string, isOn: boolean, at: number, children: ComponentChildren, isFull?: boolean) => (
      <label class="chip">
        <input
          type="radio"
          name={name}
          checked={isOn}
          disabled={isFull}
          onChange={() => write({ startAt: at || null })}
        />
        <span>{children}</span>
      </label>
    );

    /** Now, a day, and that day's hours. */
    function when() {
      const days = new Map<number, Slot[]>();
      for (const slot of slots?.slots ?? []) {
        const away = daysAway(slot.startAt);
        days.set(away, [...(days.get(away) ?? []), slot]);
      }
      const chosen = startAt ? days.get(daysAway(startAt)) : undefined;
      return (
        <fieldset>
          <legend>{t.when}</legend>
          <div class="chips">
            {chip('day', !startAt, 0, [
              wait ? t.now : t.soonest,
              slots && <small>{wait ? fill(t.in, { time: wait }) : near(slots.asapAt)}</small>,
            ])}
            {[...days].map(([away, ofDay]) => {
              const { startAt, isFull } = ofDay.find(slot => !slot.isFull) ?? ofDay[0]!;
              const name = away ? format({ weekday: 'short' }).format(startAt) : day(startAt);
              return chip(
                'day',
                chosen === ofDay,
                startAt,
                [<b>{name}</b>, <small>{format({ day: 'numeric', month: 'short' }).format(startAt)}</small>],
                isFull,
              );
            })}
          </div>
          <div class="slots">
            {chosen?.map(slot =>
              chip('hour', slot.startAt === startAt, slot.startAt, clock(slot.startAt), slot.isFull),
            )}
          </div>
        </fieldset>
      );
    }

    if (isCallback && promise) {
      const change = (at: number | null) => {
        isChanging = false;
        submit(kind, { type: 'callback.change', callbackId: promise.callbackId, startAt: at });
      };
      const zone = site?.timeZone ?? timeZone;
      const there = period(promise.startAt, promise.endAt, { timeZone: zone });
      const isElsewhere = there !== period(promise.startAt, promise.endAt);
      return done(t.promise, [
        <p class="card">
          <b>{period(promise.startAt, promise.endAt, DATE)}</b>
          {t.yours}
          {isElsewhere && ` · ${fill(t.city, { time: there, city: zone.replace(/.*\/|_/g, ' ') })}`}
          <span dir="ltr">{promise.phone}</span>
        </p>,
        isChanging && [
          when(),
          startAt > 0 && primary(fill(t.move, { time: near(startAt) }), () => change(startAt)),
          quiet(t.cancel, () => change(null)),
        ],
        why(''),
        isPending
          ? primary('')
          : quiet(t.change, () => {
              isChanging = !isChanging;
              draw();
            }),
      ]);
    }
    if (!isCallback && sent.contact)
      return done(t.thanks, [
        draft.reach && <p dir="auto">{fill(t.answer, { reach: draft.reach })}</p>,
        quiet(t.another, () => {
          sent.contact = false;
          draw();
        }),
      ]);

    function input([name, attributes]: [string, object | null]) {
      const isPhone = name === 'phone';
      const Tag = (name === 'message' ? 'textarea' : 'input') as 'input';
      const wrong = errors?.[name] ?? (name === 'reach' ? (errors?.email ?? errors?.phone) : undefined);
      return [
        <div class="field">
          <label for={name}>
            {t[name as FieldName]} {!attributes && <small>{t.optional}</small>}
          </label>
          <Tag
            id={name}
            dir="auto"
            {...attributes}
            value={draft[name as FieldName] ?? ''}
            aria-invalid={!!wrong}
            aria-describedby={`why-${name}`}
            onInput={event => write({ [name]: event.currentTarget.value })}
          />
          {why(name, wrong)}
          {isPhone && country && <small>{fill(t.country, { country })}</small>}
        </div>,
        isPhone && when(),
      ];
    }
    /** Once for each new set of mistakes, the reader is taken to the first. */
    function focusWrong(form: HTMLElement | null) {
      if (!form || errors === shownErrors) return;
      shownErrors = errors;
      form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
    function onSubmit(event: Event) {
      event.preventDefault();
      const wrong = mistakes(kind, draft, !!site?.consent);
      if (wrong) fail(kind, wrong);
      else if (!isPending) submit(kind, toCommand(kind, draft, timeZone));
    }
    const choice = startAt
      ? fill(t.callAt, { time: near(startAt) })
      : wait
        ? fill(t.callIn, { time: wait })
        : t.callback;
    return (
      <form class="form" noValidate onSubmit={onSubmit} ref={focusWrong}>
        {Object.entries(FIELDS[kind]).map(input)}
        {site?.consent && (
          <label class="consent">
            <input
              type="checkbox"
              checked={draft.hasConsent}
              aria-invalid={!!errors?.hasConsent}
              aria-describedby="why-hasConsent"
              onChange={event => write({ hasConsent: event.currentTarget.checked })}
            />
            <span dir="auto">{site.consent}</span>
            {why('hasConsent')}
          </label>
        )}
        {why('')}
        {primary(isCallback ? choice : t.send)}
      </form>
    );
  };
}

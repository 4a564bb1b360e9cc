/** @jsxRuntime classic */
/** @jsx h */
/**
 * The callback and the contact form: a chunk of its own, loaded when somebody wants one. It imports nothing of the panel
 * at run time; the panel hands in what it needs, so that there is one copy of it however a chunk was loaded.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { Slot } from '../protocol/entities.ts';
import type { SlotsAnswer } from '../protocol/http.ts';
import type { h as createElement } from './dom.ts';
import { FIELDS, type FieldName, mistakes, toCommand } from './fields.ts';
import type { fill as fillMessage, Messages } from './i18n/index.ts';
import { promiseOf } from './promise.ts';
import type { FieldErrors, FormKind } from './state.ts';

export interface Tools {
  h: typeof createElement;
  tick: VNode;
  fill: typeof fillMessage;
  times: typeof import('./times.ts');
  draw(): void;
}

/** Slots are asked for anew when they are older than this. */
const SLOTS_MS = 60_000;
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
export function createForms({ h, tick, fill, times, draw }: Tools) {
  let slots: SlotsAnswer | undefined;
  let slotsAt = 0;
  let isChanging = false;
  let shownErrors: FieldErrors | undefined;

  return (kind: FormKind, state: typeof import('./state.ts'), t: Messages, tag: string) => {
    const { saved, site, entries, isDown, sent, timeZone, write, submit, fail, ask } = state;
    const { draft } = saved;
    const isCallback = kind === 'callback';
    const errors = state.errors[kind];
    const isPending = saved[kind];
    const startAt = draft.startAt ?? 0;

    if (isCallback && Date.now() - slotsAt > SLOTS_MS) {
      slotsAt = Date.now();
      ask('slots').then(
        answer => {
          slots = answer;
          draw();
        },
        () => {}, // Offline: "as soon as possible" can still be asked for.
      );
    }
    /** How long until a call that is asked for now; null where it is not a matter of minutes. */
    const wait = slots && slots.asapAt - Date.now() < 2 * HOUR_MS ? times.span(slots.asapAt - Date.now()) : null;

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
      <button class="primary" type={onClick ? 'button' : 'submit'} disabled={!!isPending} onClick={onClick}>
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
        const away = times.daysAway(slot.startAt);
        days.set(away, [...(days.get(away) ?? []), slot]);
      }
      const chosen = startAt ? days.get(times.daysAway(startAt)) : undefined;
      return (
        <fieldset>
          <legend>{t.when}</legend>
          <div class="chips">
            {chip('day', !startAt, 0, [
              wait ? t.now : t.soonest,
              slots && <small>{wait ? fill(t.in, { time: wait }) : times.near(slots.asapAt)}</small>,
            ])}
            {[...days].map(([away, ofDay]) => {
              const { startAt, isFull } = ofDay.find(slot => !slot.isFull) ?? ofDay[0]!;
              const name = away ? times.weekday(startAt) : times.day(startAt);
              return chip('day', chosen === ofDay, startAt, [name, <small>{times.date(startAt)}</small>], isFull);
            })}
          </div>
          <div class="slots">
            {chosen?.map(slot =>
              chip('hour', slot.startAt === startAt, slot.startAt, times.clock(slot.startAt), slot.isFull),
            )}
          </div>
          {why('startAt')}
        </fieldset>
      );
    }

    const promise = isCallback && promiseOf(entries);
    if (promise) {
      const change = (at: number | null) => {
        isChanging = false;
        submit(kind, { type: 'callback.change', callbackId: promise.callbackId, startAt: at });
      };
      const zone = site?.timeZone ?? timeZone;
      const there = times.hours(promise.startAt, promise.endAt, zone);
      const isElsewhere = there !== times.hours(promise.startAt, promise.endAt);
      return done(t.promise, [
        <p class="card">
          <b>{times.period(promise.startAt, promise.endAt)}</b>
          {t.yours}
          {isElsewhere && ` · ${fill(t.city, { time: there, city: zone.replace(/.*\//, '').replace('_', ' ') })}`}
          <span dir="ltr">{promise.phone}</span>
        </p>,
        isChanging && [
          when(),
          startAt > 0 && primary(fill(t.move, { time: times.near(startAt) }), () => change(startAt)),
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

    /** The country whose clock the visitor's is, when one of their languages comes from there. */
    const country = navigator.languages
      .map(each => new Intl.Locale(each).maximize() as Intl.Locale & { getTimeZones?(): string[] })
      .find(each => each.getTimeZones?.().includes(timeZone))?.region;

    function input([name, attributes]: [string, object]) {
      const isPhone = name === 'phone';
      const Tag = (name === 'message' ? 'textarea' : 'input') as 'input';
      const wrong = errors?.[name] ?? (name === 'reach' ? (errors?.email ?? errors?.phone) : undefined);
      return [
        <div class="field">
          <label for={name}>
            {t[name as FieldName]} {Object.keys(attributes).length < 1 && <small>{t.optional}</small>}
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
          {isPhone && country && (
            <small>{fill(t.country, { country: new Intl.DisplayNames(tag, { type: 'region' }).of(country)! })}</small>
          )}
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
      else submit(kind, toCommand(kind, draft, timeZone, country));
    }
    const choice = startAt
      ? fill(t.callAt, { time: times.near(startAt) })
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

/** Waits for a full day: which one, at which hours, and how to be told. A chunk of its own, which comes where a day is full. */
import { Component } from 'preact';
import { fill } from '../../../protocol/words.ts';
import { laterWords, words } from '../../panel/language.ts';
import { type Draft, saved, write } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { addStyle } from '../../panel/style.ts';
import { format } from '../../panel/times.ts';
import { watching } from '../../panel/value.ts';
import type { WaitingProps } from '../booking/pieces.ts';
import { join, loadWays, waiting, wish, wishFor } from './state.ts';
import style from './waiting.css?inline';
import { waitingWords } from './words.ts';

addStyle(style);

/** Heard by whoever comes to it. */
class Heading extends Component<{ text: string }> {
  override componentDidMount() {
    (this.base as HTMLElement).focus();
  }
  override render({ text }: { text: string }) {
    return (
      <h4 class="ask" tabIndex={-1}>
        {text}
      </h4>
    );
  }
}

export const Waiting = watching([waiting], (props: WaitingProps) => {
  loadWays();
  const { ways, kept } = waiting.now;
  const w = waitingWords();
  const { Quiet } = props;
  if (!w || !ways?.isOn) return null;
  if (!saved.now.draft.visit?.wait) {
    return (
      <p class="acts full-day">
        {w.ask} <Quiet onClick={() => wishFor({})}>{w.open}</Quiet>
      </p>
    );
  }
  return kept ? <Kept {...props} /> : <Form {...props} />;
});

function Kept({ Done, Quiet }: WaitingProps) {
  const { place, url, items } = waiting.now.kept!;
  const w = waitingWords()!;
  const close = () => {
    waiting.change({ kept: undefined });
    wishFor(undefined);
  };
  return (
    <Done title={w.done} isNews>
      <p class="card">
        {items.map(each => (
          <b dir="auto">{[each.name, each.staffName].filter(Boolean).join(' · ')}</b>
        ))}
        {place && <span>{fill(w.place, { n: `${place}` })}</span>}
        <span>{fill(w.tell, { to: `\u2068${saved.now.draft.reach}\u2069` })}</span>
      </p>
      <p class="acts">
        <a class="quiet" href={url} target="_blank" rel="noreferrer">
          {w.see}
        </a>
        <Quiet onClick={close}>{w.back}</Quiet>
      </p>
    </Done>
  );
}

function Form({ days, items, Field, Why, Consent, Quiet, Chip }: WaitingProps) {
  const { errors, isSending, ways } = waiting.now;
  const { draft } = saved.now;
  const { date = '' } = wish();
  const w = waitingWords()!;
  const type = (change: Partial<Draft>) => {
    write(change);
    waiting.change({ errors: { ...errors, [Object.keys(change)[0]!]: '', email: '', phone: '', '': '' } });
  };
  const reach = draft.reach?.trim();

  function onSubmit(event: Event) {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    const wrong = {
      ...(!date && { date: 'FIELD_REQUIRED' }),
      ...(!draft.name?.trim() && { name: 'FIELD_REQUIRED' }),
      ...(!reach && { reach: 'FIELD_REQUIRED' }),
      ...(desk.now.site?.consent && !draft.hasConsent && { hasConsent: 'CONSENT_REQUIRED' }),
    };
    const toMistake = () => queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    if (isSending) return;
    if (Object.keys(wrong).length) waiting.change({ errors: wrong });
    else join(items).then(toMistake);
    toMistake();
  }

  const whyDate =
    errors.date === 'free'
      ? w.free
      : errors.date === 'SLOT_TAKEN'
        ? w.full
        : errors.date === 'ALREADY_CLAIMED'
          ? w.twice
          : null;
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <fieldset>
        <legend>
          <Heading text={w.day} />
        </legend>
        <p class="why" role="alert">
          {whyDate ?? <Why name="date" code={errors.date} />}
        </p>
        <div class="chips">
          {days
            .filter(each => each.isFull)
            .map(each => {
              const noon = Date.parse(`${each.date}T12:00`);
              return (
                <Chip
                  key={each.date}
                  name="day"
                  isChosen={each.date === date}
                  onChoose={() => wishFor({ date: each.date })}
                >
                  <b>{format({ weekday: 'short' }).format(noon)}</b>
                  <small>{format({ day: 'numeric', month: 'short' }).format(noon)}</small>
                </Chip>
              );
            })}
        </div>
      </fieldset>
      <div class="hours">
        {(['from', 'until'] as const).map(name => (
          <div key={name} class="field">
            <label for={name}>
              {w[name]} <small>{words().optional}</small>
            </label>
            <input
              id={name}
              type="time"
              dir="ltr"
              value={wish()[name]}
              aria-invalid={!!errors[name]}
              aria-describedby={`why-${name}`}
              onInput={event => wishFor({ [name]: event.currentTarget.value })}
            />
            <Why name={name} code={errors[name]} />
          </div>
        ))}
      </div>
      <Field
        name="name"
        options={{ autocomplete: 'name', required: true }}
        value={draft.name}
        errors={errors}
        onType={name => type({ name })}
      />
      {ways!.phone ? (
        <Field
          name="reach"
          options={{ autocomplete: 'email', required: true }}
          value={draft.reach}
          errors={errors}
          onType={reach => type({ reach })}
        />
      ) : (
        <div class="field">
          <label for="reach">{laterWords()!.talkMail}</label>
          <input
            id="reach"
            type="email"
            dir="auto"
            autocomplete="email"
            value={draft.reach}
            aria-invalid={!!(errors.reach || errors.email)}
            aria-describedby="why-reach"
            onInput={event => type({ reach: event.currentTarget.value })}
          />
          <Why name="reach" code={errors.reach || errors.email} />
        </div>
      )}
      <Consent errors={errors} onType={type} />
      <Why name="" code={errors['']} />
      <p>
        <small>{w.lead}</small>
      </p>
      <button type="submit" class="primary" aria-disabled={isSending}>
        {isSending ? words().sending : w.send}
      </button>
      <Quiet onClick={() => wishFor(undefined)}>{w.back}</Quiet>
    </form>
  );
}

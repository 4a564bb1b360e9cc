import './hours.css';
import { useId } from 'preact/hooks';
import type { Spans } from '../../../../protocol/hours.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { Problem } from '../../../shell/Submit.tsx';
import { endsNextDay, fromEndField, nextSpan, toField } from './week.ts';
import { t } from './words/index.ts';

/** Spans one day can have; as the schema allows. */
const MAX_SPANS = 4;

interface SpansProps {
  /** What the day is called, for who hears the fields. */
  day: string;
  spans: Spans;
  onSpans: (spans: Spans) => void;
}

/** The hours of one day, in the site's zone. @param props.none what it is without any; left out: closed */
export function SpanFields(props: SpansProps & { isWrong: boolean; none?: string | undefined }) {
  const { day, spans, onSpans, isWrong, none = t('hoursClosed') } = props;
  const problemId = `${useId()}-problem`;
  const wiring = isWrong ? { 'aria-invalid': true, 'aria-describedby': problemId } : {};
  return (
    <div>
      {spans.length === 0 && <span class="hours-closed">{none}</span>}
      {spans.map((span, at) => (
        <span key={at} class="span">
          <input
            type="time"
            {...wiring}
            aria-label={t('hoursFrom', { day })}
            value={span.from}
            onInput={event => onSpans(spans.with(at, { ...span, from: event.currentTarget.value }))}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            {...wiring}
            aria-label={t('hoursTo', { day })}
            value={toField(span.to)}
            onInput={event => onSpans(spans.with(at, { ...span, to: fromEndField(event.currentTarget.value) }))}
          />
          <button
            type="button"
            class="icon-btn"
            aria-label={t('hoursRemove', { day })}
            onClick={() => onSpans(spans.toSpliced(at, 1))}
          >
            <Icon name="close" size={16} />
          </button>
          {endsNextDay(span) && <small class="hint">{t('hoursNextDay')}</small>}
        </span>
      ))}
      {isWrong && <Problem id={problemId} text={t('hoursOrder')} />}
    </div>
  );
}

export function AddSpan({ day, spans, onSpans }: SpansProps) {
  if (spans.length >= MAX_SPANS) return null;
  return (
    <button
      type="button"
      class="icon-btn"
      aria-label={t('hoursAdd', { day })}
      onClick={() => onSpans([...spans, nextSpan(spans)])}
    >
      <Icon name="plus" size={16} />
    </button>
  );
}

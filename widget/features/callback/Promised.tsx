import type { ComponentType } from 'preact';
import { fill } from '../../../protocol/words.ts';
import { Done, Quiet } from '../../forms/Done.tsx';
import type { Submit, Why } from '../../forms/pieces.tsx';
import { type FieldErrors, isPending, submit } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { CLOCK, DATE, drawn, format, near, timeZone } from '../../panel/times.ts';
import { createValue, watching } from '../../panel/value.ts';
import type { CallPromise } from './promise.ts';

interface PromisedProps {
  promise: CallPromise;
  errors: FieldErrors | undefined;
  /** Of the forms' chunk, which this one can not import (forms/kept.tsx). */
  When: ComponentType;
  Submit: typeof Submit;
  Why: typeof Why;
}

/** The visitor is about to move or cancel the call that is promised. */
const changing = createValue({ isOn: false });

/** A call that is promised: when, to which number, and how to move or cancel it. */
export const Promised = watching([changing], ({ promise, errors, When, Submit, Why }: PromisedProps) => {
  const { isOn } = changing.now;
  const { startAt } = saved.now.draft;
  const t = words();

  function change(at: number | null) {
    changing.change({ isOn: false });
    submit('callback', { type: 'callback.change', callbackId: promise.callbackId, startAt: at });
  }

  return (
    <Done title={t.promise}>
      <Window promise={promise} />
      {isOn && (
        <>
          <When />
          {startAt && (
            <Submit kind="callback" onClick={() => change(startAt)}>
              {fill(t.move, { time: near(startAt) })}
            </Submit>
          )}
          <Quiet onClick={() => change(null)}>{t.cancel}</Quiet>
        </>
      )}
      <Why name="" code={errors?.['']} />
      {isPending('callback') ? (
        <Submit kind="callback" />
      ) : (
        <Quiet onClick={() => changing.change({ isOn: !isOn })}>{t.change}</Quiet>
      )}
    </Done>
  );
});

/** When it rings: by the visitor's clock, and by the site's where that shows another time. */
function Window({ promise: { startAt, endAt, phone } }: { promise: CallPromise }) {
  const zone = desk.now.site?.timeZone ?? timeZone();
  const t = words();
  const time = period(startAt, endAt, { timeZone: zone });
  const city = zone.replace(/.*\/|_/g, ' ');
  return (
    <p class="card">
      <b>{period(startAt, endAt, DATE)}</b>
      {t.yours}
      {time !== period(startAt, endAt) && ` · ${fill(t.city, { time, city })}`}
      <span dir="ltr">{phone}</span>
    </p>
  );
}

/** `16:00 – 16:15`, as the language says it; `Tuesday 24 November, 16:00 – 16:15` with the date. */
export const period = (startAt: number, endAt: number, options?: Intl.DateTimeFormatOptions): string =>
  drawn(endAt, () => format({ ...CLOCK, ...options }).formatRange(startAt, endAt));

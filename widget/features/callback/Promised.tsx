import { fill } from '../../../protocol/words.ts';
import { Done, isPending, Quiet, Submit, Why } from '../../forms/pieces.tsx';
import { type FieldErrors, submit } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { DATE, near, timeZone } from '../../panel/times.ts';
import type { CallPromise } from './promise.ts';
import { callback, period } from './state.ts';
import { When } from './When.tsx';

/** A call that is promised: when, to which number, and how to move or cancel it. */
export function Promised({ promise, errors }: { promise: CallPromise; errors: FieldErrors | undefined }) {
  const { isChanging } = callback.now;
  const { startAt } = saved.now.draft;
  const t = words();

  function change(at: number | null) {
    callback.change({ isChanging: false });
    submit('callback', { type: 'callback.change', callbackId: promise.callbackId, startAt: at });
  }

  return (
    <Done title={t.promise}>
      <Window promise={promise} />
      {isChanging && (
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
        <Quiet onClick={() => callback.change({ isChanging: !isChanging })}>{t.change}</Quiet>
      )}
    </Done>
  );
}

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

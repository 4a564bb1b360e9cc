import type { ComponentChildren } from 'preact';
import { CLOCK, DATE, dayAndTime, timeRange } from '../../../protocol/calendar/date-words.ts';
import { fill } from '../../../protocol/words.ts';
import { Done, Quiet } from '../../forms/Done.tsx';
import type { Submit, Why } from '../../forms/pieces.tsx';
import { clearThanks, type FieldErrors, forms, isPending, submit } from '../../forms/state.ts';
import { language, laterWords, words } from '../../panel/language.ts';
import { saved, write } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { format, near, timeZone } from '../../panel/times.ts';
import { createValue, watching } from '../../panel/value.ts';
import type { CallPromise } from './promise.ts';

interface PromisedProps {
  promise: CallPromise;
  errors: FieldErrors | undefined;
  /** Of later chunks, which this one can not import (forms/kept.tsx). */
  drawWhen(promisedAt: number): ComponentChildren;
  Submit: typeof Submit;
  Why: typeof Why;
}

/** What the visitor is about to do with the call that is promised; undefined: nothing yet on this page. */
const changing = createValue<{ to?: 'move' | 'cancel' | 'keep' }>({});

/** A call that is promised: when, to which number, and how to note it down, move it or cancel it. */
export const Promised = watching([changing], ({ promise, errors, drawWhen, Submit, Why }: PromisedProps) => {
  const { to } = changing.now;
  const { startAt = null } = saved.now.draft;
  const { callbackId } = promise;
  const t = laterWords();
  if (!t) return <p class="form">{words().promise}</p>;

  function turn(to: 'move' | 'cancel' | 'keep') {
    write({ startAt: to === 'move' ? promise.startAt : null });
    changing.change({ to });
  }
  function change(at: number | null) {
    changing.change({ to: 'keep' });
    submit('callback', { type: 'callback.change', callbackId, startAt: at });
  }

  const keep = <Quiet onClick={() => turn('keep')}>{fill(t.keep, { time: near(promise.startAt) })}</Quiet>;
  const isOpen = to === 'move' || to === 'cancel';
  const title = to === 'move' ? t.move : to === 'cancel' ? t.sure : words().promise;
  return (
    // Another element for each step, so that each is heard: its heading takes the focus.
    <Done key={title + promise.startAt} title={title} isNews={!!to || !!forms.now.sent.callback} isOpen={isOpen}>
      <Window promise={promise} />
      <Why name="" code={errors?.[''] ?? errors?.startAt} />
      {isPending('callback') ? (
        <Submit kind="callback" />
      ) : to === 'move' ? (
        <>
          <p class="acts">{keep}</p>
          {drawWhen(promise.startAt)}
          {startAt && startAt !== promise.startAt && (
            <Submit kind="callback" onClick={() => change(startAt)}>
              {fill(t.moveTo, { time: near(startAt) })}
            </Submit>
          )}
        </>
      ) : to === 'cancel' ? (
        <p class="acts">
          <Quiet onClick={() => change(null)}>{t.cancel}</Quiet>
          {keep}
        </p>
      ) : (
        <p class="acts">
          <a class="quiet" href={`${addressOf(promise)}/call.ics`} download>
            {t.calendar}
          </a>
          <a class="quiet" href={addressOf(promise)} target="_blank" rel="noreferrer">
            {t.link}
          </a>
          <Quiet onClick={() => turn('move')}>{t.move}</Quiet>
          <Quiet onClick={() => turn('cancel')}>{t.cancel}</Quiet>
        </p>
      )}
    </Done>
  );
});

/** A call that was cancelled on this page. */
export function Cancelled() {
  const t = words();
  return (
    <Done title={t.cancelled} isNews>
      <Quiet onClick={clearThanks}>{t.callback}</Quiet>
    </Done>
  );
}

/** Where the server has the call without this page: a secret, for whoever asked for it. */
function addressOf({ link }: CallPromise): string {
  const { server, key } = desk.now;
  return `${server}f/${key}/${link}`;
}

/** When it rings: by the visitor's clock, and by the site's where that shows another time. */
function Window({ promise: { startAt, endAt, phone, phoneText = phone } }: { promise: CallPromise }) {
  const zone = desk.now.site?.timeZone ?? timeZone();
  const t = laterWords()!;
  const hours = (options?: Intl.DateTimeFormatOptions) => {
    const clocks = format({ ...CLOCK, ...options });
    return timeRange(clocks.format(startAt), clocks.format(endAt));
  };
  const time = hours({ timeZone: zone });
  const city = zone.replace(/^.*\/|_/g, ' ');
  return (
    <p class="card">
      <b>{dayAndTime(language.now.code, format(DATE).format(startAt), hours())}</b>
      {t.yours}
      {time !== hours() && ` · ${fill(t.city, { time, city })}`}
      <span dir="ltr">{phoneText}</span>
    </p>
  );
}

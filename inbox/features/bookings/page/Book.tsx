import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownBooking } from '../../../../protocol/bookings.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { usePart } from '../../../shell/use-part.ts';
import { bookingCalls } from '../calls.ts';
import { firstTyped, type Typed } from '../new/typed.ts';
import type { Shop } from '../shop.ts';
import { wallOf } from '../zone.ts';
import { columnsOf, type Shown, spanOf } from './columns.ts';
import { DraftBar } from './DraftBar.tsx';
import { Grid } from './Grid.tsx';
import { idOf, shownIn } from './shown.ts';
import { Toolbar } from './Toolbar.tsx';
import { useMoving } from './use-moving.tsx';

const Cancelled = lazy(async () => (await import('../aside/Cancelled.tsx')).Cancelled, { lines: 1 });
const NewBooking = lazy(async () => (await import('../new/NewBooking.tsx')).NewBooking);
const CalendarDialog = lazy(async () => (await import('../calendar/CalendarDialog.tsx')).CalendarDialog);
const WaitingStrip = lazy(async () => (await import('../../waiting-list/WaitingStrip.tsx')).WaitingStrip);
const OpenBooking = lazy(async () => (await import('../open/OpenBooking.tsx')).OpenBooking);

/** A day of everybody, or a week of one. @param props.timeZone the shop's */
export function Book({ shop, timeZone }: { shop: Shop; timeZone: string }) {
  const { http, shopTold, link, me } = useInbox();
  const { clock, route, go } = useApp();
  const calls = bookingCalls(http);
  const mayAct = useMayAct();
  const isOwner = usePart(() => me.value.agent.role === 'owner', [me]);
  const today = usePart(() => wallOf(clock.value, timeZone).date, [clock, timeZone]);
  const id = usePart(() => (route.value.kind === 'room' ? route.value.id : null), [route]);
  const shown = shownIn(id, today);
  const setShown = (next: Shown) => go({ kind: 'room', room: 'book', id: idOf(next, today) });
  const span = spanOf(shown, timeZone);
  const { answer, failure, change, load } = useAnswer(() => calls.between(span.from, span.to), [span.from, span.to]);
  const [openId, setOpenId] = useState<string | null>(null);
  // Kept while the dialog is closed: nothing that was typed is lost by a key.
  const [typed, setTyped] = useState<Typed | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [isAddressing, setAddressing] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    let isFirst = true;
    // Told of something, or the link is back.
    return effect(() => {
      const isReady = link.state.value === 'ready' && shopTold.value !== undefined;
      if (!isFirst && isReady) latest.current();
      isFirst = false;
    });
  }, [shopTold]);
  useEffect(() => {
    // Whoever presses N types on at once.
    if (mayAct) NewBooking.prepare();
  }, [mayAct]);

  const put = (next: ShownBooking) =>
    change(({ bookings }) => {
      const others = bookings.filter(each => each.booking.id !== next.booking.id);
      return { bookings: [...others, next].sort((a, b) => a.booking.startAt - b.booking.startAt) };
    });
  const bookings = answer?.bookings ?? [];
  const moving = useMoving({ calls, bookings, timeZone, put, reread: load });
  const columns = columnsOf(shown, shop.employees, moving.drawn, timeZone);
  const employee = shown.kind === 'week' && shop.employees.find(each => each.id === shown.staffId);
  const gone = bookings.filter(each => each.booking.state === 'cancelled');
  const open = bookings.find(each => each.booking.id === openId);

  function add(preset: Partial<Typed> = {}) {
    setTyped(before => ({ ...(before ?? firstTyped(shown.date)), ...preset }));
    setAdding(true);
  }
  return (
    <div class="book" aria-busy={answer === null}>
      <Toolbar
        shown={shown}
        today={today}
        employees={shop.employees}
        count={bookings.length - gone.length}
        scroller={scroller}
        onShown={setShown}
        onAdd={mayAct ? () => add() : null}
        onCalendar={isOwner ? () => setAddressing(true) : null}
      />
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      <WaitingStrip span={span} timeZone={timeZone} onBook={add} />
      <DraftBar moving={moving} timeZone={timeZone} />
      <Grid
        columns={columns}
        kind={shown.kind}
        timeZone={timeZone}
        today={today}
        step={shop.settings.stepMinutes}
        moving={mayAct ? moving : null}
        scroller={scroller}
        onOpen={setOpenId}
        onEmpty={mayAct ? add : null}
      />
      {gone.length > 0 && <Cancelled bookings={gone} timeZone={timeZone} onOpen={setOpenId} />}
      {isAdding && typed && (
        <NewBooking
          shop={shop}
          timeZone={timeZone}
          typed={typed}
          onTyped={setTyped}
          onClose={() => setAdding(false)}
          onSaved={next => {
            put(next);
            setTyped(null);
            setAdding(false);
          }}
        />
      )}
      {isAddressing && employee && <CalendarDialog employee={employee} onClose={() => setAddressing(false)} />}
      {open && (
        <OpenBooking
          key={open.booking.id}
          shown={open}
          shop={shop}
          timeZone={timeZone}
          onChanged={put}
          onReread={load}
          onClose={() => setOpenId(null)}
        />
      )}
    </div>
  );
}

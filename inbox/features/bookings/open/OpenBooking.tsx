import '../new/style.css';
import { useState } from 'preact/hooks';
import type { BookingState, BookingUpdateInput, ShownBooking } from '../../../../protocol/bookings.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { codeOf } from '../../../shell/http.ts';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { moneyText } from '../../../shell/money.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { phoneText } from '../../../shell/phones.ts';
import { Problem } from '../../../shell/Submit.tsx';
import { date } from '../../../shell/times.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { bookingCalls } from '../calls.ts';
import { conflictsIn } from '../page/columns.ts';
import type { Shop } from '../shop.ts';
import { conflictText, stateText, timeText, whoText } from '../text.ts';
import { t } from '../words/index.ts';

const ChangeForm = lazy(async () => (await import('./ChangeForm.tsx')).ChangeForm, { lines: 4 });
const EndPart = lazy(async () => (await import('../aside/EndPart.tsx')).EndPart, { lines: 2 });
const PaidForm = lazy(async () => (await import('./PaidForm.tsx')).PaidForm, { lines: 4 });
const PaymentPart = lazy(async () => (await import('../aside/PaymentPart.tsx')).PaymentPart, { lines: 1 });

/** One booking: whose, what, when, and what is said of it. */
export function OpenBooking(props: {
  shown: ShownBooking;
  shop: Shop;
  timeZone: string;
  onChanged: (next: ShownBooking) => void;
  onReread: () => void;
  onClose: () => void;
}) {
  const { shown, shop, timeZone, onChanged, onReread, onClose } = props;
  const { booking, contact } = shown;
  const { http, me, toasts } = useInbox();
  const now = useApp().clock.value;
  const calls = bookingCalls(http);
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  const [problem, setProblem] = useState('');
  const [isPaying, setPaying] = useState(false);
  const who = <bdi>{whoText(shown)}</bdi>;

  /** @returns whether it was taken; else it is said why, and what was typed stays */
  async function change(update: BookingUpdateInput): Promise<boolean> {
    setProblem('');
    try {
      onChanged(await calls.change(booking.id, update));
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ALREADY_CLAIMED') {
        setProblem(t('changedMeanwhile'));
        onReread();
      } else if (code === 'SLOT_TAKEN') setProblem(await takenText(update));
      else throw error;
      return false;
    }
  }
  async function takenText({ startAt, endAt, staffIds }: BookingUpdateInput): Promise<string> {
    const from = startAt ?? booking.startAt;
    const to = endAt ?? from + booking.endAt - booking.startAt;
    const { bookings } = await calls.between(from, to).catch(() => ({ bookings: [] }));
    const ids = staffIds ?? booking.items.map(each => each.staffId);
    const [found] = conflictsIn(bookings, { from, to, staffIds: ids }, booking.id);
    return found ? t('takenBy', { what: conflictText(found, timeZone) }) : t('takenAround');
  }
  const say = (state: BookingState) =>
    run(state, async () => {
      if (await change({ version: booking.version, state })) toasts.add(stateText(state));
    });
  const mark = (state: BookingState) =>
    state !== booking.state && (
      <button type="button" class="btn" aria-disabled={isBusy(state)} onClick={() => void say(state)}>
        {stateText(state)}
      </button>
    );
  const pay = (said: string) =>
    void run('prepaid', async () => {
      if (await change({ version: booking.version, isPrepaid: true })) toasts.add(said);
    });
  const isGone = booking.state === 'cancelled';
  const isOver = booking.state === 'done' || booking.state === 'no_show';
  return (
    <Dialog class="book-dialog" title={whoText(shown)} onClose={onClose}>
      <div class="form">
        <div class="book-facts">
          <p>
            <Pill>{stateText(booking.state)}</Pill>{' '}
            {contact && me.value.switches.customers ? (
              <Link to={{ kind: 'room', room: 'people', id: contact.card?.id ?? contact.id }}>{t('openCard')}</Link>
            ) : (
              !contact && who
            )}{' '}
            {contact?.phone && (
              <a href={`tel:${contact.phone}`}>
                <bdi dir="ltr">{phoneText(contact.phone)}</bdi>
              </a>
            )}
          </p>
          <p>
            {date(booking.startAt, now, { timeZone, isLong: true })}, {timeText(booking, timeZone)}
          </p>
          <ul>
            {booking.items.map(item => (
              <li key={item.startAt}>
                <bdi>{item.name}</bdi>, <bdi>{item.staffName}</bdi>, {timeText(item, timeZone)}
                {item.price && `, ${moneyText(item.price.minor, booking.currency)}`}
              </li>
            ))}
          </ul>
        </div>
        {booking.payment && <PaymentPart booking={booking} onPaid={mayAct ? pay : null} />}
        <Problem text={problem} />
        {mayAct && !isGone && !isPaying && (
          <>
            <div class="acts">
              {!isOver && mark('arrived')}
              {booking.state !== 'done' && (
                <button type="button" class="btn is-go" onClick={() => setPaying(true)}>
                  {t('doneAndPaid')}
                </button>
              )}
              {!isOver && mark('no_show')}
              {isOver && mark('booked')}
            </div>
            <p class="hint">{t('privateHint')}</p>
            <ChangeForm
              booking={booking}
              employees={shop.employees}
              timeZone={timeZone}
              onChange={async update => {
                if (await change(update)) onClose();
              }}
            />
          </>
        )}
        {mayAct && !isOver && !isPaying && (
          <EndPart
            booking={booking}
            label={t('cancelIt')}
            warning={t('cancelSure')}
            toasts={toasts}
            onCancel={async reason => {
              if (await change({ version: booking.version, state: 'cancelled', reason })) onClose();
            }}
            onTakeBack={() => void say('booked')}
          />
        )}
        {isPaying && (
          <PaidForm
            booking={booking}
            employees={shop.employees}
            onDone={async paid => {
              if (await change({ version: booking.version, state: 'done', ...(paid && { paid }) })) onClose();
            }}
            onCancel={() => setPaying(false)}
          />
        )}
      </div>
    </Dialog>
  );
}

import { useRef, useState } from 'preact/hooks';
import type { Booking, ShownBooking } from '../../../../protocol/bookings.ts';
import { useInbox } from '../../../inbox.ts';
import { codeOf } from '../../../shell/http.ts';
import type { BookingCalls } from '../calls.ts';
import { conflictText } from '../text.ts';
import { t } from '../words/index.ts';
import { conflictsIn } from './columns.ts';
import { type Draft, updateOf } from './moves.ts';

/** A booking that is held somewhere else, by a pointer or by keys. */
export interface Moving {
  draft: Draft | null;
  /** All that are shown, the held one where it is held. */
  drawn: readonly ShownBooking[];
  hold(draft: Draft | null): void;
  /** Asks the server for the new place. */
  keep(draft: Draft): Promise<void>;
}

export function useMoving(parts: {
  calls: BookingCalls;
  bookings: readonly ShownBooking[];
  timeZone: string;
  put: (next: ShownBooking) => void;
  reread: () => void;
}): Moving {
  const { calls, bookings, timeZone, put, reread } = parts;
  const { toasts } = useInbox();
  const [draft, setDraft] = useState<Draft | null>(null);
  const isBusy = useRef(false);

  async function refused(error: unknown, { startAt, endAt, staffId, id }: Draft) {
    const code = codeOf(error);
    if (code === 'ALREADY_CLAIMED') {
      toasts.add(t('changedMeanwhile'), { tone: 'failed' });
      reread();
    } else if (code === 'SLOT_TAKEN') {
      const { bookings: there } = await calls.between(startAt, endAt).catch(() => ({ bookings: [] }));
      const [conflict] = conflictsIn(there, { from: startAt, to: endAt, staffIds: [staffId] }, id);
      const what = conflict && conflictText(conflict, timeZone);
      toasts.add(what ? t('takenBy', { what }) : t('takenAround'), { tone: 'failed' });
    } else toasts.fail(error);
  }
  async function undo(before: Booking, version: number) {
    const { id, startAt, endAt, items } = before;
    try {
      put(await calls.change(id, { version, startAt, endAt, staffIds: items.map(each => each.staffId) }));
    } catch (error) {
      toasts.fail(error);
      reread();
    }
  }
  return {
    draft,
    drawn: draft ? bookings.map(each => (each.booking.id === draft.id ? held(each, draft) : each)) : bookings,
    hold: setDraft,
    async keep(next) {
      const before = bookings.find(each => each.booking.id === next.id)?.booking;
      const update = before && updateOf(before, next);
      if (!update || isBusy.current) return setDraft(null);
      isBusy.current = true;
      setDraft(next);
      try {
        const changed = await calls.change(before.id, update);
        put(changed);
        toasts.add(t('didMove'), { undo: () => void undo(before, changed.booking.version) });
      } catch (error) {
        await refused(error, next);
      } finally {
        isBusy.current = false;
        setDraft(null);
      }
    },
  };
}

/** With its other services as far from the held one as they were. */
function held(shown: ShownBooking, { at, startAt, endAt, staffId }: Draft): ShownBooking {
  const { booking } = shown;
  const by = startAt - (booking.items[at]?.startAt ?? startAt);
  const items = booking.items.map((each, place) =>
    place === at
      ? { ...each, startAt, endAt, staffId }
      : { ...each, startAt: each.startAt + by, endAt: each.endAt + by },
  );
  return { ...shown, booking: { ...booking, items } };
}

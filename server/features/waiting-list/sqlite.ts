import type { Engine } from '../../store/sqlite/engine.ts';
import { WAIT, waitFromRow } from '../../store/sqlite/wait-rows.ts';
import type { Written } from '../../store/written.ts';
import { newHold } from '../bookings/rules.ts';
import type { Saying } from '../bookings/store.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { changedWait, isLive, offeredWait, offerHoldId, passedWait, WAITS_KEPT_MS, waitOf } from './rules.ts';
import type { Turned, WaitClaim, WaitRecord, WaitStore } from './store.ts';

const SEEN = '(:siteIds IS NULL OR site IN (SELECT value FROM json_each(:siteIds)))';

/** See `WaitStore`. */
export function createWaitStore({ writer, reader, write, read, rows, ledger, leaving }: Engine): WaitStore {
  const { waits, bookings, conversations } = rows;
  const byId = reader.prepare(`SELECT ${WAIT} WHERE id = ?`);
  const ofDay = reader.prepare(`SELECT ${WAIT} WHERE site = ? AND date = ? AND is_live = 1 ORDER BY created_at, id`);
  const between = reader.prepare(
    `SELECT ${WAIT} WHERE is_live = 1 AND to_at > :from AND from_at < :to AND ${SEEN} ORDER BY created_at, id`,
  );
  const sweep = writer.prepare('DELETE FROM waits WHERE to_at <= ?');

  /** Null: they are elsewhere by now. */
  const claimed = ({ id, version }: WaitClaim): WaitRecord | null => {
    const found = waits.find(id);
    return found?.version === version ? found : null;
  };
  const say = (wait: WaitRecord, says: Saying | undefined, at: number): Written | null => {
    const held = says ? conversations.find(wait.conversationId) : null;
    return held && says ? ledger.add(held, { ...says, at }) : null;
  };
  const nothing = (outcome: Turned) => ({ outcome, written: null });

  return {
    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? waitFromRow(row) : null;
      }),

    ofDay: (siteId, date) => read(() => ofDay.all(siteId, date).map(waitFromRow)),

    between: ({ siteIds, span: { from, to } }) =>
      read(() => between.all({ siteIds: siteIds && JSON.stringify(siteIds), from, to }).map(waitFromRow)),

    turn: ({ ended, next, at }) =>
      write(() => {
        const [before, after] = [ended && claimed(ended), next && claimed(next)];
        if (ended && before?.state !== 'offered') return nothing('other');
        if (next && after?.state !== 'waiting') return nothing('other');
        const owners = next ? bookings.choose(next.plan.slots, [before?.offer?.holdId ?? null], at) : [];
        if (!owners) return nothing('taken');
        if (before) {
          bookings.dropHold(before.offer!.holdId);
          waits.save(passedWait(before, at));
          waits.look(before, at);
        }
        if (next && after) {
          const { plan, until, keptUntil, letter } = next;
          const hold = newHold(
            {
              ...{ id: offerHoldId(after), siteId: after.siteId, fingerprint: after.id, plan },
              ...{ until: keptUntil, lastsUntil: keptUntil },
            },
            owners,
            null,
          );
          bookings.addHold(hold, at);
          waits.save(offeredWait(after, hold, until, at));
          leaving.put([letter]);
        }
        return { outcome: 'turned', written: before ? say(before, ended?.says, at) : null };
      }),

    end: ({ says, at, state, bookingId = null, ...claim }) =>
      write(() => {
        const before = claimed(claim);
        if (!before || !isLive(before)) return null;
        const wait = changedWait(before, { state, offer: null, bookingId }, at);
        waits.save(wait);
        if (before.offer) {
          bookings.dropHold(before.offer.holdId);
          waits.freed(before.offer.takes, at);
        }
        return { wait, written: say(before, says, at) };
      }),

    take: ({ draft, says, at, ...claim }) =>
      write(() => {
        const before = claimed(claim);
        if (before?.state !== 'offered' || before.offer!.until <= at) return { outcome: 'other' };
        const owners = bookings.choose(draft.plan.slots, [draft.holdId], at);
        if (!owners) return { outcome: 'taken' };
        const { contactId, conversationId } = before;
        const held = conversations.find(conversationId);
        const booking = bookings.add(draft, owners, { contactId, conversationId: held && conversationId });
        waits.save(changedWait(before, { state: 'booked', offer: null, bookingId: booking.id }, at));
        return { outcome: 'booked', booking, written: say(before, says?.(booking), at) };
      }),

    sweep: at => write(() => void sweep.run(at - WAITS_KEPT_MS)),
  };
}

/** Who waits, as rows about a person. */
export function waitsOfPeople({ rows: { waits, bookings } }: Engine): PersonRows {
  return {
    kind: 'waits',
    read: contactIds => waits.ofContacts(contactIds).map(waitOf),
    has: contactIds => waits.ofContacts(contactIds).length > 0,
    drop(contactIds) {
      const gone = waits.ofContacts(contactIds);
      for (const { id, offer } of gone) {
        if (offer) bookings.dropHold(offer.holdId);
        waits.drop(id);
      }
      return gone.length;
    },
  };
}

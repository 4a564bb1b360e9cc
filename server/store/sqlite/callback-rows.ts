import type { Callback } from '../../../protocol/callbacks.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import { type CallDesk, queueRange, type WaitingCall } from '../../features/callbacks/queue.ts';
import { freePlace, slotTaken } from '../../features/callbacks/rules.ts';
import type { Window } from '../../features/callbacks/slots.ts';
import type { HeldConversation } from './conversation-rows.ts';
import type { Turns } from './turns.ts';

export interface CallbackRow extends Omit<Callback, 'isAsap' | 'ringing' | 'attempts'> {
  row: number;
  conversation: number;
  place: number | null;
  isAsap: number;
  ringing: string | null;
  attempts: string;
}

/** A callback inside a step, with the keys of its row. */
export interface HeldCallback {
  row: number;
  /** Row of its conversation. */
  conversation: number;
  /** Which of its slot's places it has, from 0; null: none. */
  place: number | null;
  callback: Callback;
}

/**
 * `SELECT ${CALLBACK} …` gives rows for `callbackFromRow`; add WHERE and ORDER BY over `b`. Numbers that JavaScript can
 * not hold would make the read throw, and the whole queue with it: such a callback is read at the end of all times.
 */
export const CALLBACK = `b.row, b.conversation, b.place, b.id, s.id AS siteId, c.id AS conversationId, b.seq, b.phone, b.name,
  b.topic, b.is_asap AS isAsap, min(b.start_at, ${LIMITS.latestAt}) AS startAt, min(b.end_at, ${LIMITS.latestAt}) AS endAt, b.time_zone AS timeZone, b.status, b.ringing, b.attempts,
  b.created_at AS createdAt
  FROM callbacks b CROSS JOIN conversations c ON c.row = b.conversation CROSS JOIN sites s ON s.row = b.site`;

/** Add which, by `b.site` and `b.start_at`; gives rows for `waitingFromRow`. */
export const WAITING = `SELECT b.start_at AS startAt, b.is_asap AS isAsap, b.ringing FROM callbacks b
  WHERE b.status = 'pending' AND`;

export function waitingFromRow(from: unknown): WaitingCall {
  const { startAt, isAsap, ringing } = from as { startAt: number; isAsap: number; ringing: string | null };
  return { startAt, isAsap: isAsap === 1, ringing: ringing === null ? null : JSON.parse(ringing) };
}

export type CallbackRows = ReturnType<typeof createCallbackRows>;

/** The rows of callbacks, and the room that slots have for them: the only place that writes them. All inside a step. */
export function createCallbackRows({ writer }: Turns) {
  const byId = writer.prepare(`SELECT ${CALLBACK} WHERE b.id = ?`);
  const taken = writer.prepare(`
    SELECT place FROM callbacks
    WHERE site = ? AND start_at = ? AND status = 'pending' AND is_asap = 0 AND id <> ?`);
  const pendingOfSite = "SELECT count(*) FROM callbacks WHERE status = 'pending' AND site = :site";
  const pending = writer.prepare(`
    SELECT (${pendingOfSite} AND is_asap = 1) AS asap, (${pendingOfSite} AND phone = :phone) AS ofPhone,
      (SELECT count(*) FROM callbacks WHERE conversation = :conversation AND status = 'pending') AS ofConversation`);
  const waiting = writer.prepare(
    `${WAITING} b.site = ? AND b.start_at >= ? AND b.start_at < ? ORDER BY b.start_at, b.row`,
  );
  const earliest = writer.prepare(
    `SELECT min(min(start_at), ${LIMITS.latestAt}) AS at FROM callbacks WHERE conversation = ? AND status = 'pending'`,
  );
  const insert = writer.prepare(`
    INSERT INTO callbacks (id, site, conversation, seq, phone, name, topic, is_asap, start_at, end_at, time_zone,
      status, attempts, created_at, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const change = writer.prepare(
    'UPDATE callbacks SET is_asap = ?, start_at = ?, end_at = ?, status = ?, ringing = ?, attempts = ?, place = ? WHERE row = ?',
  );
  const dropOf = writer.prepare('DELETE FROM callbacks WHERE conversation = ?');

  const ofConversation = writer.prepare(`SELECT ${CALLBACK} WHERE b.conversation = ? ORDER BY b.row`);
  const moveAll = writer.prepare('UPDATE callbacks SET status = ?, place = NULL WHERE conversation = ? AND status = ?');

  function find(id: string): HeldCallback | null {
    const row = byId.get(id) as unknown as CallbackRow | undefined;
    return row
      ? { row: row.row, conversation: row.conversation, place: row.place, callback: callbackFromRow(row) }
      : null;
  }

  return {
    find,
    /** @throws AppError CALLBACK_UNKNOWN */
    need(id: string): HeldCallback {
      const found = find(id);
      if (!found) throw new AppError('CALLBACK_UNKNOWN');
      return found;
    },
    /**
     * The first of some windows that has room, and the place there.
     * @param site row of the site
     * @param perSlot how many a slot takes; left out: as many as are moved there
     * @param butFor id of the callback that wants it, and may have it already
     * @throws AppError SLOT_TAKEN
     */
    findPlace(
      site: number,
      windows: readonly Window[],
      perSlot: number | undefined,
      butFor: string,
    ): { window: Window; place: number } {
      for (const window of windows) {
        const others = taken.all(site, window.startAt, butFor) as { place: number | null }[];
        const place = freePlace(
          others.map(each => each.place),
          perSlot,
        );
        if (place !== null) return { window, place };
      }
      throw slotTaken();
    },
    /** Who may be before somebody new of a site, by its row; earliest first. */
    waiting(site: number, desk: Pick<CallDesk, 'now' | 'soonest'>): WaitingCall[] {
      const { from, to } = queueRange(desk);
      return waiting.all(site, from, to).map(waitingFromRow);
    },
    /** How many wait already, as `refuseTooMany` takes it. @param conversation its row; null: there is none yet */
    pending: (site: number, conversation: number | null, phone: string) =>
      pending.get({ site, conversation, phone }) as { ofConversation: number; ofPhone: number; asap: number },
    /** @param place in its slot, from 0; null: it has none */
    add(held: HeldConversation, callback: Callback, place: number | null): void {
      const { id, seq, phone, name, topic, isAsap, startAt, endAt, timeZone, status, attempts, createdAt } = callback;
      insert.run(
        ...[id, held.site, held.row, seq, phone, name, topic, Number(isAsap), startAt, endAt, timeZone],
        ...[status, JSON.stringify(attempts), createdAt, place],
      );
    },
    save({ row }: HeldCallback, callback: Callback, place: number | null): void {
      const { isAsap, startAt, endAt, status, ringing, attempts } = callback;
      const who = ringing && JSON.stringify(ringing);
      change.run(Number(isAsap), startAt, endAt, status, who, JSON.stringify(attempts), place, row);
    },
    /** All of a conversation, by its row, oldest first. */
    ofConversation: (conversation: number) => ofConversation.all(conversation).map(callbackFromRow),
    /** Takes those of a conversation that wait into quarantine, or out of it. */
    hold(conversation: number, isHeld: boolean): void {
      if (isHeld) moveAll.run('held', conversation, 'pending');
      else moveAll.run('pending', conversation, 'held');
    },
    /** Takes away all of a conversation, by its row. @returns how many */
    dropOf: (conversation: number): number => Number(dropOf.run(conversation).changes),
    /** Start of the earliest pending one of a conversation, by its row. */
    earliestOf: (conversation: number) => (earliest.get(conversation) as { at: number | null }).at,
  };
}

export function callbackFromRow(from: unknown): Callback {
  const {
    row: _row,
    conversation: _conversation,
    place: _place,
    isAsap,
    ringing,
    attempts,
    ...callback
  } = from as CallbackRow;
  return {
    ...callback,
    isAsap: isAsap === 1,
    ringing: ringing === null ? null : JSON.parse(ringing),
    attempts: JSON.parse(attempts),
  };
}

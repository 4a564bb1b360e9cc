import { AppError } from '../../app-error.ts';
import {
  CALLBACK,
  type CallbackRow,
  callbackFromRow,
  WAITING,
  waitingFromRow,
} from '../../store/sqlite/callback-rows.ts';
import { CONVERSATION, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { changedCallback, isAwaited } from './rules.ts';
import type { CallbackStore } from './store.ts';

/** See `CallbackStore`. */
export function createCallbackStore({ reader, write, read, rows, ledger }: Engine): CallbackStore {
  const { callbacks, conversations } = rows;

  const byId = reader.prepare(`SELECT ${CALLBACK} WHERE b.id = ?`);
  const ofConversation = reader.prepare(
    `SELECT ${CALLBACK} WHERE b.conversation = (SELECT row FROM conversations WHERE id = ?) ORDER BY b.row`,
  );
  const queue = reader.prepare(`
    SELECT ${CALLBACK} WHERE b.status = 'pending' AND (b.start_at, b.row) > (?, ?) ORDER BY b.start_at, b.row LIMIT ?`);
  const queueOfSome = reader.prepare(`
    SELECT ${CALLBACK} WHERE b.status = 'pending' AND (b.start_at, b.row) > (?, ?)
      AND b.site IN (SELECT row FROM sites WHERE id IN (SELECT value FROM json_each(?)))
    ORDER BY b.start_at, b.row LIMIT ?`);
  const conversationOfRow = reader.prepare(`SELECT ${CONVERSATION} WHERE c.row = ?`);
  const load = reader.prepare(`
    SELECT start_at AS startAt, count(*) AS taken FROM callbacks
    WHERE site = (SELECT row FROM sites WHERE id = ?) AND start_at >= ? AND start_at < ?
      AND status = 'pending' AND is_asap = 0
    GROUP BY start_at`);

  const waiting = reader.prepare(
    `${WAITING} b.site = (SELECT row FROM sites WHERE id = ?) AND b.start_at >= ? AND b.start_at < ?
    ORDER BY b.start_at, b.row`,
  );

  const pendingTo = reader.prepare(`
    SELECT ${CALLBACK} WHERE b.site = (SELECT row FROM sites WHERE id = ?) AND b.phone = ? AND b.status = 'pending'
    ORDER BY b.start_at, b.row LIMIT 1`);

  return {
    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? callbackFromRow(row) : null;
      }),

    ofConversation: conversationId => read(() => ofConversation.all(conversationId).map(callbackFromRow)),

    queue: ({ siteIds = null, cursor, limit }) =>
      read(() => {
        const [startAt, after] = readCursor(cursor) ?? [-1, 0];
        const found = siteIds
          ? queueOfSome.all(startAt, after, JSON.stringify(siteIds), limit + 1)
          : queue.all(startAt, after, limit + 1);
        return pageOf(
          found as unknown as CallbackRow[],
          limit,
          last => cursorOf(last.startAt, last.row),
          row => ({
            callback: callbackFromRow(row),
            conversation: conversationFromRow(conversationOfRow.get(row.conversation)),
          }),
        );
      }),

    slotLoad: (siteId, from, to) =>
      read(() => new Map(load.all(siteId, from, to).map(row => [row.startAt as number, row.taken as number]))),

    waiting: (siteId, from, to) => read(() => waiting.all(siteId, from, to).map(waitingFromRow)),

    pendingTo: (siteId, phone) =>
      read(() => {
        const row = pendingTo.get(siteId, phone);
        return row ? callbackFromRow(row) : null;
      }),

    change: ({ callbackId, clientId, fingerprint, callbacksPerSlot, orElse = [], ...change }) =>
      write(() => {
        const asked = callbacks.need(callbackId);
        const held = conversations.ofRow(asked.conversation);
        const sending = { clientId, fingerprint, to: { callbackId } };
        const repeat = ledger.earlier(held.site, sending);
        if (repeat) return repeat;
        const { status } = asked.callback;
        if (!isAwaited(asked.callback)) throw new AppError('CALLBACK_DONE', `Callback ${callbackId} is ${status}.`);
        const { window } = change;
        const found = window && callbacks.findPlace(held.site, [window, ...orElse], callbacksPerSlot, callbackId);
        const { callback, body } = changedCallback(
          asked.callback,
          found ? { ...change, window: found.window } : change,
        );
        const kept = callback.startAt === asked.callback.startAt ? asked.place : null;
        callbacks.save(asked, callback, callback.status === 'pending' ? (found?.place ?? kept) : null);
        const draft = { author: change.author, body, at: change.at, sending };
        return ledger.add(held, draft, { callback, callbackAt: callbacks.earliestOf(held.row) });
      }),
  };
}

import type { Callback } from '../../../protocol/callbacks.ts';
import type { Entry, EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { Deliveries } from '../../outbox/sqlite.ts';
import type { FlatStore } from '../../store/flat.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import { afterEntry } from '../conversations/rules.ts';
import { type Entries, nextEntry, reused } from '../conversations/sqlite-entries.ts';
import {
  CONVERSATION,
  type Conversations,
  conversationFromRow,
  type HeldConversation,
} from '../conversations/sqlite-rows.ts';
import { changedCallback, newCallback } from './rules.ts';

interface CallbackRow extends Omit<Callback, 'isAsap' | 'attempts'> {
  row: number;
  conversation: number;
  isAsap: number;
  attempts: string;
}

const CALLBACK = `b.row, b.conversation, b.id, s.id AS siteId, c.id AS conversationId, b.seq, b.phone, b.name, b.topic,
  b.is_asap AS isAsap, b.start_at AS startAt, b.end_at AS endAt, b.time_zone AS timeZone, b.status, b.attempts,
  b.created_at AS createdAt
  FROM callbacks b CROSS JOIN conversations c ON c.row = b.conversation CROSS JOIN sites s ON s.row = b.site`;

export type Callbacks = ReturnType<typeof createCallbacks>;

/** Callbacks and the room that slots have for them. */
export function createCallbacks(
  { writer, reader, write, read }: Turns,
  conversations: Conversations,
  entries: Entries,
  deliveries: Deliveries,
) {
  const insert = writer.prepare(`
    INSERT INTO callbacks (id, site, conversation, seq, phone, name, topic, is_asap, start_at, end_at, time_zone,
      status, attempts, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const change = writer.prepare(
    'UPDATE callbacks SET is_asap = ?, start_at = ?, end_at = ?, status = ?, attempts = ? WHERE row = ?',
  );
  const toChange = writer.prepare(`SELECT ${CALLBACK} WHERE b.id = ?`);
  const taken = writer.prepare(`
    SELECT count(*) AS taken FROM callbacks
    WHERE site = ? AND start_at = ? AND status = 'pending' AND is_asap = 0 AND id <> ?`);
  const earliest = writer.prepare(
    "SELECT min(start_at) AS at FROM callbacks WHERE conversation = ? AND status = 'pending'",
  );
  const byId = reader.prepare(`SELECT ${CALLBACK} WHERE b.id = ?`);
  const ofConversation = reader.prepare(
    `SELECT ${CALLBACK} WHERE b.conversation = (SELECT row FROM conversations WHERE id = ?) ORDER BY b.row`,
  );
  const queue = reader.prepare(`
    SELECT ${CALLBACK} WHERE b.status = 'pending' AND (b.start_at, b.row) > (?, ?) ORDER BY b.start_at, b.row LIMIT ?`);
  const queued = reader.prepare(`SELECT ${CONVERSATION} WHERE c.row = ?`);
  const load = reader.prepare(`
    SELECT start_at AS startAt, count(*) AS taken FROM callbacks
    WHERE site = (SELECT row FROM sites WHERE id = ?) AND start_at >= ? AND start_at < ?
      AND status = 'pending' AND is_asap = 0
    GROUP BY start_at`);

  function requireFree(site: number, startAt: number, callbacksPerSlot: number, butFor: string): void {
    const { taken: others } = taken.get(site, startAt, butFor) as { taken: number };
    if (others >= callbacksPerSlot) {
      throw new AppError('SLOT_TAKEN', `${new Date(startAt).toISOString()} has ${others} callbacks already.`);
    }
  }

  function find(id: string): { row: number; conversation: number; callback: Callback } | null {
    const row = toChange.get(id) as unknown as CallbackRow | undefined;
    return row ? { row: row.row, conversation: row.conversation, callback: callbackFromRow(row) } : null;
  }

  function need(id: string) {
    const found = find(id);
    if (!found) throw new AppError('CALLBACK_UNKNOWN', `There is no callback ${id}.`);
    return found;
  }

  function earliestOf(conversation: number): number | null {
    return (earliest.get(conversation) as { at: number | null }).at;
  }

  return {
    /** Inside a step. */
    find,
    /** Inside a step. @throws AppError CALLBACK_UNKNOWN */
    need,
    /** Inside a step: refuses what the slot has no room for. @throws AppError SLOT_TAKEN */
    requireRoom(site: number, body: Extract<EntryBody, { kind: 'callback' }>, callbacksPerSlot: number): void {
      if (find(body.callbackId))
        throw new AppError('INTERNAL', `callback id ${body.callbackId} is in use; wanted a new one`);
      if (!body.isAsap) requireFree(site, body.startAt, callbacksPerSlot, body.callbackId);
    },
    /** Inside a step: the callback that an entry asks for. */
    add(body: Extract<EntryBody, { kind: 'callback' }>, entry: Entry, held: HeldConversation): Callback {
      const { siteId } = held.conversation;
      const callback = newCallback(body, { ...entry, siteId });
      const { id, seq, phone, name, topic, isAsap, startAt, endAt, timeZone, status, attempts, createdAt } = callback;
      insert.run(
        ...[id, held.site, held.row, seq, phone, name, topic, Number(isAsap), startAt, endAt, timeZone],
        ...[status, JSON.stringify(attempts), createdAt],
      );
      return callback;
    },
    /** Inside a step: start of a conversation's earliest pending callback. */
    earliestOf,

    verbs: {
      callback: id =>
        read(() => {
          const row = byId.get(id);
          return row ? callbackFromRow(row) : null;
        }),
      callbacksOf: conversationId => read(() => ofConversation.all(conversationId).map(callbackFromRow)),
      callbackQueue: ({ cursor, limit }) =>
        read(() => {
          const [startAt, after] = readCursor(cursor) ?? [-1, 0];
          const rows = queue.all(startAt, after, limit + 1) as unknown as CallbackRow[];
          return pageOf(
            rows,
            limit,
            last => cursorOf(last.startAt, last.row),
            row => ({
              callback: callbackFromRow(row),
              conversation: conversationFromRow(queued.get(row.conversation)),
            }),
          );
        }),
      slotLoad: (siteId, from, to) =>
        read(() => new Map(load.all(siteId, from, to).map(row => [row.startAt as number, row.taken as number]))),

      changeCallback: ({ callbackId, clientId, fingerprint, author, attempt, window, callbacksPerSlot, at }) =>
        write(() => {
          const { row, conversation: conversationRow, callback: asked } = need(callbackId);
          const held = conversations.ofRow(conversationRow);
          const sent = entries.sentBefore(held.site, clientId, fingerprint);
          if (sent) {
            const { body } = sent.entry;
            if (!('callbackId' in body) || body.callbackId !== callbackId) throw reused(clientId);
            const { conversation } = held;
            const previousSeq = sent.entry.seq - 1;
            return {
              entry: sent.entry,
              before: conversation,
              conversation,
              previousSeq,
              callback: asked,
              isRepeat: true,
              leaves: false,
            };
          }
          if (asked.status !== 'pending')
            throw new AppError('CALLBACK_DONE', `Callback ${callbackId} is ${asked.status}.`);
          if (window && callbacksPerSlot !== undefined) {
            requireFree(held.site, window.startAt, callbacksPerSlot, callbackId);
          }
          const { callback, body } = changedCallback(asked, { author, attempt, window, at });
          const { isAsap, startAt, endAt, status, attempts } = callback;
          change.run(Number(isAsap), startAt, endAt, status, JSON.stringify(attempts), row);
          const entry = nextEntry(held.conversation, clientId, author, body, at);
          const entryRow = entries.insert(held, entry, fingerprint)!;
          const next = { ...afterEntry(held.conversation, entry), callbackAt: earliestOf(held.row) };
          const { conversation: before } = held;
          const conversation = conversations.save(held, next, entryRow);
          const leaves = deliveries.add(before, { entry, conversation, callback });
          const previousSeq = before.lastVisibleSeq;
          return { entry, before, conversation, previousSeq, callback, isRepeat: false, leaves };
        }),
    } satisfies Partial<FlatStore>,
  };
}

function callbackFromRow(from: unknown): Callback {
  const { row: _row, conversation: _conversation, isAsap, attempts, ...callback } = from as CallbackRow;
  return { ...callback, isAsap: isAsap === 1, attempts: JSON.parse(attempts) };
}

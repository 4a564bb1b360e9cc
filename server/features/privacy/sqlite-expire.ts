import type { RetentionKind } from '../../../protocol/privacy.ts';
import { CALLBACK, callbackFromRow } from '../../store/sqlite/callback-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { emptied } from '../calls/rules.ts';
import { isPasserBy } from '../contacts/rules.ts';
import type { SearchIndex } from '../search/sqlite-index.ts';
import { hasRows, type PersonRows } from './person-rows.ts';
import type { Removals } from './sqlite-removals.ts';
import type { Expired } from './store.ts';

const SITE = '(SELECT row FROM sites WHERE id = :siteId)';
/** Where the part of an address begins that may name a person, or the end. `~` stands for the column. */
const HEAD = `substr(~, 1, min(iif(instr(~, '?'), instr(~, '?'), 1e9), iif(instr(~, '#'), instr(~, '#'), 1e9)) - 1)`;
const cut = (column: string) => HEAD.replaceAll('~', column);

type Expire = (siteId: string, before: number, limit: number) => Expired;

/** What is too old, by kind. Each call is one batch, inside `clear`. */
export function createExpiries(
  { writer, rows }: Engine,
  index: SearchIndex,
  removals: Removals,
  others: readonly PersonRows[],
): Record<RetentionKind, Expire> & { cutTrails(siteId: string, limit: number): number } {
  /** 1 is closed and 2 is held. Written into the statement, as only so it finds the index of each. */
  const over = (isClosed: 1 | 2) =>
    writer.prepare(`
    SELECT id FROM conversations WHERE is_closed = ${isClosed} AND updated_at < :before AND site = ${SITE}
      AND NOT EXISTS (SELECT 1 FROM callbacks b WHERE b.conversation = conversations.row AND b.status = 'pending')
      AND id NOT IN (SELECT k.whole ->> '$.conversationId' FROM bookings k
        WHERE k.is_live = 1 AND k.start_at > :before AND k.whole ->> '$.conversationId' IS NOT NULL)
      AND id NOT IN (SELECT w.whole ->> '$.conversationId' FROM waits w WHERE w.is_live = 1 AND w.to_at > :before)
    ORDER BY updated_at, row LIMIT :limit`);
  const ended = writer.prepare(`
    SELECT ${CALLBACK} WHERE b.status <> 'pending' AND b.status <> 'held' AND b.phone <> '' AND b.site = ${SITE} AND b.end_at < :before
    ORDER BY b.end_at LIMIT :limit`);
  const emptyCallback = writer.prepare(
    "UPDATE callbacks SET phone = '', name = '', topic = '', attempts = ? WHERE row = ?",
  );
  const emptyPreview = writer.prepare(
    "UPDATE conversations SET preview_text = '' WHERE row = ? AND preview_kind = 'callback'",
  );
  const emptyTrails = writer.prepare(`
    UPDATE visitors SET trail = '[]', user_agent = '', referrer = '' WHERE row IN (
      SELECT row FROM visitors WHERE site = ${SITE} AND seen_at < :before
        AND (trail <> '[]' OR user_agent <> '' OR referrer <> '') LIMIT :limit)`);
  const silent = writer.prepare(`
    SELECT v.id, v.row, v.contact FROM visitors v
    WHERE v.conversation IS NULL AND v.seen_at < :before AND v.site = ${SITE}
      AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.visitor = v.row)
    LIMIT :limit`);
  const hasVisitor = writer.prepare('SELECT 1 FROM visitors WHERE contact = ? LIMIT 1');
  const dead = writer.prepare(`
    DELETE FROM deliveries WHERE row IN (
      SELECT row FROM deliveries WHERE is_dead = 1 AND created_at < :before AND site = :siteId LIMIT :limit)`);
  const cutTrails = writer.prepare(`
    UPDATE visitors SET referrer = ${cut('referrer')},
      trail = (SELECT json_group_array(json_set(e.value, '$.url', ${cut("e.value ->> '$.url'")}))
        FROM json_each(visitors.trail) e)
    WHERE row IN (SELECT row FROM visitors WHERE site = ${SITE} AND (referrer GLOB '*[?#]*' OR EXISTS (
      SELECT 1 FROM json_each(visitors.trail) e WHERE e.value ->> '$.url' GLOB '*[?#]*')) LIMIT :limit)`);

  const only = (count: number): Expired => ({ count, conversationIds: [], moved: [] });

  /** Takes conversations away with all that was said in them. */
  function conversationsThatAre(isClosed: 1 | 2): Expire {
    const found = over(isClosed);
    return (siteId, before, limit) => {
      const ids = found.all({ siteId, before, limit }).map(row => row.id as string);
      const moved = ids.flatMap(id => {
        const held = rows.conversations.need(id);
        const openers = rows.visitors.ofConversation(held.contact, id);
        removals.conversation(held);
        return openers.map(each => ({
          visitorId: each.id,
          conversationId: rows.visitors.need(each.id).conversationId,
        }));
      });
      index.rewind();
      return { count: ids.length, conversationIds: ids, moved };
    };
  }

  return {
    conversations: conversationsThatAre(1),

    held: conversationsThatAre(2),

    callbacks(siteId, before, limit) {
      const found = ended.all({ siteId, before, limit }) as { row: number; conversation: number }[];
      for (const each of found) {
        const { attempts, seq } = callbackFromRow(each);
        emptyCallback.run(JSON.stringify(attempts.map(attempt => ({ ...attempt, note: '' }))), each.row);
        const held = rows.conversations.ofRow(each.conversation);
        const entry =
          held.newest === null ? undefined : rows.entries.chainFrom(held.newest).find(one => one.seq === seq);
        if (entry?.body.kind === 'callback') {
          index.forget(entry.row, entry.body);
          rows.entries.empty(entry.row, { ...entry.body, phone: '', name: '', topic: '' });
        }
        emptyPreview.run(each.conversation);
        rows.conversations.forget(held.conversation.id);
      }
      const calls = rows.calls.old(siteId, before, limit);
      for (const each of calls) rows.calls.save(emptied(each));
      return only(found.length + calls.length);
    },

    trails: (siteId, before, limit) => only(Number(emptyTrails.run({ siteId, before, limit }).changes)),

    contacts(siteId, before, limit) {
      const some = silent.all({ siteId, before, limit }) as { id: string; row: number; contact: number }[];
      for (const { id, row, contact } of some) {
        rows.visitors.drop({ id, row });
        if (hasVisitor.get(contact) || rows.conversations.hasContact(contact)) continue;
        const known = rows.contacts.ofRow(contact).contact;
        // Who is part of a card, or of whom the desk or any room keeps something, is no passer-by.
        if (known.card !== null || !isPasserBy(known) || hasRows(others, known.id)) continue;
        for (const each of others) each.drop(JSON.stringify([known.id]));
        rows.contacts.drop(contact);
      }
      return only(some.length);
    },

    deliveries: (siteId, before, limit) => only(Number(dead.run({ siteId, before, limit }).changes)),

    cutTrails: (siteId, limit) => Number(cutTrails.run({ siteId, limit }).changes),
  };
}

import type { StatementSync } from 'node:sqlite';
import type { View, ViewCounts } from '../../../protocol/views.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { CONVERSATION, type ConversationRow, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { byWait } from '../queue/rules.ts';
import { createFilterReader } from './sqlite-filter.ts';
import { AMONG, WALKS } from './sqlite-walks.ts';
import type { ViewStore } from './store.ts';

const RELATED = 20;
/** What is held or snoozed is counted so far: who has more looks at the list. */
const MAX_ASIDE = 1000;

/** See `ViewStore`. */
export function createViewStore(engine: Engine): ViewStore {
  const { reader, read } = engine;
  const tally = reader.prepare('SELECT open, unread FROM tallies WHERE assignee = ?');
  const ofAll = reader.prepare(`
    SELECT (SELECT sum(open) FROM tallies) AS open,
      (SELECT count(*) FROM conversations WHERE callback_at IS NOT NULL) AS callbacks,
      (SELECT count(*) FROM (SELECT 1 FROM conversations WHERE is_closed = 2 LIMIT ${MAX_ASIDE})) AS quarantine,
      (SELECT count(*) FROM (SELECT 1 FROM conversations WHERE is_closed = 3 LIMIT ${MAX_ASIDE})) AS snoozed`);
  const ofSome = (where: string, limit = -1) => `
    (SELECT count(*) FROM (SELECT 1 FROM conversations c WHERE ${where} AND ${AMONG} LIMIT ${limit}))`;
  /** The same for who sees only some sites: counted one by one. */
  const countSome = reader.prepare(`
    SELECT ${ofSome(WALKS.mine.where)} AS mine, ${ofSome(WALKS.unassigned.where)} AS unassigned,
      ${ofSome(WALKS.all.where)} AS "all", ${ofSome(WALKS.callbacks.where)} AS callbacks,
      ${ofSome(WALKS.quarantine.where, MAX_ASIDE)} AS quarantine,
      ${ofSome(WALKS.snoozed.where, MAX_ASIDE)} AS snoozed,
      ${ofSome(`${WALKS.mine.where} AND c.is_unread = 1`)} AS mineUnread`);
  const tallies = reader.prepare("SELECT assignee, open FROM tallies WHERE open > 0 AND assignee <> ''");
  const letters = reader.prepare(`
    SELECT c.assignee, count(*) AS count FROM conversations c
    WHERE c.is_closed = 0 AND c.assignee IN (SELECT value FROM json_each(?))
      AND c.channels <> '' AND instr(c.channels, 'chat') = 0 GROUP BY c.assignee`);
  const openOf = reader.prepare(`
    SELECT ${CONVERSATION} WHERE c.is_closed = 0 AND c.assignee = ? ORDER BY c.rank, c.row LIMIT ?`);
  const waiting = reader.prepare(`
    SELECT c.id AS conversationId, c.waiting_since AS since, c.assignee <> '' AS isAssigned
    FROM conversations c INDEXED BY open_by_rank
    WHERE c.is_closed = 0 AND c.rank <= ${LIMITS.latestAt} AND c.site = (SELECT row FROM sites WHERE id = ?)
      AND c.waiting_since IS NOT NULL AND coalesce(c.wait ->> 'kind', 'message') = 'message'
    ORDER BY c.rank, c.row LIMIT ?`);
  const related = reader.prepare(`
    WITH me AS (
      SELECT k.row, k.site, k.email, k.phone, c.row AS conversation
      FROM conversations c JOIN contacts k ON k.row = c.contact WHERE c.id = ?
    ), same AS (
      SELECT row FROM me
      UNION SELECT k.row FROM me JOIN contacts k ON k.site = me.site AND k.email = me.email COLLATE NOCASE
        WHERE k.email <> '' AND me.email <> ''
      UNION SELECT k.row FROM me JOIN contacts k ON k.site = me.site AND k.phone = me.phone
        WHERE k.phone <> '' AND me.phone <> ''
    )
    SELECT ${CONVERSATION} WHERE c.row IN (
      SELECT o.row FROM same CROSS JOIN conversations o ON o.contact = same.row
      WHERE o.row <> (SELECT conversation FROM me) AND o.is_closed <> 2
      ORDER BY o.updated_at DESC, o.row DESC LIMIT ${RELATED}
    ) ORDER BY c.updated_at DESC, c.row DESC`);

  const ofContact = reader.prepare(`
    SELECT ${CONVERSATION} WHERE c.contact = (SELECT row FROM contacts WHERE id = ?)
    ORDER BY c.updated_at DESC, c.row DESC LIMIT ?`);

  const ofContacts = reader.prepare(`
    SELECT ${CONVERSATION} WHERE c.contact IN (SELECT row FROM contacts WHERE id IN (SELECT value FROM json_each(?)))
    ORDER BY c.updated_at DESC, c.row DESC LIMIT ?`);

  const views = new Map<string, StatementSync>();
  function view(name: View, isOneSite: boolean, isLimited: boolean): StatementSync {
    const key = `${name} ${isOneSite} ${isLimited}`;
    let statement = views.get(key);
    if (!statement) {
      const { index, where, sort, descends } = WALKS[name];
      const [way, beyond] = descends ? ['DESC', '<'] : ['', '>'];
      const site = isOneSite ? 'AND c.site = (SELECT row FROM sites WHERE id = :site)' : '';
      const among = isLimited ? `AND ${AMONG}` : '';
      const columns = CONVERSATION.replace('conversations c', `conversations c INDEXED BY ${index}`);
      statement = reader.prepare(`
        SELECT ${columns} WHERE ${where} ${site} ${among} AND (${sort}, c.row) ${beyond} (:sort, :row)
        ORDER BY ${sort} ${way}, c.row ${way} LIMIT :limit`);
      // Each view takes those of the parameters that it names.
      statement.setAllowUnknownNamedParameters(true);
      views.set(key, statement);
    }
    return statement;
  }

  return {
    page: ({ view: name, agentId, siteId, siteIds = null, cursor, limit }) =>
      read(() => {
        const { descends, at } = WALKS[name];
        const [sort, row] = readCursor(cursor) ?? [descends ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER, 0];
        const found = view(name, siteId !== undefined, siteIds !== null).all({
          agent: agentId,
          site: siteId ?? null,
          sites: siteIds && JSON.stringify(siteIds),
          sort,
          row,
          limit: limit + 1,
        });
        return pageOf(
          found as unknown as ConversationRow[],
          limit,
          last => cursorOf(at(last), last.row),
          conversationFromRow,
        );
      }),

    ...createFilterReader(engine),

    count: (agentId, siteIds = null) =>
      read(() => {
        if (siteIds) return countSome.get({ agent: agentId, sites: JSON.stringify(siteIds) }) as unknown as ViewCounts;
        const mine = agentId ? tally.get(agentId) : undefined;
        const { open, callbacks, quarantine, snoozed } = ofAll.get() as {
          open: number | null;
          callbacks: number;
          quarantine: number;
          snoozed: number;
        };
        return {
          mine: (mine?.open ?? 0) as number,
          unassigned: (tally.get('')?.open ?? 0) as number,
          all: open ?? 0,
          callbacks,
          quarantine,
          snoozed,
          mineUnread: (mine?.unread ?? 0) as number,
        };
      }),

    load: () => read(() => new Map(tallies.all().map(row => [row.assignee as string, row.open as number]))),

    letters: agentIds =>
      read(() => {
        const found = letters.all(JSON.stringify(agentIds));
        return new Map(found.map(row => [row.assignee as string, row.count as number]));
      }),

    openOf: (agentId, limit) => read(() => openOf.all(agentId, limit).map(conversationFromRow)),

    waiting: (siteId, limit) =>
      read(() =>
        waiting
          .all(siteId, limit)
          .map(row => ({
            conversationId: row.conversationId as string,
            since: row.since as number,
            isAssigned: row.isAssigned === 1,
          }))
          .sort(byWait),
      ),

    related: conversationId => read(() => related.all(conversationId).map(conversationFromRow)),
    ofContact: (contactId, limit) => read(() => ofContact.all(contactId, limit).map(conversationFromRow)),
    ofContacts: (contactIds, limit) =>
      read(() => ofContacts.all(JSON.stringify(contactIds), limit).map(conversationFromRow)),
  };
}

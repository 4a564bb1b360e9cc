import { LIST_NAMES } from '../../../protocol/list-names.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import { seenCard, seenRow } from '../../store/sqlite/card-sites.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { LIST_CALL, LIST_ENTRY, listCallFromRow, listEntryFromRow } from '../../store/sqlite/list-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { called, isCardOf, lookedAt, newestFirst } from './rules.ts';
import type { Rated, Stepped } from './signs.ts';
import type { ListStore } from './store.ts';

/** Of a card that is seen. */
const OF_SITES = '(:sites IS NULL OR site IS NULL OR site IN (SELECT value FROM json_each(:sites)))';

/** Whether a sign of an entry is seen, as `seenSigns` says it. */
const HAS_SIGN = `(:sites IS NULL
  OR EXISTS (SELECT 1 FROM json_each(e.why) WHERE value ->> '$.siteId' IN (SELECT value FROM json_each(:sites)))
  OR (EXISTS (SELECT 1 FROM json_each(e.why) WHERE value ->> '$.siteId' IS NULL) AND ${seenCard('e.contact')}))`;

/** Whoever was joined to another is rung as that one. */
const IS_ROOT = 'NOT EXISTS (SELECT 1 FROM contacts k WHERE k.id = e.contact AND k.card <> k.id)';

/** See `ListStore`. */
export function createListStore({ reader, writer, read, write, rows }: Engine): ListStore {
  const { lists } = rows;
  const trails = reader.prepare(`
    SELECT v.trail, s.id AS siteId FROM visitors v CROSS JOIN sites s ON s.row = v.site
    WHERE v.contact IN (SELECT row FROM contacts WHERE id IN (SELECT value FROM json_each(:contacts)))
      AND v.seen_at >= :since ORDER BY v.seen_at DESC LIMIT 20`);
  const talksOf = `(SELECT row FROM conversations WHERE contact IN
    (SELECT row FROM contacts WHERE id IN (SELECT value FROM json_each(:contacts))))`;
  const ratings = reader.prepare(`
    SELECT r.created_at AS at, r.score, r.word, s.id AS siteId FROM ratings r CROSS JOIN sites s ON s.row = r.site
    WHERE r.conversation IN ${talksOf} AND r.created_at >= :since ORDER BY r.created_at DESC LIMIT :limit`);
  const walk = reader.prepare('SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT ?');
  const mine = writer.prepare(`
    SELECT e.id FROM list_holds h CROSS JOIN list_entries e ON e.contact = h.contact AND e.list = :list
    WHERE h.agent = :agentId AND h.until > :at AND e.ended_at IS NULL AND e.due_at <= :at AND ${IS_ROOT} LIMIT 1`);
  const due = writer.prepare(`
    SELECT id FROM list_entries e
    WHERE list = :list AND ended_at IS NULL AND due_at <= :at AND ${HAS_SIGN} AND ${IS_ROOT}
      AND contact NOT IN (SELECT contact FROM list_holds WHERE until > :at)
    ORDER BY since DESC, id LIMIT 2`);
  const letGo = writer.prepare('DELETE FROM list_holds WHERE agent = ?');
  const putHold = writer.prepare(`
    INSERT INTO list_holds (contact, agent, until) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET agent = excluded.agent, until = excluded.until`);
  const holdOf = writer.prepare('SELECT agent, until FROM list_holds WHERE contact = ?');
  const renew = writer.prepare(
    'UPDATE list_holds SET until = :until WHERE contact = :id AND agent = :agentId AND until > :at',
  );
  const release = writer.prepare('DELETE FROM list_holds WHERE contact = ? AND agent = ?');
  const byId = reader.prepare(`SELECT ${LIST_ENTRY} WHERE id = ?`);
  const withCodes = reader.prepare(
    `SELECT ${LIST_ENTRY} WHERE coupon_code IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  const left = reader.prepare(`
    SELECT count(*) AS count FROM list_entries e
    WHERE list = :list AND ended_at IS NULL AND due_at <= :at AND ${HAS_SIGN} AND ${IS_ROOT}`);
  const done = reader.prepare(`
    SELECT count(*) AS count FROM list_entries e WHERE list = :list AND last_call_at >= :since AND ${HAS_SIGN}`);
  const outcomes = reader.prepare(`
    SELECT list, outcome, count(*) AS count FROM list_calls WHERE at >= :since AND ${seenRow('list_calls')}
    GROUP BY list, outcome ORDER BY list, outcome`);
  const calls = reader.prepare(`
    SELECT ${LIST_CALL} WHERE contact IN (SELECT value FROM json_each(:contacts)) AND ${OF_SITES}
      AND (at, id) < (:at, :id) ORDER BY at DESC, id DESC LIMIT :limit`);
  const sweep = writer.prepare('DELETE FROM list_holds WHERE until <= ?');

  const sitesText = (siteIds: readonly string[] | null) => (siteIds === null ? null : JSON.stringify(siteIds));
  const holder = (contactId: string, at: number) => {
    const hold = holdOf.get(contactId) as { agent: string; until: number } | undefined;
    return hold && hold.until > at ? hold.agent : null;
  };

  return {
    facts: ({ contactIds, since, limit }) =>
      read(() => {
        const contacts = JSON.stringify(contactIds);
        const trail = trails.all({ contacts, since }).flatMap(({ trail, siteId }) => {
          return (JSON.parse(trail as string) as Visitor['trail']).map((each): Stepped => {
            return { ...each, siteId: siteId as string };
          });
        });
        return {
          trail: newestFirst(trail, since),
          ratings: ratings.all({ contacts, since, limit }).map(each => ({ ...each }) as unknown as Rated),
        };
      }),

    walk: (after, limit) => read(() => walk.all(after, limit).map(each => each.id as string)),

    keep: ({ contactIds, found, newIds, at }) =>
      write(() => {
        const [rootId = ''] = contactIds;
        const root = rows.contacts.find(rootId);
        if (!root || !isCardOf(rows.people.treeOf(root.contact), contactIds)) return null;
        let isChanged = false;
        for (const contactId of contactIds) {
          for (const list of LIST_NAMES) {
            const before = lists.ofContact(contactId, list);
            const reason = contactId === rootId ? found[list] : null;
            const after = lookedAt(before, reason, { id: newIds[list], list, contactId }, at);
            if (after) lists.put(after);
            else if (after === null) lists.drop(before!.id);
            isChanged ||= after !== undefined;
          }
        }
        return isChanged;
      }),

    take: ({ list, agentId, siteIds, at, until, coupons }) =>
      write(() => {
        const own = mine.get({ list, agentId, at });
        const [first, second] = due.all({ list, at, sites: sitesText(siteIds) });
        const [chosen, next] = own ? [own, first] : [first, second];
        // Whoever had somebody of another list has gone on to this one.
        letGo.run(agentId);
        if (!chosen) return null;
        const before = lists.find(chosen.id as string)!;
        putHold.run(before.contactId, agentId, until);
        const isGood = before.coupon && (before.coupon.until > at || before.coupon.usedAt !== null);
        const coupon = isGood ? before.coupon : (coupons.find(({ code }) => !rows.coupons.find(code)) ?? null);
        const entry = { ...before, coupon };
        if (coupon !== before.coupon) lists.put(entry);
        return { entry, next: next ? lists.find(next.id as string)!.contactId : null };
      }),

    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? listEntryFromRow(row) : null;
      }),

    hold: ({ entryId, ...hold }) =>
      write(() => {
        const entry = lists.find(entryId);
        return entry !== null && renew.run({ id: entry.contactId, ...hold }).changes === 1;
      }),

    release: ({ entryId, agentId, dueAt }) =>
      write(() => {
        const entry = lists.find(entryId);
        if (!entry || release.run(entry.contactId, agentId).changes === 0) return;
        if (dueAt !== undefined && entry.endedAt === null) lists.put({ ...entry, dueAt });
      }),

    settle: ({ entryId, said, at }) =>
      write(() => {
        const entry = lists.find(entryId);
        if (!entry) throw new AppError('NOT_FOUND');
        const known = lists.findCall(said.id);
        if (known?.entryId === entryId) return { entry, call: known, isRepeat: true };
        const has = holder(entry.contactId, at);
        const isOver = entry.endedAt !== null || entry.dueAt > at;
        if (known || isOver || (has !== null && has !== said.agent.id)) throw new AppError('ALREADY_CLAIMED');
        const after = called(entry, said, at);
        lists.put(after.entry);
        lists.addCall(after.call);
        release.run(entry.contactId, said.agent.id);
        rows.people.refresh(entry.contactId);
        return { ...after, isRepeat: false };
      }),

    counts: ({ siteIds, at, since }) =>
      read(() => {
        const sites = sitesText(siteIds);
        const count = (row: unknown) => (row as { count: number }).count;
        return LIST_NAMES.map(list => ({
          list,
          left: count(left.get({ list, at, sites })),
          done: count(done.get({ list, since, sites })),
        }));
      }),

    outcomes: ({ siteIds, since }) =>
      read(() => outcomes.all({ since, sites: sitesText(siteIds) }).map(row => ({ ...row }) as never)),

    calls: ({ contactIds, siteIds, before, limit }) =>
      read(() => {
        const from = before ?? { at: Number.MAX_SAFE_INTEGER, id: '' };
        const asked = { contacts: JSON.stringify(contactIds), sites: sitesText(siteIds), ...from, limit };
        return calls.all(asked).map(listCallFromRow);
      }),

    withCoupons: codes => read(() => withCodes.all(JSON.stringify(codes)).map(listEntryFromRow)),

    sweep: at => write(() => void sweep.run(at)),
  };
}

const AMONG = 'contact IN (SELECT value FROM json_each(:contactIds))';

/** Who rings somebody goes with why they were to be rung. */
export function entriesOfPeople({ reader, writer }: Engine): PersonRows {
  const held = reader.prepare(`SELECT ${LIST_ENTRY} WHERE ${AMONG} ORDER BY created_at, id`);
  const any = writer.prepare(`SELECT 1 FROM list_entries WHERE ${AMONG} LIMIT 1`);
  const dropHold = writer.prepare(`DELETE FROM list_holds WHERE ${AMONG}`);
  const drop = writer.prepare(`DELETE FROM list_entries WHERE ${AMONG}`);
  return {
    kind: 'listEntries',
    read: contactIds => held.all({ contactIds }).map(listEntryFromRow),
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop(contactIds) {
      dropHold.run({ contactIds });
      return Number(drop.run({ contactIds }).changes);
    },
  };
}

export function listCallsOfPeople({ reader, writer }: Engine): PersonRows {
  const held = reader.prepare(`SELECT ${LIST_CALL} WHERE ${AMONG} ORDER BY at, id`);
  const any = writer.prepare(`SELECT 1 FROM list_calls WHERE ${AMONG} LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM list_calls WHERE ${AMONG}`);
  return {
    kind: 'listCalls',
    read: contactIds => held.all({ contactIds }).map(listCallFromRow),
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop: contactIds => Number(drop.run({ contactIds }).changes),
  };
}

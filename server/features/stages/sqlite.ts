import { AppError } from '../../app-error.ts';
import { seenRow } from '../../store/sqlite/card-sites.ts';
import { CONTACT, heldContact } from '../../store/sqlite/contact-rows.ts';
import { CONVERSATION, conversationFromRow, statusNumber } from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import {
  PERSON_STAGE,
  personStageFromRow,
  STAGE_MOVE,
  stageMoveFromRow,
  toMove,
} from '../../store/sqlite/stage-rows.ts';
import { contactSummary } from '../contacts/rules.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { movedBy, newsOfMove, ofCard } from './rules.ts';
import type { StageStore } from './store.ts';

const LISTED = '(SELECT value FROM json_each(?))';
/** Of a card that is seen. */
const OF_SITES = '(:sites IS NULL OR site IS NULL OR site IN (SELECT value FROM json_each(:sites)))';
/** Not of somebody who was joined to a card that stands by its own row. */
const STANDS = `NOT EXISTS (
  SELECT 1 FROM contacts k CROSS JOIN person_stages own ON own.contact = k.card
  WHERE k.id = person_stages.contact AND k.card <> k.id)`;
/** Two statements, since each finds the index of its own. */
const OF_AGENT = 'agent = :agentId AND';

/** See `StageStore`. */
export function createStageStore({ reader, read, write, rows, leaving }: Engine): StageStore {
  const of = reader.prepare(`SELECT ${PERSON_STAGE} WHERE contact IN ${LISTED}`);
  const contactById = reader.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);
  const newestOf = reader.prepare(`
    SELECT ${CONVERSATION} WHERE c.contact IN
      (SELECT row FROM contacts WHERE id = :rootId UNION ALL SELECT row FROM contacts WHERE card = :rootId)
      AND c.is_closed <> ${statusNumber({ status: 'held' })}
      AND (:sites IS NULL OR s.id IN (SELECT value FROM json_each(:sites)))
    ORDER BY c.updated_at DESC, c.row DESC LIMIT 1`);
  const moves = reader.prepare(`
    SELECT ${STAGE_MOVE} WHERE contact IN (SELECT value FROM json_each(:contacts)) AND ${OF_SITES}
      AND (at, id) < (:at, :id) ORDER BY at DESC, id DESC LIMIT :limit`);
  const byWhose = (sql: (own: string) => string) => {
    const [all, own] = [reader.prepare(sql('')), reader.prepare(sql(OF_AGENT))];
    return (agentId: string | null, values: Record<string, string | number | null>) =>
      agentId === null ? all.all(values) : own.all({ ...values, agentId });
  };
  const page = byWhose(
    own => `
    SELECT ${PERSON_STAGE} WHERE ${own} stage IN (SELECT value FROM json_each(:stages)) AND ${seenRow('person_stages')} AND ${STANDS}
      AND (since, row) < (:since, :row) ORDER BY since DESC, row DESC LIMIT :limit`,
  );
  const counts = byWhose(
    own =>
      `SELECT stage AS stageId, count(*) AS count FROM person_stages WHERE ${own} ${seenRow('person_stages')} AND ${STANDS}
        GROUP BY stage ORDER BY stage`,
  );
  const figures = byWhose(
    own => `
    SELECT to_kind AS kind, count(DISTINCT contact) AS count FROM stage_moves
    WHERE ${own} to_kind IN ('won', 'lost') AND at >= :since AND ${seenRow('stage_moves')} GROUP BY to_kind`,
  );
  const sitesText = (siteIds: readonly string[] | null) => (siteIds === null ? null : JSON.stringify(siteIds));

  return {
    of: contactIds => read(() => of.all(JSON.stringify(contactIds)).map(personStageFromRow)),

    move: order =>
      write(() => {
        if (!rows.contacts.find(order.contactId)) throw new AppError('NOT_FOUND');
        const moved = movedBy(rows.stages.find(order.contactId), order);
        if (!moved) return null;
        rows.stages.put(moved.person);
        rows.stages.add({ ...moved.move, agentId: moved.person.agentId });
        rows.people.refresh(order.contactId);
        return { ...moved, leaves: leaving.tell([newsOfMove(moved.move)]) };
      }),

    page: ({ agentId, siteIds, stageIds, cursor, limit }) =>
      read(() => {
        const [since, row] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const asked = { stages: JSON.stringify(stageIds), sites: sitesText(siteIds), since, row, limit: limit + 1 };
        const found = page(agentId, asked) as { row: number; since: number; contactId: string }[];
        const shown = pageOf(
          found,
          limit,
          last => cursorOf(last.since, last.row),
          each => {
            const found = contactById.get(each.contactId);
            if (!found) return [];
            const { contact } = heldContact(found);
            const rootId = contact.card?.id ?? contact.id;
            const isRoot = rootId === contact.id;
            const root = isRoot ? found : contactById.get(rootId);
            const stands = personStageFromRow(each);
            const talk = newestOf.get({ rootId, sites: sitesText(siteIds) });
            const conversation = talk ? conversationFromRow(talk) : null;
            const person = ofCard(stands, rootId);
            return root ? [{ person, contact: contactSummary(heldContact(root).contact), conversation }] : [];
          },
        );
        return { ...shown, items: shown.items.flat() };
      }),

    counts: ({ agentId, siteIds }) =>
      read(() => counts(agentId, { sites: sitesText(siteIds) }) as { stageId: string; count: number }[]),

    figures: ({ agentId, siteIds, since }) =>
      read(() => {
        const found = figures(agentId, { sites: sitesText(siteIds), since }) as { kind: string; count: number }[];
        const of = (kind: string) => found.find(each => each.kind === kind)?.count ?? 0;
        return { won: of('won'), lost: of('lost') };
      }),

    moves: ({ contactIds, siteIds, before, limit }) =>
      read(() => {
        const from = before ?? { at: Number.MAX_SAFE_INTEGER, id: '' };
        const asked = { contacts: JSON.stringify(contactIds), sites: sitesText(siteIds), ...from, limit };
        return moves.all(asked).map(row => toMove(stageMoveFromRow(row)));
      }),
  };
}

/** Where somebody stands, which their moves tell, goes with them. */
export function movesOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'contact IN (SELECT value FROM json_each(:contactIds))';
  const held = reader.prepare(`SELECT ${STAGE_MOVE} WHERE ${among} ORDER BY at, id`);
  const any = writer.prepare(`SELECT 1 FROM stage_moves WHERE ${among} LIMIT 1`);
  const dropPlace = writer.prepare(`DELETE FROM person_stages WHERE ${among}`);
  const drop = writer.prepare(`DELETE FROM stage_moves WHERE ${among}`);
  return {
    kind: 'stageMoves',
    read: contactIds => held.all({ contactIds }).map(row => toMove(stageMoveFromRow(row))),
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop(contactIds) {
      dropPlace.run({ contactIds });
      return Number(drop.run({ contactIds }).changes);
    },
  };
}

import { CONVERSATION, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { RATING, type RatingRow, ratingFromRow } from '../../store/sqlite/rating-rows.ts';
import { agentCounts, answerTo, kindOf, mayAsk, ratingOf, type ScoreCount, teamCounts } from './rules.ts';
import type { RatingStore } from './store.ts';

const SITE = '(SELECT row FROM sites WHERE id = :siteId)';

/** See `RatingStore`. */
export function createRatingStore({ reader, write, read, rows, ledger, leaving }: Engine): RatingStore {
  const { conversations, jobs, ratings } = rows;
  // Beside `max`, a column that is not grouped by is the one of the row that has it.
  const counts = reader.prepare(`
    SELECT agent AS id, agent_name AS name, score, count(*) AS count, max(created_at) AS lastAt FROM ratings
    WHERE site = ${SITE} AND created_at >= :since GROUP BY agent, score`);
  const byTeam = reader.prepare(`
    SELECT value ->> '$.id' AS id, value ->> '$.name' AS name, score, count(*) AS count, max(created_at) AS lastAt
    FROM ratings, json_each(teams) WHERE site = ${SITE} AND created_at >= :since GROUP BY value ->> '$.id', score`);
  const list = reader.prepare(`
    SELECT ${RATING} WHERE r.site = ${SITE} AND r.created_at >= :since AND (:score IS NULL OR r.score = :score)
      AND (r.created_at, r.row) < (:at, :before)
    ORDER BY r.created_at DESC, r.row DESC LIMIT :limit`);
  const ofConversations = reader.prepare(`
    SELECT ${RATING} WHERE r.conversation IN
      (SELECT row FROM conversations WHERE id IN (SELECT value FROM json_each(?)))
    ORDER BY r.created_at DESC, r.row DESC`);
  const ofAgents = reader.prepare(`
    SELECT ${RATING} WHERE r.agent IN (SELECT value FROM json_each(?)) AND r.created_at >= ? AND r.created_at < ?
    ORDER BY r.created_at DESC, r.row DESC`);
  const conversationOfRow = reader.prepare(`SELECT ${CONVERSATION} WHERE c.row = ?`);

  return {
    ask: ({ job, question, mail, at }) =>
      write(() => {
        const held = jobs.finish(job) ? conversations.find(job.conversationId) : null;
        if (!held || !mayAsk(held.conversation, kindOf(job), at)) return null;
        if (mail?.link) rows.answerLinks.add(mail.link);
        if (mail) leaving.put([mail.letter]);
        const written = ledger.add(held, { author: { kind: 'system' }, body: question, at });
        return mail ? { ...written, leaves: true } : written;
      }),

    rate: ({ id, conversationId, answer, judging, sent, at }) =>
      write(() => {
        const held = conversations.need(conversationId);
        const sending = { ...sent, to: { conversationId } };
        const repeat = ledger.earlier(held.site, sending);
        if (repeat) return repeat;
        const body = answerTo(held.conversation, answer, judging, at);
        const written = ledger.add(held, { author: { kind: 'visitor' }, body, at, sending });
        if (body.event === 'rated') ratings.add(held, ratingOf(id, written, body, judging.teams));
        return written;
      }),

    counts: (siteId, since) => read(() => agentCounts(counts.all({ siteId, since }) as unknown as ScoreCount[])),

    teamCounts: (siteId, since) => read(() => teamCounts(byTeam.all({ siteId, since }) as unknown as ScoreCount[])),

    list: ({ siteId, since, score = null, cursor, limit }) =>
      read(() => {
        const [at, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = list.all({ siteId, since, score, at, before, limit: limit + 1 });
        return pageOf(
          found as unknown as RatingRow[],
          limit,
          last => cursorOf(last.createdAt, last.row),
          row => ({
            rating: ratingFromRow(row),
            conversation: conversationFromRow(conversationOfRow.get(row.conversation)),
          }),
        );
      }),

    ofAgents: (agentIds, { from, to }) =>
      read(() => ofAgents.all(JSON.stringify(agentIds), from, to).map(ratingFromRow)),

    ofConversations: conversationIds =>
      read(() => ofConversations.all(JSON.stringify(conversationIds)).map(ratingFromRow)),
  };
}

import { BOOKING, bookingFromRow } from '../../store/sqlite/booking-rows.ts';
import { CONVERSATION, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { RATING, type RatingRow, ratingFromRow } from '../../store/sqlite/rating-rows.ts';
import { agentCounts, answerTo, kindOf, mayAsk, ratingOf, type ScoreCount, teamCounts } from './rules.ts';
import type { RatedBooking, RatingStore } from './store.ts';
import { scoresOf, staffCounts, visitRated } from './visit.ts';

const SITE = '(SELECT row FROM sites WHERE id = :siteId)';
/** As `bookings_rated` has it: without it none of them is looked up there. */
const RATED_AT = "whole ->> '$.rating.at'";
const RATED = `${RATED_AT} IS NOT NULL AND (:siteIds IS NULL OR site IN (SELECT value FROM json_each(:siteIds)))`;

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
  const visitsThen = `${RATED} AND ${RATED_AT} >= :from AND ${RATED_AT} < :to`;
  const byStaff = reader.prepare(`
    SELECT value ->> '$.id' AS id, value ->> '$.name' AS name, whole ->> '$.rating.score' AS score, count(*) AS count,
      max(${RATED_AT}) AS lastAt
    FROM bookings, json_each(whole, '$.rating.staff') WHERE ${visitsThen} GROUP BY value ->> '$.id', whole ->> '$.rating.score'`);
  const byVisit = reader.prepare(`
    SELECT whole ->> '$.rating.score' AS score, count(*) AS count FROM bookings WHERE ${visitsThen} GROUP BY 1`);
  const visits = reader.prepare(`
    SELECT ${BOOKING} WHERE site = :siteId AND ${RATED_AT} >= :since AND (:score IS NULL OR whole ->> '$.rating.score' = :score)
      AND (${RATED_AT}, row) < (:at, :before)
    ORDER BY ${RATED_AT} DESC, row DESC LIMIT :limit`);
  const visitsOf = reader.prepare(`
    SELECT ${BOOKING} WHERE contact IN (SELECT value FROM json_each(:contacts)) AND ${RATED} ORDER BY ${RATED_AT} DESC, id DESC`);
  const sight = (siteIds: readonly string[] | null) => siteIds && JSON.stringify(siteIds);
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

    rateVisit: ({ bookingId, answer, at }) =>
      write(() => {
        const before = rows.bookings.find(bookingId);
        if (!before) return null;
        const booking: RatedBooking = { ...before, rating: visitRated(before, answer, at) };
        const isNew = booking.rating !== before.rating;
        if (isNew) rows.bookings.note(booking);
        return { before, booking, isNew };
      }),

    visitCounts: ({ siteIds, from, to = Number.MAX_SAFE_INTEGER }) =>
      read(() => {
        const those = { siteIds: sight(siteIds), from, to };
        const visits = byVisit.all(those) as unknown as { score: number; count: number }[];
        return { employees: staffCounts(byStaff.all(those) as unknown as ScoreCount[]), visits: scoresOf(visits) };
      }),

    visits: ({ siteId, since, score = null, cursor, limit }) =>
      read(() => {
        const [at, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = visits.all({ siteId, since, score, at, before, limit: limit + 1 });
        return pageOf(found, limit, last => cursorOf(ratedFromRow(last).rating.at, last.row as number), ratedFromRow);
      }),

    visitsOf: (contactIds, siteIds) =>
      read(() => visitsOf.all({ contacts: JSON.stringify(contactIds), siteIds: sight(siteIds) }).map(ratedFromRow)),
  };
}

const ratedFromRow = (row: unknown) => bookingFromRow(row) as RatedBooking;

import type { Filter } from 'mongodb';
import type { Rating } from '../../../protocol/ratings.ts';
import { AppError } from '../../app-error.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { finishJob } from '../../store/mongo/jobs.ts';
import { ownedBy } from '../../store/mongo/ledger.ts';
import type { Sent } from '../../store/written.ts';
import { type BookingDocument, toBooking } from '../bookings/mongo-document.ts';
import { agentCounts, answerTo, kindOf, mayAsk, ratingOf, type ScoreCount, teamCounts } from './rules.ts';
import type { RatedBooking, RatingStore, VisitsRated } from './store.ts';
import { scoresOf, staffCounts, visitRated } from './visit.ts';

/** See `RatingStore`. */
export function createRatingStore({ database, ledger, leaving, recent }: Engine): RatingStore {
  const { answerLinks, bookings, conversations, ratings } = database;

  /** How often each score was given since then, by what stands under `id`. */
  async function scoresBy(
    siteId: string,
    since: number,
    whom: { id: string; name: string },
    first: { $unwind: string }[] = [],
  ): Promise<ScoreCount[]> {
    const groups = ratings.aggregate<{ _id: Pick<ScoreCount, 'id' | 'score'> } & Omit<ScoreCount, 'id' | 'score'>>([
      { $match: { siteId, createdAt: { $gte: since } } },
      ...first,
      { $sort: { createdAt: 1, _id: 1 } },
      {
        $group: {
          _id: { id: whom.id, score: '$score' },
          name: { $last: whom.name },
          count: { $sum: 1 },
          lastAt: { $max: '$createdAt' },
        },
      },
    ]);
    return (await groups.toArray()).map(({ _id, ...rest }) => ({ ..._id, ...rest }));
  }

  return {
    async ask({ job, question, mail, at }) {
      const { conversationId } = job;
      const written = await database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return null;
        const before = await ledger.read(conversationId, session);
        if (!before || !mayAsk(before, kindOf(job), at)) return null;
        if (mail?.link) await answerLinks.insertOne(stored(mail.link), { session });
        if (mail) await leaving.write(session, [mail.letter]);
        const added = await ledger.add(session, before, { author: { kind: 'system' }, body: question, at });
        return mail ? { ...added, leaves: true } : added;
      });
      recent.forget(conversationId);
      return written;
    },

    async rate({ id, conversationId, answer, judging, sent, at }) {
      const own: Sent = { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
      const written = await database.transaction(async session => {
        const before = await ledger.read(conversationId, session);
        if (!before) throw new AppError('CONVERSATION_UNKNOWN');
        const known = await ledger.held(before.siteId, own.clientId, session);
        if (known) return ledger.answered(known, own.fingerprint, session);
        const body = answerTo(before, answer, judging, at);
        const added = await ledger.add(session, before, { author: { kind: 'visitor' }, body, at, sent: own });
        if (body.event === 'rated')
          await ratings.insertOne(stored(ratingOf(id, added, body, judging.teams)), { session });
        return added;
      });
      recent.forget(conversationId);
      return written;
    },

    async counts(siteId, since) {
      return agentCounts(await scoresBy(siteId, since, { id: '$agentId', name: '$agentName' }));
    },

    async teamCounts(siteId, since) {
      return teamCounts(
        await scoresBy(siteId, since, { id: '$teams.id', name: '$teams.name' }, [{ $unwind: '$teams' }]),
      );
    },

    async list({ siteId, since, score, cursor, limit }) {
      const filter = {
        ...{ siteId, createdAt: { $gte: since } },
        ...(score !== undefined && { score: score as Rating['score'] }),
        $and: [after<Stored<Rating>>('createdAt', cursor, true)],
      };
      const found = await ratings
        .find(filter)
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, last => last.createdAt);
      const ids = [...new Set(page.items.map(each => each.conversationId))];
      const theirs = await ledger.caughtUp(await conversations.find({ _id: { $in: ids } }).toArray());
      const byId = new Map(theirs.map(each => [each.id, each]));
      // One that is erased between the two reads is gone from both.
      const items = page.items.flatMap(each => {
        const conversation = byId.get(each.conversationId);
        return conversation ? [{ rating: entity(each), conversation }] : [];
      });
      return { ...page, items };
    },

    async ofAgents(agentIds, { from, to }) {
      const found = ratings.find({ agentId: { $in: [...agentIds] }, createdAt: { $gte: from, $lt: to } });
      return (await found.sort({ createdAt: -1, _id: -1 }).toArray()).map(entity);
    },

    async ofConversations(conversationIds) {
      const found = ratings.find({ conversationId: { $in: [...conversationIds] } }).sort({ createdAt: -1, _id: -1 });
      return (await found.toArray()).map(entity);
    },

    rateVisit: ({ bookingId, answer, at }) =>
      database.transaction(async session => {
        const found = await bookings.findOne({ _id: bookingId }, { session });
        if (!found) return null;
        const before = toBooking(found);
        const booking: RatedBooking = { ...before, rating: visitRated(before, answer, at) };
        const isNew = booking.rating !== before.rating;
        if (isNew) await bookings.updateOne({ _id: bookingId }, { $set: { rating: booking.rating } }, { session });
        return { before, booking, isNew };
      }),

    async visitCounts(which) {
      const [those, score] = [{ $match: ratedThen(which) }, '$rating.score'];
      const [byStaff, byVisit] = await Promise.all([
        bookings
          .aggregate<{ _id: Pick<ScoreCount, 'id' | 'score'> } & Omit<ScoreCount, 'id' | 'score'>>([
            ...[those, { $unwind: '$rating.staff' }, { $sort: { 'rating.at': 1, _id: 1 } }],
            {
              $group: {
                _id: { id: '$rating.staff.id', score },
                name: { $last: '$rating.staff.name' },
                count: { $sum: 1 },
                lastAt: { $max: '$rating.at' },
              },
            },
          ])
          .toArray(),
        bookings
          .aggregate<{ _id: number; count: number }>([those, { $group: { _id: score, count: { $sum: 1 } } }])
          .toArray(),
      ]);
      return {
        employees: staffCounts(byStaff.map(({ _id, ...rest }) => ({ ..._id, ...rest }))),
        visits: scoresOf(byVisit.map(({ _id, count }) => ({ score: _id, count }))),
      };
    },

    async visits({ siteId, since, score, cursor, limit }) {
      const filter: Filter<BookingDocument> = {
        ...ratedThen({ siteIds: [siteId], from: since }),
        ...(score !== undefined && { 'rating.score': score }),
        $and: [after<BookingDocument>(RATED_AT, cursor, true)],
      };
      const found = await bookings
        .find(filter)
        .sort({ 'rating.at': -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, last => last.rating!.at);
      return { ...page, items: page.items.map(rated) };
    },

    async visitsOf(contactIds, siteIds) {
      const theirs = { contactId: { $in: [...contactIds] }, ...ratedThen({ siteIds, from: 0 }) };
      const found = await bookings.find(theirs).sort({ 'rating.at': -1, _id: -1 }).toArray();
      return found.map(rated);
    },
  };
}

/** A place inside of a document, which the type of its fields does not name. */
const RATED_AT = 'rating.at' as keyof BookingDocument & string;

const rated = (document: BookingDocument) => toBooking(document) as RatedBooking;

function ratedThen({ siteIds, from, to }: VisitsRated): Filter<BookingDocument> {
  return {
    ...(siteIds && { siteId: { $in: [...siteIds] } }),
    'rating.at': { $gte: from, ...(to !== undefined && { $lt: to }) },
  };
}

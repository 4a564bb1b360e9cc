import type { Rating } from '../../../protocol/ratings.ts';
import { AppError } from '../../app-error.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { finishJob } from '../../store/mongo/jobs.ts';
import { ownedBy } from '../../store/mongo/ledger.ts';
import type { Sent } from '../../store/written.ts';
import { answerTo, countsOf, kindOf, mayAsk, ratingOf, type ScoreCount } from './rules.ts';
import type { RatingStore } from './store.ts';

/** See `RatingStore`. */
export function createRatingStore({ database, ledger, leaving, recent }: Engine): RatingStore {
  const { answerLinks, conversations, ratings } = database;

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
        if (body.event === 'rated') await ratings.insertOne(stored(ratingOf(id, added, body)), { session });
        return added;
      });
      recent.forget(conversationId);
      return written;
    },

    async counts(siteId, since) {
      const groups = ratings.aggregate<{
        _id: Pick<ScoreCount, 'agentId' | 'score'>;
        agentName: string;
        count: number;
        lastAt: number;
      }>([
        { $match: { siteId, createdAt: { $gte: since } } },
        { $sort: { createdAt: 1, _id: 1 } },
        {
          $group: {
            _id: { agentId: '$agentId', score: '$score' },
            agentName: { $last: '$agentName' },
            count: { $sum: 1 },
            lastAt: { $max: '$createdAt' },
          },
        },
      ]);
      return countsOf((await groups.toArray()).map(({ _id, ...rest }) => ({ ..._id, ...rest })));
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
  };
}

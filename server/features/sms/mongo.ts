import type { ClientSession } from 'mongodb';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { Written } from '../../store/written.ts';
import { failure, settled } from './rules.ts';
import {
  COUNT_MS,
  counterIds,
  type Limits,
  MOST_TRIES,
  refusalOf,
  SMS_MS,
  type SmsRecord,
  type SmsStore,
} from './store.ts';

/** See `SmsStore`. */
export function createSmsStore({ database, ledger, recent }: Engine): SmsStore {
  const { sms: messages, smsStops, smsCounters, agentNumbers } = database;

  /** Tells the conversation of a message that failed, if it is to be told. */
  async function tell(session: ClientSession, sms: SmsRecord, at: number): Promise<Written | null> {
    const body = failure(sms);
    const before = body && (await ledger.read(sms.conversationId!, session));
    return before ? ledger.add(session, before, { author: { kind: 'system' }, body: body!, at }) : null;
  }

  function told<T extends { written: Written | null } | null>(outcome: T): T {
    if (outcome?.written) recent.forget(outcome.written.conversation.id);
    return outcome;
  }

  /** Both counters are written in the end, so that of two who read the same one begins anew. */
  async function refusedBy(session: ClientSession, limits: Limits) {
    const [day, number] = counterIds(limits);
    const counters = await smsCounters.find({ _id: { $in: [day, number] } }, { session }).toArray();
    const countOf = (id: string) => counters.find(each => each._id === id)?.count ?? 0;
    const found = await smsStops.findOne({ _id: limits.numberKey }, { session });
    return refusalOf({ isStopped: found !== null, ofDay: countOf(day), ofNumber: countOf(number), limits });
  }

  return {
    admit: async (sms, limits, since) =>
      told(
        await database.transaction(async session => {
          const known = await messages.findOne({ _id: sms.id }, { session });
          if (known && !(known.state === 'failed' && known.changedAt < since))
            return { sms: entity(known), written: null };
          if (sms.conversationId !== null && !(await ledger.read(sms.conversationId, session))) return null;
          const problem = sms.state === 'failed' ? sms.problem : await refusedBy(session, limits);
          const { createdAt } = known ?? sms;
          const next: SmsRecord = {
            ...sms,
            createdAt,
            state: problem === null ? 'waiting' : 'failed',
            problem: problem ?? '',
          };
          await messages.replaceOne({ _id: sms.id }, stored(next), { session, upsert: true });
          if (problem !== null) return { sms: next, written: await tell(session, next, sms.changedAt) };
          for (const _id of counterIds(limits)) {
            const change = { $inc: { count: 1 }, $setOnInsert: { at: sms.changedAt } };
            await smsCounters.updateOne({ _id }, change, { session, upsert: true });
          }
          return { sms: next, written: null };
        }),
      ),

    settle: async (which, news) =>
      told(
        await database.transaction(async session => {
          const found =
            'id' in which
              ? await messages.findOne({ _id: which.id }, { session })
              : ((which.providerId ? await newest(session, { providerId: which.providerId }) : null) ??
                (await newest(session, { ref: which.ref })));
          if (!found) return null;
          const before: SmsRecord = entity(found);
          const sms = settled(before, news);
          if (!sms) return { sms: before, isChanged: false, written: null };
          await messages.replaceOne({ _id: sms.id }, stored(sms), { session });
          const isChanged = sms.state !== before.state;
          return { sms, isChanged, written: isChanged ? await tell(session, sms, news.at) : null };
        }),
      ),

    async page({ cursor, limit }) {
      const found = await messages
        .find(after<Stored<SmsRecord>>('createdAt', cursor, true))
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, last => last.createdAt);
      return { ...page, items: page.items.map((each): SmsRecord => entity(each)) };
    },

    async stop({ id, at }) {
      await smsStops.updateOne({ _id: id }, { $setOnInsert: { at } }, { upsert: true });
    },

    async lift(numberKey) {
      return (await smsStops.deleteOne({ _id: numberKey })).deletedCount > 0;
    },

    isStopped: async numberKey => (await smsStops.findOne({ _id: numberKey })) !== null,

    countStops: () => smsStops.countDocuments({}),

    async numberOf(agentId) {
      const found = await agentNumbers.findOne({ _id: agentId });
      return found && entity(found);
    },

    async askNumber(agentId, pending) {
      const change = { $set: { pending }, $setOnInsert: { number: null } };
      await agentNumbers.updateOne({ _id: agentId }, change, { upsert: true });
    },

    proveNumber: (agentId, codeHash, at) =>
      database.transaction(async session => {
        const found = await agentNumbers.findOne({ _id: agentId }, { session });
        const pending = found?.pending;
        if (!pending || pending.until < at || pending.tries >= MOST_TRIES) return false;
        const isRight = pending.codeHash === codeHash;
        const change = isRight
          ? { $set: { number: pending.number, pending: null } }
          : { $set: { 'pending.tries': pending.tries + 1 } };
        await agentNumbers.updateOne({ _id: agentId }, change, { session });
        return isRight;
      }),

    async dropNumber(agentId) {
      return (await agentNumbers.deleteOne({ _id: agentId })).deletedCount > 0;
    },

    async sweep(at) {
      await messages.deleteMany({ createdAt: { $lt: at - SMS_MS } });
      await smsCounters.deleteMany({ at: { $lt: at - COUNT_MS } });
    },
  };

  function newest(session: ClientSession, where: { providerId: string } | { ref: string }) {
    return messages.findOne(where, { session, sort: { createdAt: -1, _id: -1 } });
  }
}

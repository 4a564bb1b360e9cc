import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { finishJob } from '../../store/mongo/jobs.ts';
import { botWords } from './rules.ts';
import type { BotStore } from './store.ts';

/** See `BotStore`. */
export function createBotStore({ database, ledger, recent }: Engine): BotStore {
  return {
    async settle(order) {
      const { job, at } = order;
      const written = await database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return null;
        const before = await ledger.read(job.conversationId, session);
        const words = before && botWords(before, order);
        if (!words) return null;
        const [first, ...rest] = words.bodies;
        const author = { kind: 'system' } as const;
        let all = await ledger.add(session, before, { author, body: first, at }, { script: words.mark });
        await database.scriptActs.insertOne(stored(words.acted), { session });
        for (const body of rest) {
          const answer = await ledger.add(session, all.conversation, { author, body, at });
          all = { ...all, conversation: answer.conversation, answer };
        }
        return all;
      });
      recent.forget(job.conversationId);
      return written;
    },
  };
}

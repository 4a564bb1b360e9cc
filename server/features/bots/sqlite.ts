import type { Engine } from '../../store/sqlite/engine.ts';
import { botWords } from './rules.ts';
import type { BotStore } from './store.ts';

/** See `BotStore`. */
export function createBotStore({ write, rows: { conversations, jobs, scripts }, ledger }: Engine): BotStore {
  return {
    settle: order =>
      write(() => {
        const { job, at } = order;
        const held = jobs.finish(job) ? conversations.find(job.conversationId) : null;
        const words = held && botWords(held.conversation, order);
        if (!words) return null;
        const [first, ...rest] = words.bodies;
        const author = { kind: 'system' } as const;
        let written = ledger.add(held, { author, body: first, at }, { script: words.mark });
        scripts.add(words.acted);
        for (const body of rest) {
          const answer = ledger.add(conversations.need(job.conversationId), { author, body, at });
          written = { ...written, conversation: answer.conversation, answer };
        }
        return written;
      }),
  };
}

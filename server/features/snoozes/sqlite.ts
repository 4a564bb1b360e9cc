import type { Engine } from '../../store/sqlite/engine.ts';
import { snoozing, waking } from './rules.ts';
import type { SnoozeStore } from './store.ts';

/** See `SnoozeStore`. */
export function createSnoozeStore({ write, rows: { conversations, jobs }, ledger }: Engine): SnoozeStore {
  return {
    snooze: ({ conversationId, author, sent, until, clock, at }) =>
      write(() => {
        const draft = { author, at, sending: { ...sent, to: { conversationId } } };
        return ledger.addEvent(conversations.need(conversationId), draft, before =>
          snoozing(before, { until, clock }),
        )!;
      }),

    wake: ({ conversationId, author, sent, at }) =>
      write(() => {
        const draft = { author, at, sending: { ...sent, to: { conversationId } } };
        return ledger.addEvent(conversations.need(conversationId), draft, before => waking(before))!;
      }),

    wakeDue: ({ conversationId, author, job, at }) =>
      write(() => {
        if (!jobs.finish(job)) return null;
        const held = conversations.find(conversationId);
        return held && ledger.addEvent(held, { author, at }, before => waking(before, job.subjectVersion));
      }),
  };
}

/** What is done with conversations that are put aside, one function for each act. */
import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import type { Staff } from '../agents/staff.ts';
import { type AgentAsks, firstAnswer } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import type { Routing } from '../routing/routing.ts';
import type { Sites } from '../sites/sites.ts';
import type { Counts } from '../views/counts.ts';
import { clockAt, refusePast } from './rules.ts';

/**
 * Puts an open conversation aside until a time, or until its person writes. Sent again, it changes nothing (SPEC SN1, ST4).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED, FIELD_INVALID for a time that has passed
 */
export async function snooze(
  context: Context,
  asks: AgentAsks,
  conversationId: string,
  { until, zone }: { until: number | null; zone?: string | undefined },
): Promise<void> {
  const { store, routing, now } = context;
  const { by: author, sent } = asks;
  const written = await attempt();
  asks.answer(written);
  publishEntry(context, written);
  // Whoever had it has room again.
  routing.wake();

  async function attempt() {
    try {
      refusePast(until, now());
    } catch (refusal) {
      return firstAnswer(store, { conversationId }, sent, refusal as Parameters<typeof firstAnswer>[3]);
    }
    return store.snoozes.snooze({ conversationId, author, sent, until, clock: clockAt(until, zone), at: now() });
  }
}

/** Takes it back at once. Sent again, it changes nothing (SPEC ST4). @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED */
export async function wake(context: Context, asks: AgentAsks, conversationId: string): Promise<void> {
  const { store, routing, now } = context;
  const { by: author, sent } = asks;
  const written = await store.snoozes.wake({ conversationId, author, sent, at: now() });
  asks.answer(written);
  publishEntry(context, written);
  if (written.conversation.assigneeId === null) routing.offer(written.conversation);
}

/** What is done when the time of a snooze has come: it is back, once, with whoever had it (SPEC SN2). */
export function createWaker(
  core: Core,
  rooms: { staff: Staff; sites: Sites; counts: Counts; queue: QueueKeeper; routing: Routing },
): JobHandler {
  return async job => {
    const { conversationId } = job;
    const at = core.now();
    const written = await core.store.snoozes.wakeDue({ conversationId, author: { kind: 'system' }, job, at });
    if (!written) return;
    publishEntry({ ...core, ...rooms }, written);
    if (written.conversation.assigneeId === null) rooms.routing.offer(written.conversation);
  };
}

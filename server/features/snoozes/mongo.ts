import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { finishJob } from '../../store/mongo/jobs.ts';
import { ownedBy } from '../../store/mongo/ledger.ts';
import type { Sent, Written } from '../../store/written.ts';
import { UNCHANGED } from '../conversations/rules.ts';
import { snoozing, waking } from './rules.ts';
import type { SnoozeStore } from './store.ts';

/** See `SnoozeStore`. */
export function createSnoozeStore({ database, ledger, recent }: Engine): SnoozeStore {
  async function move(
    { conversationId, author, sent, at }: Parameters<SnoozeStore['wake']>[0],
    decide: (before: Conversation) => EntryBody | null,
  ): Promise<Written> {
    const own: Sent = { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
    const written = await database.transaction(async session => {
      const before = await ledger.read(conversationId, session);
      if (!before) throw new AppError('CONVERSATION_UNKNOWN');
      const known = await ledger.held(before.siteId, own.clientId, session);
      if (known) return ledger.answered(known, own.fingerprint, session);
      return ledger.add(session, before, { author, body: decide(before) ?? UNCHANGED, at, sent: own });
    });
    recent.forget(conversationId);
    return written;
  }

  return {
    snooze: ({ until, clock, ...asked }) => move(asked, before => snoozing(before, { until, clock })),
    wake: asked => move(asked, before => waking(before)),

    async wakeDue({ conversationId, author, job, at }) {
      const written = await database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return null;
        const before = await ledger.read(conversationId, session);
        const body = before && waking(before, job.subjectVersion);
        return before && body && ledger.add(session, before, { author, body, at });
      });
      recent.forget(conversationId);
      return written;
    },
  };
}

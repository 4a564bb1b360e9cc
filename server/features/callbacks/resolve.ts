import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { authorOf } from '../conversations/append.ts';
import { agentFingerprintOf } from '../conversations/fingerprint.ts';
import { firstAnswer } from '../conversations/first-answer.ts';
import { publishEntry } from '../conversations/news.ts';

const WINDOW_MS = LIMITS.windowMinutes * 60_000;

/**
 * Records how a call went, and moves the callback when a new time is given. An agent knows best when to ring, so the
 * time may be any to come, not only an offered one (SPEC CB2).
 * @throws AppError FIELD_REQUIRED, FIELD_INVALID, CALLBACK_UNKNOWN, CALLBACK_DONE
 */
export async function callbackResolve(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'callback.resolve'>,
): Promise<void> {
  const { store, now } = context;
  const { callbackId, clientId, outcome, startAt, note } = frame;
  const isOver = outcome === 'reached' || outcome === 'wrong_number';
  if (outcome === null && startAt === null) {
    throw new AppError('FIELD_REQUIRED', 'An outcome or a new time is needed.', {
      fields: { outcome: 'FIELD_REQUIRED' },
    });
  }
  if (startAt !== null && isOver) throw startAtRefused('A call that ends the callback can not move it.');
  const author = authorOf(context, peer);
  const sent = { clientId, fingerprint: agentFingerprintOf(frame, peer) };
  const written =
    startAt !== null && startAt < now()
      ? await firstAnswer(store, { callbackId }, sent, startAtRefused('The new time has passed.'))
      : await store.callbacks.change({
          callbackId,
          ...sent,
          author,
          attempt: outcome === null ? undefined : { outcome, note },
          window: startAt === null ? undefined : { startAt, endAt: startAt + WINDOW_MS },
          at: now(),
        });
  peer.tell({ type: 'ack', ref: clientId, entry: written.entry });
  publishEntry(context, written);
}

function startAtRefused(detail: string): AppError {
  return new AppError('FIELD_INVALID', detail, { fields: { startAt: 'FIELD_INVALID' } });
}

import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { fingerprintOf } from '../conversations/fingerprint.ts';
import { firstAnswer } from '../conversations/first-answer.ts';
import { publishEntry } from '../conversations/news.ts';
import { forVisitor } from '../conversations/visibility.ts';
import type { SiteRecord } from '../sites/store.ts';
import { checkSlot } from './slots.ts';

/**
 * Moves a pending callback of the visitor's own to another offered time, or cancels it (SPEC CB1).
 * @throws AppError CALLBACK_UNKNOWN, CALLBACK_DONE, SLOT_TAKEN
 */
export async function callbackChange(
  context: Context,
  peer: VisitorPeer,
  frame: VisitorCommand<'callback.change'>,
): Promise<void> {
  const { store, sites, now } = context;
  const { callbackId, clientId, startAt } = frame;
  const [callback, site] = await Promise.all([store.callbacks.find(callbackId), sites.byId(peer.siteId)]);
  if (!callback || !site || callback.conversationId !== peer.conversationId) throw new AppError('CALLBACK_UNKNOWN');
  const sent = { clientId, fingerprint: fingerprintOf(frame) };
  const { callbacksPerSlot } = site;
  const window = startAt === null ? null : windowOf(site, startAt, now());
  const written =
    window instanceof AppError
      ? await firstAnswer(store, { callbackId }, sent, window)
      : await store.callbacks.change({
          callbackId,
          ...sent,
          author: { kind: 'visitor' },
          window,
          callbacksPerSlot,
          at: now(),
        });
  const { previousSeq } = written;
  peer.tell({ type: 'ack', ref: clientId, entry: forVisitor(written.entry) ?? undefined, previousSeq });
  publishEntry(context, written, peer);
}

/** The offered window that begins then, or why there is none any more. */
function windowOf(site: SiteRecord, startAt: number, now: number) {
  try {
    return checkSlot(site, startAt, now);
  } catch (refusal) {
    if (refusal instanceof AppError) return refusal;
    throw refusal;
  }
}

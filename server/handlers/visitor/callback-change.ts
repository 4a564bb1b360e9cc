import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../frames.ts';
import type { VisitorPeer } from '../../peer.ts';
import { publishEntry } from '../../publish.ts';
import { checkSlot } from '../../slots.ts';
import { forVisitor } from '../../visibility.ts';
import { fingerprintOf } from '../fingerprint.ts';

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
  const [callback, site] = await Promise.all([store.callback(callbackId), sites.byId(peer.siteId)]);
  if (!callback || !site || callback.conversationId !== peer.conversationId) throw new AppError('CALLBACK_UNKNOWN');
  const written = await store.changeCallback({
    callbackId,
    clientId,
    fingerprint: fingerprintOf(frame),
    author: { kind: 'visitor' },
    window: startAt === null ? null : checkSlot(site, startAt, now()),
    callbacksPerSlot: site.callbacksPerSlot,
    at: now(),
  });
  peer.tell({ type: 'ack', ref: clientId, entry: forVisitor(written.entry) ?? undefined });
  publishEntry(context, written, peer);
}

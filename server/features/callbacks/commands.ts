/** What people do to a callback that was asked for. Asking for one is a submission. */
import type { SlotsAnswer } from '../../../protocol/callbacks.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Store } from '../../store/store.ts';
import { type AgentAsks, firstAnswer, type VisitorAsks } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import type { SiteRecord } from '../sites/store.ts';
import { moveRefused, type Resolution, resolutionChange, slotTaken } from './rules.ts';
import { offeredWindow, slotRange, slotsFor } from './slots.ts';

/** The times that a site offers now, and which of them are full. */
export async function offeredSlots(
  store: Pick<Store, 'callbacks'>,
  site: SiteRecord,
  now: number,
): Promise<SlotsAnswer> {
  const { from, to } = slotRange(now);
  return slotsFor(site, await store.callbacks.slotLoad(site.id, from, to), now);
}

/**
 * A visitor moves a pending callback of their own to another offered time, or cancels it (SPEC CB1).
 * @param startAt null cancels
 * @throws AppError CALLBACK_UNKNOWN, CALLBACK_DONE, SLOT_TAKEN, CLIENT_ID_REUSED
 */
export async function changeOwnCallback(
  context: Context,
  asks: VisitorAsks,
  callbackId: string,
  startAt: number | null,
): Promise<void> {
  const { store, sites, now } = context;
  const [callback, site] = await Promise.all([store.callbacks.find(callbackId), sites.byId(asks.siteId)]);
  if (!callback || !site || callback.conversationId !== asks.conversationId) throw new AppError('CALLBACK_UNKNOWN');
  const { sent } = asks;
  const at = now();
  const window = startAt === null ? null : offeredWindow(site, startAt, at);
  const written =
    startAt !== null && !window
      ? await firstAnswer(store, { callbackId }, sent, slotTaken())
      : await store.callbacks.change({
          callbackId,
          ...sent,
          author: { kind: 'visitor' },
          window,
          callbacksPerSlot: site.callbacksPerSlot,
          at,
        });
  asks.answer(written);
  publishEntry(context, written, asks.page);
}

/**
 * An agent records how a call went, and moves the callback when a new time is given (SPEC CB2).
 * @throws AppError FIELD_REQUIRED, FIELD_INVALID, CALLBACK_UNKNOWN, CALLBACK_DONE, CLIENT_ID_REUSED
 */
export async function resolveCallback(
  context: Context,
  asks: AgentAsks,
  callbackId: string,
  resolution: Resolution,
): Promise<void> {
  const { store, now } = context;
  const { by: author, sent } = asks;
  const change = resolutionChange(resolution);
  const at = now();
  const refusal = change.window && moveRefused(change.window, at);
  const written = refusal
    ? await firstAnswer(store, { callbackId }, sent, refusal)
    : await store.callbacks.change({ callbackId, ...sent, author, ...change, at });
  asks.answer(written);
  publishEntry(context, written);
}

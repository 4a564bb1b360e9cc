/** What people do to a callback that was asked for. Asking for one is a submission. */
import type { SlotsAnswer } from '../../../protocol/callbacks.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Store } from '../../store/store.ts';
import { type AgentAsks, firstAnswer, type VisitorAsks } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import type { SiteRecord } from '../sites/store.ts';
import { moveRefused, type Resolution, resolutionChange, slotTaken, wantedWindows } from './rules.ts';
import { slotRange, slotsFor } from './slots.ts';

/** The times that a site offers now, and which of them are full. */
export async function offeredSlots(
  store: Pick<Store, 'callbacks'>,
  site: SiteRecord,
  now: number,
): Promise<SlotsAnswer> {
  const { from, to } = slotRange(site, now);
  return slotsFor(site, await store.callbacks.slotLoad(site.id, from, to), now);
}

/**
 * What was refused, with the next time that is free where the wanted one is taken (SPEC CB4).
 * @param startAt what was wanted; null: as soon as possible
 */
export async function withNextTime(
  { store, now }: Pick<Context, 'store' | 'now'>,
  site: SiteRecord,
  startAt: number | null,
  refusal: unknown,
): Promise<unknown> {
  if (!(refusal instanceof AppError) || refusal.code !== 'SLOT_TAKEN') return refusal;
  const { slots } = await offeredSlots(store, site, now());
  const free = slots.filter(each => !each.isFull);
  const next = free.find(each => each.startAt > (startAt ?? 0)) ?? free[0];
  return slotTaken(next?.startAt);
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
  wish: { startAt: number | null; orNext?: boolean | undefined },
): Promise<void> {
  const { store, sites, now } = context;
  const { startAt } = wish;
  const [callback, site] = await Promise.all([store.callbacks.find(callbackId), sites.byId(asks.siteId)]);
  if (!callback || !site || callback.conversationId !== asks.conversationId) throw new AppError('CALLBACK_UNKNOWN');
  const { sent } = asks;
  const at = now();
  const [first, ...orElse] = startAt === null ? [] : wantedWindows(site, { ...wish, startAt }, at);
  const window = startAt === null ? null : first;
  const { callbacksPerSlot } = site;
  const by = { author: { kind: 'visitor' }, callbacksPerSlot, orElse, at } as const;
  const written = await (window === undefined
    ? firstAnswer(store, { callbackId }, sent, slotTaken())
    : store.callbacks.change({ callbackId, ...sent, ...by, window })
  ).catch(async refusal => {
    throw await withNextTime(context, site, startAt, refusal);
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

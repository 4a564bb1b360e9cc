/** What people do to a callback that was asked for. Asking for one is a submission. */
import type { Callback, SlotsAnswer } from '../../../protocol/callbacks.ts';
import type { AgentAuthor } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hasRight } from '../../rights.ts';
import { derivedName } from '../../secrets.ts';
import { maySee } from '../../sight.ts';
import type { Sent, Written } from '../../store/written.ts';
import { type AgentAsks, firstAnswer, type VisitorAsks } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import type { SiteRecord } from '../sites/store.ts';
import { stageAfterAnswer, unwaited } from '../stages/commands.ts';
import { apologyText } from './apologies.ts';
import { type CallDesk, callDesk, honestStart, queueRange, retryWindows } from './queue.ts';
import { agentsWindow, moveRefused, type Resolution, resolutionChange, slotTaken, wantedWindows } from './rules.ts';
import { slotRange, slotsFor, type Window } from './slots.ts';

/** The times that a site offers now, which of them are full, and when "as soon as possible" can be kept. */
export async function offeredSlots(context: Offering, site: SiteRecord): Promise<SlotsAnswer> {
  const { store, now } = context;
  const { from, to } = slotRange(site, now());
  const desk = deskOf(context, site);
  const range = queueRange(desk);
  const [load, waiting] = await Promise.all([
    store.callbacks.slotLoad(site.id, from, to),
    store.callbacks.waiting(site.id, range.from, range.to),
  ]);
  return slotsFor(site, load, desk.now, honestStart(desk, waiting));
}

type Offering = Pick<Context, 'store' | 'now' | 'staff'>;

/** Who rings for a site now. */
export function deskOf({ staff, now }: Pick<Context, 'staff' | 'now'>, site: SiteRecord): CallDesk {
  const here = staff.here().filter(agent => maySee(agent, site.id) && hasRight(agent, 'agent'));
  return callDesk(
    site,
    here.map(agent => agent.id),
    now(),
  );
}

/**
 * What was refused, with the next time that is free where the wanted one is taken (SPEC CB4).
 * @param startAt what was wanted; null: as soon as possible
 */
export async function withNextTime(
  context: Offering,
  site: SiteRecord,
  startAt: number | null,
  refusal: unknown,
): Promise<unknown> {
  if (!(refusal instanceof AppError) || refusal.code !== 'SLOT_TAKEN') return refusal;
  const { slots } = await offeredSlots(context, site);
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
): Promise<Written> {
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
  return written;
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
  const retries = change.attempt?.outcome === 'no_answer' ? await retriesOf(context, callbackId, at) : [];
  const written = refusal
    ? await firstAnswer(store, { callbackId }, sent, refusal)
    : await store.callbacks.change({ callbackId, ...sent, author, ...change, retries, at });
  // Before the agent hears that it is kept: a page that hears nothing sends it again, and then this is made up for.
  const apology = written.callback?.status === 'missed' ? await apologise(context, written.callback) : null;
  asks.answer(written);
  publishEntry(context, written);
  if (apology) publishEntry(context, apology);
  const { conversation, isRepeat } = written;
  // Whoever was reached was talked to.
  if (change.attempt?.outcome !== 'reached' || isRepeat) return;
  unwaited(context, stageAfterAnswer(context, conversation.contact.id, author.id));
}

/**
 * An agent moves a callback to any time to come, or cancels it, and says nothing of a call (SPEC CB8).
 * @throws AppError FIELD_INVALID, CALLBACK_UNKNOWN, CALLBACK_DONE, CLIENT_ID_REUSED
 */
export async function changeForAgent(
  context: Context,
  by: AgentAuthor,
  callbackId: string,
  sent: Sent,
  startAt: number | null,
): Promise<Written> {
  const { store, now } = context;
  const at = now();
  const window = agentsWindow(startAt);
  const refusal = window && moveRefused(window, at);
  const written = refusal
    ? await firstAnswer(store, { callbackId }, sent, refusal)
    : await store.callbacks.change({ callbackId, ...sent, author: by, window, at });
  publishEntry(context, written);
  return written;
}

async function retriesOf({ store, sites }: Context, callbackId: string, at: number): Promise<Window[]> {
  const callback = await store.callbacks.find(callbackId);
  const site = callback && (await sites.byId(callback.siteId));
  return site ? retryWindows(site, at) : [];
}

/**
 * Somebody begins to ring (SPEC CB6).
 * @throws AppError CALLBACK_UNKNOWN, CALLBACK_DONE, CLIENT_ID_REUSED
 */
export async function ringCallback(context: Context, asks: AgentAsks, callbackId: string): Promise<void> {
  const { store, now } = context;
  const written = await store.callbacks.change({ callbackId, ...asks.sent, author: asks.by, ring: true, at: now() });
  asks.answer(written);
  publishEntry(context, written);
}

/**
 * Says to somebody who was never reached that they were rung, in their conversation and so by whatever webhook carries it
 * on, once for each callback (SPEC CB5).
 */
async function apologise(context: Context, callback: Callback): Promise<Written> {
  const { store, now } = context;
  const { id, conversationId, siteId, attempts } = callback;
  const [conversation, site] = await Promise.all([
    store.conversations.find(conversationId),
    context.sites.byId(siteId),
  ]);
  const locale = conversation?.contact.locale ?? site?.locale ?? 'en';
  const text = apologyText(locale, { site: site?.name ?? '', count: attempts.length });
  // Nobody else can have sent something under this id.
  const clientId = derivedName(context.config.secretKey, JSON.stringify(['apology', id]));
  const sent = { clientId, fingerprint: 'apology' };
  return store.conversations.append({
    conversationId,
    ...sent,
    author: { kind: 'system' },
    body: { kind: 'message', text },
    at: now(),
  });
}

/** The outbox's way to the gateway: what may leave is sent, and what became of it is kept (SPEC SM1 to SM6). */

import { z } from 'zod';
import type { SmsRefusal } from '../../../protocol/sms.ts';
import type { Context } from '../../context.ts';
import { type DeliveryRecord, GATEWAY } from '../../outbox/store.ts';
import type { Refusal, Sender } from '../../outbox/worker.ts';
import { derivedName, seal, unseal } from '../../secrets.ts';
import { isLive, isOpen } from '../bookings/rules.ts';
import { publishEntry } from '../conversations/news.ts';
import type { NoticeText } from '../notices/ways.ts';
import { type Account, type Gateway, httpGateway } from './gateway.ts';
import { dayFrom, dayOf, isOver, masked, refOf, unsurePause, zonesFor } from './rules.ts';
import { countSegments } from './segments.ts';
import type { SmsStands } from './settings.ts';
import { accountOf, doorToken, type KeptSms, reachableOrigin, SMS } from './settings.ts';
import type { Limits, SmsNews, SmsRecord } from './store.ts';

/** What a delivery is made of; sealed, since it holds a number, or words, or a code. */
const load = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('text'),
    to: z.string(),
    text: z.string(),
    isUrgent: z.boolean(),
    isQuestion: z.boolean().optional(),
    /** Of a visit, and when it is: not sent once it is another, or began; that it is cancelled, not once it is booked anew. */
    visit: z.object({ bookingId: z.string(), startAt: z.number(), isCancelled: z.boolean().optional() }).optional(),
    /** What it is about, and as what: not sent once its room says that it is so no more. */
    about: z
      .object({ kind: z.enum(['offer', 'visit_question', 'return']), id: z.string(), version: z.number() })
      .optional(),
    zone: z.string().optional(),
    /** To an agent, by their own number: when they are told, they have said themselves. */
    agentId: z.string().optional(),
  }),
  z.object({ is: z.literal('notice'), noticeId: z.string(), agentId: z.string() }),
]);
export type SmsLoad = z.infer<typeof load>;
export type SmsVisit = Extract<SmsLoad, { is: 'text' }>['visit'];
export type SmsAbout = NonNullable<Extract<SmsLoad, { is: 'text' }>['about']>;

/** What is known of a delivery of this kind beside its load. */
export type SmsCause = Pick<DeliveryRecord, 'id' | 'siteId' | 'conversationId' | 'event'>;

/** A delivery to the gateway, due now. */
export function deliveryOf(
  { config, now }: Pick<Context, 'config' | 'now'>,
  cause: SmsCause,
  what: SmsLoad,
): DeliveryRecord {
  const at = now();
  return {
    ...cause,
    kind: 'sms',
    target: GATEWAY,
    payload: seal(config.secretKey, JSON.stringify(what)),
    attempts: 0,
    dueAt: at,
    since: at,
    createdAt: at,
    isDead: false,
    problem: '',
  };
}

export type Sending = Pick<
  Context,
  'config' | 'store' | 'now' | 'settings' | 'hub' | 'feed' | 'outbox' | 'staff' | 'sites' | 'counts' | 'queue'
>;

/** What a notice says by now, in its agent's language; null: nobody needs to hear it any more. */
export type NoticeNow = (noticeId: string) => Promise<NoticeText | null>;

/**
 * The sender of the kind `sms`. Its one target is the gateway.
 * @param contextNow the rooms, which are made after the outbox
 */
export function createSmsSender(
  contextNow: () => Sending,
  noticeNow: NoticeNow,
  stands: Record<SmsAbout['kind'], SmsStands>,
): Sender {
  return {
    async open() {
      const context = contextNow();
      const kept = await context.settings.read(SMS);
      const account = accountOf(context.config.secretKey, kept);
      return (delivery, signal) => deliver({ context, noticeNow, stands, kept, account }, delivery, signal);
    },
  };
}

interface Desk {
  context: Sending;
  noticeNow: NoticeNow;
  stands: Record<SmsAbout['kind'], SmsStands>;
  kept: KeptSms;
  account: Account | null;
}

/** One attempt. Null: it was taken, now or before, or nobody needs it any more. */
async function deliver(desk: Desk, delivery: DeliveryRecord, signal: AbortSignal): Promise<Refusal | null> {
  const { context, kept, account } = desk;
  const { config, now, store } = context;
  const { settings } = kept;
  const message = await messageOf(desk, delivery);
  if (message === null) return null;
  if (message === 'unreadable') return { problem: message, isTargetDown: false, retryAfterMs: null, isFinal: true };
  const { to, text, agentId } = message;
  const at = now();
  const morning = message.isAtNight ? at : dayFrom(at, zonesFor(to, message.zone, settings.timeZone), settings.night);
  if (morning > at) return { problem: 'night', isTargetDown: false, retryAfterMs: morning - at };

  const { segments } = await countSegments(text);
  const refusal = refusedHere(desk, delivery, { to, segments, at });
  const sms = recordOf(delivery, { to, agentId, segments, price: settings.price, at });
  if (refusal) Object.assign(sms, { state: 'failed', problem: refusal });
  const admitted = await store.sms.admit(sms, limitsOf(config.secretKey, kept, to, at), delivery.since);
  if (!admitted) return null;
  if (admitted.written) publishEntry(context, admitted.written);
  const { state, problem, ref } = admitted.sms;
  if (state === 'failed') return { problem, isTargetDown: false, retryAfterMs: null, isFinal: true };
  // It left, and whoever sent it died before it could say so.
  if (state !== 'waiting') return null;

  const gateway = gatewayOf(context, account!);
  const reports = reportsUrl(config, kept, ref);
  const answer = await gateway.send({ id: delivery.id, to, text, reports }, signal);
  if (answer.is === 'taken') {
    await settle(context, delivery.id, { state: 'sent', problem: '', providerId: answer.providerId, at: now() });
    return null;
  }
  // This server stops: whoever comes next tries it, and nothing is known of it but that.
  if (signal.aborted) return { problem: answer.problem, isTargetDown: true, retryAfterMs: null };
  const isUnsure = answer.is === 'later' && answer.isUnsure;
  const unsure = admitted.sms.unsure + Number(isUnsure);
  const isFinal = answer.is === 'refused' || isOver({ unsure, since: delivery.since }, now());
  const { problem: why } = answer;
  await settle(context, delivery.id, { state: isFinal ? 'failed' : 'waiting', problem: why, isUnsure, at: now() });
  if (isFinal) return { problem: why, isTargetDown: false, retryAfterMs: null, isFinal };
  return { problem: why, isTargetDown: true, retryAfterMs: isUnsure ? unsurePause(unsure) : answer.retryAfterMs };
}

/** To whom and what, as it is now. */
async function messageOf({ context, noticeNow, stands, kept }: Desk, { payload, conversationId }: DeliveryRecord) {
  const { config, store } = context;
  const text = unseal(config.secretKey, payload);
  const what = text === null ? null : load.safeParse(JSON.parse(text)).data;
  if (!what) return 'unreadable';
  if (what.is === 'text') {
    const { isUrgent, isQuestion = false, visit, about, agentId = null, ...message } = what;
    if (isQuestion && !(await isAskedStill(context, conversationId))) return null;
    if (visit && !(await isSoStill(context, visit))) return null;
    if (about && !(await stands[about.kind](context, about))) return null;
    return { ...message, agentId, isAtNight: agentId !== null || (isUrgent && kept.settings.isUrgentAtNight) };
  }
  const notice = await noticeNow(what.noticeId);
  if (!notice) return null;
  const number = (await store.sms.numberOf(what.agentId))?.number ?? null;
  const to = number === null ? '' : (unseal(config.secretKey, number) ?? '');
  return {
    to,
    text: await noticeWords(notice, kept.settings.mostSegments),
    agentId: what.agentId,
    zone: undefined,
    // When they are told, they have said themselves.
    isAtNight: true,
  };
}

/** Whether the person of a conversation is still asked how it was. */
async function isAskedStill({ store, now }: Sending, conversationId: string | null): Promise<boolean> {
  const conversation = conversationId === null ? null : await store.conversations.find(conversationId);
  const asked = conversation?.asked;
  return asked?.isOpen === true && asked.until > now();
}

/** Whether a visit is still to come at that time, or still cancelled where that is what is said. */
async function isSoStill(
  { store, now }: Sending,
  { bookingId, startAt, isCancelled = false }: NonNullable<SmsVisit>,
): Promise<boolean> {
  const booking = await store.bookings.find(bookingId);
  if (booking?.startAt !== startAt || startAt <= now()) return false;
  return isCancelled ? !isLive(booking) : isOpen(booking);
}

/** A notice in as few words as it takes: without what was said where that is too long, and never without where to look. */
async function noticeWords({ title, body, url }: NoticeText, most: number): Promise<string> {
  const whole = `${title} ${body}\n${url}`;
  if ((await countSegments(whole)).segments <= most) return whole;
  return `${[...title].slice(0, 50).join('')}\n${url}`;
}

/** Why it is not even tried; null: it is. */
function refusedHere(
  { kept: { settings }, account }: Desk,
  delivery: DeliveryRecord,
  { to, segments, at }: { to: string; segments: number; at: number },
): SmsRefusal | null {
  if (!settings.isOn || !account) return 'off';
  if (to === '') return 'no_number';
  if (segments > settings.mostSegments) return 'too_long';
  return isOver({ unsure: 0, since: delivery.since }, at) ? 'too_late' : null;
}

/** A message as it is before it was tried. */
export function recordOf(
  { id, siteId, conversationId, event }: SmsCause,
  { to, agentId, segments, price, at }: Pick<SmsRecord, 'agentId' | 'segments' | 'price'> & { to: string; at: number },
): SmsRecord {
  return {
    ...{ id, siteId, conversationId, agentId, event, segments, price },
    ref: refOf(id),
    number: masked(to),
    state: 'waiting',
    problem: '',
    providerId: '',
    unsure: 0,
    createdAt: at,
    changedAt: at,
  };
}

export function limitsOf(secretKey: string, { settings }: Pick<KeptSms, 'settings'>, to: string, at: number): Limits {
  const { mostOfDay, mostOfNumber, timeZone } = settings;
  return { day: dayOf(at, timeZone), numberKey: numberKey(secretKey, to), mostOfDay, mostOfNumber };
}

/** What stands for a number where it must be known again and never read. @param number E.164 */
export function numberKey(secretKey: string, number: string): string {
  return derivedName(secretKey, `sms to ${number}`);
}

export function gatewayOf({ config, now }: Pick<Context, 'config' | 'now'>, account: Account): Gateway {
  return httpGateway(account, { mayBePrivate: config.webhooksToPrivate, now });
}

/** Where the gateway says what became of a message; empty: nobody could reach us there. @param ref of the message */
export function reportsUrl(config: Context['config'], kept: KeptSms, ref: string): string {
  const origin = reachableOrigin(config, kept);
  return origin ? `${origin}/v1/sms/reports/${doorToken(config.secretKey, kept)}/${ref}` : '';
}

/** Keeps what became of a message, and tells who is to hear of it. @returns whether there is such a message */
export async function settle(
  context: Sending,
  which: string | { providerId: string; ref: string },
  news: SmsNews,
): Promise<boolean> {
  const settled = await context.store.sms.settle(typeof which === 'string' ? { id: which } : which, news);
  if (settled?.written) publishEntry(context, settled.written);
  return settled !== null;
}

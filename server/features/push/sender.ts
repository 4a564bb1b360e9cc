/** The way `push`: what is written for each browser of an agent, and how it leaves. */
import { hash } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import type { Notice } from '../../../protocol/notices.ts';
import type { Core } from '../../core.ts';
import { type PushOutcome, pushTo } from '../../outbox/push.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Refusal, Sender } from '../../outbox/worker.ts';
import type { NoticeText, Way } from '../notices/ways.ts';
import type { DeskSettings } from '../settings/settings.ts';
import { pushKeysOf } from './keys.ts';
import { contactOf, messageOf, subscriptionOf, topicOf } from './rules.ts';
import type { LiveDevice } from './store.ts';

type Parts = Pick<Core, 'store' | 'config' | 'now'> & { settings: DeskSettings };

/** How old `lastUsedAt` may grow before another push moves it: one write an hour and browser, not one a push. */
const USED_MS = 3_600_000;

/** Tells every browser of an agent; ids follow from the notice's. */
export function createPushWay({ store, now }: Pick<Core, 'store' | 'now'>): Way {
  return {
    name: 'push',
    isOffered: async () => true,
    async deliveries(notice, agent) {
      const at = now();
      return (await store.push.of(agent.id, at)).map(each => deliveryOf(notice, each.id, at));
    },
  };
}

function deliveryOf({ id, siteId, conversationId }: Notice, target: string, at: number): DeliveryRecord {
  return {
    id: `push_${hash('sha256', `${id} ${target}`, 'base64url')}`,
    kind: 'push',
    target,
    siteId,
    conversationId,
    event: 'notice',
    payload: JSON.stringify({ noticeId: id }),
    attempts: 0,
    dueAt: at,
    since: at,
    createdAt: at,
    isDead: false,
    problem: '',
  };
}

/**
 * The sender of the kind `push`. Its target is a browser; one that was taken away takes along what waits for it.
 * @param noticeNow what a notice says when it leaves; null: nobody needs it any more
 */
export function createPushSender(parts: Parts, noticeNow: (id: string) => Promise<NoticeText | null>): Sender {
  const { store, now } = parts;
  return {
    async open(id) {
      if (!(await store.push.find(id, now()))) return null;
      return async ({ payload, conversationId }, signal) => {
        // Read anew each time: who has just signed out is told nothing more (SPEC PU2).
        const device = await store.push.find(id, now());
        const agent = device && (await store.agents.all()).find(each => each.id === device.agentId);
        const { noticeId } = JSON.parse(payload) as { noticeId: string };
        const text = agent && (await noticeNow(noticeId));
        if (!text) return null;
        return pushToDevice(parts, device, { text, about: conversationId ?? noticeId, locale: agent.locale, signal });
      };
    },
  };
}

/** What a browser is told. */
interface Told {
  text: NoticeText;
  /** What is replaced by a later one about the same: the conversation's id. */
  about: string;
  locale: Agent['locale'];
  signal: AbortSignal;
}

/**
 * One attempt to tell a browser something. One that its push service does not know any more is forgotten (SPEC PU3).
 * @returns null when it was taken, or there is nobody to take it
 */
export async function pushToDevice(parts: Parts, device: LiveDevice, told: Told): Promise<Refusal | null> {
  const { store, now } = parts;
  const outcome = await attempt(parts, device, told);
  if (outcome === 'gone') {
    await store.push.drop(device.id, { endpointHash: device.endpointHash });
    return null;
  }
  if (outcome === null && now() - (device.lastUsedAt ?? 0) > USED_MS) await store.push.used(device.id, now());
  return outcome;
}

async function attempt(
  { config, settings, now }: Parts,
  device: LiveDevice,
  { text, about, locale, signal }: Told,
): Promise<PushOutcome> {
  const { secretKey, publicUrl } = config;
  const subscription = subscriptionOf(secretKey, device);
  // Nobody can read where it is any more; its browser says so anew when it opens the inbox.
  if (!subscription) return 'gone';
  const keys = await pushKeysOf(settings, secretKey);
  const contact = contactOf(publicUrl, device.origin);
  const push = { text: JSON.stringify(messageOf(text, about, locale)), topic: topicOf(secretKey, about) };
  return pushTo({ config, now }, subscription, push, { ...keys, contact, signal });
}

/** What agents do about the browsers that tell them of something while the inbox is closed: each about their own. */
import type { Device, DeviceAdd, PushAnswer, PushTestAnswer } from '../../../protocol/push.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import type { Target } from '../../outbox/store.ts';
import type { SignedIn } from '../sessions/store.ts';
import { pushKeysOf } from './keys.ts';
import { keptSubscription } from './rules.ts';
import { pushToDevice } from './sender.ts';
import type { LiveDevice } from './store.ts';
import { TEST_WORDS } from './words.ts';

const ENDPOINT_EXAMPLE = 'https://push.example/subscription';

/** The agent's own browsers, oldest first, and the key to subscribe with. */
export async function pushOf(context: Context, { agent, session }: SignedIn): Promise<PushAnswer> {
  const { store, settings, config, now } = context;
  const [keys, devices, failing] = await Promise.all([
    pushKeysOf(settings, config.secretKey),
    store.push.of(agent.id, now()),
    store.outbox.failingTargets(),
  ]);
  return { publicKey: keys.publicKey, devices: devices.map(each => shown(each, session.id, failing)) };
}

/**
 * Tells this browser from now on, for as long as its session lives (SPEC PU2). Safe to repeat.
 * @param origin of the page that asks
 * @throws AppError FIELD_INVALID for an address in a private network, or a key that is none
 */
export async function addDevice(
  context: Context,
  { agent, session }: SignedIn,
  { endpoint, keys }: DeviceAdd,
  origin: string,
): Promise<Device> {
  const { store, outbox, config, now, newId } = context;
  const url = checkedUrl(config, endpoint, ENDPOINT_EXAMPLE);
  const kept = keptSubscription(config.secretKey, { endpoint: url, keys });
  const ofSession = async () => (await store.push.of(agent.id, now())).find(each => each.sessionId === session.id);
  const before = await ofSession();
  // Pages say it anew whenever they are opened.
  if (before?.endpointHash !== kept.endpointHash) {
    const made = { id: newId(), agentId: agent.id, sessionId: session.id, ...kept, origin };
    await store.push.put({ ...made, createdAt: now(), lastUsedAt: null });
    // What waited for the old one goes to the new one.
    outbox.wake();
  }
  const device = await ofSession();
  // Its session has ended meanwhile.
  if (!device) throw new AppError('SIGN_IN_REQUIRED');
  return shown(device, session.id, await store.outbox.failingTargets());
}

/** With what waits for it. @throws AppError NOT_FOUND */
export async function removeDevice({ store }: Context, { agent }: SignedIn, id: string): Promise<void> {
  if (!(await store.push.drop(id, { agentId: agent.id }))) throw new AppError('NOT_FOUND');
}

/** Pushes something now, once, and past the outbox. @throws AppError NOT_FOUND, RATE_LIMITED */
export async function testDevice(context: Context, { agent }: SignedIn, id: string): Promise<PushTestAnswer> {
  const { store, rates, now } = context;
  const device = await store.push.find(id, now());
  if (device?.agentId !== agent.id) throw new AppError('NOT_FOUND');
  rates.spend('pushTestsOfAgent', agent.id);
  const { signal } = new AbortController();
  const text = { ...TEST_WORDS[agent.locale], url: 'inbox/settings/told' };
  const refusal = await pushToDevice(context, device, { text, about: 'test', locale: agent.locale, signal });
  // A browser that is gone takes nothing, and is not there any more.
  const isGone = refusal === null && (await store.push.find(id, now())) === null;
  return { isDelivered: refusal === null && !isGone, problem: isGone ? '410' : (refusal?.problem ?? '') };
}

function shown(device: LiveDevice, sessionId: string, failing: Target[]): Device {
  const { id, userAgent, createdAt, lastUsedAt } = device;
  const target = failing.find(each => each.kind === 'push' && each.id === id);
  const isCurrent = device.sessionId === sessionId;
  return { id, userAgent, isCurrent, createdAt, lastUsedAt, failingSince: target?.failingSince ?? null };
}

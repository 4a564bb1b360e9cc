import { expect, test } from 'vitest';
import type { DeviceRecord } from '../../../server/features/push/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newAgent, newDelivery, newId } from '../scene.ts';

/** PU1, PU2: whose browser a device is, and how long. */
export function pushRules(store: () => Store): void {
  /** Somebody who is signed in, in so many browsers. */
  async function signedIn(browsers: number) {
    const agent = newAgent();
    await store().agents.create(agent);
    const sessions = await Promise.all(
      Array.from({ length: browsers }, async () => {
        const id = newId('session');
        const times = { createdAt: NOON, seenAt: NOON, expiresAt: NOON + DAY };
        const session = { id, agentId: agent.id, userAgent: `Test/${id}`, address: '', ...times };
        await store().sessions.create({ ...session, tokenHash: newId('hash') }, agent.passwordHash);
        return id;
      }),
    );
    return { agentId: agent.id, sessions };
  }
  const deviceOf = (agentId: string, sessionId: string, fields: Partial<DeviceRecord> = {}): DeviceRecord => ({
    ...{ id: newId('device'), agentId, sessionId, endpointHash: newId('hash'), sealed: newId('sealed') },
    ...{ origin: 'https://desk.example', createdAt: NOON, lastUsedAt: null },
    ...fields,
  });
  const idsOf = async (agentId: string, at = NOON) => (await store().push.of(agentId, at)).map(each => each.id);
  const deliveryTo = (target: string) => newDelivery({ kind: 'push', target });
  const waitingFor = async (target: string) =>
    (await store().outbox.page({ isDead: false, limit: 1_000 })).items.filter(each => each.target === target).length;

  test('PU1 a session has one browser: another takes over its id, and what waits for it', async () => {
    const { agentId, sessions } = await signedIn(2);
    const [first, second] = sessions.map((id, n) => deviceOf(agentId, id, { createdAt: NOON + n }));
    await store().push.put(first!);
    await store().push.put(second!);
    expect(await store().push.of(agentId, NOON)).toEqual([
      { ...first, userAgent: `Test/${sessions[0]}` },
      { ...second, userAgent: `Test/${sessions[1]}` },
    ]);
    await store().outbox.put([deliveryTo(first!.id)]);
    const renewed = deviceOf(agentId, sessions[0]!, { createdAt: NOON + 7 });
    await store().push.put(renewed);
    const { endpointHash, sealed } = renewed;
    expect(await store().push.find(first!.id, NOON)).toMatchObject({ ...first, endpointHash, sealed });
    expect(await idsOf(agentId)).toEqual([first!.id, second!.id]);
    expect(await waitingFor(first!.id)).toBe(1);
    await store().push.used(first!.id, NOON + 9);
    expect((await store().push.find(first!.id, NOON))?.lastUsedAt).toBe(NOON + 9);
  });

  test('PU1 the same browser under another session, of whomever, is told for that one alone', async () => {
    const [ann, bob] = [await signedIn(2), await signedIn(1)];
    const device = deviceOf(ann.agentId, ann.sessions[0]!);
    await store().push.put(device);
    await store().outbox.put([deliveryTo(device.id)]);
    const { endpointHash } = device;
    const anew = deviceOf(ann.agentId, ann.sessions[1]!, { endpointHash });
    await store().push.put(anew);
    expect(await idsOf(ann.agentId)).toEqual([anew.id]);
    expect(await waitingFor(device.id)).toBe(0);
    const bobs = deviceOf(bob.agentId, bob.sessions[0]!, { endpointHash });
    await store().push.put(bobs);
    expect([await idsOf(ann.agentId), await idsOf(bob.agentId)]).toEqual([[], [bobs.id]]);
  });

  test('PU1 of many at once one is kept', async () => {
    const { agentId, sessions } = await signedIn(2);
    const endpointHash = newId('hash');
    const all = [...sessions, ...sessions].map(id => deviceOf(agentId, id, { endpointHash }));
    await Promise.all(all.map(each => store().push.put(each)));
    expect(await idsOf(agentId)).toHaveLength(1);
  });

  test('PU2 it ends with its session, with that running out, and with its agent; what waits is forgotten', async () => {
    const { agentId, sessions } = await signedIn(3);
    const devices = sessions.map((id, n) => deviceOf(agentId, id, { createdAt: NOON + n }));
    for (const each of devices) await store().push.put(each);
    const [left, ended, last] = devices.map(each => each.id);
    await store().outbox.put([deliveryTo(left!), deliveryTo(ended!)]);
    await store().sessions.end(agentId, { id: sessions[0]! });
    expect(await idsOf(agentId)).toEqual([ended, last]);
    expect(await store().push.find(left!, NOON)).toBe(null);
    expect(await idsOf(agentId, NOON + DAY)).toEqual([]);
    await store().push.sweep(NOON + 2 * 3_600_000);
    expect([await waitingFor(left!), await waitingFor(ended!)]).toEqual([0, 1]);
    await store().agents.update(agentId, { isDisabled: true });
    expect(await idsOf(agentId)).toEqual([]);
  });

  test('PU3 one is taken away by its agent, or by its push service while it has that endpoint still', async () => {
    const { agentId, sessions } = await signedIn(1);
    const device = deviceOf(agentId, sessions[0]!);
    await store().push.put(device);
    await store().outbox.put([deliveryTo(device.id)]);
    expect(await store().push.drop(device.id, { agentId: 'another' })).toBe(false);
    expect(await store().push.drop(device.id, { endpointHash: 'of before' })).toBe(false);
    expect([await idsOf(agentId), await waitingFor(device.id)]).toEqual([[device.id], 1]);
    expect(await store().push.drop(device.id, { endpointHash: device.endpointHash })).toBe(true);
    expect([await idsOf(agentId), await waitingFor(device.id)]).toEqual([[], 0]);
    await store().push.put(device);
    expect(await store().push.drop(device.id, { agentId })).toBe(true);
    expect(await store().push.drop(device.id, { agentId })).toBe(false);
  });
}

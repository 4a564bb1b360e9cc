import { expect, test } from 'vitest';
import type { Factor, FactorProof } from '../../../server/features/factors/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newId } from '../scene.ts';
import { setStaff } from '../staff.ts';
import { newRow } from './audit.ts';

const newFactor = (change: Partial<Factor> = {}): Factor => ({
  sealed: newId('sealed'),
  lastStep: 10,
  recovery: ['one', 'two'],
  since: NOON,
  ...change,
});

/** FA1, FA2: a second factor is asked for in the step that begins a session, and used up there. */
export function factorRules(store: () => Store): void {
  const { hire, agentNow } = setStaff(store);
  const code = (step: number): FactorProof => ({ kind: 'code', step });
  const recovery = (hash: string): FactorProof => ({ kind: 'recovery', hash });

  /** Whether a session begins. */
  function begin(agent: { id: string; passwordHash: string }, proof?: FactorProof): Promise<boolean> {
    const id = newId('session');
    const times = { createdAt: NOON, seenAt: NOON, expiresAt: NOON + DAY };
    const session = { id, agentId: agent.id, userAgent: '', address: '', ...times, tokenHash: `hash-${id}` };
    return store().sessions.create(session, agent.passwordHash, undefined, proof);
  }

  test('FA1 a session begins with a proof where there is a factor, and without one where there is none', async () => {
    const carl = await hire();
    expect(await begin(carl, code(11))).toBe(false);
    expect(await begin(carl)).toBe(true);
    const factor = newFactor();
    const on = newRow();
    expect(await store().factors.turnOn(carl.id, factor, on)).toBe(true);
    expect(await store().factors.turnOn(carl.id, newFactor())).toBe(false);
    expect((await store().audit.page({ who: (on.who as { id: string }).id, limit: 5 })).items).toEqual([on]);
    expect((await agentNow(carl.id))?.factor).toEqual(factor);
    expect(await begin(carl)).toBe(false);
    expect(await begin(carl, code(11))).toBe(true);
    expect(await store().factors.turnOff(carl.id)).toBe(true);
    expect(await store().factors.turnOff(carl.id)).toBe(false);
    expect(await begin(carl)).toBe(true);
    expect((await agentNow(carl.id))?.factor).toBe(null);
    expect(await store().factors.turnOn('nobody', factor)).toBe(false);
  });

  test('FA2 no code is taken twice, nor one before it, and a recovery code once', async () => {
    const carl = await hire();
    await store().factors.turnOn(carl.id, newFactor());
    const sameTime = await Promise.all([begin(carl, code(11)), begin(carl, code(11))]);
    expect(sameTime.sort()).toEqual([false, true]);
    expect(await begin(carl, code(11))).toBe(false);
    expect(await begin(carl, code(10))).toBe(false);
    expect(await begin(carl, code(12))).toBe(true);
    const twice = await Promise.all([begin(carl, recovery('one')), begin(carl, recovery('one'))]);
    expect(twice.sort()).toEqual([false, true]);
    expect(await begin(carl, recovery('three'))).toBe(false);
    expect((await agentNow(carl.id))?.factor).toMatchObject({ lastStep: 12, recovery: ['two'] });
    expect(await store().factors.use(carl.id, recovery('two'))).toBe(true);
    expect(await store().factors.use(carl.id, recovery('two'))).toBe(false);
    expect(await store().factors.renewRecovery(carl.id, ['four'])).toBe(true);
    expect(await begin(carl, recovery('four'))).toBe(true);
    expect(await store().factors.use('nobody', code(1))).toBe(false);
    expect(await store().factors.renewRecovery('nobody', [])).toBe(false);
  });

  test('FA1 a session is found with its agent and the factor, and other changes leave it', async () => {
    const carl = await hire();
    const factor = newFactor();
    await store().factors.turnOn(carl.id, factor);
    await store().agents.update(carl.id, { name: 'Carl' });
    const id = newId('session');
    const times = { createdAt: NOON, seenAt: NOON, expiresAt: NOON + DAY };
    const session = { id, agentId: carl.id, userAgent: '', address: '2001:db8:1::/48', ...times };
    await store().sessions.create({ ...session, tokenHash: `hash-${id}` }, carl.passwordHash, undefined, code(11));
    const found = await store().sessions.byToken(`hash-${id}`, NOON);
    expect(found).toEqual({ session, agent: { ...carl, name: 'Carl', factor: { ...factor, lastStep: 11 } } });
  });

  test('FA5 whether everybody needs one is kept for the server', async () => {
    expect(await store().factors.settings()).toEqual({ id: 'server', isFactorRequired: false });
    const row = newRow();
    await store().factors.require(true, row);
    expect(await store().factors.settings()).toEqual({ id: 'server', isFactorRequired: true });
    expect((await store().audit.page({ who: (row.who as { id: string }).id, limit: 5 })).items).toEqual([row]);
    await store().factors.require(false);
    expect(await store().factors.settings()).toEqual({ id: 'server', isFactorRequired: false });
  });
}

import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { NOON } from '../scene.ts';
import { setStaff } from '../staff.ts';

/** ST9: an address is one agent's, and the last owner stays. */
export function agentRules(store: () => Store): void {
  const { hire, agentNow, signIn } = setStaff(store);

  test('ST9 an e-mail belongs to one agent, however it is written', async () => {
    const carl = await hire({ email: 'Carl@Shop.example' });
    const taken = { code: 'EMAIL_TAKEN' };
    await expect(hire({ email: 'carl@shop.EXAMPLE' })).rejects.toMatchObject(taken);
    const crowd = Array.from({ length: 5 }, () => hire({ email: 'dora@shop.example' }));
    expect((await Promise.allSettled(crowd)).filter(each => each.status === 'fulfilled')).toHaveLength(1);
    expect(await agentNow(carl.id)).toEqual(carl);
  });

  test('ST9 agents change, and strangers do not', async () => {
    const carl = await hire();
    const changed = await store().agents.update(carl.id, {
      name: 'Carl',
      capacity: 9,
      letterCapacity: 0,
      languages: ['am', 'en'],
      siteIds: ['site-1'],
      passwordHash: 'other',
    });
    const work = { capacity: 9, letterCapacity: 0, languages: ['am', 'en'] };
    expect(changed).toEqual({ ...carl, ...work, name: 'Carl', siteIds: ['site-1'], passwordHash: 'other' });
    expect(await agentNow(carl.id)).toEqual(changed);
    expect(await store().agents.update(carl.id, { letterCapacity: null })).toEqual({
      ...changed,
      letterCapacity: null,
    });
    expect(await store().agents.update('nobody', { name: 'X' })).toBe(null);
  });

  test('ST9 the last owner stays one', async () => {
    const ours = await hire({ role: 'owner' });
    // Others may have been hired before in this database; ours is made the last.
    for (const each of await store().agents.all()) {
      if (each.id !== ours.id && each.role === 'owner') await store().agents.update(each.id, { isDisabled: true });
    }
    const last = { code: 'LAST_OWNER' };
    const token = await signIn(ours);
    await expect(store().agents.update(ours.id, { isDisabled: true })).rejects.toMatchObject(last);
    await expect(store().agents.update(ours.id, { role: 'agent' })).rejects.toMatchObject(last);
    expect(await agentNow(ours.id)).toEqual(ours);
    expect(await store().sessions.byToken(token.tokenHash, NOON)).not.toBe(null);
    await store().agents.update(ours.id, { name: 'Still here', role: 'owner', isDisabled: false });
    const heir = await hire({ role: 'owner' });
    const both = await Promise.allSettled([
      store().agents.update(ours.id, { role: 'agent' }),
      store().agents.update(heir.id, { isDisabled: true }),
    ]);
    expect(both.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  });
}

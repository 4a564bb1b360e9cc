import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { MINUTE, NOON, newAgent } from '../scene.ts';
import { setStaff } from '../staff.ts';

/** ST9: an invitation is used once. */
export function invitationRules(store: () => Store): void {
  const { hire, invite } = setStaff(store);

  test('ST9 an invitation makes one agent, however often it is used', async () => {
    const { tokenHash, ...shown } = await invite({ email: 'eve@shop.example', role: 'owner' });
    expect(await store().invitations.find(tokenHash, NOON)).toEqual({ tokenHash, ...shown });
    const crowd = Array.from({ length: 5 }, () => newAgent());
    const accepted = await Promise.allSettled(crowd.map(each => store().invitations.accept(tokenHash, each)));
    expect(accepted.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of accepted) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'INVITE_INVALID' });
    }
    const hired = (await store().agents.all()).filter(each => crowd.some(one => one.id === each.id));
    expect(hired).toHaveLength(1);
    expect(await store().invitations.find(tokenHash, NOON)).toBe(null);
  });

  test('ST9 an invitation that can not make its agent is not used up', async () => {
    const carl = await hire();
    const { tokenHash } = await invite();
    const taken = store().invitations.accept(tokenHash, newAgent({ email: carl.email.toUpperCase() }));
    await expect(taken).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    await store().invitations.accept(tokenHash, newAgent());
  });

  test('ST9 invitations run out', async () => {
    const { tokenHash } = await invite({ expiresAt: NOON + MINUTE });
    expect(await store().invitations.find(tokenHash, NOON + MINUTE - 1)).not.toBe(null);
    expect(await store().invitations.find(tokenHash, NOON + MINUTE)).toBe(null);
    const late = store().invitations.accept(tokenHash, newAgent({ createdAt: NOON + MINUTE }));
    await expect(late).rejects.toMatchObject({ code: 'INVITE_INVALID' });
    await expect(store().invitations.accept('hash-none', newAgent())).rejects.toMatchObject({ code: 'INVITE_INVALID' });
  });
}

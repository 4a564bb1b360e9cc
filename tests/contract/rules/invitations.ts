import { expect, test } from 'vitest';
import type { Invite } from '../../../server/features/invitations/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newAgent, newId } from '../scene.ts';
import { setStaff } from '../staff.ts';

/** ST9, ST10: an invitation is used once, and has the right of whoever made it. */
export function invitationRules(store: () => Store): void {
  const staff = setStaff(store);
  const { hire } = staff;

  /** By an owner of its own, unless said otherwise. */
  async function invite(fields: Partial<Invite> = {}): Promise<Invite> {
    return staff.invite({ invitedBy: (await hire({ role: 'owner' })).id, ...fields });
  }
  const newLink = (fields: Partial<Invite> = {}) => {
    const id = newId('link');
    const link = {
      id,
      tokenHash: `hash-${id}`,
      role: 'owner',
      siteIds: null,
      createdAt: NOON,
      expiresAt: NOON + DAY,
    } as const;
    return { ...link, ...fields, email: null, invitedBy: null };
  };
  const good = async (tokenHash: string) => (await store().invitations.find(tokenHash, NOON)) !== null;
  const invalid = { code: 'INVITE_INVALID' };

  test('ST10 the link for the first owner is one, and of two who take it at once one becomes the owner', async () => {
    // The first test of this group: nobody is an owner here yet.
    const [printed, newer] = [newLink(), newLink()];
    await store().invitations.renewOwnerLink(printed);
    await store().invitations.renewOwnerLink(newer);
    expect([await good(printed.tokenHash), await good(newer.tokenHash)]).toEqual([false, true]);
    expect(await store().invitations.all(NOON)).toEqual([]);
    expect(await store().invitations.withdraw(newer.id)).toBe(false);
    const crowd = [1, 2, 3].map(() => newAgent({ role: 'owner' }));
    const accepted = await Promise.allSettled(crowd.map(each => store().invitations.accept(newer.tokenHash, each)));
    expect(accepted.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    expect((await store().agents.all()).filter(each => each.role === 'owner')).toHaveLength(1);
    // As a server that starts in the very moment would print it.
    const late = newLink();
    await store().invitations.renewOwnerLink(late);
    await expect(store().invitations.accept(late.tokenHash, newAgent({ role: 'owner' }))).rejects.toMatchObject(
      invalid,
    );
  });

  test('ST10 with the first owner every printed link is gone', async () => {
    const link = newLink();
    await store().invitations.renewOwnerLink(link);
    const { tokenHash } = await invite({ role: 'owner' });
    await store().invitations.accept(tokenHash, newAgent({ role: 'owner' }));
    expect(await good(link.tokenHash)).toBe(false);
  });

  test.each([
    ['disabled', { isDisabled: true }],
    ['an owner no more', { role: 'agent' }],
  ] as const)('ST10 an invitation goes with the right of who made it: %s', async (_, change) => {
    const [boss, other] = [await hire({ role: 'owner' }), await hire({ role: 'owner' })];
    const [own, others] = [await invite({ invitedBy: boss.id }), await invite({ invitedBy: other.id })];
    await store().agents.update(boss.id, change);
    expect([await good(own.tokenHash), await good(others.tokenHash)]).toEqual([false, true]);
    // One that was on its way to the store in that moment.
    const late = await invite({ invitedBy: boss.id });
    await expect(store().invitations.accept(late.tokenHash, newAgent())).rejects.toMatchObject(invalid);
    await store().agents.update(boss.id, { role: 'owner', isDisabled: false });
    expect(await good(own.tokenHash)).toBe(false);
    await store().invitations.accept(others.tokenHash, newAgent());
  });

  test('ST10 nobody comes in beside the change that takes the right away', async () => {
    for (let round = 0; round < 5; round++) {
      const boss = await hire({ role: 'owner' });
      const { tokenHash } = await invite({ invitedBy: boss.id, role: 'owner' });
      const back = newAgent({ role: 'owner' });
      const [accepted] = await Promise.allSettled([
        store().invitations.accept(tokenHash, back),
        store().agents.update(boss.id, { isDisabled: true }),
      ]);
      // Whoever was first: what was refused made nobody.
      const isHere = (await store().agents.all()).some(each => each.id === back.id);
      expect(isHere).toBe(accepted.status === 'fulfilled');
      expect(await good(tokenHash)).toBe(false);
    }
  });

  test('ST10 invitations are listed, newest first, and withdrawn', async () => {
    const boss = await hire({ role: 'owner' });
    const first = await invite({ invitedBy: boss.id });
    const second = await invite({ invitedBy: boss.id, createdAt: NOON + 1, expiresAt: NOON + 2 * DAY });
    const made = async (at = NOON) => (await store().invitations.all(at)).filter(each => each.invitedBy === boss.id);
    expect(await made()).toEqual([second, first]);
    expect(await made(NOON + DAY)).toEqual([second]);
    expect(await store().invitations.withdraw(second.id)).toBe(true);
    expect(await store().invitations.withdraw(second.id)).toBe(false);
    expect(await made()).toEqual([first]);
    await expect(store().invitations.accept(second.tokenHash, newAgent())).rejects.toMatchObject(invalid);
  });

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

  test('ST10 an invitation keeps which sites its agent will see', async () => {
    const some = await invite({ siteIds: ['roses', 'stoves'] });
    const none = await invite({ siteIds: [] });
    const { tokenHash, ...shown } = some;
    expect(await store().invitations.find(tokenHash, NOON)).toEqual(some);
    expect((await store().invitations.find(none.tokenHash, NOON))?.siteIds).toEqual([]);
    const listed = (await store().invitations.all(NOON)).filter(each => [some.id, none.id].includes(each.id));
    expect(listed.map(each => each.siteIds).sort()).toEqual([[], shown.siteIds]);
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

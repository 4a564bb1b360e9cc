import { expect, test } from 'vitest';
import type { AgentStore } from '../../../server/features/agents/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newId } from '../scene.ts';
import { setStaff } from '../staff.ts';

/** ST9: a session ends at once when it is ended, and by itself when nobody uses it. */
export function sessionRules(store: () => Store): void {
  const { hire, signIn, invite } = setStaff(store);

  test('ST9 a session lives until nobody used it for its time, and remembers when it was seen', async () => {
    const carl = await hire();
    const { tokenHash, ...session } = await signIn(carl);
    expect(await store().sessions.byToken(tokenHash, NOON + MINUTE / 2)).toEqual({ session, agent: carl });
    const moved = { ...session, seenAt: NOON + 2 * MINUTE, expiresAt: session.expiresAt + 2 * MINUTE };
    expect((await store().sessions.byToken(tokenHash, NOON + 2 * MINUTE))?.session).toEqual(moved);
    expect(await store().sessions.all(carl.id, NOON)).toEqual([moved]);
    expect(await store().sessions.byToken(tokenHash, moved.expiresAt)).toBe(null);
    expect(await store().sessions.byToken('hash-none', NOON)).toBe(null);
    expect(await store().sessions.all(carl.id, moved.expiresAt)).toEqual([]);
  });

  test('ST13 use moves the end of a session, and never past its last moment', async () => {
    const carl = await hire();
    const { tokenHash, ...session } = await signIn(carl);
    const last = NOON + 90 * DAY;
    for (let at = NOON + DAY / 2; at < last; at += DAY / 2)
      expect(await store().sessions.byToken(tokenHash, at)).not.toBe(null);
    expect(await store().sessions.all(carl.id, NOON)).toMatchObject([{ id: session.id, expiresAt: last }]);
    expect(await store().sessions.byToken(tokenHash, last)).toBe(null);
  });

  test('ST9 sessions are ended one by one or all but one, and only their owner may', async () => {
    const [carl, dora] = [await hire(), await hire()];
    const [one, two, three] = [await signIn(carl), await signIn(carl), await signIn(carl)];
    const doras = await signIn(dora);
    expect(await store().sessions.end(carl.id, { id: doras.id })).toEqual([]);
    expect(await store().sessions.end(carl.id, { id: one.id })).toEqual([one.id]);
    expect(await store().sessions.end(carl.id, { id: one.id })).toEqual([]);
    expect(await store().sessions.end(carl.id, { except: three.id })).toEqual([two.id]);
    expect((await store().sessions.all(carl.id, NOON)).map(each => each.id)).toEqual([three.id]);
    expect(await store().sessions.end(carl.id, { except: null })).toEqual([three.id]);
    expect(await store().sessions.byToken(three.tokenHash, NOON)).toBe(null);
    expect(await store().sessions.byToken(doras.tokenHash, NOON)).not.toBe(null);
  });

  test('ST9 who was let in a moment ago is let in as who they are now, and not after the end', async () => {
    const carl = await hire();
    const [one, two] = [await signIn(carl), await signIn(carl)];
    const now = async (session: typeof one) => (await store().sessions.byToken(session.tokenHash, NOON))?.agent;
    expect([await now(one), await now(two)]).toEqual([carl, carl]);
    const changes: Parameters<AgentStore['update']>[1][] = [
      { role: 'reader' },
      { siteIds: ['one'] },
      { passwordHash: 'another' },
    ];
    for (const change of changes) {
      await store().agents.update(carl.id, change);
      expect([await now(one), await now(two)]).toMatchObject([change, change]);
    }
    await store().sessions.end(carl.id, { id: one.id });
    expect([await now(one), await now(two)]).toMatchObject([undefined, { id: carl.id }]);
    await store().sessions.end(carl.id, { except: null });
    expect(await now(two)).toBe(undefined);
  });

  test('ST9 whoever asks while a session ends does not keep it alive', async () => {
    const carl = await hire();
    for (let round = 0; round < 5; round++) {
      const { tokenHash, id } = await signIn(carl);
      const asks = () => store().sessions.byToken(tokenHash, NOON);
      await Promise.all([asks(), store().sessions.end(carl.id, { id }), asks(), asks()]);
      expect(await asks()).toBe(null);
      const other = await signIn(carl);
      const asksAnew = () => store().sessions.byToken(other.tokenHash, NOON);
      await Promise.all([asksAnew(), store().agents.update(carl.id, { isDisabled: true }), asksAnew()]);
      expect(await asksAnew()).toBe(null);
      await store().agents.update(carl.id, { isDisabled: false });
    }
  });

  test('ST9 disabling an agent ends their sessions in the same step', async () => {
    const carl = await hire();
    const { tokenHash } = await signIn(carl);
    // Nobody here is an owner, so there is no last one to lose.
    expect((await store().agents.all()).filter(each => each.role === 'owner')).toEqual([]);
    await store().agents.update(carl.id, { isDisabled: true });
    expect(await store().sessions.byToken(tokenHash, NOON)).toBe(null);
    await store().agents.update(carl.id, { isDisabled: false });
    expect(await store().sessions.byToken(tokenHash, NOON)).toBe(null);
    expect(await store().sessions.all(carl.id, NOON)).toEqual([]);
  });

  test('ST11 a session begins only where the password that was checked and the account still stand', async () => {
    const carl = await hire();
    const session = (id: string) => ({
      ...{ id, agentId: carl.id, userAgent: '', address: '', createdAt: NOON, seenAt: NOON, expiresAt: NOON + DAY },
      tokenHash: `hash-${id}`,
    });
    const begin = (passwordHash: string) => store().sessions.create(session(newId('session')), passwordHash);
    expect(await begin(carl.passwordHash)).toBe(true);
    await store().agents.update(carl.id, { passwordHash: 'another' });
    expect([await begin(carl.passwordHash), await begin('another')]).toEqual([false, true]);
    await store().agents.update(carl.id, { isDisabled: true });
    expect(await begin('another')).toBe(false);
    expect(await store().sessions.create({ ...session('nobodys'), agentId: 'nobody' }, 'another')).toBe(false);
    await store().agents.update(carl.id, { isDisabled: false });
    expect(await store().sessions.all(carl.id, NOON)).toEqual([]);
  });

  test('ST11 no sign-in outlives a disabling or a change of the password that it races', async () => {
    for (const change of [{ isDisabled: true }, { passwordHash: 'another' }]) {
      for (let round = 0; round < 5; round++) {
        const carl = await hire();
        const id = newId('session');
        const made = {
          id,
          agentId: carl.id,
          userAgent: '',
          address: '',
          createdAt: NOON,
          seenAt: NOON,
          expiresAt: NOON + DAY,
        };
        await Promise.all([
          store().sessions.create({ ...made, tokenHash: `hash-${id}` }, carl.passwordHash),
          store()
            .agents.update(carl.id, change)
            .then(() => store().sessions.end(carl.id, { except: null })),
        ]);
        await store().agents.update(carl.id, { isDisabled: false });
        expect(await store().sessions.all(carl.id, NOON)).toEqual([]);
      }
    }
  });

  test('ST9 sweeping takes what ran out and leaves what lives', async () => {
    const carl = await hire();
    const [dead, alive] = [await signIn(carl, { expiresAt: NOON + 1 }), await signIn(carl)];
    const [old, fresh] = [await invite({ expiresAt: NOON + 1 }), await invite()];
    await store().sweep(NOON + 1);
    expect((await store().sessions.all(carl.id, 0)).map(each => each.id)).toEqual([alive.id]);
    expect(await store().sessions.byToken(dead.tokenHash, 0)).toBe(null);
    expect(await store().invitations.find(old.tokenHash, 0)).toBe(null);
    expect(await store().invitations.find(fresh.tokenHash, NOON)).not.toBe(null);
  });
}

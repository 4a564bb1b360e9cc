import { expect, test } from 'vitest';
import type { Session } from '../../../protocol/sessions.ts';
import type { AgentRecord } from '../../../server/features/agents/store.ts';
import type { Invite } from '../../../server/features/invitations/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newAgent, newId, newSite, setScene } from '../scene.ts';

/** ST9: sites, agents, invitations, sessions and canned replies. */
export function staffRules(store: () => Store): void {
  async function hire(fields: Partial<AgentRecord> = {}): Promise<AgentRecord> {
    const agent = newAgent(fields);
    await store().agents.create(agent);
    return agent;
  }
  const agentNow = async (id: string) => (await store().agents.all()).find(each => each.id === id);

  async function signIn(agent: AgentRecord, fields: Partial<Session> = {}): Promise<Session & { tokenHash: string }> {
    const id = newId('session');
    const session = {
      id,
      agentId: agent.id,
      userAgent: 'Test/1',
      createdAt: NOON,
      seenAt: NOON,
      expiresAt: NOON + DAY,
    };
    const made = { ...session, ...fields, tokenHash: `hash-${id}` };
    await store().sessions.create(made);
    return made;
  }

  async function invite(fields: Partial<Invite> = {}): Promise<Invite> {
    const id = newId('invite');
    const made: Invite = {
      id,
      tokenHash: `hash-${id}`,
      role: 'agent',
      email: null,
      createdAt: NOON,
      expiresAt: NOON + DAY,
      ...fields,
    };
    await store().invitations.save(made);
    return made;
  }

  test('ST9 sites are saved whole, replaced by id, and their keys are unique', async () => {
    const hours = [[{ from: '09:00', to: '18:00' }], [], [], [], [], [], []];
    const site = newSite({ texts: { mn: { greeting: 'Сайн байна уу', consent: '' } }, hours });
    await store().sites.save(site);
    const siteNow = async () => (await store().sites.all()).find(each => each.id === site.id);
    expect(await siteNow()).toEqual(site);
    await store().sites.save({ ...site, name: 'Renamed' });
    expect((await siteNow())?.name).toBe('Renamed');
    await expect(store().sites.save(newSite({ key: site.key }))).rejects.toThrow();
    expect((await store().sites.all()).filter(each => each.key === site.key)).toHaveLength(1);
  });

  test('ST9 settings change one by one', async () => {
    const { site } = await setScene(store());
    const changed = await store().sites.update(site.id, { accent: '#123456', hours: null, identitySecret: 'new' });
    expect(changed).toEqual({ ...site, accent: '#123456', hours: null, identitySecret: 'new' });
    expect((await store().sites.all()).find(each => each.id === site.id)).toEqual(changed);
    expect(await store().sites.update('nowhere', { name: 'X' })).toBe(null);
  });

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
    const changed = await store().agents.update(carl.id, { name: 'Carl', capacity: 9, passwordHash: 'other' });
    expect(changed).toEqual({ ...carl, name: 'Carl', capacity: 9, passwordHash: 'other' });
    expect(await agentNow(carl.id)).toEqual(changed);
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

  test('ST9 disabling an agent ends their sessions in the same step', async () => {
    const carl = await hire();
    const { tokenHash } = await signIn(carl);
    await store().agents.update(carl.id, { isDisabled: true });
    expect(await store().sessions.byToken(tokenHash, NOON)).toBe(null);
    await store().agents.update(carl.id, { isDisabled: false });
    expect(await store().sessions.byToken(tokenHash, NOON)).toBe(null);
    expect(await store().sessions.all(carl.id, NOON)).toEqual([]);
  });

  test('ST9 canned replies are saved, changed and taken away', async () => {
    const hello = { id: newId('reply'), shortcut: 'hello', text: 'Hello!\nHow can we help?' };
    await store().cannedReplies.save(hello);
    await store().cannedReplies.save({ ...hello, text: 'Hi!' });
    const mine = async () => (await store().cannedReplies.all()).filter(each => each.id === hello.id);
    expect(await mine()).toEqual([{ ...hello, text: 'Hi!' }]);
    await store().cannedReplies.delete(hello.id);
    await store().cannedReplies.delete(hello.id);
    expect(await mine()).toEqual([]);
  });

  test('ST9 sweeping takes what ran out and leaves what lives', async () => {
    const carl = await hire();
    const [dead, alive] = [await signIn(carl, { expiresAt: NOON + 1 }), await signIn(carl)];
    const [old, fresh] = [await invite({ expiresAt: NOON + 1 }), await invite()];
    await store().sweep(NOON + 1, 0);
    expect((await store().sessions.all(carl.id, 0)).map(each => each.id)).toEqual([alive.id]);
    expect(await store().sessions.byToken(dead.tokenHash, 0)).toBe(null);
    expect(await store().invitations.find(old.tokenHash, 0)).toBe(null);
    expect(await store().invitations.find(fresh.tokenHash, NOON)).not.toBe(null);
  });
}

import { expect, test } from 'vitest';
import type { Session } from '../../../protocol/sessions.ts';
import type { AgentRecord, Invite, Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newAgent, newId, newSite, setScene } from '../scene.ts';

/** ST9: sites, agents, invitations, sessions and canned replies. */
export function staffRules(store: () => Store): void {
  async function hire(fields: Partial<AgentRecord> = {}): Promise<AgentRecord> {
    const agent = newAgent(fields);
    await store().createAgent(agent);
    return agent;
  }
  const agentNow = async (id: string) => (await store().agents()).find(each => each.id === id);

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
    await store().createSession(made);
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
    await store().saveInvite(made);
    return made;
  }

  test('ST9 sites are saved whole, replaced by id, and their keys are unique', async () => {
    const hours = [[{ from: '09:00', to: '18:00' }], [], [], [], [], [], []];
    const site = newSite({ texts: { mn: { greeting: 'Сайн байна уу', consent: '' } }, hours });
    await store().saveSite(site);
    const siteNow = async () => (await store().sites()).find(each => each.id === site.id);
    expect(await siteNow()).toEqual(site);
    await store().saveSite({ ...site, name: 'Renamed' });
    expect((await siteNow())?.name).toBe('Renamed');
    await expect(store().saveSite(newSite({ key: site.key }))).rejects.toThrow();
    expect((await store().sites()).filter(each => each.key === site.key)).toHaveLength(1);
  });

  test('ST9 settings change one by one', async () => {
    const { site } = await setScene(store());
    const changed = await store().updateSite(site.id, { accent: '#123456', hours: null, identitySecret: 'new' });
    expect(changed).toEqual({ ...site, accent: '#123456', hours: null, identitySecret: 'new' });
    expect((await store().sites()).find(each => each.id === site.id)).toEqual(changed);
    expect(await store().updateSite('nowhere', { name: 'X' })).toBe(null);
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
    const changed = await store().updateAgent(carl.id, { name: 'Carl', capacity: 9, passwordHash: 'other' });
    expect(changed).toEqual({ ...carl, name: 'Carl', capacity: 9, passwordHash: 'other' });
    expect(await agentNow(carl.id)).toEqual(changed);
    expect(await store().updateAgent('nobody', { name: 'X' })).toBe(null);
  });

  test('ST9 the last owner stays one', async () => {
    const ours = await hire({ role: 'owner' });
    // Others may have been hired before in this database; ours is made the last.
    for (const each of await store().agents()) {
      if (each.id !== ours.id && each.role === 'owner') await store().updateAgent(each.id, { isDisabled: true });
    }
    const last = { code: 'LAST_OWNER' };
    const token = await signIn(ours);
    await expect(store().updateAgent(ours.id, { isDisabled: true })).rejects.toMatchObject(last);
    await expect(store().updateAgent(ours.id, { role: 'agent' })).rejects.toMatchObject(last);
    expect(await agentNow(ours.id)).toEqual(ours);
    expect(await store().sessionByToken(token.tokenHash, NOON)).not.toBe(null);
    await store().updateAgent(ours.id, { name: 'Still here', role: 'owner', isDisabled: false });
    const heir = await hire({ role: 'owner' });
    const both = await Promise.allSettled([
      store().updateAgent(ours.id, { role: 'agent' }),
      store().updateAgent(heir.id, { isDisabled: true }),
    ]);
    expect(both.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  });

  test('ST9 an invitation makes one agent, however often it is used', async () => {
    const { tokenHash, ...shown } = await invite({ email: 'eve@shop.example', role: 'owner' });
    expect(await store().invite(tokenHash, NOON)).toEqual({ tokenHash, ...shown });
    const crowd = Array.from({ length: 5 }, () => newAgent());
    const accepted = await Promise.allSettled(crowd.map(each => store().acceptInvite(tokenHash, each)));
    expect(accepted.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of accepted) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'INVITE_INVALID' });
    }
    const hired = (await store().agents()).filter(each => crowd.some(one => one.id === each.id));
    expect(hired).toHaveLength(1);
    expect(await store().invite(tokenHash, NOON)).toBe(null);
  });

  test('ST9 an invitation that can not make its agent is not used up', async () => {
    const carl = await hire();
    const { tokenHash } = await invite();
    const taken = store().acceptInvite(tokenHash, newAgent({ email: carl.email.toUpperCase() }));
    await expect(taken).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    await store().acceptInvite(tokenHash, newAgent());
  });

  test('ST9 invitations run out', async () => {
    const { tokenHash } = await invite({ expiresAt: NOON + MINUTE });
    expect(await store().invite(tokenHash, NOON + MINUTE - 1)).not.toBe(null);
    expect(await store().invite(tokenHash, NOON + MINUTE)).toBe(null);
    const late = store().acceptInvite(tokenHash, newAgent({ createdAt: NOON + MINUTE }));
    await expect(late).rejects.toMatchObject({ code: 'INVITE_INVALID' });
    await expect(store().acceptInvite('hash-none', newAgent())).rejects.toMatchObject({ code: 'INVITE_INVALID' });
  });

  test('ST9 a session lives until nobody used it for its time, and remembers when it was seen', async () => {
    const carl = await hire();
    const { tokenHash, ...session } = await signIn(carl);
    expect(await store().sessionByToken(tokenHash, NOON + MINUTE / 2)).toEqual({ session, agent: carl });
    const moved = { ...session, seenAt: NOON + 2 * MINUTE, expiresAt: session.expiresAt + 2 * MINUTE };
    expect((await store().sessionByToken(tokenHash, NOON + 2 * MINUTE))?.session).toEqual(moved);
    expect(await store().sessions(carl.id, NOON)).toEqual([moved]);
    expect(await store().sessionByToken(tokenHash, moved.expiresAt)).toBe(null);
    expect(await store().sessionByToken('hash-none', NOON)).toBe(null);
    expect(await store().sessions(carl.id, moved.expiresAt)).toEqual([]);
  });

  test('ST9 sessions are ended one by one or all but one, and only their owner may', async () => {
    const [carl, dora] = [await hire(), await hire()];
    const [one, two, three] = [await signIn(carl), await signIn(carl), await signIn(carl)];
    const doras = await signIn(dora);
    expect(await store().endSessions(carl.id, { id: doras.id })).toEqual([]);
    expect(await store().endSessions(carl.id, { id: one.id })).toEqual([one.id]);
    expect(await store().endSessions(carl.id, { id: one.id })).toEqual([]);
    expect(await store().endSessions(carl.id, { except: three.id })).toEqual([two.id]);
    expect((await store().sessions(carl.id, NOON)).map(each => each.id)).toEqual([three.id]);
    expect(await store().endSessions(carl.id, { except: null })).toEqual([three.id]);
    expect(await store().sessionByToken(three.tokenHash, NOON)).toBe(null);
    expect(await store().sessionByToken(doras.tokenHash, NOON)).not.toBe(null);
  });

  test('ST9 disabling an agent ends their sessions in the same step', async () => {
    const carl = await hire();
    const { tokenHash } = await signIn(carl);
    await store().updateAgent(carl.id, { isDisabled: true });
    expect(await store().sessionByToken(tokenHash, NOON)).toBe(null);
    await store().updateAgent(carl.id, { isDisabled: false });
    expect(await store().sessionByToken(tokenHash, NOON)).toBe(null);
    expect(await store().sessions(carl.id, NOON)).toEqual([]);
  });

  test('ST9 canned replies are saved, changed and taken away', async () => {
    const hello = { id: newId('reply'), shortcut: 'hello', text: 'Hello!\nHow can we help?' };
    await store().saveCannedReply(hello);
    await store().saveCannedReply({ ...hello, text: 'Hi!' });
    const mine = async () => (await store().cannedReplies()).filter(each => each.id === hello.id);
    expect(await mine()).toEqual([{ ...hello, text: 'Hi!' }]);
    await store().deleteCannedReply(hello.id);
    await store().deleteCannedReply(hello.id);
    expect(await mine()).toEqual([]);
  });

  test('ST9 sweeping takes what ran out and leaves what lives', async () => {
    const carl = await hire();
    const [dead, alive] = [await signIn(carl, { expiresAt: NOON + 1 }), await signIn(carl)];
    const [old, fresh] = [await invite({ expiresAt: NOON + 1 }), await invite()];
    await store().sweep(NOON + 1, 0);
    expect((await store().sessions(carl.id, 0)).map(each => each.id)).toEqual([alive.id]);
    expect(await store().sessionByToken(dead.tokenHash, 0)).toBe(null);
    expect(await store().invite(old.tokenHash, 0)).toBe(null);
    expect(await store().invite(fresh.tokenHash, NOON)).not.toBe(null);
  });
}

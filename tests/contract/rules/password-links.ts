import { expect, test } from 'vitest';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { AgentRecord } from '../../../server/features/agents/store.ts';
import { markOf } from '../../../server/features/password-links/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newAgent, newDelivery, newId } from '../scene.ts';

/** PL1, PL2: a link to a new password. */
export function passwordLinkRules(store: () => Store): void {
  async function hired(): Promise<AgentRecord> {
    const agent = newAgent({ id: newId('agent'), passwordHash: newId('hash') });
    await store().agents.create(agent);
    return agent;
  }
  async function linked(agent: AgentRecord): Promise<string> {
    const tokenHash = newId('token');
    const times = { createdAt: NOON, expiresAt: NOON + 60 * MINUTE };
    const link = { id: newId('link'), tokenHash, agentId: agent.id, passwordMark: markOf(agent), ...times };
    await store().passwordLinks.make(
      link,
      { ...row(agent), what: 'password.forgotten' },
      newDelivery({ siteId: null }),
    );
    return tokenHash;
  }
  const row = (agent: AgentRecord): AuditRow => ({
    id: newId('audit'),
    at: NOON,
    who: { kind: 'system' },
    what: 'password.changed',
    on: { kind: 'agent', id: agent.id, text: '' },
    from: null,
    siteId: null,
  });
  const use = (tokenHash: string, agent: AgentRecord, passwordHash = newId('new'), at = NOON) =>
    store().passwordLinks.use(tokenHash, passwordHash, at, { letter: null, row: row(agent) });
  const hashOf = async ({ id }: AgentRecord) => (await store().agents.all()).find(each => each.id === id)!.passwordHash;

  test('PL1 a link and the letter that brings it are written together, and swept when it ran out', async () => {
    const agent = await hired();
    const tokenHash = await linked(agent);
    expect(await store().passwordLinks.find(tokenHash, NOON)).toMatchObject({ agentId: agent.id, createdAt: NOON });
    expect(await store().passwordLinks.find(tokenHash, NOON + 60 * MINUTE)).toBe(null);
    expect(await use(tokenHash, agent, 'late', NOON + 60 * MINUTE)).toBe(null);
    await store().passwordLinks.sweep(NOON + DAY);
    expect(await store().passwordLinks.find(tokenHash, NOON)).toBe(null);
  });

  test('PL2 it is used once, ends all sessions of its agent, and every other link of theirs', async () => {
    const [agent, other] = [await hired(), await hired()];
    const [one, two] = [await linked(agent), await linked(agent)];
    const others = await linked(other);
    const session = {
      id: newId('session'),
      agentId: agent.id,
      userAgent: '',
      address: '',
      createdAt: NOON,
      seenAt: NOON,
    };
    const tokenHash = newId('token');
    await store().sessions.create({ ...session, expiresAt: NOON + DAY, tokenHash }, agent.passwordHash);
    const answers = await Promise.all([use(one, agent, 'first'), use(one, agent, 'second')]);
    expect(answers.filter(each => each !== null)).toEqual([[session.id]]);
    expect(['first', 'second']).toContain(await hashOf(agent));
    expect(await store().sessions.byToken(tokenHash, NOON)).toBe(null);
    expect(await use(two, agent)).toBe(null);
    expect(await use(others, other)).toEqual([]);
    const rows = (await store().audit.page({ limit: 100 })).items;
    const ofAgent = rows.filter(each => each.on.id === agent.id).map(each => each.what);
    expect(ofAgent.toSorted()).toEqual(['password.changed', 'password.forgotten', 'password.forgotten']);
  });

  test.each<[string, Partial<AgentRecord>]>([
    ['was disabled', { isDisabled: true }],
    ['has another password by now', { passwordHash: 'another' }],
  ])('PL2 it is void when its agent %s', async (_what, change) => {
    const agent = await hired();
    const tokenHash = await linked(agent);
    await store().agents.update(agent.id, change);
    expect(await use(tokenHash, agent)).toBe(null);
    expect(await hashOf(agent)).toBe(change.passwordHash ?? agent.passwordHash);
  });
}

import { expect } from 'vitest';
import type { Session } from '../../protocol/sessions.ts';
import type { AgentRecord } from '../../server/features/agents/store.ts';
import type { Invite } from '../../server/features/invitations/store.ts';
import type { Store } from '../../server/store/store.ts';
import { DAY, NOON, newAgent, newId } from './scene.ts';

/** Agents, their invitations and sessions in a store, for the rules about them. */
export function setStaff(store: () => Store) {
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
      address: '203.0.113.0/24',
      createdAt: NOON,
      seenAt: NOON,
      expiresAt: NOON + DAY,
    };
    const made = { ...session, ...fields, tokenHash: `hash-${id}` };
    expect(await store().sessions.create(made, agent.passwordHash)).toBe(true);
    return made;
  }

  async function invite(fields: Partial<Invite> = {}): Promise<Invite> {
    const id = newId('invite');
    const made: Invite = {
      id,
      tokenHash: `hash-${id}`,
      role: 'agent',
      siteIds: null,
      email: `${id}@shop.example`,
      invitedBy: 'nobody',
      createdAt: NOON,
      expiresAt: NOON + DAY,
      ...fields,
    };
    await store().invitations.save(made);
    return made;
  }

  return { hire, agentNow, signIn, invite };
}

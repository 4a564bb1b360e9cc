import type { Agent } from '../../../protocol/agents.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { AgentRecord } from './store.ts';

/** Open conversations that a new agent is given at once: what one person can follow without anybody waiting long. */
const CAPACITY = 6;

/** The agent as others see it: without the password's hash. */
export function agentOf({ passwordHash: _, ...agent }: AgentRecord): Agent {
  return agent;
}

export function newAgent(agent: {
  id: string;
  email: string;
  name: string;
  role: Agent['role'];
  locale: Locale;
  passwordHash: string;
  at: number;
}): AgentRecord {
  const { at, ...fields } = agent;
  return { ...fields, capacity: CAPACITY, isDisabled: false, createdAt: at };
}

/** Agents as the store keeps them. Few of them, so they are read whole. */
import type { Agent } from '../../../protocol/agents.ts';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Factor } from '../factors/store.ts';

/** With the secrets that stand beside an agent and never leave the server, and what nobody else is told. */
export type AgentRecord = Omit<Agent, 'hasFactor'> & {
  passwordHash: string;
  factor: Factor | null;
  /** What they want to see of people, for themselves alone. */
  peopleColumns: string[] | null;
};

export interface AgentStore {
  all(): Promise<AgentRecord[]>;
  /** @throws AppError EMAIL_TAKEN */
  create(agent: AgentRecord): Promise<void>;
  /**
   * Disabling also ends the agent's sessions and unlinks their chat in the same step, and who is no owner any more loses their invitations.
   * Null: no such agent.
   * @param row written with it
   * @throws AppError LAST_OWNER when no enabled owner would be left
   */
  update(
    id: string,
    change: Partial<Omit<AgentRecord, 'id' | 'createdAt' | 'email' | 'factor'>>,
    row?: AuditRow,
  ): Promise<AgentRecord | null>;
}

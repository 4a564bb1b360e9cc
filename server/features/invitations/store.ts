/** Links that make an agent, as the store keeps them. */
import type { Agent } from '../../../protocol/agents.ts';
import type { AgentRecord } from '../agents/store.ts';

export interface Invite {
  id: string;
  tokenHash: string;
  role: Agent['role'];
  /** Null in the first owner's link: they type their own. */
  email: string | null;
  createdAt: number;
  expiresAt: number;
}

export interface InvitationStore {
  save(invite: Invite): Promise<void>;
  find(tokenHash: string, at: number): Promise<Invite | null>;
  /** Uses the invite up and creates the agent, both or neither. @throws AppError INVITE_INVALID, EMAIL_TAKEN */
  accept(tokenHash: string, agent: AgentRecord): Promise<void>;
  /** Forgets those that ran out. */
  sweep(at: number): Promise<void>;
}

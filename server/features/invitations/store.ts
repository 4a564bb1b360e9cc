/** Links that make an agent, as the store keeps them. */
import type { Agent } from '../../../protocol/agents.ts';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { AgentRecord } from '../agents/store.ts';

export interface Invite {
  id: string;
  tokenHash: string;
  role: Agent['role'];
  /** Sites that the agent sees from the first moment; null: all. */
  siteIds: Agent['siteIds'];
  /** Null in the first owner's link: they type their own. */
  email: string | null;
  /** The owner who made it; null: the server, for the first owner. */
  invitedBy: string | null;
  createdAt: number;
  expiresAt: number;
}

/** Each `row` is written with what it tells. */
export interface InvitationStore {
  /** @param letter that brings it */
  save(invite: Invite, row?: AuditRow, letter?: DeliveryRecord): Promise<void>;
  /** Keeps the link for the first owner, and forgets every one before it. */
  renewOwnerLink(invite: Invite & { invitedBy: null }): Promise<void>;
  /** What owners made and nobody has taken, newest first. */
  all(at: number): Promise<Invite[]>;
  /** Of what an owner made. @returns whether there was one */
  withdraw(id: string, row?: AuditRow): Promise<boolean>;
  /** Whether it is good still is `isGood`'s to say. */
  find(tokenHash: string, at: number): Promise<Invite | null>;
  /**
   * Uses the invite up and creates the agent, both or neither, where it is good still (SPEC ST10). With the first owner
   * every link for one is gone.
   * @throws AppError INVITE_INVALID, EMAIL_TAKEN
   */
  accept(tokenHash: string, agent: AgentRecord, row?: AuditRow): Promise<void>;
  /** Forgets those that ran out. */
  sweep(at: number): Promise<void>;
}

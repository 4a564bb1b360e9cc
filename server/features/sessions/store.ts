/** Signed-in pages of agents, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Session } from '../../../protocol/sessions.ts';
import type { AgentRecord } from '../agents/store.ts';
import type { FactorProof } from '../factors/store.ts';

/** Who asks, and by which session. */
export interface SignedIn {
  session: Session;
  agent: AgentRecord;
}

export interface SessionStore {
  /**
   * Begins a session, if the agent is enabled and has the password still that was checked: in one step, so that nobody
   * comes in beside a change of either.
   * @param passwordHash as it was when the password was checked
   * @param row written with it
   * @param proof of the second factor, which is used up with it; left out: the agent has none
   * @returns whether it began
   */
  create(
    session: Session & { tokenHash: string },
    passwordHash: string,
    row?: AuditRow,
    proof?: FactorProof,
  ): Promise<boolean>;
  /**
   * The live session and its enabled agent. When `seenAt` is older than a minute it moves to `at`, and `expiresAt` moves
   * by as much, up to the session's last moment: it ends after a time without use, and for good after 90 days (SPEC ST13).
   */
  byToken(tokenHash: string, at: number): Promise<SignedIn | null>;
  all(agentId: string, at: number): Promise<Session[]>;
  /**
   * Ends one session of the agent, or all but one. Returns the ids that ended.
   * @param row written with it, if any ended
   */
  end(agentId: string, which: { id: string } | { except: string | null }, row?: AuditRow): Promise<string[]>;
  /** Forgets those that ran out. */
  sweep(at: number): Promise<void>;
}

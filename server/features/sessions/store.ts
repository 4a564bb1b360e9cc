/** Signed-in pages of agents, as the store keeps them. */
import type { Session } from '../../../protocol/sessions.ts';
import type { AgentRecord } from '../agents/store.ts';

/** Who asks, and by which session. */
export interface SignedIn {
  session: Session;
  agent: AgentRecord;
}

export interface SessionStore {
  create(session: Session & { tokenHash: string }): Promise<void>;
  /**
   * The live session and its enabled agent. When `seenAt` is older than a minute it moves to `at`, and `expiresAt` moves
   * by as much: a session ends after a time without use, not in the middle of work.
   */
  byToken(tokenHash: string, at: number): Promise<SignedIn | null>;
  all(agentId: string, at: number): Promise<Session[]>;
  /** Ends one session of the agent, or all but one. Returns the ids that ended. */
  end(agentId: string, which: { id: string } | { except: string | null }): Promise<string[]>;
  /** Forgets those that ran out. */
  sweep(at: number): Promise<void>;
}

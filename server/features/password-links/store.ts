/** Links by which an agent chooses a new password, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { AgentRecord } from '../agents/store.ts';

export interface PasswordLink {
  id: string;
  tokenHash: string;
  agentId: string;
  /** See `markOf`: of the password that it is to replace. */
  passwordMark: string;
  createdAt: number;
  expiresAt: number;
}

export interface PasswordLinkStore {
  /** Keeps a link, and the letter that brings it, both or neither. @param row written with it */
  make(link: PasswordLink, row: AuditRow, letter?: DeliveryRecord): Promise<void>;
  /** Whether it is good still is `isGood`'s to say. */
  find(tokenHash: string, at: number): Promise<PasswordLink | null>;
  /**
   * Uses a link up, where it is good still: the agent has the new password, all their sessions end, and no other link of
   * theirs works any more (SPEC PL2). All or nothing.
   * @param tell.letter says so to the agent. @param tell.row written with it
   * @returns the sessions that ended; null: it is not good any more, and nothing was written
   */
  use(
    tokenHash: string,
    passwordHash: string,
    at: number,
    tell: { letter: DeliveryRecord | null; row: AuditRow },
  ): Promise<string[] | null>;
  /** Forgets those that ran out. */
  sweep(at: number): Promise<void>;
}

export type LinkedAgent = Pick<AgentRecord, 'id' | 'isDisabled' | 'passwordHash'>;

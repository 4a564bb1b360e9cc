/** Shared answers, as the store keeps them. */
import type { CannedReply } from '../../../protocol/canned-replies.ts';

export interface CannedReplyStore {
  /** By their shortcuts. */
  all(): Promise<CannedReply[]>;
  create(reply: CannedReply): Promise<void>;
  /** Null: no such reply. */
  update(id: string, change: Omit<CannedReply, 'id'>): Promise<CannedReply | null>;
  /** False: no such reply. */
  delete(id: string): Promise<boolean>;
}

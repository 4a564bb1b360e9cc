/** Shared answers, as the store keeps them. */
import type { CannedReply } from '../../../protocol/canned-replies.ts';

export interface CannedReplyStore {
  all(): Promise<CannedReply[]>;
  save(reply: CannedReply): Promise<void>;
  delete(id: string): Promise<void>;
}

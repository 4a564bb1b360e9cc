/** Conversations put aside, as the store keeps them. */
import type { Author } from '../../../protocol/entries.ts';
import type { SnoozeClock } from '../../../protocol/snoozes.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { JobClaim } from '../jobs/store.ts';

interface Move {
  conversationId: string;
  author: Author;
  at: number;
}

export interface SnoozeStore {
  /**
   * Puts an open conversation aside, with the event and the job that wakes it. A repeat of `sent` returns the first answer;
   * where it is so already, or not open, an `unchanged` event is left.
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
   */
  snooze(input: Move & { until: number | null; clock?: SnoozeClock | undefined; sent: Sent }): Promise<Written>;
  /** Takes it back, with the event. @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED */
  wake(input: Move & { sent: Sent }): Promise<Written>;
  /**
   * The same when its time has come: ends the job, and takes the conversation back if it is snoozed until that time still.
   * Null: the job is gone or somebody else's, or the conversation is not as it was.
   */
  wakeDue(input: Move & { job: JobClaim }): Promise<Written | null>;
}

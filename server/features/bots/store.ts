/** Bots, as the store keeps them: with their sites. Here is what they say. */
import type { Bot } from '../../../protocol/bots.ts';
import type { Written } from '../../store/written.ts';
import type { Job } from '../jobs/store.ts';
import type { ScriptDesk } from '../scripts/rules.ts';
import type { WebhookSecret } from '../webhooks/store.ts';
import type { BotEnd } from './rules.ts';

/** A site's bot with its secrets, newest first, each sealed. */
export type BotRecord = Omit<Bot, 'oldSecretUntil'> & { secrets: WebhookSecret[] };

export interface BotStore {
  /**
   * Ends a taken job and, in the same step, writes what the bot said; or that it was passed over, and what the visitor is told
   * then, as `answer` (SPEC BT2, BT3). Null: nothing was written, because somebody else has the job, or the words are not the
   * bot's any more.
   */
  settle(order: { job: Job; end: BotEnd; desk: ScriptDesk; at: number }): Promise<Written | null>;
}

/** Asks a bot: one signed request, three seconds for the whole of its answer. */
import { type BotMessage, type BotReply, botReply } from '../../../protocol/bots.ts';
import { askSigned } from '../../outbox/ask-signed.ts';
import type { Outgoing } from '../../outbox/webhook.ts';
import { BOT_PATIENCE_MS, type BotEnd } from './rules.ts';
import type { BotRecord } from './store.ts';

/**
 * One question to a bot; whatever goes wrong is an end too.
 * @param id constant for the words that it is about, so that a bot may know them again
 * @param signal breaks it off
 */
export async function askBot(
  outgoing: Outgoing,
  bot: Pick<BotRecord, 'url' | 'secrets'>,
  { id, message }: { id: string; message: BotMessage },
  signal: AbortSignal,
): Promise<BotEnd> {
  const heard = await askSigned(outgoing, bot, { id, message, patienceMs: BOT_PATIENCE_MS }, signal);
  if (heard.is === 'failed') return heard;
  const reply = botReply.safeParse(heard.said);
  if (reply.success) return { is: 'answered', reply: reply.data satisfies BotReply };
  const [issue] = reply.error.issues;
  const problem = issue ? `${issue.path.join('.') || 'the answer'}: ${issue.message}` : '';
  return { is: 'failed', why: 'unreadable', problem };
}

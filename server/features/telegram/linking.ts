/** How an agent's chat is linked to them, and ends being so, as seen from the chat (SPEC TB1). */
import type { AgentPresence } from '../../../protocol/agents.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { codeHash } from './rules.ts';
import type { ChatKey } from './store.ts';
import type { Effect } from './told.ts';

/**
 * Links a chat to whoever made a code.
 * @param by.agent whose chat it is so far
 * @returns what to say; null: too many codes were tried
 */
export async function linkByCode(
  context: Context,
  { name, ...chat }: ChatKey & { name: string },
  { code, agent }: { code: string; agent: AgentPresence | null },
): Promise<Effect | null> {
  const { store, staff, rates, now } = context;
  try {
    rates.spend('codesOfChat', `${chat.botId} ${chat.chatId}`);
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return null;
    throw error;
  }
  const hash = codeHash(code);
  const at = now();
  const agentId = await store.agentChats.byCode(hash, at);
  const owner = agentId === null ? undefined : staff.find(agentId);
  if (owner && !owner.isDisabled) {
    const row = linkRow(context, owner, 'telegram.linked');
    const isLinked = await store.agentChats.link({ hash, agentId: owner.id }, { ...chat, name, at }, row);
    if (isLinked) return linkedTo(owner);
  }
  // It may be the same update again, whose code is used by now.
  return agent ? linkedTo(agent) : { told: { key: 'codeWrong' } };
}

function linkedTo({ name, locale }: AgentPresence): Effect {
  return { told: { key: 'linked', values: { name } }, locale };
}

/** The agent wants to hear nothing more in the chat. */
export async function unlinkFromChat(context: Context, agent: AgentPresence): Promise<void> {
  await context.store.agentChats.unlink(agent.id, linkRow(context, agent, 'telegram.unlinked'));
}

/** An act of the agent's own, from a place that we do not know. */
function linkRow(context: Context, { id, name, email }: AgentPresence, what: 'telegram.linked' | 'telegram.unlinked') {
  const actor: Actor = { who: { kind: 'agent', id, name, email }, from: null };
  return auditRow(context, actor, { what, on: { kind: 'agent', id, text: '' } });
}

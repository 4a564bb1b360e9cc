import type { Agent } from '../../../protocol/agents.ts';
import type { Core } from '../../core.ts';
import { mayBeGiven } from '../agents/rules.ts';
import { isNoticeStep, isOwn, thingOf } from './subjects.ts';

/**
 * An agent has a conversation before their eyes: what they were told of it for themself is told no more; what waits there is
 * told nobody any more, if it is theirs to answer or they were told of it (SPEC NO4).
 * @returns whether others are told of it no more
 */
export async function acknowledge(
  { store }: Pick<Core, 'store'>,
  agent: Pick<Agent, 'id' | 'role' | 'isDisabled'>,
  conversationId: string,
): Promise<boolean> {
  const jobs = await store.jobs.ofConversation(conversationId);
  const begun = jobs.filter(({ kind }) => kind === 'notice');
  const steps = jobs.filter(isNoticeStep);
  if (begun.length + steps.length === 0) return false;
  const theirs = steps.filter(job => thingOf(job).agentId === agent.id);
  const own = theirs.filter(job => isOwn(thingOf(job).cause));
  const conversation = await store.conversations.find(conversationId);
  const isFree = conversation?.assigneeId === null || conversation?.assigneeId === agent.id;
  const isHeard = mayBeGiven(agent) && (isFree || theirs.length > own.length);
  const others = isHeard ? [...begun, ...steps.filter(job => !isOwn(thingOf(job).cause))] : [];
  if (own.length + others.length > 0) await store.jobs.change({ cancel: [...own, ...others], put: [] });
  return others.length > 0;
}

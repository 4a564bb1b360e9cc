import type { AgentPresence } from '../../../protocol/agents.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { MenuItem } from '../../shell/Menu.tsx';
import { presenceText } from '../agents/state.ts';
import type { Changes } from './changes.ts';
import { t } from './words/index.ts';

/** To whom the conversation can be given: oneself, colleagues (those who are here first), nobody. */
export function assignItems(
  { id, assigneeId }: Conversation,
  { all, meId, changes }: { all: readonly AgentPresence[]; meId: string; changes: Pick<Changes, 'assign'> },
): MenuItem[] {
  const pick = (agentId: string | null) => ({
    isChecked: assigneeId === agentId,
    onPick: () => changes.assign(id, agentId),
  });
  const others = all
    .filter(agent => !agent.isDisabled && agent.id !== meId)
    .sort((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name));
  const own = all.find(agent => agent.id === meId);
  return [
    ...(own ? [{ label: t('assignMe', { name: own.name }), ...pick(meId) }] : []),
    ...others.map(agent => ({ label: agent.name, detail: presenceText(agent), ...pick(agent.id) })),
    { label: t('assignNobody'), ...pick(null) },
  ];
}

import type { AgentPresence } from '../../../protocol/agents.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { MenuItem } from '../../shell/Menu.tsx';
import { presenceText } from '../agents/presence-text.ts';
import { t } from './words/index.ts';

interface AssignProps {
  all: readonly AgentPresence[];
  meId: string;
  now: number;
  onAssign(agentId: string | null): void;
  /** Asks for a note as well. */
  onHandOver(): void;
}

/** Colleagues to whom a conversation can be given, those who take something now first. */
export function takersOf({ siteId }: Conversation, { all, meId }: Pick<AssignProps, 'all' | 'meId'>): AgentPresence[] {
  const takesNow = ({ isHere, pause }: AgentPresence) => Number(isHere && !pause);
  return all
    .filter(({ id, isDisabled, role, siteIds }) => {
      const seesSite = role === 'owner' || siteIds === null || siteIds.includes(siteId);
      return id !== meId && !isDisabled && role !== 'reader' && seesSite;
    })
    .sort((a, b) => takesNow(b) - takesNow(a) || a.name.localeCompare(b.name));
}

/** To whom the conversation can be given: oneself, colleagues, nobody; and to a colleague with a word. */
export function assignItems(conversation: Conversation, props: AssignProps): MenuItem[] {
  const { all, meId, now, onAssign, onHandOver } = props;
  const pick = (agentId: string | null) => ({
    isChecked: conversation.assigneeId === agentId,
    onPick: () => onAssign(agentId),
  });
  const takers = takersOf(conversation, props);
  const own = all.find(agent => agent.id === meId);
  return [
    ...(own ? [{ label: t('assignMe', { name: own.name }), ...pick(meId) }] : []),
    ...takers.map(agent => ({ label: agent.name, detail: presenceText(agent, now), ...pick(agent.id) })),
    { label: t('assignNobody'), ...pick(null) },
    ...(takers.length > 0 ? [{ label: t('handOver'), onPick: onHandOver }] : []),
  ];
}

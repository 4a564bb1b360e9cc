import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox } from '../../inbox.ts';
import { Key } from '../../shell/Key.tsx';
import { Menu } from '../../shell/Menu.tsx';
import { usePart } from '../../shell/use-part.ts';
import { presenceText } from '../agents/state.ts';
import { t } from './words/index.ts';

/** Gives the conversation to oneself, to a colleague (those who are here first) or to nobody. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { me, agents, conversations } = useInbox();
  const all = agents.all.value;
  const meId = usePart(() => me.value.agent.id, [me]);
  const { id, assigneeId } = conversation;
  const assignee = all.find(agent => agent.id === assigneeId);
  const pick = (agentId: string | null) => ({
    isChecked: assigneeId === agentId,
    onPick: () => conversations.changes.assign(id, agentId),
  });
  const others = all
    .filter(agent => !agent.isDisabled && agent.id !== meId)
    .sort((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name));
  const own = all.find(agent => agent.id === meId);
  const assigned = assignee && (assigneeId === meId ? t('assigneeYou') : t('assigneeIs', { name: assignee.name }));
  return (
    <Menu
      class="btn"
      shortcut="assign"
      label={t('assign')}
      button={
        <>
          <span class="assign-label" dir="auto" aria-hidden="true">
            {assignee && assigneeId !== meId ? assignee.name : t('assign')}
          </span>
          <span class="sr-only">{[t('assign'), assigned].filter(Boolean).join('. ')}</span>
          <Key>A</Key>
        </>
      }
      items={[
        ...(own ? [{ label: t('assignMe', { name: own.name }), ...pick(meId) }] : []),
        ...others.map(agent => ({ label: agent.name, detail: presenceText(agent), ...pick(agent.id) })),
        { label: t('assignNobody'), ...pick(null) },
      ]}
    />
  );
}

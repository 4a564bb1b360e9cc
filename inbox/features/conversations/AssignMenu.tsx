import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Key } from '../../shell/Key.tsx';
import { Menu } from '../../shell/Menu.tsx';
import { usePart } from '../../shell/use-part.ts';
import { assignItems } from './assign-items.ts';
import { t } from './words/index.ts';

/** Gives the conversation to somebody, and says who has it. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { me, agents, conversations } = useInbox();
  const now = useApp().clock.value;
  const all = agents.all.value;
  const meId = usePart(() => me.value.agent.id, [me]);
  const { assigneeId } = conversation;
  const assignee = all.find(agent => agent.id === assigneeId);
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
      items={assignItems(conversation, {
        ...{ all, meId, now },
        onAssign: agentId => conversations.changes.assign(conversation.id, agentId),
        onHandOver: () => conversations.ask('handover'),
      })}
    />
  );
}

import { useEffect } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { Invite } from '../../invitations/Invite.tsx';
import { AgentRow } from './AgentRow.tsx';
import { t } from './words/index.ts';

/** Everybody who answers, and the way to become one. */
export function AgentsPage() {
  const { agents } = useInbox();
  useEffect(agents.read, [agents]);
  return (
    <div class="form">
      <p>{t('agentsLead')}</p>
      <ul class="settings-list agents">
        {agents.all.value.map(agent => (
          <AgentRow key={agent.id} agent={agent} />
        ))}
      </ul>
      <Invite />
    </div>
  );
}

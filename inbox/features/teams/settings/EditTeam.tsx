import { useState } from 'preact/hooks';
import type { Team } from '../../../../protocol/teams.ts';
import { useInbox } from '../../../inbox.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { mayAnswer } from '../../agents/state.ts';
import { t } from './words/index.ts';

/** Changes a team, or makes one. Who answers no more, and was of it, is left out when it is saved. */
export function EditTeam(props: { team: Team | null; onSaved: (team: Team) => void; onDone: () => void }) {
  const { team, onSaved, onDone } = props;
  const { agents, http } = useInbox();
  const [name, setName] = useState(team?.name ?? '');
  const [agentIds, setAgentIds] = useState<string[]>(team?.agentIds ?? []);
  const options = agents.all.value.filter(mayAnswer).map(agent => [agent.id, agent.name] as const);
  const form = useSubmit(async () => {
    const body = { name, agentIds: options.map(([id]) => id).filter(id => agentIds.includes(id)) };
    onSaved(team ? await http.put<Team>(`teams/${team.id}`, body) : await http.post<Team>('teams', body));
    onDone();
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('teamName')}
        isFocused
        maxLength={200}
        value={name}
        onValue={setName}
        problem={form.problemOf('name')}
      />
      <Checks
        legend={t('members')}
        options={options}
        chosen={agentIds}
        onChosen={setAgentIds}
        problem={form.problemOf('agentIds')}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}

import { useState } from 'preact/hooks';
import type { Team } from '../../../../protocol/teams.ts';
import { useInbox } from '../../../inbox.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { EditTeam } from './EditTeam.tsx';
import { t } from './words/index.ts';

/** Who answers for one thing together, and how that is changed. */
export function Teams({ teams, onTeams }: { teams: readonly Team[]; onTeams: (teams: Team[]) => void }) {
  const { agents, http, sites, toasts } = useInbox();
  /** Which one is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const opener = useOpener(openId);
  const without = (id: string) => teams.filter(each => each.id !== id);
  const put = (team: Team) => onTeams([...without(team.id), team].sort((a, b) => a.name.localeCompare(b.name)));
  const namesOf = ({ agentIds }: Team) => agentIds.flatMap(id => agents.nameOf(id) ?? []).join(', ');

  async function remove({ id, ...team }: Team) {
    const user = sites.all.peek().find(({ routing }) => routing.rules.some(({ teamId }) => teamId === id));
    // Its rules would point to nobody, and to bring it back under another id would not mend them.
    if (user) return void toasts.add(t('teamIsUsed', { team: team.name, site: user.name }), { tone: 'failed' });
    try {
      await http.delete(`teams/${id}`);
      onTeams(without(id));
      const undo = () => void http.post<Team>('teams', team).then(back => onTeams([...without(id), back]), toasts.fail);
      toasts.add(t('didRemoveTeam', { team: team.name }), { undo });
    } catch (error) {
      toasts.fail(error);
    }
  }
  const edit = (team: Team | null) => <EditTeam team={team} onSaved={put} onDone={() => setOpenId(null)} />;
  return (
    <section class="form">
      <h2>{t('teams')}</h2>
      <p class="hint">{t('teamsLead')}</p>
      <ul class="settings-list teams">
        {teams.map(team => (
          <li key={team.id}>
            {team.id === openId ? (
              edit(team)
            ) : (
              <>
                <span class="settings-name">
                  <b dir="auto">{team.name}</b>
                  <small dir="auto">{namesOf(team) || t('membersNone')}</small>
                </span>
                <button ref={opener(team.id)} type="button" class="btn" onClick={() => setOpenId(team.id)}>
                  {shellText('edit')}
                </button>
                <button type="button" class="btn is-quiet" onClick={() => void remove(team)}>
                  {shellText('remove')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {openId === '' ? (
        edit(null)
      ) : (
        <button ref={opener('')} type="button" class="btn is-start" onClick={() => setOpenId('')}>
          {t('newTeam')}
        </button>
      )}
    </section>
  );
}

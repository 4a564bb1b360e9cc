import { useEffect, useState } from 'preact/hooks';
import type { Team } from '../../../../protocol/teams.ts';
import type { Http } from '../../../shell/http.ts';

/** The teams, by name; null until they are read, and where they can not be. @param isWanted false: nobody asks */
export function useTeams(http: Pick<Http, 'get'>, isWanted: boolean): readonly Team[] | null {
  const [teams, setTeams] = useState<readonly Team[] | null>(null);
  useEffect(() => {
    if (isWanted) http.get<Team[]>('teams').then(setTeams, () => undefined);
  }, [http, isWanted]);
  return teams;
}

import { useEffect, useState } from 'preact/hooks';
import type { Team } from '../../../../protocol/teams.ts';
import { useInbox } from '../../../inbox.ts';

/** The teams, by name; null until they are read, and where they can not be. @param isWanted false: nobody asks */
export function useTeams(isWanted: boolean): readonly Team[] | null {
  const { http } = useInbox();
  const [teams, setTeams] = useState<readonly Team[] | null>(null);
  useEffect(() => {
    if (isWanted) http.get<Team[]>('teams').then(setTeams, () => undefined);
  }, [http, isWanted]);
  return teams;
}

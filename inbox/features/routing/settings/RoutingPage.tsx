import './style.css';
import type { Site } from '../../../../protocol/sites.ts';
import type { Team } from '../../../../protocol/teams.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { Teams } from '../../teams/settings/Teams.tsx';
import { Rules } from './Rules.tsx';
import { WidenForm } from './WidenForm.tsx';
import { t } from './words/index.ts';

/** For whom somebody who writes is meant: teams, which are of all sites, and the rules of one. */
export function RoutingPage({ site }: { site: Site }) {
  const { http, agents } = useInbox();
  const { answer: teams, failure, change, load } = useAnswer(() => http.get<Team[]>('teams'), [http]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!teams) return <Skeleton lines={3} />;
  const able = agents.all.value.filter(({ isDisabled, role }) => !isDisabled && role !== 'reader');
  // Where one answers alone there is nobody to choose.
  const isChoice = teams.length > 0 || site.routing.rules.length > 0 || able.length > 1;
  return (
    <div class="form routing">
      <p>{t('lead')}</p>
      <Teams teams={teams} onTeams={now => change(() => now)} />
      {isChoice && <Rules site={site} teams={teams} agents={able} />}
      <WidenForm site={site} />
    </div>
  );
}

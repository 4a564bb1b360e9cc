import { useState } from 'preact/hooks';
import type { RatingCountsAnswer } from '../../../../protocol/rating-reports.ts';
import { SCORES, stars } from '../../../../protocol/rating-scale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { type Days, RatingList } from './RatingList.tsx';
import { VisitList } from './VisitList.tsx';
import { t } from './words/index.ts';

const DAYS: readonly Days[] = ['30', '90'];

/** How a site and each of its agents were rated lately, and every rating of it. */
export function Figures({ site }: { site: Site }) {
  const { http } = useInbox();
  const [days, setDays] = useState<Days>('30');
  const { answer, failure, load } = useAnswer(
    () => http.get<RatingCountsAnswer>(`sites/${site.key}/rating-counts?days=${days}`),
    [http, site.key, days],
  );
  return (
    <section class="ratings">
      <h2>{t('figures')}</h2>
      <Select
        label={t('days')}
        value={days}
        onValue={setDays}
        options={DAYS.map(each => [each, t('lastDays', { n: number(Number(each)) })] as const)}
      />
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={3} />}
      {answer && <Counts {...answer} />}
      {answer && <Lists site={site} days={days} answer={answer} />}
    </section>
  );
}

/** Each rating, of talks and of visits where there are any. */
function Lists({ site, days, answer }: { site: Site; days: Days; answer: RatingCountsAnswer }) {
  const [score, setScore] = useState('');
  const [hasTalks, hasVisits] = [answer.agents.length > 0, sumOf(answer.visits).count > 0];
  if (!hasTalks && !hasVisits) return null;
  const scores = SCORES.toReversed().map(
    each => [String(each), `${stars(each)} ${t('ofFive', { n: number(each) })}`] as const,
  );
  return (
    <>
      <Select label={t('score')} value={score} onValue={setScore} options={[['', t('any')], ...scores]} />
      {hasVisits && <h3>{t('visits')}</h3>}
      {hasVisits && <VisitList site={site} days={days} score={score} />}
      {hasVisits && hasTalks && <h3>{t('talks')}</h3>}
      {hasTalks && <RatingList site={site} days={days} score={score} />}
    </>
  );
}

/** How many there are, and what they come to; one decimal. */
function sumOf(scores: readonly number[]): { count: number; average: string } {
  const count = scores.reduce((sum, each) => sum + each, 0);
  const points = scores.reduce((sum, each, at) => sum + each * SCORES[at]!, 0);
  return { count, average: number(Math.round((10 * points) / Math.max(1, count)) / 10) };
}

function Counts({ employees, visits, ...talks }: RatingCountsAnswer) {
  const ofVisits = sumOf(visits);
  const hasTalks = talks.agents.length > 0;
  if (ofVisits.count === 0) return hasTalks ? <TalkCounts {...talks} /> : <p role="status">{t('none')}</p>;
  const byEmployee = employees.map(each => ({ id: each.staffId, name: each.staffName, scores: each.scores }));
  return (
    <>
      <p role="status">{t('visitLine', { average: ofVisits.average, count: number(ofVisits.count) })}</p>
      <Table title={t('employee')} rows={byEmployee} />
      {hasTalks && <TalkCounts {...talks} />}
    </>
  );
}

function TalkCounts({ agents, teams }: Pick<RatingCountsAnswer, 'agents' | 'teams'>) {
  const scores = SCORES.map((_, at) => agents.reduce((sum, each) => sum + each.scores[at]!, 0));
  const { count, average } = sumOf(scores);
  const all = { id: '', name: t('everybody'), scores };
  const byAgent = agents.map(each => ({ id: each.agentId, name: each.agentName, scores: each.scores }));
  const byTeam = teams.map(each => ({ id: each.teamId, name: each.teamName, scores: each.scores }));
  return (
    <>
      <p role="status">{t('line', { average, count: number(count) })}</p>
      {/* One agent is everybody. */}
      <Table title={t('agent')} rows={[...(agents.length > 1 ? [all] : []), ...byAgent]} />
      {teams.length > 0 && <Table title={t('team')} rows={byTeam} />}
    </>
  );
}

interface CountsOf {
  id: string;
  name: string;
  scores: readonly number[];
}

function Table({ title, rows }: { title: string; rows: readonly CountsOf[] }) {
  return (
    <div class="ratings-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('average')}</th>
            <th scope="col">{t('count')}</th>
            {SCORES.map(score => (
              <th key={score} scope="col">
                <span class="sr-only">{t('ofFive', { n: number(score) })}</span>
                <span aria-hidden="true">{number(score)} ★</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(each => (
            <CountsRow key={each.id} counts={each} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CountsRow({ counts: { name, scores } }: { counts: CountsOf }) {
  const { count, average } = sumOf(scores);
  return (
    <tr>
      <th scope="row" dir="auto">
        {name}
      </th>
      <td>{average}</td>
      <td>{number(count)}</td>
      {scores.map((each, at) => (
        <td key={SCORES[at]}>{number(each)}</td>
      ))}
    </tr>
  );
}

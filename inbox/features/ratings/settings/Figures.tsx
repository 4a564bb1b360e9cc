import { useState } from 'preact/hooks';
import type { RatingCounts, RatingCountsAnswer } from '../../../../protocol/rating-reports.ts';
import { SCORES } from '../../../../protocol/rating-scale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { type Days, RatingList } from './RatingList.tsx';
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
      {answer && <Counts agents={answer.agents} />}
      {answer && answer.agents.length > 0 && <RatingList site={site} days={days} />}
    </section>
  );
}

/** How many there are, and what they come to; one decimal. */
function sumOf(scores: readonly number[]): { count: number; average: string } {
  const count = scores.reduce((sum, each) => sum + each, 0);
  const points = scores.reduce((sum, each, at) => sum + each * SCORES[at]!, 0);
  return { count, average: number(Math.round((10 * points) / Math.max(1, count)) / 10) };
}

function Counts({ agents }: { agents: readonly RatingCounts[] }) {
  const scores = SCORES.map((_, at) => agents.reduce((sum, each) => sum + each.scores[at]!, 0));
  const { count, average } = sumOf(scores);
  if (count === 0) return <p role="status">{t('none')}</p>;
  const all = { agentId: '', agentName: t('everybody'), scores };
  return (
    <>
      <p role="status">{t('line', { average, count: number(count) })}</p>
      <div class="ratings-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('agent')}</th>
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
            {/* One agent is everybody. */}
            {[...(agents.length > 1 ? [all] : []), ...agents].map(each => (
              <CountsRow key={each.agentId} counts={each} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function CountsRow({ counts: { agentName, scores } }: { counts: RatingCounts }) {
  const { count, average } = sumOf(scores);
  return (
    <tr>
      <th scope="row" dir="auto">
        {agentName}
      </th>
      <td>{average}</td>
      <td>{number(count)}</td>
      {scores.map((each, at) => (
        <td key={SCORES[at]}>{number(each)}</td>
      ))}
    </tr>
  );
}

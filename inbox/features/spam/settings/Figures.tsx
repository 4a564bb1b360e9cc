import type { Site } from '../../../../protocol/sites.ts';
import type { SpamFigures } from '../../../../protocol/spam.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { date } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { t as ruleText } from '../words/index.ts';
import { t } from './words/index.ts';

/** What was held and let out in thirty days: in one line, day by day, and by reason. */
export function Figures({ site }: { site: Site }) {
  const { http } = useInbox();
  const { answer, failure, load } = useAnswer(() => http.get<SpamFigures>(`sites/${site.key}/spam`), [http, site.key]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={3} />;
  const { held, released, isUnderPressure, byRule, days } = answer;
  return (
    <section class="spam-figures">
      <h2>{t('figures')}</h2>
      {isUnderPressure && <p role="status">{t('underPressure')}</p>}
      <p>
        {held + released === 0
          ? t('figuresNone')
          : t('figuresLine', { held: number(held), released: number(released) })}
      </p>
      {held > 0 && <Days days={days} />}
      {byRule.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('rule')}</th>
              <th scope="col">{t('held')}</th>
              <th scope="col">{t('released')}</th>
            </tr>
          </thead>
          <tbody>
            {byRule.map(each => (
              <tr key={each.rule}>
                <th scope="row">{ruleText(each.rule)}</th>
                <td>{number(each.held)}</td>
                <td>{number(each.released)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** A bar for each day, oldest first; each says its figures to whoever can not see it, or points at it. */
function Days({ days }: { days: SpamFigures['days'] }) {
  const most = Math.max(...days.map(each => each.held));
  return (
    <figure>
      <figcaption>{t('perDay')}</figcaption>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role from lists without bullets */}
      <ol role="list" class="spam-days">
        {days.map(({ day, held, released }) => {
          const label = t('dayLabel', { day: dayText(day), held: number(held), released: number(released) });
          return (
            <li key={day} title={label} style={{ '--share': held / most }}>
              <span class="sr-only">{label}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

/** A day of UTC, by the name that it has there. */
const dayText = (day: string) => {
  const noon = Date.parse(`${day}T12:00:00Z`);
  return date(noon, noon, { timeZone: 'UTC', hasWeekday: false });
};

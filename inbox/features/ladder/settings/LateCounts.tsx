import type { LadderStep, LateFigures } from '../../../../protocol/ladder.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { t } from './words/index.ts';

/** How often somebody waited too long in thirty days, in one line. */
export function LateCounts({ site }: { site: Site }) {
  const { http } = useInbox();
  const { answer, failure, load } = useAnswer(() => http.get<LateFigures>(`sites/${site.key}/late`), [http, site.key]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={1} />;
  const sumOf = (step: LadderStep) =>
    number(answer.counts.filter(each => each.step === step).reduce((sum, each) => sum + each.count, 0));
  return (
    <section>
      <h2>{t('figures')}</h2>
      <p>
        {answer.counts.length === 0
          ? t('figuresNone')
          : t('figuresLine', { reminded: sumOf('reminded'), offered: sumOf('offered'), owner: sumOf('owner') })}
      </p>
    </section>
  );
}

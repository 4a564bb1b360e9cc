import type { ImportCounts } from '../../../../protocol/imports.ts';
import { number } from '../../../shell/locale.ts';
import { t } from './words/index.ts';

/** How many rows became what. @param props.isAhead nothing is written yet */
export function Counts({ counts, isAhead = false }: { counts: ImportCounts; isAhead?: boolean }) {
  const shown = [
    [isAhead ? t('countNew') : t('countAdded'), counts.added, ''],
    [isAhead ? t('countToJoin') : t('countJoined'), counts.joined, ''],
    [t('countSkipped'), counts.skipped, ''],
    [t('countWrong'), counts.wrong, counts.wrong > 0 ? 'is-wrong' : ''],
  ] as const;
  return (
    <dl class="import-counts">
      {shown.map(([label, n, tone]) => (
        <div key={label} class={tone}>
          <dt>{label}</dt>
          <dd>{number(n)}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { StageItem } from '../../../../protocol/stages.ts';
import { moverName, reasonText, stageName } from '../names.ts';
import { t } from '../words/index.ts';

/** A move on the way to buying. */
export function Item({ item: { from, to, by, reason } }: { item: StageItem }) {
  const title = t(from ? 'movedTo' : 'begins', { stage: stageName(to) });
  const details = [from && t('movedFrom', { stage: stageName(from) }), moverName(by)];
  return (
    <>
      <p class="line-title">
        <b>{title}</b>
        <small>{details.filter(Boolean).join(' · ')}</small>
      </p>
      {reason && (
        <p class="line-words" dir="auto">
          {reasonText(reason)}
        </p>
      )}
    </>
  );
}

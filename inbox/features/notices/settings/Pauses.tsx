import type { NoticeSettings } from '../../../../protocol/notices.ts';
import { TextField } from '../../../shell/fields.tsx';
import type { Submitting } from '../../../shell/use-submit.ts';
import { t } from './words/index.ts';

type PausesOf = NoticeSettings['pauses'];

/** How soon the next way follows. */
export function Pauses(props: {
  pauses: PausesOf;
  onPauses: (pauses: PausesOf) => void;
  problemOf: Submitting['problemOf'];
}) {
  const { pauses, onPauses, problemOf } = props;
  const field = (name: keyof PausesOf, label: string) => (
    <TextField
      label={label}
      type="number"
      dir="ltr"
      min={1}
      max={60}
      value={Number.isNaN(pauses[name]) ? '' : String(pauses[name])}
      onValue={typed => onPauses({ ...pauses, [name]: typed.trim() === '' ? Number.NaN : Number(typed) })}
      problem={problemOf(`pauses.${name}`, t('pauseWrong'))}
    />
  );
  return (
    <fieldset>
      <legend>{t('pauses')}</legend>
      <div class="told-times">
        {field('page', t('pausePage'))}
        {field('other', t('pauseOther'))}
      </div>
    </fieldset>
  );
}

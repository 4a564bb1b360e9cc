import type { SiteSettings } from '../../../../protocol/sites.ts';
import { SLOT_LENGTHS } from '../../../../protocol/wire/limits.ts';
import { Select } from '../../../shell/fields.tsx';
import { NumberField } from './NumberField.tsx';
import { RetriesField } from './RetriesField.tsx';
import { t } from './words/index.ts';

type CallSettings = Pick<
  SiteSettings,
  'slotMinutes' | 'callbacksPerSlot' | 'leadMinutes' | 'horizonDays' | 'asapMinutes' | 'callMinutes' | 'callRetries'
>;
type SlotMinutes = SiteSettings['slotMinutes'];

/** When calls are offered, and how many. */
export function CallsField({
  calls,
  onCalls,
  problemOf,
}: {
  calls: CallSettings;
  onCalls: (change: Partial<CallSettings>) => void;
  problemOf: (field: string) => string;
}) {
  return (
    <fieldset>
      <legend>{t('calls')}</legend>
      <div class="pair">
        <Select
          label={t('slotMinutes')}
          value={String(calls.slotMinutes)}
          onValue={minutes => onCalls({ slotMinutes: Number(minutes) as SlotMinutes })}
          options={SLOT_LENGTHS.map(minutes => [String(minutes), String(minutes)])}
        />
        <NumberField
          label={t('callbacksPerSlot')}
          max={100}
          value={calls.callbacksPerSlot}
          onValue={callbacksPerSlot => onCalls({ callbacksPerSlot })}
          problem={problemOf('callbacksPerSlot')}
        />
        <NumberField
          label={t('leadMinutes')}
          min={0}
          max={10_080}
          value={calls.leadMinutes}
          onValue={leadMinutes => onCalls({ leadMinutes })}
          problem={problemOf('leadMinutes')}
        />
        <NumberField
          label={t('horizonDays')}
          max={31}
          value={calls.horizonDays}
          onValue={horizonDays => onCalls({ horizonDays })}
          problem={problemOf('horizonDays')}
        />
        <NumberField
          label={t('asapMinutes')}
          max={240}
          value={calls.asapMinutes}
          onValue={asapMinutes => onCalls({ asapMinutes })}
          problem={problemOf('asapMinutes')}
        />
        <NumberField
          label={t('callMinutes')}
          max={60}
          value={calls.callMinutes}
          onValue={callMinutes => onCalls({ callMinutes })}
          problem={problemOf('callMinutes')}
        />
      </div>
      <RetriesField retries={calls.callRetries} onRetries={callRetries => onCalls({ callRetries })} />
    </fieldset>
  );
}

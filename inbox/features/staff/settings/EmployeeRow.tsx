import type { ComponentChildren } from 'preact';
import type { Employee } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';
import { languageName } from '../../../shell/languages.ts';
import { currentLocale } from '../../../shell/locale.ts';
import { SureButton } from '../../../shell/SureButton.tsx';
import { weekdayName } from '../../../shell/times.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { StaffCalls } from '../calls.ts';
import { t } from './words/index.ts';

/** One employee: on which days they work, and in which languages. */
export function EmployeeRow(props: {
  calls: StaffCalls;
  employee: Employee;
  /** Buttons that move them; null: they stand in no order. */
  movers: ComponentChildren;
  /** What the button is known by that opens the editor. */
  editor: (button: HTMLElement | null) => void;
  onEdit: () => void;
  onSaved: (employee: Employee) => void;
  onGone: () => void;
}) {
  const { calls, employee, movers, editor, onEdit, onSaved, onGone } = props;
  const { toasts } = useInbox();
  const { id, name, week, shifts, languages, isActive, version } = employee;
  const days = week.flatMap((spans, day) => (spans.length > 0 ? [weekdayName((day + 1) % 7, false)] : []));
  const when = days.length > 0 ? listed(days) : t(shifts.length > 0 ? 'byShifts' : 'noHours');
  return (
    <>
      <span class="settings-name">
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>{[when, listed(languages.map(languageName))].filter(Boolean).join(' · ')}</small>
      </span>
      {movers}
      <button ref={editor} type="button" class="btn" onClick={onEdit}>
        {shellText('edit')}
      </button>
      {!isActive && (
        <SureButton
          label={t('useAgain')}
          work={async () => onSaved(await calls.change(id, version, { isActive: true }))}
          toasts={toasts}
        />
      )}
      <SureButton
        label={shellText('remove')}
        warning={t('removeSure')}
        work={async () => {
          const { outcome } = await calls.remove(id);
          if (outcome === 'archived') toasts.add(t('wasArchived'));
          onGone();
        }}
        toasts={toasts}
      />
    </>
  );
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat(currentLocale(), { type: 'unit' }).format(names);
}

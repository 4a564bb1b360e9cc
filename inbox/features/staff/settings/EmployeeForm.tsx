import { useState } from 'preact/hooks';
import type { Service } from '../../../../protocol/services.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../inbox.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { languageName } from '../../../shell/languages.ts';
import { currentLocale } from '../../../shell/locale.ts';
import { Problem, SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { serviceCalls } from '../../services/calls.ts';
import { serviceName } from '../../services/settings/text.ts';
import { HoursEditor } from '../../sites/settings/HoursEditor.tsx';
import { wrongDays } from '../../sites/settings/week.ts';
import type { StaffCalls } from '../calls.ts';
import { DaysOffField } from './DaysOffField.tsx';
import { ShiftsField } from './ShiftsField.tsx';
import { changesOf, draftOf, mistakesOf } from './typed.ts';
import { t } from './words/index.ts';

/** Adds an employee by their name, with the shop's hours, or changes one; what few need is folded away. */
export function EmployeeForm(props: {
  calls: StaffCalls;
  /** As they were when the form was opened; null: a new one. */
  employee: Employee | null;
  employees: readonly Employee[];
  services: readonly Service[];
  onSaved: (employee: Employee) => void;
  /** Services name others now. */
  onServices: () => void;
  onDone: () => void;
}) {
  const { calls, employee, employees, services, onSaved, onServices, onDone } = props;
  const { http, sites, agents } = useInbox();
  const shop = sites.all.value[0];
  const [first] = useState(() => draftOf(employee, shop?.hours ?? null));
  const [draft, setDraft] = useState(first);
  const [version, setVersion] = useState(employee?.version ?? 0);
  const [isStale, setStale] = useState(false);
  const set = (change: Partial<typeof draft>) => setDraft(now => ({ ...now, ...change }));
  /** What everybody does is nobody's to choose. */
  const chosen = services.filter(each => each.isActive && each.staffIds !== null);
  const done = chosen.filter(each => employee && each.staffIds?.includes(employee.id)).map(each => each.id);
  const [does, setDoes] = useState(done);

  const form = useSubmit(async () => {
    setStale(false);
    const mistakes = mistakesOf(draft);
    const [code] = Object.values(mistakes);
    if (code) throw new ApiError(code as 'FIELD_INVALID', mistakes);
    const kept = employee ? await change(employee) : await calls.hire(draft);
    if (!kept) return;
    onSaved(kept);
    if (JSON.stringify(does) !== JSON.stringify(done)) {
      await serviceCalls(http).assign(kept.id, does);
      onServices();
    }
    onDone();
  });
  /** Null: somebody else changed them meanwhile. What was typed stays; saved again, it goes over theirs. */
  async function change(before: Employee): Promise<Employee | null> {
    const changes = changesOf(first, draft);
    if (Object.keys(changes).length === 0) return before;
    try {
      return await calls.change(before.id, version, changes);
    } catch (error) {
      if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
      const newest = (await calls.employees()).employees.find(each => each.id === before.id);
      if (!newest) throw new ApiError('NOT_FOUND');
      setVersion(newest.version);
      setStale(true);
      return null;
    }
  }
  const taken = employees.flatMap(each => (each.id === employee?.id ? [] : (each.agentId ?? [])));
  const free = agents.all.value.filter(each => !each.isDisabled && !taken.includes(each.id));
  const isSure = (field: string) => form.problemOf(field) !== '';
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('name')}
        isFocused
        maxLength={80}
        value={draft.name}
        onValue={name => set({ name })}
        problem={form.problemOf('name')}
      />
      <fieldset>
        <legend>{t('week')}</legend>
        <HoursEditor week={draft.week} wrong={wrongDays(draft.week)} none={t('free')} onWeek={week => set({ week })} />
      </fieldset>
      {chosen.length > 0 && (
        <Checks
          legend={t('does')}
          chosen={does}
          options={chosen.map(each => [each.id, serviceName(each, shop?.locale ?? currentLocale())] as const)}
          onChosen={setDoes}
        />
      )}
      <details class="folded" open={['breaks', 'shifts', 'daysOff', 'agentId'].some(isSure) || undefined}>
        <summary>{t('more')}</summary>
        <div class="form">
          <fieldset>
            <legend>{t('breaks')}</legend>
            <HoursEditor
              week={draft.breaks}
              wrong={wrongDays(draft.breaks)}
              none={t('noBreak')}
              onWeek={breaks => set({ breaks })}
            />
          </fieldset>
          <ShiftsField shifts={draft.shifts} onShifts={shifts => set({ shifts })} />
          <DaysOffField days={draft.daysOff} onDays={daysOff => set({ daysOff })} />
          <Checks
            legend={t('languages')}
            chosen={draft.languages}
            options={LOCALES.map(each => [each, languageName(each)] as const)}
            onChosen={languages => set({ languages })}
          />
          <Select
            label={t('agent')}
            hint={t('agentHint')}
            value={draft.agentId ?? ''}
            onValue={agentId => set({ agentId: agentId || null })}
            options={[['', t('noAgent')], ...free.map(each => [each.id, each.name] as const)]}
            problem={form.problemOf('agentId')}
          />
        </div>
      </details>
      {isStale && <Problem text={t('changedMeanwhile')} />}
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}

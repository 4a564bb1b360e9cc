import './style.css';
import type { Service, ServicesAnswer } from '../../../../protocol/services.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';
import { arranged } from '../../../shell/arranged.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { useMovers } from '../../../shell/movers.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpenRow } from '../../../shell/use-open-row.tsx';
import { useShopTold } from '../../services/use-shop-told.tsx';
import { staffCalls } from '../calls.ts';
import { EmployeeForm } from './EmployeeForm.tsx';
import { EmployeeRow } from './EmployeeRow.tsx';
import { ResourceSection } from './ResourceSection.tsx';
import { t } from './words/index.ts';

interface Held {
  employees: Employee[];
  services: Service[];
}

/** Who does the work, and when; and the rooms and chairs that there are few of. */
export function StaffPage() {
  const { http, sites, toasts } = useInbox();
  const calls = staffCalls(http);
  const { answer, failure, change, load } = useAnswer<Held>(read, [http]);
  useShopTold(load);
  const { openId, opener, open, close, adder } = useOpenRow();
  const { active, archived, move, put } = arranged<Employee>({
    rows: answer?.employees ?? [],
    change: to => change(now => ({ ...now, employees: to(now.employees) })),
    order: calls.order,
    onFailed(error) {
      toasts.fail(error);
      load();
    },
  });
  const { list, movers } = useMovers({
    length: active.length,
    label: (by, at) => t(by, { name: active[at]!.name }),
    move,
  });

  async function read(): Promise<Held> {
    const [{ employees }, { services }] = await Promise.all([calls.employees(), http.get<ServicesAnswer>('services')]);
    return { employees, services };
  }
  if (failure && !answer) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={3} />;
  const form = (employee: Employee | null) => (
    <EmployeeForm
      key={employee?.id ?? ''}
      calls={calls}
      employee={employee}
      employees={answer.employees}
      services={answer.services}
      onSaved={put}
      onServices={load}
      onDone={close}
    />
  );
  const row = (employee: Employee, at: number) => (
    <li key={employee.id}>
      {employee.id === openId ? (
        form(employee)
      ) : (
        <EmployeeRow
          calls={calls}
          employee={employee}
          movers={employee.isActive ? movers(at) : null}
          editor={opener(employee.id)}
          onEdit={() => open(employee.id)}
          onSaved={put}
          onGone={load}
        />
      )}
    </li>
  );
  const zone = sites.all.value[0]?.timeZone;
  return (
    <div class="form">
      <p>{t('lead')}</p>
      {zone && <p class="hint">{t('clock', { zone })}</p>}
      {active.length === 0 && openId === null && <p class="hint">{t('none')}</p>}
      <ol class="settings-list employees" ref={list} hidden={active.length === 0}>
        {active.map(row)}
      </ol>
      {adder(t('add'), 'is-go', () => form(null))}
      {archived.length > 0 && (
        <details class="folded">
          <summary>{t('archived')}</summary>
          <ul class="settings-list">{archived.map(row)}</ul>
        </details>
      )}
      <ResourceSection calls={calls} />
    </div>
  );
}

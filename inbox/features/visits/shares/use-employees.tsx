import { useEffect, useState } from 'preact/hooks';
import type { Employee, EmployeesAnswer } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';

/** Who works here, where booking is switched on; nobody until it is known. */
export function useEmployees(): readonly Employee[] {
  const { http, me, toasts } = useInbox();
  const isOn = me.value.switches.booking;
  const [employees, setEmployees] = useState<readonly Employee[]>([]);
  useEffect(() => {
    if (!isOn) return;
    http.get<EmployeesAnswer>('staff').then(answer => {
      setEmployees(answer.employees.filter(each => each.isActive));
    }, toasts.fail);
  }, [http, isOn]);
  return employees;
}

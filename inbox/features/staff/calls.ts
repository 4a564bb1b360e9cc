/** Addresses of who does the work, and of rooms and chairs. */
import type { Removal } from '../../../protocol/services.ts';
import type {
  Employee,
  EmployeeCreate,
  EmployeeSettings,
  EmployeesAnswer,
  Resource,
  ResourceCreate,
  ResourceSettings,
  ResourcesAnswer,
} from '../../../protocol/staff.ts';
import type { Http } from '../../shell/http.ts';

export const staffCalls = (http: Http) => ({
  employees: () => http.get<EmployeesAnswer>('staff'),
  hire: (employee: EmployeeCreate) => http.post<Employee>('staff', employee),
  change: (id: string, version: number, change: Partial<EmployeeSettings>) =>
    http.patch<Employee>(`staff/${id}`, { ...change, version }),
  remove: (id: string) => http.delete<Removal>(`staff/${id}`),
  order: (ids: readonly string[]) => http.put<void>('staff/order', { ids }),
  resources: () => http.get<ResourcesAnswer>('resources'),
  addResource: (resource: ResourceCreate) => http.post<Resource>('resources', resource),
  changeResource: (id: string, version: number, change: Partial<ResourceSettings>) =>
    http.patch<Resource>(`resources/${id}`, { ...change, version }),
  removeResource: (id: string) => http.delete<Removal>(`resources/${id}`),
});
export type StaffCalls = ReturnType<typeof staffCalls>;

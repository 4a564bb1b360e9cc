/** Addresses of what the shop offers. */
import type { Removal, Service, ServiceCreate, ServiceSettings, ServicesAnswer } from '../../../protocol/services.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';
import type { Http } from '../../shell/http.ts';

export const serviceCalls = (http: Http) => ({
  read: () => http.get<ServicesAnswer>('services'),
  make: (service: ServiceCreate) => http.post<Service>('services', service),
  change: (id: string, version: number, change: Partial<ServiceSettings>) =>
    http.patch<Service>(`services/${id}`, { ...change, version }),
  remove: (id: string) => http.delete<Removal>(`services/${id}`),
  order: (ids: readonly string[]) => http.put<void>('services/order', { ids }),
  setPicture: (id: string, bytes: Blob) => http.putBytes<Service>(`services/${id}/picture`, bytes),
  dropPicture: (id: string) => http.delete<Service>(`services/${id}/picture`),
  /** Of the services that name who does them, an employee does these. */
  assign: (employeeId: string, serviceIds: readonly string[]) =>
    http.put<void>(`staff/${employeeId}/services`, { serviceIds }),
});
export type ServiceCalls = ReturnType<typeof serviceCalls>;

/** What a form offers to choose among. */
export interface ShopParts extends ServicesAnswer {
  employees: readonly Employee[];
  resources: readonly Resource[];
}

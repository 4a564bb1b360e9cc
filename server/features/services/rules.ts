/** What becomes of services, and what of them visitors are shown. Pure. */
import { nameOf } from '../../../protocol/service-names.ts';
import type { OfferedEmployee, OfferedService, OfferedServices, Service } from '../../../protocol/services.ts';
import type { Employee } from '../../../protocol/staff.ts';
import { whoCanDo } from '../staff/rules.ts';
import type { ServicePicture } from './store.ts';

/** With another picture, or none. */
export function withPicture(service: Service, picture: ServicePicture | null, at: number): Service {
  return { ...service, pictureId: picture?.id ?? null, version: service.version + 1, updatedAt: at };
}

/** Which services change where an employee does these, and no others, of those that name who does them (SPEC OF7). */
export function assigned(
  services: readonly Service[],
  employeeId: string,
  serviceIds: readonly string[],
  at: number,
): Service[] {
  return services.flatMap(service => {
    const { id, staffIds, version } = service;
    if (staffIds === null || staffIds.includes(employeeId) === serviceIds.includes(id)) return [];
    const next = staffIds.includes(employeeId)
      ? staffIds.filter(each => each !== employeeId)
      : [...staffIds, employeeId];
    return [{ ...service, staffIds: next, version: version + 1, updatedAt: at }];
  });
}

/** Whether somebody at a site is offered it: it is in use, and for visitors, and there. */
export function isOffered(
  { isActive, isOnline, siteIds }: Pick<Service, 'isActive' | 'isOnline' | 'siteIds'>,
  siteId: string,
): boolean {
  return isActive && isOnline && (siteIds === null || siteIds.includes(siteId));
}

/** Whether somebody who sees these sites sees it; null: all sites. */
export function isSeen({ siteIds }: Pick<Service, 'siteIds'>, seen: readonly string[] | null): boolean {
  return seen === null || siteIds === null || siteIds.some(each => seen.includes(each));
}

/** What visitors of a site are offered (SPEC OF5): of who does it no more than name and languages. */
export function offeredAt(
  site: { id: string; key: string },
  of: { services: readonly Service[]; employees: readonly Employee[]; currency: string },
  language: { wanted: string; desk: string },
): OfferedServices {
  const { employees, currency } = of;
  const services = of.services.filter(each => isOffered(each, site.id)).map(offered);
  const doing = new Set(services.flatMap(each => each.staffIds));
  const staff = employees
    .filter(each => doing.has(each.id))
    .map(({ id, name, languages }): OfferedEmployee => ({ id, name, languages }));
  return { currency, services, staff };

  function offered(service: Service): OfferedService {
    const { id, category, durationMinutes, price, pictureId } = service;
    return {
      ...{ id, category, durationMinutes, price },
      name: nameOf(service, language.wanted, language.desk),
      picture: pictureId && `/v1/sites/${encodeURIComponent(site.key)}/services/pictures/${pictureId}`,
      staffIds: whoCanDo(employees, [service]).map(each => each.id),
    };
  }
}

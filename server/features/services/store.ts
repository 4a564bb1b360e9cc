/** Services as the store keeps them. Few of them, so they are read whole; their pictures lie apart. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Service } from '../../../protocol/services.ts';

/** A picture as it is shown: WebP, drawn anew by the server. */
export interface ServicePicture {
  id: string;
  serviceId: string;
  /** In base64, so that every store and every move has it alike: it is small. */
  bytes: string;
}

/** Each `row` is written with what it tells. */
export interface ServiceStore {
  /** In their order. */
  all(): Promise<Service[]>;
  /** At the end of the list. Null: there are `most` already. */
  create(service: Omit<Service, 'position'>, most: number, row: AuditRow): Promise<Service | null>;
  /** In the place of the one before it, by its version; its place in the list and its picture stay. Null: it is another by now, or gone. */
  replace(service: Service, row: AuditRow): Promise<Service | null>;
  /** These in this order, the others behind them as they stood. Versions stay. */
  order(ids: readonly string[], row: AuditRow): Promise<void>;
  /** With its picture. False: no such service. */
  remove(id: string, row: AuditRow): Promise<boolean>;
  /** Gives it a picture in the place of the one that it had, or none. Null: no such service. */
  setPicture(id: string, picture: ServicePicture | null, at: number, row: AuditRow): Promise<Service | null>;
  picture(id: string): Promise<ServicePicture | null>;
  /** Of the services that name who does them, these are done by an employee from now on, and no others. @returns those that changed */
  assign(employeeId: string, serviceIds: readonly string[], at: number, row: AuditRow): Promise<Service[]>;
}

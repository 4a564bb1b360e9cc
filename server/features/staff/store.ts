/** Employees, and rooms or chairs, as the store keeps them. Few of each, so they are read whole. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';

/** What became of one that was to go. */
export type Outcome = 'removed' | 'archived';

/** Each `row` is written with what it tells. */
export interface EmployeeStore {
  /** In their order. */
  all(): Promise<Employee[]>;
  /** At the end of the list. Null: there are `most` already. */
  create(employee: Omit<Employee, 'position'>, most: number, row: AuditRow): Promise<Employee | null>;
  /** In the place of the one before it, by its version; where it stands in the list stays. Null: it is another by now, or gone. */
  replace(employee: Employee, row: AuditRow): Promise<Employee | null>;
  /** These in this order, the others behind them as they stood. Versions stay. */
  order(ids: readonly string[], row: AuditRow): Promise<void>;
  /** Takes one away, or, where a service names it, out of use. Null: no such one. */
  remove(id: string, at: number, row: AuditRow): Promise<Outcome | null>;
}

export interface ResourceStore {
  /** By name. */
  all(): Promise<Resource[]>;
  /** False: there are `most` already. */
  create(resource: Resource, most: number, row: AuditRow): Promise<boolean>;
  /** In the place of the one before it, by its version. Null: it is another by now, or gone. */
  replace(resource: Resource, row: AuditRow): Promise<Resource | null>;
  /** Takes one away, or, where a service needs it, out of use. Null: no such one. */
  remove(id: string, at: number, row: AuditRow): Promise<Outcome | null>;
}

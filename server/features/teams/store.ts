/** Teams as the store keeps them. Few of them, so they are read whole. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Team } from '../../../protocol/teams.ts';

/** Each `row` is written with what it tells. */
export interface TeamStore {
  /** By their names. */
  all(): Promise<Team[]>;
  create(team: Team, row?: AuditRow): Promise<void>;
  /** Null: no such team. */
  update(team: Team, row?: AuditRow): Promise<Team | null>;
  /** Rules that name it stay, and point to nobody. False: no such team. */
  delete(id: string, row?: AuditRow): Promise<boolean>;
}

/** What was written down, as the store keeps it. There is no verb that changes a row, nor one that takes away a chosen one. */
import type { AuditAction, AuditRow } from '../../../protocol/audit.ts';
import type { Page } from '../../store/page.ts';

export interface AuditStore {
  /** Of what no other verb writes down in its own step. */
  add(row: AuditRow): Promise<void>;
  /**
   * Newest first.
   * @param query `who`: an agent's id, or another kind of who
   */
  page(query: { who?: string; what?: AuditAction; cursor?: string; limit: number }): Promise<Page<AuditRow>>;
  /** Forgets what is older. */
  sweep(before: number): Promise<void>;
}

/** What the filter `who` looks for: an agent's id, or for others the kind. */
export function whoKey({ who }: Pick<AuditRow, 'who'>): string {
  return who.kind === 'agent' ? who.id : who.kind;
}

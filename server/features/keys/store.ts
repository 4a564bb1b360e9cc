/** Keys of other programs, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { IntegrationKey } from '../../../protocol/keys.ts';

/** The key itself is nowhere: only its hash. */
export type KeyRecord = IntegrationKey & { tokenHash: string };

/** Each `row` is written with what it tells. */
export interface KeyStore {
  /** Few of them, so they are read whole; oldest first. */
  all(): Promise<KeyRecord[]>;
  /** Whose hash it is, as it is now at every server; null: nobody's, or revoked. */
  byToken(tokenHash: string): Promise<KeyRecord | null>;
  /** @throws AppError KEYS_FULL when there are `MAX_KEYS` already */
  create(key: KeyRecord, row: AuditRow): Promise<void>;
  /** Notes that it was used; an older time than the one that is known changes nothing. */
  use(id: string, at: number): Promise<void>;
  /** It opens nothing any more, at any server. False: there is none. */
  revoke(id: string, row: AuditRow): Promise<boolean>;
}

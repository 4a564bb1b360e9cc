/** Rows of other rooms about a person, named by a contact's id: handed out and erased with them (SPEC PR1, PR8). */
import type { PersonalKind } from '../../../protocol/privacy.ts';

/** Of SQLite, inside a step. A room adds its own where both stores are opened, and its kind to `PERSONAL_KINDS`. */
export interface PersonRows {
  kind: PersonalKind;
  /** Oldest first. @param contactIds all contacts of one card, as JSON */
  read(contactIds: string): object[];
  /** @returns how many there were */
  drop(contactIds: string): number;
}

/** Of MongoDB, where a step has a session. */
export interface PersonDocuments<Session> {
  kind: PersonalKind;
  read(contactIds: readonly string[]): Promise<object[]>;
  drop(contactIds: readonly string[], session: Session): Promise<number>;
}

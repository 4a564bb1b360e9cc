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

/** Whether any room has something of a contact. */
export function hasRows(others: readonly PersonRows[], contactId: string): boolean {
  const ids = JSON.stringify([contactId]);
  return others.some(each => each.read(ids).length > 0);
}

/** Of MongoDB, where a step has a session. */
export interface PersonDocuments<Session> {
  kind: PersonalKind;
  read(contactIds: readonly string[]): Promise<object[]>;
  drop(contactIds: readonly string[], session: Session): Promise<number>;
}

/** Those of some contacts of whom any room has something. */
export async function withDocuments<Session>(
  others: readonly PersonDocuments<Session>[],
  contactIds: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { read } of others) {
    // Of most no room has anything, so all are asked for at once first.
    if (contactIds.length === 0 || (await read(contactIds)).length === 0) continue;
    for (const id of contactIds) if ((await read([id])).length > 0) found.add(id);
  }
  return found;
}

/** Rows of other rooms about a person, named by a contact's id: handed out and erased with them (SPEC PR1, PR8). */
import type { PersonalKind } from '../../../protocol/privacy.ts';

/** Of SQLite, inside a step. A room adds its own where both stores are opened, and its kind to `PERSONAL_KINDS`. */
export interface PersonRows {
  kind: PersonalKind;
  /** Oldest first. @param contactIds all contacts of one card, as JSON */
  read(contactIds: string): object[];
  /** Whether there is any, as the step sees it: `read` sees what was committed before. */
  has(contactIds: string): boolean;
  /** @returns how many there were */
  drop(contactIds: string): number;
}

/** Whether any room has something of a contact, as the step sees it. */
export function hasRows(others: readonly PersonRows[], contactId: string): boolean {
  const ids = JSON.stringify([contactId]);
  return others.some(each => each.has(ids));
}

/** Of MongoDB, where a step has a session. */
export interface PersonDocuments<Session> {
  kind: PersonalKind;
  /** @param session where a step hangs on it */
  read(contactIds: readonly string[], session?: Session): Promise<object[]>;
  drop(contactIds: readonly string[], session: Session): Promise<number>;
}

/** Those of some contacts of whom any room has something, as the step sees it. */
export async function withDocuments<Session>(
  others: readonly PersonDocuments<Session>[],
  contactIds: readonly string[],
  session: Session,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { read } of others) {
    // Of most no room has anything, so all are asked for at once first.
    if (contactIds.length === 0 || (await read(contactIds, session)).length === 0) continue;
    for (const id of contactIds) if ((await read([id], session)).length > 0) found.add(id);
  }
  return found;
}

/** How far an import is, and what an undo may take back: pure, used by both stores. */
import type { Contact } from '../../../protocol/contacts.ts';
import type { ImportOutcome } from '../../../protocol/imports.ts';
import { addCounts, countsOf, type RowOut } from './joining.ts';
import { AT_WORK, type ImportPersonRecord, type ImportRecord, type ImportRowRecord } from './store.ts';

/** An import after some more rows. */
export function afterBatch(
  run: ImportRecord,
  rows: readonly RowOut[],
  to: Pick<ImportRecord, 'done' | 'offset' | 'readyAt' | 'endedAt'>,
): ImportRecord {
  const state = to.endedAt === null ? run.state : 'done';
  return { ...run, ...to, state, counts: addCounts(run.counts, countsOf(rows)) };
}

/** Whether a server works on it still. */
export function isOpen({ state }: Pick<ImportRecord, 'state'>): boolean {
  return AT_WORK.includes(state);
}

/** Whether the contact is as the import left it, and on the same card. */
export function isUntouched(
  { version, before }: Pick<ImportPersonRecord, 'version' | 'before'>,
  now: Contact,
): boolean {
  return now.version === version && (now.card?.id ?? null) === (before?.card?.id ?? null);
}

/** Contacts of one card in an order in which each can go: whoever was joined to somebody before them. */
export function leavesFirst(contacts: readonly Contact[]): Contact[] {
  const depth = (contact: Contact): number => {
    const into = contacts.find(each => each.id === contact.mergedInto);
    return into ? depth(into) + 1 : 0;
  };
  return [...contacts].sort((a, b) => depth(b) - depth(a));
}

/** As they were, and yet another version: whoever edits them just now finds out. */
export function restored(now: Contact, before: Contact, at: number): Contact {
  return { ...before, card: now.card, version: now.version + 1, updatedAt: at };
}

export function afterUndo(
  run: ImportRecord,
  { undone, kept }: { undone: number; kept: number },
  { isLast, at, readyAt }: { isLast: boolean; at: number; readyAt: number },
): ImportRecord {
  const next = { ...run, undone: run.undone + undone, kept: run.kept + kept, readyAt };
  return isLast ? { ...next, state: 'undone', endedAt: at } : next;
}

/** What became of rows and of the people of an undo, by line. */
export function withPeople(
  rows: readonly ImportRowRecord[],
  people: readonly ImportPersonRecord[],
  { outcome, limit }: { outcome: ImportOutcome; limit: number },
): ImportRowRecord[] {
  const told = people.map(({ id, importId, line, contactId }): ImportRowRecord => {
    return { id, importId, line, outcome, reason: null, column: null, contactId, cells: [], made: null };
  });
  // A row that made a purchase and its buyer is told once.
  const lines = new Set(rows.map(each => each.line));
  return [...rows, ...told.filter(each => !lines.has(each.line))].sort((a, b) => a.line - b.line).slice(0, limit);
}

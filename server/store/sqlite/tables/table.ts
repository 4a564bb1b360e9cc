import type { SQLOutputValue } from 'node:sqlite';
import type { Kind, Records } from '../../transfer.ts';

export type Row = Record<string, SQLOutputValue>;

/** How the records of one kind lie in their table. */
export interface Table<T> {
  name: string;
  /** Rows of what `record` takes, oldest first. */
  select: string;
  record(row: Row): T;
  /** Column by column, SQL over the parameters that `row` names. */
  columns: Record<string, string>;
  /** Values for the columns; flags become 0 and 1, lists and objects JSON. */
  row(record: T): object;
}

export type Tables = { [K in Kind]: Table<Records[K]> };

export const siteRow = '(SELECT row FROM sites WHERE id = :siteId)';
export const contactRow = '(SELECT row FROM contacts WHERE id = :contactId)';
export const conversationRow = '(SELECT row FROM conversations WHERE id = :conversationId)';

/** A record of a row whose columns already have the record's names. */
export function decoded<T>(row: Row, { flags = [], json = [] }: { flags?: string[]; json?: string[] } = {}): T {
  const fields: Record<string, unknown> = { ...row };
  for (const name of flags) fields[name] = row[name] === 1;
  for (const name of json) fields[name] = JSON.parse(row[name] as string);
  return fields as T;
}

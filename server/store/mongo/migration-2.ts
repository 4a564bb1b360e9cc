/** From before there was a list of people: everybody is to be looked at. */
import type { Database } from './connection.ts';
import { touchEverybody } from './people-due.ts';

export async function migration2(database: Database): Promise<void> {
  await touchEverybody(database);
}

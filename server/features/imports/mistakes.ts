/** Rows that were not taken, as a file to be mended and imported: where each stood, why, and its cells. */
import type { Readable } from 'node:stream';
import { csvFile } from '../../http/csv.ts';
import type { Store } from '../../store/store.ts';
import type { ImportRecord } from './store.ts';

const BATCH = 500;

export function mistakesFile(context: { store: Pick<Store, 'imports'> }, run: ImportRecord): Promise<Readable> {
  return csvFile(rowsOf(context.store, run));
}

async function* rowsOf(
  { imports }: Pick<Store, 'imports'>,
  { id, header, plan }: ImportRecord,
): AsyncGenerator<string[]> {
  // Names of columns that no import takes for anything.
  yield ['#', '!', ...(plan.hasHeader ? header : plan.mapping.map(target => target ?? ''))];
  for (let afterLine = 0; ; ) {
    const some = await imports.rows({ id, outcome: 'wrong', afterLine, limit: BATCH });
    for (const { line, reason, cells } of some) yield [String(line), reason ?? '', ...cells];
    if (some.length < BATCH) return;
    afterLine = some.at(-1)!.line;
  }
}

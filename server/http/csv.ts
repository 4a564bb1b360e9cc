import type { Readable } from 'node:stream';

/**
 * Rows as a CSV file that Excel opens rightly: UTF-8 with its mark, and no cell that it takes for a formula (OWASP, "CSV
 * injection"): those get an apostrophe, which an import takes off again.
 * @param rows made while they are sent, so that a long file takes no memory
 */
export async function csvFile(rows: AsyncIterable<readonly string[]>): Promise<Readable> {
  const [{ Readable: Stream }, { stringify }] = await Promise.all([import('node:stream'), import('csv-stringify')]);
  const source = Stream.from(rows);
  const made = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  source.on('error', error => made.destroy(error));
  return source.pipe(made);
}

/** What stands between the cells of a text file. Pure. */
import { IMPORT_SEPARATORS } from '../../../protocol/imports.ts';

export type Separator = (typeof IMPORT_SEPARATORS)[number];

const LINES = 30;

/**
 * The one by which the first lines have alike many cells, and several of them. Quoted ones count for nothing.
 * @param text the beginning of a file
 */
export function separatorOf(text: string): Separator {
  // Excel's own hint, which it writes and reads in countries where a comma is a decimal point.
  const said = /^\uFEFF?sep=(.)\r?\n/.exec(text)?.[1];
  const known = IMPORT_SEPARATORS.find(each => each === said);
  if (known) return known;
  const lines = logicalLines(text);
  const scored = IMPORT_SEPARATORS.map(separator => ({ separator, score: scoreOf(lines, separator) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).separator;
}

/** How many cells the header has, if the other lines have as many. */
function scoreOf(lines: string[], separator: string): number {
  const counts = lines.map(line => line.split(separator).length);
  const [first = 1] = counts;
  if (first === 1) return 0;
  const alike = counts.filter(each => each === first).length / counts.length;
  return alike * alike * Math.min(first, 50);
}

/** Lines without what is quoted in them: a separator or a line end in quotes is none. */
function logicalLines(text: string): string[] {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '""').replace(/"[^"]*$/, '');
  return bare
    .split(/\r\n|\n|\r/)
    .filter(each => each.trim() !== '')
    .slice(0, LINES);
}

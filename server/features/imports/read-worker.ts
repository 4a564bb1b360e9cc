/**
 * A thread of its own, in which one file is read into rows. One that takes too long or too much memory ends this thread, and
 * the server does not notice more than that.
 */
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse';
import {
  CELL_CHARS,
  IMPORT_COLUMNS,
  IMPORT_ROWS,
  type ImportFormat,
  type ImportRun,
} from '../../../protocol/imports.ts';
import { encodingOf } from './encodings.ts';
import { inflatedSize } from './inflated.ts';
import { separatorOf } from './separators.ts';

/** What it says: rows as lines of JSON, each an array of cells, and how it ended. */
export type RowsRead =
  | { kind: 'rows'; text: string; count: number }
  | { kind: 'end'; format: ImportFormat }
  | { kind: 'failed'; problem: NonNullable<ImportRun['problem']> };

/** Of what a spreadsheet is unpacked to: 100,000 rows of it are some 60 MB. */
const MAX_INFLATED = 200 * 1024 * 1024;
/** Every file of the kind begins so (APPNOTE.TXT 4.3.7). */
const ZIP = 0x04034b50;
/** Letters of one message. */
const CHUNK_CHARS = 256 * 1024;
/** Of the text that the separator is found in. */
const HEAD_CHARS = 64 * 1024;
/** Of one row: what is longer is no person. */
const ROW_CHARS = 64 * 1024;

class Unreadable extends Error {
  readonly problem: NonNullable<ImportRun['problem']>;
  constructor(problem: NonNullable<ImportRun['problem']>) {
    super(problem);
    this.problem = problem;
  }
}

const port = parentPort!;
const say = (what: RowsRead) => port.postMessage(what);
let taken = (): void => {};
port.on('message', () => taken());

/** Rows on their way: the next ones wait until these are kept, so that nothing piles up. */
async function send(lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  let [text, count, all] = ['', 0, 0];
  const flush = async () => {
    const isTaken = new Promise<void>(resolve => {
      taken = resolve;
    });
    say({ kind: 'rows', text, count });
    [text, count] = ['', 0];
    await isTaken;
  };
  for await (const line of lines) {
    all += 1;
    if (all > IMPORT_ROWS + 1) throw new Unreadable('TOO_MANY_ROWS');
    text += `${line}\n`;
    count += 1;
    if (text.length >= CHUNK_CHARS) await flush();
  }
  if (all === 0) throw new Unreadable('EMPTY');
  if (count > 0) await flush();
}

async function read(bytes: Buffer): Promise<ImportFormat> {
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === ZIP) return readSpreadsheet(bytes);
  const encoding = encodingOf(bytes);
  const decoder = new TextDecoder(encoding);
  const head = new TextDecoder(encoding)
    .decode(bytes.subarray(0, HEAD_CHARS * 2), { stream: true })
    .slice(0, HEAD_CHARS);
  if (head.includes('\u0000')) throw new Unreadable('UNREADABLE');
  const separator = separatorOf(head);
  const parser = Readable.from(decoded(bytes, decoder)).pipe(
    parse({
      delimiter: separator,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: ROW_CHARS,
    }),
  );
  await send(rowLines(parser));
  return { kind: 'csv', encoding, separator };
}

async function readSpreadsheet(bytes: Buffer): Promise<ImportFormat> {
  if (inflatedSize(bytes, MAX_INFLATED) === null) throw new Unreadable('TOO_LARGE');
  const { readSheet } = await import('read-excel-file/node');
  await send(rowLines(await readSheet(bytes)));
  return { kind: 'xlsx' };
}

function* decoded(bytes: Buffer, decoder: TextDecoder): Generator<string> {
  for (let at = 0; at < bytes.length; at += CHUNK_CHARS) {
    yield decoder.decode(bytes.subarray(at, at + CHUNK_CHARS), { stream: true });
  }
  yield decoder.decode();
}

async function* rowLines(rows: AsyncIterable<unknown[]> | Iterable<unknown[]>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const row of rows) {
    const cells = row.slice(0, IMPORT_COLUMNS).map(textOf);
    const isHint = isFirst && cells.length <= 2 && /^sep=/.test(cells[0] ?? '');
    isFirst = false;
    if (!isHint && cells.some(each => each !== '')) yield JSON.stringify(cells);
  }
}

/** A cell as text. Spreadsheets keep numbers and days as such. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  // Excel takes a telephone number for a number: none of its digits may become an exponent.
  const text = typeof cell === 'number' && Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
  return text.toWellFormed().replaceAll('\u0000', '').trim().slice(0, CELL_CHARS);
}

try {
  const { buffer, byteOffset, byteLength } = workerData as Uint8Array;
  say({ kind: 'end', format: await read(Buffer.from(buffer, byteOffset, byteLength)) });
} catch (error) {
  say({ kind: 'failed', problem: error instanceof Unreadable ? error.problem : 'UNREADABLE' });
}
port.close();

/** A file that is here as a whole, read into rows: tables beside the server, our own export as it comes. */
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import { EXPORT_ROWS, IMPORT_BYTES, SAMPLE_ROWS } from '../../../protocol/imports.ts';
import type { Context } from '../../context.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import { guessColumns } from './guess.ts';
import { cellsOf, inBatches, linesOf } from './lines.ts';
import type { Reading } from './reader.ts';
import { hintsOf } from './setting.ts';
import type { ImportRecord } from './store.ts';

/** In which our own export is known. */
const HEAD_BYTES = 64;
const LINES_AT_ONCE = 200;
/** Of one record: a card may have a hundred contacts. */
const LINE_CHARS = 2 * 1024 * 1024;

/** Reads the whole file into rows, and says what its columns seem to be. */
export async function readFile(context: Context, run: ImportRecord): Promise<ImportRecord | null> {
  const { store, fileReader, settings, sites, now } = context;
  const { id } = run;
  await store.imports.seal(id, 'file', run.size);
  const kept = rowKeeper(store, id);
  const reading = (await isOurs(store, run))
    ? await readOurs(store, run, kept.keep)
    : run.size > IMPORT_BYTES
      ? ({ problem: 'TOO_LARGE' } as const)
      : await fileReader.read(await bytesOf(store, run), kept.keep);
  if ('problem' in reading) {
    await store.imports.drop(id, ['file', 'rows']);
    const failed = { state: 'failed', problem: reading.problem, endedAt: now() } as const;
    return store.imports.change(id, ['uploading'], failed);
  }
  const { bytes: rowBytes, count, first } = await kept.end();
  const { format } = reading;
  const fields = await settings.read(CONTACT_FIELDS);
  const isCards = format.kind === 'people';
  const rows = isCards ? [] : first.map(cellsOf);
  const { hasHeader, preset, kind, mappings } = guessColumns(rows, fields, hintsOf(undefined, await sites.all()));
  const change = {
    ...({ state: 'ready', format, preset, hasHeader: hasHeader && !isCards, rows: count, rowBytes } as const),
    header: rows[0]?.map(shortened) ?? [],
    sample: rows.slice(hasHeader ? 1 : 0, SAMPLE_ROWS + 1).map(row => row.map(shortened)),
    plan: { ...run.plan, kind, mapping: mappings[kind], hasHeader: hasHeader && !isCards },
    guesses: mappings,
  };
  return store.imports.change(id, ['uploading'], change);
}

/** Our own export begins so, and is read as it comes: it may be far larger than a table. */
async function isOurs(store: Context['store'], { id, size }: ImportRecord): Promise<boolean> {
  const parts: Buffer[] = [];
  for await (const part of await store.imports.read(id, 'file', 0, Math.min(size, HEAD_BYTES))) parts.push(part);
  return /^\uFEFF?\s*\{"kind":/.test(Buffer.concat(parts).toString());
}

/** Bytes of the longest line in any script: what is longer is not read to its end. */
const LINE_BYTES = LINE_CHARS * 4;
const isTooLong = (text: string) => text.length > LINE_CHARS || Buffer.byteLength(text) >= LINE_BYTES;

/** The lines of our own export are rows as they stand; whether each is one of ours is judged when it is written. */
async function readOurs(
  store: Context['store'],
  { id, size }: ImportRecord,
  keep: (text: string, count: number) => Promise<void>,
): Promise<Reading> {
  let all = 0;
  const lines = linesOf(store, id, { of: 'file', from: 0, to: size, mostBytes: LINE_BYTES });
  for await (const some of inBatches(lines, LINES_AT_ONCE)) {
    const texts = some.map(({ text }) => text.replace(/^\uFEFF/, '').trim()).filter(Boolean);
    all += texts.length;
    if (all > EXPORT_ROWS) return { problem: 'TOO_MANY_ROWS' };
    if (texts.some(isTooLong)) return { problem: 'TOO_LARGE' };
    if (texts.length > 0) await keep(`${texts.join('\n')}\n`, texts.length);
  }
  return all === 0 ? { problem: 'EMPTY' } : { format: { kind: 'people' } };
}

async function bytesOf(store: Context['store'], { id, size }: ImportRecord): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await store.imports.read(id, 'file', 0, size)) parts.push(part);
  return Buffer.concat(parts);
}

/** Of a sample: enough to know what it is. */
export function shortened(cell: string): string {
  return cell.length > 100 ? `${cell.slice(0, 99)}…` : cell;
}

/** Puts rows into the store, in the pieces that it takes. */
function rowKeeper({ imports }: Context['store'], id: string) {
  let held: Buffer = Buffer.alloc(0);
  let [bytes, count] = [0, 0];
  const first: string[] = [];
  async function flush(least: number): Promise<void> {
    while (held.length >= least && held.length > 0) {
      const piece = held.subarray(0, PIECE_BYTES);
      await imports.write(id, 'rows', bytes, piece);
      bytes += piece.length;
      held = held.subarray(piece.length);
    }
  }
  return {
    async keep(text: string, more: number): Promise<void> {
      if (first.length <= SAMPLE_ROWS * 5) first.push(...text.split('\n', SAMPLE_ROWS * 5).filter(Boolean));
      count += more;
      held = Buffer.concat([held, Buffer.from(text)]);
      await flush(PIECE_BYTES);
    },
    async end(): Promise<{ bytes: number; count: number; first: string[] }> {
      await flush(1);
      await imports.seal(id, 'rows', bytes);
      return { bytes, count, first };
    },
  };
}

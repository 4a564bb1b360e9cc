/** What owners do with people who come by a file. */
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import {
  type ImportPlan,
  type ImportPreview,
  type ImportPreviewRow,
  type ImportRowsAnswer,
  type ImportRun,
  type ImportTarget,
  type importRowsQuery,
  SAMPLE_ROWS,
} from '../../../protocol/imports.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import { guessColumns } from './guess.ts';
import type { KnownPeople } from './joining.ts';
import { addCounts, applyRows, contactIdsIn, countsOf, identitiesIn, type RowIn, type RowOut } from './joining.ts';
import { cellsOf, inBatches, linesOf } from './lines.ts';
import { hintsOf, joiningOf, readerOf, rowOf } from './setting.ts';
import type { ImportRecord } from './store.ts';

/** Imports that are shown. */
const SHOWN = 50;
/** Rows that are looked at before anything is written; of a larger file the rest is counted when it runs. */
export const LOOKED_AT = 10_000;
/** Mistakes that are shown before. */
const MISTAKES = 50;
const LOOK_BATCH = 200;

/** As owners see it. */
export function importRunOf({ rowBytes: _rows, offset: _offset, readyAt: _ready, ...run }: ImportRecord): ImportRun {
  return run;
}

export async function importsOf({ store }: Pick<Context, 'store'>): Promise<ImportRun[]> {
  return (await store.imports.newest(SHOWN)).map(importRunOf);
}

/** @throws AppError NOT_FOUND */
export async function importOf({ store }: Pick<Context, 'store'>, id: string): Promise<ImportRecord> {
  const run = await store.imports.find(id);
  if (!run) throw new AppError('NOT_FOUND');
  return run;
}

/** Begins one, whose file is sent next. @throws AppError IMPORTS_FULL */
export async function beginImport(
  { store, now, newId }: Pick<Context, 'store' | 'now' | 'newId'>,
  by: ImportRun['by'],
  { name, size }: Pick<ImportRun, 'name' | 'size'>,
): Promise<ImportRun> {
  const run: ImportRecord = {
    id: newId(),
    name,
    size,
    received: 0,
    state: 'uploading',
    by,
    format: null,
    preset: null,
    header: [],
    hasHeader: true,
    sample: [],
    rows: 0,
    plan: { mapping: [], hasHeader: true, duplicates: 'join', tag: '' },
    done: 0,
    counts: { added: 0, joined: 0, skipped: 0, wrong: 0 },
    undone: 0,
    kept: 0,
    problem: null,
    createdAt: now(),
    startedAt: null,
    endedAt: null,
    rowBytes: 0,
    offset: 0,
    readyAt: 0,
  };
  await store.imports.create(run);
  return importRunOf(run);
}

/**
 * Keeps one piece of the file. With the last one it is read, and its columns are guessed.
 * @throws AppError NOT_FOUND, IMPORT_STATE, FILE_OFFSET with `offset`, BAD_REQUEST for a piece of another length
 */
export async function takeImportPiece(
  context: Context,
  id: string,
  { offset, bytes }: { offset: number; bytes: Buffer },
): Promise<ImportRun> {
  const { store } = context;
  const run = await importOf(context, id);
  // The answer to the last piece was lost.
  if (run.state === 'ready' || run.state === 'failed') return importRunOf(run);
  if (run.state !== 'uploading') throw new AppError('IMPORT_STATE');
  if (offset !== run.received) {
    throw new AppError('FILE_OFFSET', `The next piece begins at ${run.received}.`, { offset: run.received });
  }
  const wanted = Math.min(PIECE_BYTES, run.size - offset);
  if (bytes.length !== wanted) {
    throw new AppError('BAD_REQUEST', `A piece at ${offset} has ${wanted} bytes, got ${bytes.length}.`);
  }
  if (wanted > 0) await store.imports.write(id, 'file', offset, bytes);
  const received = offset + bytes.length;
  const grown = await store.imports.change(id, ['uploading'], { received });
  if (!grown) throw new AppError('IMPORT_STATE');
  return importRunOf(received === run.size ? await readFile(context, grown) : grown);
}

/** Reads the whole file into rows, and says what its columns seem to be. */
async function readFile(context: Context, run: ImportRecord): Promise<ImportRecord> {
  const { store, fileReader, settings, sites, now } = context;
  const { id } = run;
  await store.imports.seal(id, 'file', run.size);
  const parts: Buffer[] = [];
  for await (const part of await store.imports.read(id, 'file', 0, run.size)) parts.push(part);
  const kept = rowKeeper(store, id);
  const reading = await fileReader.read(Buffer.concat(parts), kept.keep);
  if ('problem' in reading) {
    await store.imports.drop(id, ['file', 'rows']);
    const failed = { state: 'failed', problem: reading.problem, endedAt: now() } as const;
    return (await store.imports.change(id, ['uploading'], failed)) ?? importOf(context, id);
  }
  const { bytes: rowBytes, count, first } = await kept.end();
  const { format } = reading;
  const fields = await settings.read(CONTACT_FIELDS);
  const isCards = format.kind === 'people';
  const rows = isCards ? [] : first.map(cellsOf);
  const { hasHeader, preset, mapping } = guessColumns(rows, fields, hintsOf(undefined, await sites.all()));
  const change = {
    ...({ state: 'ready', format, preset, hasHeader: hasHeader && !isCards, rows: count, rowBytes } as const),
    header: rows[0]?.map(shortened) ?? [],
    sample: rows.slice(hasHeader ? 1 : 0, SAMPLE_ROWS + 1).map(row => row.map(shortened)),
    plan: { ...run.plan, mapping, hasHeader: hasHeader && !isCards },
  };
  return (await store.imports.change(id, ['uploading'], change)) ?? importOf(context, id);
}

/** Of a sample: enough to know what it is. */
function shortened(cell: string): string {
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

/**
 * What an import would do, with nothing written (SPEC IM2).
 * @throws AppError NOT_FOUND, IMPORT_STATE
 */
export async function previewImport(context: Context, id: string, plan: ImportPlan): Promise<ImportPreview> {
  const { store, settings, sites, now } = context;
  const run = { ...(await importOf(context, id)), plan };
  if (run.state !== 'ready') throw new AppError('IMPORT_STATE');
  const reader = readerOf(run, await settings.read(CONTACT_FIELDS), await sites.all());
  const joining = joiningOf(run, await sites.all(), now());
  const seen: KnownPeople = { rootsOf: new Map(), contacts: new Map(), ids: new Set() };
  const preview: ImportPreview = {
    counts: { added: 0, joined: 0, skipped: 0, wrong: 0 },
    rows: [],
    mistakes: [],
    looked: 0,
  };
  let line = 0;
  const lines = linesOf(store, id, { from: 0, to: run.rowBytes });
  for await (const batch of inBatches(lines, LOOK_BATCH)) {
    const rows = batch
      .map(({ text }): RowIn => {
        line += 1;
        return { line, ...rowOf(text, run, reader), newContactId: `row ${line}` };
      })
      .filter(each => each.line > 1 || !plan.hasHeader);
    await lookUp(store, seen, rows, joining.scope);
    const out = applyRows(rows, seen, joining).rows;
    preview.counts = addCounts(preview.counts, countsOf(out));
    preview.looked += rows.length;
    for (const [index, row] of out.entries()) {
      const shown = () => previewRow(rows[index]!.read, row, plan);
      if (preview.rows.length < SAMPLE_ROWS) preview.rows.push(shown());
      if (row.outcome === 'wrong' && preview.mistakes.length < MISTAKES) preview.mistakes.push(shown());
    }
    if (preview.looked >= LOOKED_AT) break;
  }
  return preview;
}

/** Whom rows may be, besides those whom rows before them made. */
async function lookUp(
  { imports }: Context['store'],
  seen: KnownPeople,
  rows: readonly RowIn[],
  scope: string,
): Promise<void> {
  const { rootsOf, contacts, ids: there } = await imports.known(identitiesIn(rows, scope), contactIdsIn(rows));
  for (const id of there) seen.ids.add(id);
  for (const [id, contact] of contacts) if (!seen.contacts.has(id)) seen.contacts.set(id, contact);
  for (const [key, ids] of rootsOf) seen.rootsOf.set(key, new Set([...(seen.rootsOf.get(key) ?? []), ...ids]));
}

function previewRow(
  read: RowIn['read'],
  { line, outcome, reason, column, contactId, cells }: RowOut,
  plan: ImportPlan,
): ImportPreviewRow {
  const facts = 'facts' in read ? read.facts : null;
  const root = 'card' in read ? read.card.root : null;
  const more: ImportPreviewRow['more'] = [];
  const tell = (target: ImportTarget, text: string) => text && more.push({ target, text });
  if (facts) {
    tell('callMe', facts.callMe);
    tell('birthday', facts.birthday);
    for (const each of facts.addresses) tell('address', each);
    tell('tags', facts.tags.join(', '));
    for (const each of facts.notes) tell('note', shortened(each));
    for (const [id, value] of Object.entries(facts.fields)) tell(`field:${id}`, String(value));
    tell('externalId', facts.externalId);
  }
  const nameAt = plan.mapping.findIndex(each => each === 'name' || each === 'firstName' || each === 'lastName');
  return {
    ...{ line, outcome, reason, column, more },
    name: facts?.name ?? root?.name ?? shortened(cells[nameAt] ?? ''),
    phones: facts?.phones ?? (root?.phone ? [root.phone] : []),
    emails: facts?.emails ?? (root?.email ? [root.email] : []),
    contactId: contactId?.startsWith('row ') ? null : contactId,
  };
}

/** Lets it run with this plan (SPEC IM3). @throws AppError NOT_FOUND, IMPORT_STATE, FIELD_INVALID */
export async function startImport(context: Context, actor: Actor, id: string, plan: ImportPlan): Promise<ImportRun> {
  const run = await importOf(context, id);
  if (run.state !== 'ready') throw new AppError('IMPORT_STATE');
  const isCards = run.format?.kind === 'people';
  const says = plan.mapping.some(
    each => each !== null && ['name', 'firstName', 'lastName', 'phone', 'email'].includes(each),
  );
  if (!isCards && !says) {
    const detail = 'mapping must name a column with names, numbers or addresses.';
    throw new AppError('FIELD_INVALID', detail, { fields: { mapping: 'FIELD_INVALID' } });
  }
  const at = context.now();
  const row = auditRow(context, actor, { what: 'import.begun', on: { kind: 'import', id, text: `rows: ${run.rows}` } });
  const change = { state: 'running', plan, hasHeader: plan.hasHeader, startedAt: at, readyAt: at } as const;
  return moved(context, await context.store.imports.change(id, ['ready'], change, row), id);
}

/** It keeps what is written, and can go on. @throws AppError NOT_FOUND, IMPORT_STATE */
export async function stopImport(context: Context, id: string): Promise<ImportRun> {
  const change = { state: 'stopped', endedAt: context.now() } as const;
  return moved(context, await context.store.imports.change(id, ['running'], change), id);
}

/** @throws AppError NOT_FOUND, IMPORT_STATE */
export async function resumeImport(context: Context, id: string): Promise<ImportRun> {
  const change = { state: 'running', endedAt: null, readyAt: context.now() } as const;
  return moved(context, await context.store.imports.change(id, ['stopped'], change), id);
}

/** Takes all of it back but what a person touched since (SPEC IM5). @throws AppError NOT_FOUND, IMPORT_STATE */
export async function undoImport(context: Context, actor: Actor, id: string): Promise<ImportRun> {
  const row = auditRow(context, actor, { what: 'import.undone', on: { kind: 'import', id, text: '' } });
  const change = { state: 'undoing', endedAt: null, readyAt: context.now() } as const;
  return moved(context, await context.store.imports.change(id, ['done', 'stopped'], change, row), id);
}

async function moved(context: Context, run: ImportRecord | null, id: string): Promise<ImportRun> {
  if (!run) {
    await importOf(context, id);
    throw new AppError('IMPORT_STATE');
  }
  context.importer.wake();
  return importRunOf(run);
}

/** With all that is known of its rows; who came by it stays. @throws AppError NOT_FOUND, IMPORT_STATE while it is at work */
export async function removeImport(context: Context, id: string): Promise<void> {
  await importOf(context, id);
  if (!(await context.store.imports.delete(id))) throw new AppError('IMPORT_STATE');
}

/** What became of its rows. @throws AppError NOT_FOUND */
export async function importRowsOf(
  context: Context,
  id: string,
  { outcome, afterLine, limit }: ReturnType<typeof importRowsQuery.parse>,
): Promise<ImportRowsAnswer> {
  await importOf(context, id);
  const found = await context.store.imports.rows({ id, outcome, afterLine, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const rows = shown.map(({ id: _, importId: __, ...row }) => row);
  return { rows: await named(context, rows), afterLine: found.length > limit ? shown.at(-1)!.line : null };
}

/** Whose card it is, by the name of now. */
async function named(
  { store }: Context,
  rows: Omit<ImportRowsAnswer['rows'][number], 'name'>[],
): Promise<ImportRowsAnswer['rows']> {
  return Promise.all(
    rows.map(async row => {
      const contact = row.contactId === null ? null : await store.contacts.find(row.contactId);
      return { ...row, name: contact?.card?.name || contact?.name || contact?.email || contact?.phone || '' };
    }),
  );
}

/** What owners do with people who come by a file. */
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import type {
  ImportPlan,
  ImportRowsAnswer,
  ImportRun,
  ImportTarget,
  importRowsQuery,
} from '../../../protocol/imports.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { readFile } from './file.ts';
import type { ImportRecord } from './store.ts';

/** Imports that are shown. */
const SHOWN = 50;

/** As owners see it. One that was begun before rows could be anything but people has no guesses for them. */
export function importRunOf({ rowBytes: _rows, offset: _offset, readyAt: _ready, ...run }: ImportRecord): ImportRun {
  const plan = { ...run.plan, kind: run.plan.kind ?? 'people' };
  const nothing = plan.mapping.map(() => null);
  return { ...run, plan, guesses: run.guesses ?? { people: plan.mapping, purchases: nothing } };
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
    plan: { kind: 'people', mapping: [], hasHeader: true, duplicates: 'join', tag: '' },
    guesses: { people: [], purchases: [] },
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
  if (received < run.size) return importRunOf(grown);
  return importRunOf((await readFile(context, grown)) ?? (await importOf(context, id)));
}

/** Lets it run with this plan (SPEC IM3). @throws AppError NOT_FOUND, IMPORT_STATE, FIELD_INVALID */
export async function startImport(context: Context, actor: Actor, id: string, plan: ImportPlan): Promise<ImportRun> {
  const run = await importOf(context, id);
  if (run.state !== 'ready') throw new AppError('IMPORT_STATE');
  const isCards = run.format?.kind === 'people';
  const wanted = isCards ? null : lacking(plan);
  if (wanted !== null) throw new AppError('FIELD_INVALID', wanted, { fields: { mapping: 'FIELD_INVALID' } });
  const at = context.now();
  const row = auditRow(context, actor, { what: 'import.begun', on: { kind: 'import', id, text: `rows: ${run.rows}` } });
  const change = { state: 'running', plan, hasHeader: plan.hasHeader, startedAt: at, readyAt: at } as const;
  return moved(context, await context.store.imports.change(id, ['ready'], change, row), id);
}

/** What a plan has to say besides; null: nothing. */
function lacking({ kind, mapping }: ImportPlan): string | null {
  const says = (...targets: ImportTarget[]) => mapping.some(each => each !== null && targets.includes(each));
  if (kind === 'people') {
    const isSomebody = says('name', 'firstName', 'lastName', 'phone', 'email');
    return isSomebody ? null : 'mapping must name a column with names, numbers or addresses.';
  }
  const isWhole = says('phone', 'email', 'person') && says('what') && says('price', 'total');
  return isWhole
    ? null
    : 'mapping must say whose a purchase is (phone, email or person), what it is, and its price or total.';
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
  const rows = shown.map(({ id: _, importId: __, made: ___, ...row }) => row);
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

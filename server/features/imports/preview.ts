/** What an import would do, before anything is written. */
import {
  type ImportPlan,
  type ImportPreview,
  type ImportPreviewRow,
  type ImportTarget,
  SAMPLE_ROWS,
} from '../../../protocol/imports.ts';
import { plainMoney } from '../../../protocol/money.ts';
import { totalOf } from '../../../protocol/purchase-sums.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { importOf } from './commands.ts';
import { shortened } from './file.ts';
import type { Joining, KnownPeople } from './filling.ts';
import {
  addCounts,
  applyRows,
  contactIdsIn,
  countsOf,
  identitiesIn,
  type RowIn,
  type RowOut,
  recordsIn,
} from './joining.ts';
import { inBatches, linesOf } from './lines.ts';
import type { FileRowReader } from './rules.ts';
import { joiningOf, readerOf, rowOf } from './setting.ts';

/** Rows that are looked at before anything is written; of a larger file the rest is counted when it runs. */
export const LOOKED_AT = 10_000;
/** Mistakes that are shown before. */
const MISTAKES = 50;
const LOOK_BATCH = 200;

/**
 * What an import would do, with nothing written (SPEC IM2).
 * @throws AppError NOT_FOUND, IMPORT_STATE
 */
export async function previewImport(context: Context, id: string, plan: ImportPlan): Promise<ImportPreview> {
  const { store, sites, now } = context;
  const run = { ...(await importOf(context, id)), plan };
  if (run.state !== 'ready') throw new AppError('IMPORT_STATE');
  const reader = await readerOf(context, run);
  const joining = joiningOf(run, { sites: await sites.all(), desk: reader.desk }, now());
  const seen: KnownPeople = { rootsOf: new Map(), contacts: new Map(), ids: new Set(), records: new Map() };
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
        return { line, ...rowOf(text, run, reader), newContactId: `row ${line}`, newPurchaseId: `row ${line}` };
      })
      .filter(each => each.line > 1 || !plan.hasHeader);
    await lookUp(store, seen, rows, joining);
    const out = applyRows(rows, seen, joining).rows;
    preview.counts = addCounts(preview.counts, countsOf(out));
    preview.looked += rows.length;
    for (const [index, row] of out.entries()) {
      const shown = () => previewRow(rows[index]!.read, row, reader);
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
  joining: Joining,
): Promise<void> {
  const asked = [identitiesIn(rows, joining.scope), contactIdsIn(rows), recordsIn(rows, joining)] as const;
  const { rootsOf, contacts, ids: there, records } = await imports.known(...asked);
  for (const [key, record] of records) if (!seen.records.has(key)) seen.records.set(key, record);
  for (const id of there) seen.ids.add(id);
  for (const [id, contact] of contacts) if (!seen.contacts.has(id)) seen.contacts.set(id, contact);
  for (const [key, ids] of rootsOf) seen.rootsOf.set(key, new Set([...(seen.rootsOf.get(key) ?? []), ...ids]));
}

function previewRow(
  read: RowIn['read'],
  { line, outcome, reason, column, contactId, cells }: RowOut,
  { plan, desk }: Pick<FileRowReader, 'plan' | 'desk'>,
): ImportPreviewRow {
  const facts = 'facts' in read ? read.facts : null;
  const bought = 'bought' in read ? read.bought.send : null;
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
    tell(bought ? 'person' : 'externalId', facts.externalId);
  }
  if (bought) {
    const currency = bought.currency ?? desk.currency;
    for (const { name, quantity } of bought.lines) tell('what', quantity === 1 ? name : `${name} × ${quantity}`);
    tell('total', `${plainMoney(totalOf(bought.lines)!, currency)} ${currency}`);
    tell('date', bought.date ?? '');
    tell('employee', bought.employee?.name ?? '');
    tell('externalId', bought.externalId ?? '');
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

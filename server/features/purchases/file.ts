/** Purchases that a program brings as a CSV file, read as the import of files reads them (SPEC PB5). */
import { PURCHASE_COLUMNS, type PurchaseColumn } from '../../../protocol/imports.ts';
import { MAX_BATCH } from '../../../protocol/purchase-sums.ts';
import type { PurchaseRow } from '../../../protocol/purchases.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { purchaseColumnNamed } from '../imports/purchase-headers.ts';
import { withoutGuard } from '../imports/rules.ts';
import { separatorOf } from '../imports/separators.ts';
import { deskHome } from '../money/settings.ts';
import { addPurchases, type Bringing, refused } from './commands.ts';
import { purchaseOfCells } from './rules.ts';

/** In which the separator shows: a comma may as well be a decimal one. */
const HEAD_CHARS = 64 * 1024;

/**
 * Adds the purchases of a file with a heading, as `addPurchases` does (SPEC PB5).
 * @param text CSV, separated by commas, semicolons or tabs
 * @throws AppError BAD_REQUEST for what is no CSV, or has too many rows, or a column that is none
 */
export async function addPurchasesOfFile(context: Context, from: Bringing, text: string): Promise<PurchaseRow[]> {
  const desk = await deskHome(context);
  const read = (await cellsOf(text)).map(cells => purchaseOfCells(cells, desk));
  const good = read.flatMap(each => ('purchase' in each ? each.purchase : []));
  const added = await addPurchases(context, from, good);
  return read.map((each, row) => {
    if ('purchase' in each) return { ...added.shift()!, row };
    const fields = each.mistakes as Record<string, ErrorCode>;
    const message = `These columns can not be read: ${Object.keys(fields).join(', ')}.`;
    return refused(row, new AppError('FIELD_INVALID', message, { fields }));
  });
}

async function cellsOf(text: string): Promise<Partial<Record<PurchaseColumn, string>>[]> {
  // Loaded when somebody first brings a file.
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: separatorOf(text.slice(0, HEAD_CHARS)),
      columns: (heading: string[]) => heading.map(columnNamed),
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_BATCH + 1,
      cast: withoutGuard,
    }) as Partial<Record<PurchaseColumn, string>>[];
    if (rows.length > 0 && rows.length <= MAX_BATCH) return rows;
    throw new AppError('BAD_REQUEST', `A file of 1 to ${MAX_BATCH} rows below its heading is wanted.`);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AppError('BAD_REQUEST', `This is no CSV: ${error.message}.`, { cause: error });
  }
}

/** @throws AppError BAD_REQUEST */
function columnNamed(heading: string): PurchaseColumn {
  const found = purchaseColumnNamed(heading);
  if (found) return found;
  throw new AppError('BAD_REQUEST', `The column ${JSON.stringify(heading)} is none of ${PURCHASE_COLUMNS.join(', ')}.`);
}

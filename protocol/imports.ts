/** People who come by a file: how it is read, what its columns are, and what became of each of its rows. */
import { z } from 'zod';
import { country, id, line, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** Bytes of a table: 100,000 rows of a large export, several times over. It is read as a whole. */
export const IMPORT_BYTES = 30 * 1024 * 1024;
/** Rows, without the header. */
export const IMPORT_ROWS = 200_000;
/** Bytes of our own export, which is read as it comes: a million records. */
export const EXPORT_BYTES = 1024 * 1024 * 1024;
export const EXPORT_ROWS = 2_000_000;
export const IMPORT_COLUMNS = 200;
/** Rows that are shown before anything is written. */
export const SAMPLE_ROWS = 8;
/** How long an import can be undone, and its mistakes be read. */
export const IMPORT_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * What a column may be. `firstName`, `middleName` and `lastName` become the one name that everybody has; several columns
 * may be phones and e-mails. `consent` is none of them: nobody agrees by a file.
 */
export const IMPORT_TARGETS = [
  'name',
  'firstName',
  'middleName',
  'lastName',
  'callMe',
  'phone',
  'email',
  'birthday',
  'address',
  'tags',
  'note',
  'externalId',
] as const;

/**
 * What a column of purchases may be. A row is one purchase of one thing; of a person's phone, mail and id (`person`) one is
 * enough. `externalId` is the purchase's own.
 */
export const PURCHASE_COLUMNS = [
  'phone',
  'email',
  'person',
  'name',
  'date',
  'what',
  'quantity',
  'price',
  'total',
  'currency',
  'employee',
  'externalId',
] as const;
export type PurchaseColumn = (typeof PURCHASE_COLUMNS)[number];

/** What the rows of a table are. */
export const importKind = z.enum(['people', 'purchases']);
export type ImportKind = z.infer<typeof importKind>;

/** One of them, or a field of the desk's own by its id. */
export const importTarget = z.union([
  z.enum(IMPORT_TARGETS),
  z.enum(PURCHASE_COLUMNS),
  z.templateLiteral(['field:', z.string().max(40)]),
]);
export type ImportTarget = z.infer<typeof importTarget>;

/** By column; null: it is left out. */
export const importMapping = z.array(importTarget.nullable()).max(IMPORT_COLUMNS);
export type ImportMapping = z.infer<typeof importMapping>;

/** What to do with a row whose number or address somebody has already: fill what is empty on their card, or leave it. */
export const importDuplicates = z.enum(['join', 'skip']);

/** How rows are to be read. */
export const importPlan = z.object({
  kind: importKind.default('people'),
  mapping: importMapping,
  hasHeader: z.boolean(),
  duplicates: importDuplicates,
  /** Where numbers without a plus are at home; left out: where the sites are. */
  country,
  /** A mark on everybody who came by it; empty: none. */
  tag: line.default(''),
});
export type ImportPlan = z.infer<typeof importPlan>;

export const IMPORT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1252',
  'windows-1256',
] as const;
export const IMPORT_SEPARATORS = [',', ';', '\t', '|'] as const;

/** What the file turned out to be. `people`: our own export, whose rows are whole cards and what else is known of people. */
export const importFormat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('csv'), encoding: z.enum(IMPORT_ENCODINGS), separator: z.enum(IMPORT_SEPARATORS) }),
  z.object({ kind: z.literal('xlsx') }),
  z.object({ kind: z.literal('people') }),
]);
export type ImportFormat = z.infer<typeof importFormat>;

/** Exports of other programs whose columns are known. */
export const importPreset = z.enum(['chatwoot', 'bitrix24']);
export type ImportPreset = z.infer<typeof importPreset>;

/** `ready`: read, and nothing written yet. `stopped`: by a person, and can go on. `failed`: the file can not be read. */
export const importState = z.enum(['uploading', 'ready', 'running', 'stopped', 'done', 'undoing', 'undone', 'failed']);
export type ImportState = z.infer<typeof importState>;

/** Why a row was not taken as it was. The page says it in words. */
export const importReason = z.enum([
  'EMPTY',
  'PHONE_INVALID',
  'EMAIL_INVALID',
  'DATE_INVALID',
  'NUMBER_INVALID',
  'CHOICE_UNKNOWN',
  'YES_NO_INVALID',
  'TOO_LONG',
  'TOO_MANY',
  'SEVERAL',
  'KNOWN',
  'NOTHING_NEW',
  'UNREADABLE',
  'PERSON_MISSING',
  'PERSON_UNKNOWN',
  'ITEM_MISSING',
  'PRICE_MISSING',
  'CURRENCY_UNKNOWN',
  'TOTAL_DIFFERS',
  'OTHER_CONTENT',
  'SITE_MISSING',
]);
export type ImportReason = z.infer<typeof importReason>;

/** `kept`: an undo left it, because a person touched it since. */
export const importOutcome = z.enum(['added', 'joined', 'skipped', 'wrong', 'undone', 'kept']);
export type ImportOutcome = z.infer<typeof importOutcome>;

const count = z.number().int().nonnegative();

/** Of rows, by what became of them. */
export const importCounts = z.object({ added: count, joined: count, skipped: count, wrong: count });
export type ImportCounts = z.infer<typeof importCounts>;

export const importRun = z.object({
  id,
  /** Of the file. */
  name: z.string(),
  size: count,
  /** Bytes that are here. */
  received: count,
  state: importState,
  by: z.object({ id, name: z.string() }),
  format: importFormat.nullable(),
  preset: importPreset.nullable(),
  /** The first row, and whether it looks like a header. */
  header: z.array(z.string()),
  hasHeader: z.boolean(),
  /** First rows, behind the header where there is one. */
  sample: z.array(z.array(z.string())),
  /** Rows of the file, the header counted. */
  rows: count,
  /** What its columns seem to be, and when it runs, are. */
  plan: importPlan,
  /** What they would be as either. */
  guesses: z.record(importKind, importMapping),
  /** Rows that are through, the header counted; while it is undone, those that are left. */
  done: count,
  counts: importCounts,
  /** Of those that were written: taken back, and left because a person touched them since. */
  undone: count,
  kept: count,
  /** Why it failed. */
  problem: z.enum(['UNREADABLE', 'TOO_LARGE', 'TOO_MANY_ROWS', 'EMPTY']).nullable(),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
});
export type ImportRun = z.infer<typeof importRun>;

/** What webhooks are told of one that ended: nothing of what is in it. */
export const importNews = importRun.pick({
  id: true,
  name: true,
  state: true,
  by: true,
  counts: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
});
export type ImportNews = z.infer<typeof importNews>;

/** Only our own export may be larger than a table, and its name says that it is one. */
export const importCreate = z
  .object({ name: line.pipe(z.string().min(1)), size: z.number().int().min(1).max(EXPORT_BYTES) })
  .refine(({ name, size }) => size <= IMPORT_BYTES || name.toLowerCase().endsWith('.jsonl'), {
    path: ['size'],
    message: `wanted ${IMPORT_BYTES} bytes at most, or JSON Lines (.jsonl)`,
  });

/** One row as it would be written: what a person of it has, and what is wrong with it. */
export const importPreviewRow = z.object({
  /** Of the file, from 1 on. */
  line: count,
  outcome: importOutcome,
  reason: importReason.nullable(),
  /** The column that the reason is about. */
  column: count.nullable(),
  name: z.string(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  /** All else that it brings, by its target. */
  more: z.array(z.object({ target: importTarget, text: z.string() })),
  /** Whose card it would be joined to. */
  contactId: id.nullable(),
});
export type ImportPreviewRow = z.infer<typeof importPreviewRow>;

/** What an import would do: `counts` of the rows looked at, the first few of them, and the first mistakes. */
export const importPreview = z.object({
  counts: importCounts,
  rows: z.array(importPreviewRow),
  mistakes: z.array(importPreviewRow),
  /** Rows that were looked at: of a large file the first. */
  looked: count,
});
export type ImportPreview = z.infer<typeof importPreview>;

/** What became of a row that is worth to be told. */
export const importRowTold = z.object({
  line: count,
  outcome: importOutcome,
  reason: importReason.nullable(),
  column: count.nullable(),
  contactId: id.nullable(),
  /** Of that contact, as it is now. */
  name: z.string(),
  /** As it stood in the file, of one that was not taken. */
  cells: z.array(z.string()),
});
export type ImportRowTold = z.infer<typeof importRowTold>;

export const importRowsQuery = z.object({
  outcome: importOutcome,
  afterLine: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const importRowsAnswer = z.object({ rows: z.array(importRowTold), afterLine: count.nullable() });
export type ImportRowsAnswer = z.infer<typeof importRowsAnswer>;

/** `jsonl`: the whole customer base, to be imported again. `csv`: a row for each, to read elsewhere. */
export const exportFormat = z.enum(['csv', 'jsonl']);
export type ExportFormat = z.infer<typeof exportFormat>;
/** What the rows of a CSV are. */
export const exportKind = z.enum(['people', 'purchases', 'complaints']);
export type ExportKind = z.infer<typeof exportKind>;

/** Longest cell that is read; a card's field takes less. */
export const CELL_CHARS = LIMITS.messageChars;

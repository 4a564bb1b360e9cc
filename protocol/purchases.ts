/** What somebody bought. */
import { z } from 'zod';
import { currencyOf } from './money.ts';
import { personRef } from './person-ref.ts';
import { MAX_BATCH, MAX_LINES, MAX_MINOR, MAX_QUANTITY, MAX_SUM, totalOf } from './purchase-sums.ts';
import { MAX_SHARES } from './shares.ts';
import { timelineItem } from './timeline.ts';
import { id, knownTimeZone, line, timestamp } from './wire/fields.ts';

const name = line.pipe(z.string().min(1));

/** ISO 4217, one that this machine knows. */
export const currency = z.string().refine(code => currencyOf(code) !== null, 'wanted a currency such as MNT or EUR');

/** Of whom a part of a line is, by the name of then: whoever sends it need not say the name. */
export const lineShare = z.object({
  staffId: id,
  name: z.string().default(''),
  percent: z.number().int().min(1).max(100),
});
export type LineShare = z.infer<typeof lineShare>;

/** They come to 100, and name each employee once. */
export const lineShares = z
  .array(lineShare)
  .min(1)
  .max(MAX_SHARES)
  .refine(shares => shares.reduce((sum, { percent }) => sum + percent, 0) === 100, 'wanted shares that come to 100')
  .refine(
    shares => new Set(shares.map(each => each.staffId)).size === shares.length,
    'wanted each employee once in the shares of a line',
  );

/** A thing or a service. */
export const purchaseLine = z.object({
  name,
  /** To thousandths, such as 1.5 of a kilo or an hour. */
  quantity: z
    .number()
    .min(0.001)
    .max(MAX_QUANTITY)
    .transform(quantity => Math.round(quantity * 1000) / 1000),
  /** Minor units of each. */
  price: z.number().int().nonnegative().max(MAX_MINOR),
  /** Which employees did it, in percents that come to 100; left out: nobody said. */
  shares: lineShares.optional(),
});
export type PurchaseLine = z.infer<typeof purchaseLine>;

/** Who sold it: an agent, by the name of then, or somebody who is none. */
export const employee = z.object({ agentId: id.nullable(), name: z.string() });
export type Employee = z.infer<typeof employee>;

export const purchaseSource = z.enum(['api', 'csv', 'hand']);
export type PurchaseSource = z.infer<typeof purchaseSource>;

export const purchase = z.object({
  id,
  /** Whose card it was on when it came. */
  contactId: id,
  /** Of the site that they were met on; null: they were met on none, and everybody at the desk sees it. */
  siteId: id.nullable(),
  at: timestamp,
  /** The day on which it was by the clock there, such as `2026-05-03`. */
  date: z.iso.date(),
  timeZone: z.string(),
  lines: z.array(purchaseLine).min(1),
  currency: z.string(),
  /** Minor units. */
  total: z.number().int().nonnegative(),
  employee: employee.nullable(),
  source: purchaseSource,
  /** Its id where it came from; null: it has none there. */
  externalId: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Purchase = z.infer<typeof purchase>;

/** What is told of one, each part as it is given. */
const fields = z.object({
  /** When it was; or else its `date`; neither: now. */
  at: timestamp,
  date: z.iso.date(),
  /** By whose clock the day is; left out: the desk's. */
  timeZone: knownTimeZone,
  lines: z
    .array(purchaseLine)
    .min(1)
    .max(MAX_LINES)
    .refine(lines => totalOf(lines) !== null, `wanted lines that come to ${MAX_MINOR} minor units at most`),
  /** Left out: the desk's. */
  currency,
  /** An agent by id, or anybody by name; null: nobody knows. */
  employee: z.object({ agentId: id.optional(), name: name.optional() }).nullable(),
});

const { lines } = fields.shape;

/** One purchase as it is brought. */
export const purchaseSend = fields.partial().extend({
  person: personRef,
  lines,
  externalId: name.optional(),
});
export type PurchaseSend = z.infer<typeof purchaseSend>;
export type PurchaseInput = z.input<typeof purchaseSend>;

/** What is left out stays. */
export const purchaseUpdate = fields.partial();
export type PurchaseUpdate = z.infer<typeof purchaseUpdate>;
export type PurchaseUpdateInput = z.input<typeof purchaseUpdate>;

/** Rows of one batch: each is judged by itself, so nothing is asked of them here. */
export const purchaseBatch = z.object({ purchases: z.array(z.unknown()).min(1).max(MAX_BATCH) });

/** Bytes of a batch: a thousand purchases of some lines each, in any script. */
export const PURCHASE_BATCH_BYTES = 4 * 1024 * 1024;

/** What became of a row. `status` is that of HTTP: 201 it was added, 200 it was there already. */
export const purchaseRow = z.object({
  /** From 0 on, as they were brought. */
  row: z.number().int().nonnegative(),
  status: z.number().int(),
  /** Of the purchase that is there; null: none is. */
  id: id.nullable(),
  contactId: id.nullable(),
  /** Left out where all is well: why it was refused, and by which of its fields, each with its code. */
  code: z.string().optional(),
  message: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
});
export type PurchaseRow = z.infer<typeof purchaseRow>;

export const purchaseBatchAnswer = z.object({ rows: z.array(purchaseRow) });
export type PurchaseBatchAnswer = z.infer<typeof purchaseBatchAnswer>;

export const purchasesQuery = z.object({
  cursor: z.string().max(160).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const purchasesAnswer = z.object({ purchases: z.array(purchase), cursor: z.string().nullable() });

const sum = z.number().int().nonnegative().max(MAX_SUM);

/** What somebody bought, in one glance. */
export const purchaseGlance = z.object({
  count: z.number().int().nonnegative(),
  /** Minor units by currency, the one of most purchases first. */
  sums: z.array(z.object({ currency: z.string(), count: z.number().int().positive(), total: sum })),
  /** Null: there is none. */
  firstAt: timestamp.nullable(),
  last: purchase.nullable(),
  /** What they took most often, of late; null: nothing twice. */
  usual: z.string().nullable(),
});
export type PurchaseGlance = z.infer<typeof purchaseGlance>;

export const purchaseItem = timelineItem.extend({ kind: z.literal('purchase'), purchase });
export type PurchaseItem = z.infer<typeof purchaseItem>;

/** In which currency the desk counts. `isChosen`: an owner said so; else it follows from where the desk is. */
export const deskMoney = z.object({ currency: z.string(), isChosen: z.boolean() });
export type DeskMoney = z.infer<typeof deskMoney>;

/** Null: as it follows from where the desk is. */
export const deskMoneySet = z.object({ currency: currency.nullable() });

/**
 * What is known of people beside their cards, as lines of our own export: what they bought and complained of, where they stand,
 * who rang them and whom they rang, their bonus, and the codes that are good here. Pure, so that both stores write the same (SPEC EX1).
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { call } from '../../../protocol/calls.ts';
import { complaint } from '../../../protocol/complaints.ts';
import { COUPON_CODE_CHARS } from '../../../protocol/coupon-state.ts';
import { type Coupon, coupon as codeOfCoupon, type Redemption, redemption } from '../../../protocol/coupons.ts';
import { coupon, type ListCall, type ListEntry, listCall, listEntry } from '../../../protocol/lists.ts';
import { ledgerRow, loyaltyTerms } from '../../../protocol/loyalty.ts';
import { totalOf } from '../../../protocol/purchase-sums.ts';
import { currency, purchase } from '../../../protocol/purchases.ts';
import { type PersonStage, personStage, stageMove } from '../../../protocol/stages.ts';
import { id, timestamp } from '../../../protocol/wire/fields.ts';
import type { CallRecord } from '../calls/store.ts';
import type { ComplaintRecord } from '../complaints/store.ts';
import { rowId } from '../loyalty/rules.ts';
import type { LedgerRecord, LoyaltyPerson } from '../loyalty/store.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import type { StageMoveRecord } from '../stages/store.ts';

/** In the order in which they are written: each may name those before it. */
export const RECORD_KINDS = [
  'purchases',
  'complaints',
  'personStages',
  'stageMoves',
  'listEntries',
  'listCalls',
  'loyaltyRows',
  'loyaltyPeople',
  'coupons',
  'redemptions',
  'calls',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

interface Records {
  purchases: PurchaseRecord;
  complaints: ComplaintRecord;
  personStages: PersonStage;
  stageMoves: StageMoveRecord;
  listEntries: ListEntry;
  listCalls: ListCall;
  loyaltyRows: LedgerRecord;
  loyaltyPeople: LoyaltyPerson;
  coupons: Coupon;
  redemptions: Redemption;
  calls: CallRecord;
}

/** One of them, with its kind. */
export type KnownRecord = { [K in RecordKind]: { kind: K; record: Records[K] } }[RecordKind];

/** A code as it is kept. */
const code = z.string().min(1).max(COUPON_CODE_CHARS);
const brought = { sourceKey: z.string().max(200), fingerprint: z.string().max(100) };

/** As they stand in a file. A call is there when it has ended, and nothing opens its recording, nor the page of a balance. */
const SCHEMAS: { [K in RecordKind]: z.ZodType<Records[K]> } = {
  purchases: purchase
    .extend({ ...brought, currency })
    .refine(({ lines, total }) => totalOf(lines) === total, 'wanted the total of its lines'),
  complaints: complaint.extend({
    ...brought,
    conversationId: z.null(),
    askId: z.string().max(100).nullable(),
    byId: id.nullable(),
  }),
  personStages: personStage,
  stageMoves: stageMove.extend({ agentId: id.nullable() }),
  listEntries: listEntry.extend({ coupon: coupon.extend({ useId: z.string().max(100).optional() }).nullable() }),
  listCalls: listCall,
  loyaltyRows: ledgerRow
    .extend({ dueAt: timestamp.nullable(), terms: loyaltyTerms.nullable() })
    .refine(row => row.id === rowId(row), 'wanted the id of its kind and cause'),
  loyaltyPeople: z.object({
    id,
    code: code.nullable(),
    link: z.null(),
    referral: z.object({ byId: id, at: timestamp, purchaseId: id.nullable() }).nullable(),
  }),
  coupons: codeOfCoupon.extend({ code }),
  redemptions: redemption.extend({ code }),
  calls: call.omit({ hasRecording: true }).extend({
    state: z.literal('ended'),
    callbackId: z.null(),
    key: z.string().min(1).max(100),
    rung: z.array(id).nullable(),
    isElsewhere: z.boolean(),
    // Files of before this was known have none of it.
    isEmptied: z.boolean().default(false),
    recording: z.literal(''),
    isSettled: z.literal(true),
    dueAt: z.null(),
  }),
};

/** By what a record is there once, its id first: whoever brings one of these again brings nothing. */
export function keysOf({ kind, record }: KnownRecord): string[] {
  const key = (...parts: (string | null)[]) => JSON.stringify([kind, ...parts]);
  switch (kind) {
    case 'purchases':
    case 'complaints': {
      const { sourceKey, externalId } = record;
      return [key(record.id), ...(externalId === null ? [] : [key('external', sourceKey, externalId)])];
    }
    case 'personStages':
      return [key(record.contactId)];
    case 'listEntries': {
      const { coupon, contactId, list } = record;
      return [key(record.id), key('place', contactId, list), ...(coupon ? [key('coupon', coupon.code)] : [])];
    }
    case 'loyaltyRows':
    case 'stageMoves':
    case 'listCalls':
      return [key(record.id)];
    case 'loyaltyPeople':
      return [key(record.id), ...(record.code === null ? [] : [key('code', record.code)])];
    case 'coupons':
      return [key(record.code)];
    case 'redemptions':
      return [key(record.id)];
    case 'calls':
      return [key(record.id), key('key', record.key)];
  }
}

/** What it is found by. */
export function recordId({ kind, record }: KnownRecord): string {
  if (kind === 'personStages') return record.contactId;
  return kind === 'coupons' ? record.code : record.id;
}

/** Whose it is; null: a call of nobody's, or a code of whoever has it. */
export function personOfRecord({ kind, record }: KnownRecord): string | null {
  return kind === 'loyaltyPeople' ? record.id : record.contactId;
}

/** Tells whether it is still as it was written. */
export function markOf({ record }: KnownRecord): string {
  return hash('sha256', canonical(record), 'base64url');
}

/** Its line in a file; null: it is none that is handed out, such as a call that goes on. */
export function recordLine(known: KnownRecord): string | null {
  if (known.kind === 'calls' && known.record.state !== 'ended') return null;
  return `{"kind":"${known.kind}","record":${canonical(handedOut(known).record)}}`;
}

/** Without what only leads to conversations and recordings, which are not in the file, and without the address that opens a balance. */
function handedOut(known: KnownRecord): KnownRecord {
  if (known.kind === 'loyaltyPeople') return { ...known, record: { ...known.record, link: null } };
  if (known.kind === 'complaints') return { ...known, record: { ...known.record, conversationId: null } };
  if (known.kind !== 'calls') return known;
  return { kind: 'calls', record: { ...known.record, recording: '', callbackId: null, isSettled: true, dueAt: null } };
}

/**
 * A record of a line; null: it is none.
 * @param siteIds of this desk: what is of another one is of none
 * @returns `no site` for what can not be of none
 */
export function readRecord(line: unknown, siteIds: ReadonlySet<string>): KnownRecord | 'no site' | null {
  const kind = RECORD_KINDS.find(each => each === (line as { kind?: unknown } | null)?.kind);
  if (!kind) return null;
  const read = SCHEMAS[kind].safeParse((line as { record?: unknown }).record);
  if (!read.success) return null;
  const known = { kind, record: read.data } as KnownRecord;
  if (known.kind === 'listEntries') {
    const { why } = known.record;
    known.record.why = why.map(each => (isOfHere(each.siteId, siteIds) ? each : { ...each, siteId: null }));
  }
  if (isOfDesk(known)) return known;
  const { siteId } = known.record;
  if (siteId === null || siteIds.has(siteId)) return known;
  if (known.kind === 'calls') return 'no site';
  return { ...known, record: { ...known.record, siteId: null } } as KnownRecord;
}

/** Balances and codes are of the whole desk. */
function isOfDesk(known: KnownRecord): known is Extract<KnownRecord, { kind: (typeof OF_DESK)[number] }> {
  return (OF_DESK as readonly string[]).includes(known.kind);
}
const OF_DESK = ['loyaltyRows', 'loyaltyPeople', 'coupons', 'redemptions'] as const;

/** A sign of a website of this desk, of none, or of one that nobody knows any more. */
function isOfHere(siteId: string | null, siteIds: ReadonlySet<string>): boolean {
  return siteId === null || siteId === '' || siteIds.has(siteId);
}

/** The same text for the same content, whichever store it comes from: keys in one order, and no half characters. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'string') return each.toWellFormed();
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

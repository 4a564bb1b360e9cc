import { CALL, callFromRow, callRow } from '../call-rows.ts';
import { complaintFromRow, complaintRow } from '../complaint-rows.ts';
import {
  COUPON,
  couponColumns,
  couponFromRow,
  REDEMPTION,
  redemptionColumns,
  redemptionFromRow,
} from '../coupon-rows.ts';
import {
  IMPORT,
  IMPORT_PERSON,
  IMPORT_ROW,
  importFromRow,
  importPersonFromRow,
  importRowFromRow,
} from '../import-rows.ts';
import { entryColumns, LIST_CALL, LIST_ENTRY, listCallFromRow, listEntryFromRow } from '../list-rows.ts';
import { LOYALTY_PERSON, loyaltyPersonColumns, loyaltyPersonFromRow } from '../loyalty-people-rows.ts';
import { LEDGER_ROW, ledgerColumns, ledgerFromRow } from '../loyalty-rows.ts';
import { PURCHASE, purchaseFromRow } from '../purchase-rows.ts';
import { moveColumns, PERSON_STAGE, personStageFromRow, STAGE_MOVE, stageMoveFromRow } from '../stage-rows.ts';
import type { Tables } from './table.ts';

/** What is known of a person beyond their words. */
export const CUSTOMERS_TABLES: Pick<
  Tables,
  | 'purchases'
  | 'complaints'
  | 'personStages'
  | 'stageMoves'
  | 'listEntries'
  | 'listCalls'
  | 'loyaltyRows'
  | 'loyaltyPeople'
  | 'coupons'
  | 'redemptions'
  | 'calls'
  | 'imports'
  | 'importRows'
  | 'importPeople'
> = {
  purchases: {
    name: 'purchases',
    select: `${PURCHASE} ORDER BY created_at, id`,
    record: purchaseFromRow,
    columns: {
      id: ':id',
      contact: ':contactId',
      site: ':siteId',
      at: ':at',
      day: ':date',
      zone: ':timeZone',
      lines: ':lines',
      currency: ':currency',
      total: ':total',
      employee: ':employee',
      source: ':source',
      source_key: ':sourceKey',
      external_id: ':externalId',
      fingerprint: ':fingerprint',
      created_at: ':createdAt',
      updated_at: ':updatedAt',
    },
    row: purchase => purchase,
  },
  complaints: {
    name: 'complaints',
    select: 'whole FROM complaints ORDER BY created_at, id',
    record: complaintFromRow,
    columns: {
      id: ':id',
      contact: ':contactId',
      site: ':siteId',
      is_closed: ':isClosed',
      rank: ':rank',
      assignee: ':assigneeId',
      until_at: ':untilAt',
      created_at: ':createdAt',
      source_key: ':sourceKey',
      external_id: ':externalId',
      whole: ':whole',
    },
    row: complaintRow,
  },
  personStages: {
    name: 'person_stages',
    select: `${PERSON_STAGE} ORDER BY row`,
    record: personStageFromRow,
    columns: {
      contact: ':contactId',
      site: ':siteId',
      stage: ':stageId',
      since: ':since',
      version: ':version',
      agent: ':agentId',
      reason: ':reason',
    },
    row: person => person,
  },
  stageMoves: {
    name: 'stage_moves',
    select: `${STAGE_MOVE} ORDER BY row`,
    record: stageMoveFromRow,
    columns: {
      id: ':id',
      at: ':at',
      contact: ':contactId',
      site: ':siteId',
      agent: ':agentId',
      by: ':by',
      from_stage: ':from',
      to_stage: ':to',
      reason: ':reason',
      to_kind: ':toKind',
    },
    row: moveColumns,
  },
  listEntries: {
    name: 'list_entries',
    select: `${LIST_ENTRY} ORDER BY row`,
    record: listEntryFromRow,
    columns: {
      id: ':id',
      list: ':list',
      contact: ':contactId',
      site: ':siteId',
      why: ':why',
      since: ':since',
      created_at: ':createdAt',
      due_at: ':dueAt',
      attempts: ':attempts',
      last_call_at: ':lastCallAt',
      ended_at: ':endedAt',
      outcome: ':outcome',
      coupon: ':coupon',
      coupon_code: ':couponCode',
    },
    row: entryColumns,
  },
  listCalls: {
    name: 'list_calls',
    select: `${LIST_CALL} ORDER BY at, id`,
    record: listCallFromRow,
    columns: {
      id: ':id',
      at: ':at',
      list: ':list',
      entry: ':entryId',
      contact: ':contactId',
      site: ':siteId',
      agent: ':agent',
      outcome: ':outcome',
      note: ':note',
      next_at: ':nextAt',
      coupon_code: ':couponCode',
    },
    row: call => call,
  },
  loyaltyRows: {
    name: 'loyalty_rows',
    select: `${LEDGER_ROW} ORDER BY at, id`,
    record: ledgerFromRow,
    columns: {
      id: ':id',
      contact: ':contactId',
      kind: ':kind',
      cause: ':cause',
      purchase: ':purchaseId',
      at: ':at',
      due_at: ':dueAt',
      whole: ':whole',
    },
    row: ledgerColumns,
  },
  loyaltyPeople: {
    name: 'loyalty_people',
    select: `${LOYALTY_PERSON} ORDER BY contact`,
    record: loyaltyPersonFromRow,
    columns: { contact: ':contactId', code: ':code', link: ':link', purchase: ':purchaseId', whole: ':whole' },
    row: loyaltyPersonColumns,
  },
  coupons: {
    name: 'coupons',
    select: `${COUPON} ORDER BY code`,
    record: couponFromRow,
    columns: { code: ':code', batch: ':batchId', created_at: ':createdAt', whole: ':whole' },
    row: couponColumns,
  },
  redemptions: {
    name: 'redemptions',
    select: `${REDEMPTION} ORDER BY at, id`,
    record: redemptionFromRow,
    columns: { id: ':id', code: ':code', purchase: ':purchaseId', contact: ':contactId', at: ':at', whole: ':whole' },
    row: redemptionColumns,
  },
  calls: {
    name: 'calls',
    select: `${CALL} ORDER BY row`,
    record: callFromRow,
    columns: {
      id: ':id',
      key: ':key',
      site: ':siteId',
      contact: ':contactId',
      agent: ':agentId',
      state: ':state',
      is_missed: ':isMissed',
      started_at: ':startedAt',
      ended_at: ':endedAt',
      due_at: ':dueAt',
      number: ':number',
      facts: ':facts',
    },
    row: callRow,
  },
  imports: {
    name: 'imports',
    select: `${IMPORT} ORDER BY created_at, id`,
    record: importFromRow,
    columns: {
      id: ':id',
      state: ':state',
      done: ':done',
      ready_at: ':readyAt',
      created_at: ':createdAt',
      record: ':record',
    },
    row: ({ id, state, done, readyAt, createdAt, ...rest }) => {
      const record = JSON.stringify({ id, state, done, readyAt, createdAt, ...rest });
      return { id, state, done, readyAt, createdAt, record };
    },
  },
  importRows: {
    name: 'import_rows',
    select: `${IMPORT_ROW} ORDER BY import, line`,
    record: importRowFromRow,
    columns: {
      import: ':importId',
      line: ':line',
      outcome: ':outcome',
      reason: ':reason',
      of_column: ':column',
      contact: ':contactId',
      cells: ':cells',
      made: ':made',
    },
    row: row => row,
  },
  importPeople: {
    name: 'import_people',
    select: `${IMPORT_PERSON} ORDER BY import, contact`,
    record: importPersonFromRow,
    columns: {
      import: ':importId',
      contact: ':contactId',
      line: ':line',
      before: ':before',
      version: ':version',
      state: ':state',
    },
    row: person => person,
  },
};

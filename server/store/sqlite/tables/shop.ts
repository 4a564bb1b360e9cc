import type { Resource } from '../../../../protocol/staff.ts';
import type { Plan } from '../../../../protocol/visits.ts';
import type { CellRecord, HoldRecord } from '../../../features/bookings/store.ts';
import { BOOKING, bookingFromRow, bookingRow } from '../booking-rows.ts';
import { shopFromRow } from '../shop-rows.ts';
import { VISIT_ROW, visitColumns, visitFromRow } from '../visit-rows.ts';
import { WAIT, waitFromRow, waitRow } from '../wait-rows.ts';
import type { Row, Tables } from './table.ts';

/** What the shop offers, and with whom and where. */
export const SHOP_TABLES: Pick<
  Tables,
  | 'services'
  | 'servicePictures'
  | 'employees'
  | 'resources'
  | 'bookings'
  | 'bookingCells'
  | 'bookingHolds'
  | 'visitRows'
  | 'plans'
  | 'waits'
> = {
  services: {
    name: 'services',
    select: 'position, whole FROM services ORDER BY position, id',
    record: row => shopFromRow(row),
    columns: { id: ':id', position: ':position', whole: ':whole' },
    row: listed,
  },
  servicePictures: {
    name: 'service_pictures',
    select: 'id, service AS serviceId, bytes FROM service_pictures ORDER BY row',
    record: ({ id, serviceId, bytes }: Row) => ({
      id: id as string,
      serviceId: serviceId as string,
      bytes: bytes as string,
    }),
    columns: { id: ':id', service: ':serviceId', bytes: ':bytes' },
    row: picture => picture,
  },
  employees: {
    name: 'employees',
    select: 'position, whole FROM employees ORDER BY position, id',
    record: row => shopFromRow(row),
    columns: { id: ':id', position: ':position', whole: ':whole' },
    row: listed,
  },
  resources: {
    name: 'resources',
    select: 'whole FROM resources ORDER BY id',
    record: ({ whole }) => JSON.parse(whole as string) as Resource,
    columns: { id: ':id', whole: ':whole' },
    row: ({ id, ...rest }) => ({ id, whole: JSON.stringify({ id, ...rest }) }),
  },
  bookings: {
    name: 'bookings',
    select: `${BOOKING} ORDER BY row`,
    record: bookingFromRow,
    columns: {
      id: ':id',
      site: ':siteId',
      contact: ':contactId',
      start_at: ':startAt',
      end_at: ':endAt',
      is_live: ':isLive',
      source_key: ':sourceKey',
      client_id: ':clientId',
      created_at: ':createdAt',
      takes: ':takes',
      whole: ':whole',
    },
    row: bookingRow,
  },
  bookingCells: {
    name: 'booking_cells',
    select: 'owner, at, ref, until FROM booking_cells ORDER BY owner, at',
    record: row => row as unknown as CellRecord,
    columns: { owner: ':owner', at: ':at', ref: ':ref', until: ':until' },
    row: cell => cell,
  },
  bookingHolds: {
    name: 'booking_holds',
    select: 'whole FROM booking_holds ORDER BY id',
    record: ({ whole }) => JSON.parse(whole as string) as HoldRecord,
    columns: { id: ':id', start_at: ':startAt', until: ':until', whole: ':whole' },
    row: hold => ({ id: hold.id, startAt: hold.startAt, until: hold.until, whole: JSON.stringify(hold) }),
  },
  visitRows: {
    name: 'visit_rows',
    select: `${VISIT_ROW} ORDER BY id`,
    record: visitFromRow,
    columns: {
      id: ':id',
      kind: ':kind',
      cause: ':causeId',
      person: ':personId',
      staff: ':staffId',
      staff_name: ':staffName',
      at: ':at',
      day: ':date',
      what: ':what',
      amount: ':amount',
      currency: ':currency',
    },
    row: visitColumns,
  },
  plans: {
    name: 'plans',
    select: 'whole FROM plans ORDER BY month, staff, metric',
    record: ({ whole }) => JSON.parse(whole as string) as Plan,
    columns: { staff: ':staffId', month: ':month', metric: ':metric', whole: ':whole' },
    row: plan => ({ staffId: plan.staffId, month: plan.month, metric: plan.metric, whole: JSON.stringify(plan) }),
  },
  waits: {
    name: 'waits',
    select: `${WAIT} ORDER BY row`,
    record: waitFromRow,
    columns: {
      id: ':id',
      site: ':siteId',
      contact: ':contactId',
      date: ':date',
      from_at: ':from',
      to_at: ':to',
      is_live: ':isLive',
      created_at: ':createdAt',
      whole: ':whole',
    },
    row: waitRow,
  },
};

function listed(each: { id: string; position: number }) {
  return { id: each.id, position: each.position, whole: JSON.stringify(each) };
}

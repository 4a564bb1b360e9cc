import type { Resource } from '../../../../protocol/staff.ts';
import { shopFromRow } from '../shop-rows.ts';
import type { Row, Tables } from './table.ts';

/** What the shop offers, and with whom and where. */
export const SHOP_TABLES: Pick<Tables, 'services' | 'servicePictures' | 'employees' | 'resources'> = {
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
};

function listed(each: { id: string; position: number }) {
  return { id: each.id, position: each.position, whole: JSON.stringify(each) };
}

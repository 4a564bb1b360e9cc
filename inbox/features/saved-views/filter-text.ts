/** A filter as an address has it: `status=open&locale=mn`. Pure. */
import type { ViewFilter } from '../../../protocol/filters.ts';

/** In this order, so that one filter has one address. */
const FIELDS = [
  'status',
  'siteId',
  'assignee',
  'locale',
  'tag',
  'channel',
  'waitsFor',
  'waitingMinutes',
] as const satisfies (keyof ViewFilter)[];

const STATUSES: readonly string[] = ['open', 'closed', 'snoozed', 'held'] satisfies ViewFilter['status'][];

export function textOfFilter(filter: ViewFilter): string {
  const given = FIELDS.flatMap(field => (filter[field] === undefined ? [] : [[field, String(filter[field])]]));
  return String(new URLSearchParams(given));
}

/** What an address asks for. A hand-typed one may say what there is not: then the server refuses to read the list. */
export function readFilter(text: string): ViewFilter {
  const given = new URLSearchParams(text);
  const found = Object.fromEntries(FIELDS.flatMap(field => (given.get(field) ? [[field, given.get(field)!]] : [])));
  const { status = '', waitingMinutes, ...rest } = found;
  return {
    ...rest,
    status: STATUSES.includes(status) ? status : 'open',
    ...(Number(waitingMinutes) > 0 && { waitingMinutes: Number(waitingMinutes) }),
  } as ViewFilter;
}

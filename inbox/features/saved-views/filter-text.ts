import type { ViewFilter } from '../../../protocol/filters.ts';

/**
 * The filter that an address has, `status=open&locale=mn`. A hand-typed one may say what there is not: then the server
 * refuses to read the list.
 */
export function readFilter(text: string): ViewFilter {
  const { waitingMinutes, ...given } = Object.fromEntries(new URLSearchParams(text));
  const minutes = Number(waitingMinutes);
  return { status: 'open', ...given, ...(minutes > 0 && { waitingMinutes: minutes }) } as ViewFilter;
}

/** The opposite; whatever the order in which it was chosen, one filter has one address. */
export function textOfFilter(filter: ViewFilter): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return String(new URLSearchParams(given.sort()));
}

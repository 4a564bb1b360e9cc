import { type Lazy, lazy } from '../../shell/lazy.tsx';

/** How each kind is shown, fetched with the first of it. A new noun is its line here and its kind in `FILTERS`. */
// biome-ignore lint/suspicious/noExplicitAny: each shows items of its own kind, which the server tells apart by this very name
export const ITEMS: Readonly<Record<string, Lazy<{ item: any }>>> = {
  talk: lazy(async () => (await import('../conversations/timeline/Item.tsx')).Item),
  callback: lazy(async () => (await import('../callbacks/timeline/Item.tsx')).Item),
  rating: lazy(async () => (await import('../ratings/timeline/Item.tsx')).Item),
  visit: lazy(async () => (await import('../visitors/timeline/Item.tsx')).Item),
  booking: lazy(async () => (await import('../bookings/timeline/Item.tsx')).Item),
  purchase: lazy(async () => (await import('../purchases/timeline/Item.tsx')).Item),
  complaint: lazy(async () => (await import('../complaints/timeline/Item.tsx')).Item),
  stage: lazy(async () => (await import('../stages/timeline/Item.tsx')).Item),
  list_call: lazy(async () => (await import('../lists/timeline/Item.tsx')).Item),
  call: lazy(async () => (await import('../calls/timeline/Item.tsx')).Item),
  note: lazy(async () => (await import('../contacts/timeline/Item.tsx')).Item),
};

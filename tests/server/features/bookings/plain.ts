/** Free times as one would look for them by hand, moment by moment: slow, and for nothing but to be compared with. */
import { Temporal } from 'temporal-polyfill';
import type { Part, Shop } from '../../../../server/features/bookings/free-times.ts';

const MINUTE = 60_000;

/** Whether a visit could begin then. */
export function couldBegin(shop: Shop, parts: readonly Part[], at: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(shop.timeZone);
  const today = Temporal.Instant.fromEpochMilliseconds(shop.now).toZonedDateTimeISO(shop.timeZone).toPlainDate();
  if ((local.hour * 60 + local.minute) % shop.stepMinutes !== 0) return false;
  if (at < shop.now + shop.leadMinutes * MINUTE) return false;
  if (today.until(local.toPlainDate()).days > shop.horizonDays) return false;
  const inside = (spans: readonly { from: number; to: number }[], from: number, to: number) =>
    spans.some(each => each.from <= from && to <= each.to);
  const isFree = (owner: string, from: number, to: number) =>
    !(shop.taken.get(owner) ?? []).some(each => each.from < to && from < each.to);
  const needs = new Map<string, { owners: readonly string[]; from: number; to: number }>();
  let from = at;
  for (const part of parts) {
    const to = from + part.minutes * MINUTE;
    const [first, last] = [from - part.beforeMinutes * MINUTE, to + part.afterMinutes * MINUTE];
    if (shop.open && !inside(shop.open, from, to)) return false;
    const isAble = (id: string) => inside(shop.staff.get(id) ?? [], from, to) && isFree(`staff ${id}`, first, last);
    if (!part.staffIds.some(isAble)) return false;
    for (const { id, owners } of part.resources) {
      const need = needs.get(id);
      needs.set(id, { owners, from: Math.min(need?.from ?? first, first), to: Math.max(need?.to ?? last, last) });
    }
    from = to;
  }
  return [...needs.values()].every(need => need.owners.some(owner => isFree(owner, need.from, need.to)));
}

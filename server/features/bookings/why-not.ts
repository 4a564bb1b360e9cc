/** Why a time is not offered, for whoever asks at the desk: pure, and empty exactly where it is (SPEC BK4). */
import type { WhyNot } from '../../../protocol/bookings.ts';
import {
  dayAt,
  isOnGrid,
  needsOf,
  offeredSpan,
  ownerOfStaff,
  type Part,
  type Places,
  type Shop,
  stretchesOf,
} from './free-times.ts';
import { holds, joined, overlap, type Span } from './spans.ts';

/** What somebody's time is taken by. */
export interface Block extends Span {
  /** Null: somebody is typing. */
  bookingId: string | null;
  /** Without its buffers. */
  begins: number;
  ends: number;
}

/** What is known of an employee besides when they can be booked. */
export interface Duty {
  /** Their hours, breaks among them, joined. */
  hours: readonly Span[];
  daysOff: readonly { from: string; to: string }[];
}

/** What is known besides the shop: what its time is taken by, and who works when. */
export interface Facts {
  blocks: ReadonlyMap<string, readonly Block[]>;
  duties: ReadonlyMap<string, Duty>;
}

const NOBODY = { item: null, staffId: null, resourceId: null, bookingId: null };

/** All that keeps a visit from beginning then. Of a service that anybody can do, what keeps each of those who can. */
export function whyNotAt(shop: Shop, parts: readonly Part[], startAt: number, facts: Facts): WhyNot[] {
  const reasons: WhyNot[] = [];
  const offered = offeredSpan(shop);
  if (!isOnGrid(startAt, shop)) reasons.push({ ...NOBODY, code: 'off_grid' });
  if (startAt < offered.from) reasons.push({ ...NOBODY, code: 'too_soon' });
  if (startAt >= offered.to) reasons.push({ ...NOBODY, code: 'too_far' });
  for (const [item, stretch] of stretchesOf(parts).entries()) {
    const service = { from: startAt + stretch.begins, to: startAt + stretch.ends };
    const whole = { from: startAt + stretch.from, to: startAt + stretch.to };
    if (shop.open && !holds(joined(shop.open), service)) reasons.push({ ...NOBODY, code: 'closed', item });
    const { staffIds } = parts[item]!;
    const each = staffIds.map(staffId =>
      staffReasons(shop, facts, staffId, { service, whole }).map(reason => ({ ...reason, item })),
    );
    if (staffIds.length === 0) reasons.push({ ...NOBODY, code: 'cannot', item });
    else if (each.every(some => some.length > 0)) reasons.push(...each.flat());
  }
  for (const { resource, from, to } of needsOf(parts)) {
    reasons.push(...placeReasons(facts, resource, { from: startAt + from, to: startAt + to }));
  }
  return reasons;
}

function staffReasons(
  { staff, timeZone }: Shop,
  { blocks, duties }: Facts,
  staffId: string,
  { service, whole }: { service: Span; whole: Span },
): WhyNot[] {
  const reasons: WhyNot[] = [];
  if (!holds(staff.get(staffId) ?? [], service)) {
    reasons.push({ ...NOBODY, code: offDuty(duties.get(staffId), service, timeZone), staffId });
  }
  for (const block of blocks.get(ownerOfStaff(staffId)) ?? []) {
    if (!overlap(block, whole)) continue;
    const isItself = overlap({ from: block.begins, to: block.ends }, service);
    reasons.push({ ...NOBODY, code: isItself ? 'taken' : 'buffer', staffId, bookingId: block.bookingId });
  }
  return reasons;
}

function offDuty(duty: Duty | undefined, service: Span, timeZone: string): WhyNot['code'] {
  if (!duty) return 'cannot';
  const date = dayAt(service.from, timeZone);
  if (duty.daysOff.some(each => each.from <= date && date <= each.to)) return 'day_off';
  return holds(duty.hours, service) ? 'break' : 'not_working';
}

/** Where all places of a resource are taken, or it has none: by what. */
function placeReasons({ blocks }: Facts, { id: resourceId, owners }: Places, whole: Span): WhyNot[] {
  const takers = owners.map(owner => (blocks.get(owner) ?? []).filter(block => overlap(block, whole)));
  if (takers.some(each => each.length === 0)) return [];
  const reason = { ...NOBODY, code: 'resource_taken' as const, resourceId };
  const ids = [...new Set(takers.flat().map(each => each.bookingId))];
  return ids.length === 0 ? [reason] : ids.map(bookingId => ({ ...reason, bookingId }));
}

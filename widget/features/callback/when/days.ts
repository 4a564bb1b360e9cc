/** The offered times as people look for them: by day, and by the part of it. Pure. */
import type { Slot } from '../../../../protocol/callbacks.ts';
import { daysAway } from '../../../panel/times.ts';

export type Part = 'night' | 'morning' | 'afternoon' | 'evening';

/** The hour before which each part ends. */
const PARTS: [part: Part, beforeHour: number][] = [
  ['night', 6],
  ['morning', 12],
  ['afternoon', 17],
  ['evening', 24],
];

/** The slots of each day, by how many days away it is. */
export function byDay(slots: readonly Slot[]): Map<number, Slot[]> {
  const days = new Map<number, Slot[]>();
  for (const slot of slots) {
    const away = daysAway(slot.startAt);
    days.set(away, [...(days.get(away) ?? []), slot]);
  }
  return days;
}

/** A day's slots by the part of the day, by the visitor's clock; parts without one are left out. */
export function byPart(slots: readonly Slot[]): [Part, Slot[]][] {
  let begin = 0;
  return PARTS.flatMap(([part, end]): [Part, Slot[]][] => {
    const hours = slots.filter(({ startAt }) => {
      const hour = new Date(startAt).getHours();
      return hour >= begin && hour < end;
    });
    begin = end;
    return hours.length > 0 ? [[part, hours]] : [];
  });
}

/** The slots with the time that is promised already: whoever has it may keep it, be it full by that or none of the offer. */
export function withTime(slots: readonly Slot[], promisedAt: number | undefined): Slot[] {
  if (!promisedAt) return [...slots];
  const others = slots.filter(({ startAt }) => startAt !== promisedAt);
  const own = { startAt: promisedAt, endAt: promisedAt, isFull: false };
  return [...others, own].sort((a, b) => a.startAt - b.startAt);
}

/** The first free slot after a time, or the first of all; undefined: none is free. A time that is free itself stays. */
export function freeAfter(slots: readonly Slot[], startAt: number): Slot | undefined {
  const free = slots.filter(slot => !slot.isFull);
  return free.find(slot => slot.startAt >= startAt) ?? free[0];
}

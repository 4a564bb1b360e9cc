/** The times that a conversation is mostly put aside until, by the clocks of its site. Pure. */
import { DAY_MS, dayNumber, HOUR_MS } from '../../../shell/times.ts';

/** The hour at which a day's work begins, by the site's clock. */
const MORNING = 9;
const SOON_MS = 3 * HOUR_MS;
/** 1 January 1970 was a Thursday. */
const MONDAY = 4;

export interface SnoozeTimes {
  soon: number;
  tomorrow: number;
  /** Of the next week; null: that is tomorrow. */
  monday: number | null;
}

/** @param zone of the site */
export function snoozeTimes(now: number, zone: string): SnoozeTimes {
  const today = dayNumber(now, zone);
  const untilMonday = (MONDAY - (today % 7) + 7) % 7 || 7;
  return {
    soon: now + SOON_MS,
    tomorrow: atHour(today + 1, MORNING, zone),
    monday: untilMonday === 1 ? null : atHour(today + untilMonday, MORNING, zone),
  };
}

/** The instant at which the zone's clock shows a full hour of a day; where it is left out, the first one after. */
export function atHour(day: number, hour: number, zone: string): number {
  const wall = day * DAY_MS + hour * HOUR_MS;
  // What the clock is ahead by there, asked twice: the first guess may lie on the other side of a change.
  const guess = wall - aheadAt(wall, zone);
  const found = wall - aheadAt(guess, zone);
  return aheadAt(found, zone) === aheadAt(guess, zone) ? found : Math.max(found, guess);
}

/** Ms that the zone's clock is ahead of UTC at an instant. */
function aheadAt(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute);
  return shown - Math.floor(at / 60_000) * 60_000;
}

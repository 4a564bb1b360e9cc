/**
 * The days that a calendar (`.ics`, RFC 5545) names. Events of whole days count, whichever way their calendar repeats them:
 * an hour in somebody's calendar closes no shop.
 */
import { runInNewContext } from 'node:vm';
import type ical from 'ical.js';
import type { Holiday, HolidaysProblem } from '../../../protocol/hours.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';

type Ical = typeof ical;
type CalendarEvent = InstanceType<Ical['Event']>;
type Component = InstanceType<Ical['Component']>;
type Time = InstanceType<Ical['Time']>;

/** From the first date to the last, both counted, as `2026-12-31`. */
export interface Window {
  from: string;
  to: string;
}

/** Of thousands of events; a rule that never comes true would otherwise be looked for until the end of time. */
const READ_MS = 1_000;
const DAY_MS = 24 * 3_600_000;

/** @returns what is wrong with it, or the days by date, each once, with the name that comes first */
export async function holidaysIn(text: string, window: Window): Promise<Holiday[] | HolidaysProblem> {
  if (!/^\s*BEGIN:VCALENDAR\s/i.test(text)) return { code: 'no_calendar', detail: '' };
  // Few servers ever read one.
  const { default: library } = await import('ical.js');
  try {
    // Nothing of the text is run as code: this is the one way to stop a library that does not come to an end.
    return runInNewContext('read()', { read: () => daysOf(library, text.trim(), window) }, { timeout: READ_MS });
  } catch (error) {
    const isEndless = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return { code: isEndless ? 'too_complex' : 'no_calendar', detail: '' };
  }
}

function daysOf({ parse, Component, Event }: Ical, text: string, window: Window): Holiday[] {
  const parsed = parse(text);
  // One file may hold several calendars.
  const calendars: unknown[][] = typeof parsed[0] === 'string' ? [parsed] : parsed;
  const events = calendars.flatMap(each => new Component(each).getAllSubcomponents('vevent'));
  const uidOf = (event: Component) => String(event.getFirstPropertyValue('uid') ?? '');
  const masters = events.filter(event => !event.hasProperty('recurrence-id'));
  const known = new Set(masters.map(uidOf));
  const changed = new Map<string, Component[]>();
  for (const event of events) {
    if (!event.hasProperty('recurrence-id')) continue;
    const uid = uidOf(event);
    const list = changed.get(uid) ?? [];
    list.push(event);
    changed.set(uid, list);
    // Some calendars send a changed day without what it was changed of.
    if (!known.has(uid)) masters.push(event);
  }
  const names = new Map<string, string>();
  for (const master of masters) {
    const exceptions = (!master.hasProperty('recurrence-id') && changed.get(uidOf(master))) || [];
    try {
      for (const { start, end, name } of occurrences(new Event(master, { exceptions }), window)) {
        for (const date of datesFrom(start, end, window)) if (!names.has(date)) names.set(date, name);
      }
    } catch {
      // One event that makes no sense takes none of the others with it.
    }
  }
  return [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

interface Occurrence {
  start: string;
  /** The date after the last. */
  end: string;
  name: string;
}

function* occurrences(event: CalendarEvent, { to }: Window): Generator<Occurrence> {
  const { component, startDate, endDate } = event;
  // Also what keeps years of daily meetings from being counted through.
  if (!isClosing(component, startDate, endDate)) return;
  // Where dates are listed and no rule repeats it, the library leaves the first one out.
  if (!component.hasProperty('rrule')) yield occurrence(event, startDate, endDate);
  if (!event.isRecurring()) return;
  const iterator = event.iterator();
  for (let next = iterator.next(); next && dateOf(next) <= to; next = iterator.next()) {
    const its = event.getOccurrenceDetails(next);
    if (isClosing(its.item.component, its.startDate, its.endDate))
      yield occurrence(its.item, its.startDate, its.endDate);
  }
}

function occurrence(event: CalendarEvent, start: Time, end: Time): Occurrence {
  return { start: dateOf(start), end: dateOf(end), name: oneLine(event.summary ?? '') };
}

/** It is on, and of whole days; Outlook writes some of these with times, at midnight. */
function isClosing(component: Component, start: Time, end: Time): boolean {
  if (String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED') return false;
  if (start.isDate) return true;
  const isAllDay = component.getFirstPropertyValue('x-microsoft-cdo-alldayevent');
  const isMidnight = (time: Time) => time.hour === 0 && time.minute === 0;
  return String(isAllDay).toUpperCase() === 'TRUE' && isMidnight(start) && isMidnight(end);
}

function dateOf({ year, month, day }: Time): string {
  // Dates are compared as text, which five digits for the year would upset.
  if (year > 9999) return '9999-12-31';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Some calendars say that a day ends when it begins: it is one all the same. */
function* datesFrom(start: string, end: string, { from, to }: Window): Generator<string> {
  const first = start > from ? start : from;
  for (let at = Date.parse(first); ; at += DAY_MS) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (date > to || (date >= end && date !== start)) return;
    yield date;
  }
}

function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  // Half of a pair is no character.
  return line.slice(0, LIMITS.dayNameChars).replace(/[\uD800-\uDBFF]$/, '');
}

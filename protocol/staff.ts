/** Who does the work, when they do it, and the rooms and chairs that there are few of. */
import { z } from 'zod';
import { week } from './hours.ts';
import { MAX_DAYS_OFF, MAX_EMPLOYEES, MAX_PLACES, MAX_SHIFTS, STAFF_CHARS } from './staff-limits.ts';
import { id, line, locale, timestamp } from './wire/fields.ts';
import { LIMITS, LOCALES } from './wire/limits.ts';

const name = line.pipe(z.string().min(1).max(STAFF_CHARS));
const daySpans = week.element;
const date = z.iso.date();

/** A date whose hours stand in the place of the week's; without any: they do not work. */
export const shift = z.object({ date, spans: daySpans });
export type Shift = z.infer<typeof shift>;

/** Dates from the first to the last, both included. The name is for the desk alone. */
export const dayOff = z
  .object({ from: date, to: date, name: line.pipe(z.string().max(LIMITS.dayNameChars)) })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'wanted a last day that is not before the first' });
export type DayOff = z.infer<typeof dayOff>;

const shifts = z
  .array(shift)
  .max(MAX_SHIFTS)
  .superRefine((all, check) => {
    const seen = new Set<string>();
    for (const [at, each] of all.entries()) {
      if (seen.has(each.date)) {
        const message = `wanted each date once, got ${each.date} again`;
        check.addIssue({ code: 'custom', path: [at, 'date'], message });
      }
      seen.add(each.date);
    }
  });

/** What an owner sets of one. Every hour is by the shop's clock. */
export const employeeSettings = z.object({
  name,
  /** Whom of the agents it is; null: somebody who does not sign in. */
  agentId: id.nullable(),
  /** In which they serve people; empty: nobody said. */
  languages: z.array(locale).max(LOCALES.length),
  /** Seven days from Monday; a day without spans is free. A span that ends no later than it begins ends on the next day. */
  week,
  /** By date. */
  shifts,
  /** Of each weekday, when they can not be booked although they work. */
  breaks: week,
  daysOff: z.array(dayOff).max(MAX_DAYS_OFF),
  /** False: they do not work here any more, and are kept for what was. */
  isActive: z.boolean(),
});
export type EmployeeSettings = z.infer<typeof employeeSettings>;

export const employee = employeeSettings.extend({
  id,
  /** Of the list, from 0 on. */
  position: z.number().int().nonnegative(),
  /** Goes up with each change: whoever changes it says which one they saw. */
  version: z.number().int().positive(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Employee = z.infer<typeof employee>;

const noWeek = (): z.infer<typeof week> => [[], [], [], [], [], [], []];

/** A new one: a name is enough, and they work once they have hours. */
export const employeeCreate = employeeSettings.extend({
  agentId: employeeSettings.shape.agentId.default(null),
  languages: employeeSettings.shape.languages.default([]),
  week: week.default(noWeek),
  shifts: shifts.default([]),
  breaks: week.default(noWeek),
  daysOff: employeeSettings.shape.daysOff.default([]),
  isActive: z.boolean().default(true),
});
export type EmployeeCreate = z.input<typeof employeeCreate>;

/** What is left out stays. */
export const employeeUpdate = employeeSettings.partial().extend({ version: z.number().int().positive() });
export type EmployeeUpdate = z.infer<typeof employeeUpdate>;

export const employeesAnswer = z.object({ employees: z.array(employee) });
export type EmployeesAnswer = z.infer<typeof employeesAnswer>;

/** All ids in their new order. */
export const employeeOrder = z.object({ ids: z.array(id).max(MAX_EMPLOYEES) });

/** Of the services that name who does them, those that this one does from now on. */
export const employeeServices = z.object({ serviceIds: z.array(id).max(500) });

/** What an owner sets of a room, or of chairs that are alike. */
export const resourceSettings = z.object({
  name,
  /** How many there are: so many visits at once. */
  places: z.number().int().min(1).max(MAX_PLACES),
  isActive: z.boolean(),
});
export type ResourceSettings = z.infer<typeof resourceSettings>;

export const resource = resourceSettings.extend({
  id,
  version: z.number().int().positive(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Resource = z.infer<typeof resource>;

export const resourceCreate = resourceSettings.extend({
  places: resourceSettings.shape.places.default(1),
  isActive: z.boolean().default(true),
});
export type ResourceCreate = z.input<typeof resourceCreate>;

/** What is left out stays. */
export const resourceUpdate = resourceSettings.partial().extend({ version: z.number().int().positive() });
export type ResourceUpdate = z.infer<typeof resourceUpdate>;

/** By name. */
export const resourcesAnswer = z.object({ resources: z.array(resource) });
export type ResourcesAnswer = z.infer<typeof resourcesAnswer>;

/** Employees, rooms or chairs changed: pages that show them read them anew. */
export const staffChanged = z.object({ type: z.literal('staff.changed') });
export type StaffChanged = z.infer<typeof staffChanged>;

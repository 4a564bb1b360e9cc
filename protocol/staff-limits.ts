/** How many employees, rooms and plans there may be. Imports nothing, so that pages have it too. */

/** More work in no shop; all of them are read at once. */
export const MAX_EMPLOYEES = 100;
export const MAX_RESOURCES = 100;
/** Dates with hours of their own: a year of them. */
export const MAX_SHIFTS = 400;
export const MAX_DAYS_OFF = 100;
/** Places of one resource, such as chairs. */
export const MAX_PLACES = 50;
/** UTF-16 units of a name. */
export const STAFF_CHARS = 80;

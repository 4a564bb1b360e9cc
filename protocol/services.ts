/** What the shop offers: each service with its length, its price, who does it and where. */
import { z } from 'zod';
import { MAX_MINOR } from './purchase-sums.ts';
import { CATEGORY_CHARS, SERVICE_CHARS } from './service-names.ts';
import { id, line, locale, timestamp } from './wire/fields.ts';

/** More than that nobody looks through, and all of them are read at once. */
export const MAX_SERVICES = 500;
/** Times are kept in cells of so many minutes, so each length is a multiple of it. */
export const STEP_MINUTES = 5;
/** A length ends within a day, and a buffer within four hours. */
const MAX_DURATION = 24 * 60;
const MAX_BUFFER = 4 * 60;

const name = line.pipe(z.string().min(1).max(SERVICE_CHARS));

/** By language, at least one. */
const names = z
  .partialRecord(locale, name)
  .refine(each => Object.keys(each).length > 0, 'wanted a name in at least one language');

/** Minor units of the desk's currency. `isFrom`: it may come to more. */
export const servicePrice = z.object({ minor: z.number().int().nonnegative().max(MAX_MINOR), isFrom: z.boolean() });
export type ServicePrice = z.infer<typeof servicePrice>;

const some = (most: number) =>
  z
    .array(id)
    .max(most)
    .refine(ids => new Set(ids).size === ids.length, 'wanted each once');

/** Whoever comes more seldom is no customer any more. */
export const MAX_RETURN_DAYS = 730;

/** What an owner sets of one. */
export const serviceSettings = z.object({
  names,
  /** Empty: it stands in none. */
  category: line.pipe(z.string().max(CATEGORY_CHARS)),
  durationMinutes: z.number().int().min(STEP_MINUTES).max(MAX_DURATION).multipleOf(STEP_MINUTES),
  /** Kept free around it: to make ready, and to clean up. */
  bufferBeforeMinutes: z.number().int().min(0).max(MAX_BUFFER).multipleOf(STEP_MINUTES),
  bufferAfterMinutes: z.number().int().min(0).max(MAX_BUFFER).multipleOf(STEP_MINUTES),
  /** Null: none is named. */
  price: servicePrice.nullable(),
  /** Employees who can do it; null: each of them. */
  staffIds: some(100).nullable(),
  /** Of each of these it takes one place for as long as it lasts, buffers included. */
  resourceIds: some(10),
  /** Visitors are offered it; else it is for the desk alone. */
  isOnline: z.boolean(),
  /** Where it is offered; null: at all sites. */
  siteIds: some(100).min(1).nullable(),
  /** False: it is out of use, and is kept for what was booked of it. */
  isActive: z.boolean(),
  /** After so many days people want it again as a rule; null, or left out: that is not known of it. */
  returnDays: z.number().int().min(1).max(MAX_RETURN_DAYS).nullable().optional(),
});
export type ServiceSettings = z.infer<typeof serviceSettings>;

export const service = serviceSettings.extend({
  id,
  /** Of its picture, a new one with each picture; null: it has none. */
  pictureId: id.nullable(),
  /** Of the list, from 0 on. */
  position: z.number().int().nonnegative(),
  /** Goes up with each change: whoever changes it says which one they saw. */
  version: z.number().int().positive(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Service = z.infer<typeof service>;

/** A new one: a name and a length are enough. */
export const serviceCreate = serviceSettings.extend({
  category: serviceSettings.shape.category.default(''),
  bufferBeforeMinutes: serviceSettings.shape.bufferBeforeMinutes.default(0),
  bufferAfterMinutes: serviceSettings.shape.bufferAfterMinutes.default(0),
  price: serviceSettings.shape.price.default(null),
  staffIds: serviceSettings.shape.staffIds.default(null),
  resourceIds: serviceSettings.shape.resourceIds.default([]),
  isOnline: z.boolean().default(true),
  siteIds: serviceSettings.shape.siteIds.default(null),
  isActive: z.boolean().default(true),
});
export type ServiceCreate = z.input<typeof serviceCreate>;

/** What is left out stays. */
export const serviceUpdate = serviceSettings.partial().extend({ version: z.number().int().positive() });
export type ServiceUpdate = z.infer<typeof serviceUpdate>;

/** Those whose sites the reader sees, in their order. */
export const servicesAnswer = z.object({
  /** In which their prices are. */
  currency: z.string(),
  services: z.array(service),
});
export type ServicesAnswer = z.infer<typeof servicesAnswer>;

/** All ids in their new order. */
export const serviceOrder = z.object({ ids: z.array(id).max(MAX_SERVICES) });

/** `archived`: something still names it, so it is out of use instead of gone. */
export const removal = z.object({ outcome: z.enum(['removed', 'archived']) });
export type Removal = z.infer<typeof removal>;

/** Services changed, or their order: pages that show them read them anew. */
export const servicesChanged = z.object({ type: z.literal('services.changed') });
export type ServicesChanged = z.infer<typeof servicesChanged>;

/** A service as visitors see it, in the language asked for or the nearest that it has. */
export const offeredService = service.pick({ id: true, category: true, durationMinutes: true, price: true }).extend({
  name: z.string(),
  /** Address of its picture, from where this server is reached; null: none. */
  picture: z.string().nullable(),
  /** Who can do it, of `staff`. */
  staffIds: z.array(id),
});
export type OfferedService = z.infer<typeof offeredService>;

/** Of an employee nothing but this is told to visitors. */
export const offeredEmployee = z.object({ id, name: z.string(), languages: z.array(locale) });
export type OfferedEmployee = z.infer<typeof offeredEmployee>;

/** A language as browsers name it, such as `mn-MN`; one that nobody speaks here is as none. */
export const offeredQuery = z.object({ locale: z.string().max(200).optional() });

export const offeredServices = z.object({
  currency: z.string(),
  services: z.array(offeredService),
  staff: z.array(offeredEmployee),
});
export type OfferedServices = z.infer<typeof offeredServices>;

/** What the pages of the booking form carry from one to the next: all that was chosen and typed. Pure. */
import { z } from 'zod';
import { MAX_ITEMS, type WantedItem } from '../../../protocol/bookings.ts';
import type { OfferedEmployee, OfferedService, OfferedServices } from '../../../protocol/services.ts';
import { isTimeZone } from '../../../protocol/wire/fields.ts';
import { flattened } from './posts.ts';

export type VisitStep = 'service' | 'who' | 'time' | 'person';

/** As it came: every page sends all of it again, so that going back and forth loses nothing (SPEC BK16). */
export interface VisitPost {
  step: VisitStep;
  /** Which button was pressed. */
  go: 'on' | 'back' | 'later' | 'earlier';
  /** Ids with commas between, in the order in which they are done. */
  service: string;
  /** An employee, or `anybody`. */
  staff: string;
  /** When it begins, ms since the epoch. */
  time: string;
  /** The first day of those that are shown. */
  from: string;
  /** Opens the time that is kept meanwhile. */
  hold: string;
  name: string;
  phone: string;
  note: string;
  consent: string;
  /** The code of whoever brought them, which a link named. */
  referral: string;
  /** Made by the page that we rendered. */
  id: string;
  drawn: string;
  locale: string;
  /** IANA zone that a link named; empty: the shop's. */
  timeZone: string;
  /** A field that people do not see was filled in: a robot. */
  isTrapped: boolean;
}

const STEPS: VisitStep[] = ['service', 'who', 'time', 'person'];
const WAYS = ['on', 'back', 'later', 'earlier'] as const;

/** @throws AppError FRAME_TOO_LARGE */
export function readVisit(body: unknown): VisitPost {
  const all = flattened(body);
  const word = (name: string) => all.get(name)?.trim() ?? '';
  const zone = word('_timezone');
  const chosen = servicesIn(word('service'));
  // Boxes come as they stand on the page: what was chosen before keeps its order.
  const before = servicesIn(word('order')).filter(id => chosen.includes(id));
  return {
    step: STEPS.find(each => each === word('step')) ?? 'service',
    go: WAYS.find(each => each === word('go')) ?? 'on',
    ...{ service: [...new Set([...before, ...chosen])].join(), staff: word('staff') },
    time: /^\d{12,14}$/.test(word('time')) ? word('time') : '',
    from: z.iso.date().safeParse(word('from')).success ? word('from') : '',
    ...{ hold: word('hold'), name: word('name'), phone: word('phone'), note: word('note'), consent: word('consent') },
    referral: word('referral').slice(0, 40),
    ...{ id: word('_id'), drawn: word('_drawn'), locale: word('_locale') },
    timeZone: isTimeZone(zone) ? zone : '',
    isTrapped: word('_gotcha') !== '',
  };
}

/** A link, a box or a page may name several, each once. */
export function servicesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/** What was chosen of what is offered. */
export interface VisitChoice {
  /** In the order in which they are done; empty: none was chosen, or not all of it can be had in one visit. */
  services: OfferedService[];
  /** Who can do some of it. */
  doing: OfferedEmployee[];
  /** Who of them can be chosen: one alone is not asked for. */
  able: OfferedEmployee[];
  /** Whom they want; undefined: they did not say yet. */
  staffId: string | undefined;
}

export function choiceOf(
  { services, staff }: OfferedServices,
  visit: Pick<VisitPost, 'service' | 'staff'>,
): VisitChoice {
  const wanted = servicesIn(visit.service);
  const found = wanted.flatMap(id => services.find(each => each.id === id) ?? []);
  const chosen = found.length === wanted.length && !isTooMuch(visit) ? found : [];
  const doing = staff.filter(({ id }) => chosen.some(({ staffIds }) => staffIds.includes(id)));
  const able = doing.filter(({ id }) => chosen.some(({ staffIds }) => staffIds.length > 1 && staffIds.includes(id)));
  const isAble = visit.staff === 'anybody' || doing.some(each => each.id === visit.staff);
  return { services: chosen, doing, able, staffId: isAble ? visit.staff : able.length < 2 ? 'anybody' : undefined };
}

/** More than one visit takes. */
export function isTooMuch({ service }: Pick<VisitPost, 'service'>): boolean {
  return servicesIn(service).length > MAX_ITEMS;
}

/** Whoever was chosen does what they can of it. */
export function wantedItems({ services, staffId = 'anybody' }: VisitChoice): WantedItem[] {
  return services.map(({ id, staffIds }) => ({
    serviceId: id,
    staffId: staffIds.includes(staffId) ? staffId : 'anybody',
  }));
}

/** The same as free times are asked for. */
export function wantedTimes(choice: VisitChoice): { services: string[]; staff: string[] } {
  const items = wantedItems(choice);
  return { services: items.map(each => each.serviceId), staff: items.map(each => each.staffId) };
}

/** Each service with whom they chose for it; undefined: anybody. */
export function whoDoes({ services, doing, staffId }: VisitChoice) {
  return services.map(service => ({
    service,
    who: doing.find(({ id }) => id === staffId && service.staffIds.includes(id)),
  }));
}

/** The pages of a visit in their order: who does it is asked where there is a choice. */
export function stepsOf({ able }: Pick<VisitChoice, 'able'>): VisitStep[] {
  return STEPS.filter(each => each !== 'who' || able.length > 1);
}

/** The page to show where nothing hinders: no later than the first that is not answered. */
export function stepWithin(choice: VisitChoice, wanted: VisitStep): VisitStep {
  if (choice.services.length === 0) return 'service';
  if (choice.staffId === undefined && wanted !== 'service') return 'who';
  return stepsOf(choice).includes(wanted) ? wanted : 'time';
}

/** The page before or after another. */
export function stepBeside(choice: VisitChoice, step: VisitStep, by: 1 | -1): VisitStep {
  const steps = stepsOf(choice);
  return steps[Math.max(0, steps.indexOf(step) + by)] ?? step;
}

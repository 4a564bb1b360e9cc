/** What the pages of the booking form carry from one to the next: all that was chosen and typed. Pure. */
import { z } from 'zod';
import type { WantedItem } from '../../../protocol/bookings.ts';
import type { OfferedEmployee, OfferedService, OfferedServices } from '../../../protocol/services.ts';
import { isTimeZone } from '../../../protocol/wire/fields.ts';
import { flattened } from './posts.ts';

export type VisitStep = 'service' | 'who' | 'time' | 'person';

/** As it came: every page sends all of it again, so that going back and forth loses nothing (SPEC BK16). */
export interface VisitPost {
  step: VisitStep;
  /** Which button was pressed. */
  go: 'on' | 'back' | 'later' | 'earlier';
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
  return {
    step: STEPS.find(each => each === word('step')) ?? 'service',
    go: WAYS.find(each => each === word('go')) ?? 'on',
    ...{ service: word('service'), staff: word('staff') },
    time: /^\d{12,14}$/.test(word('time')) ? word('time') : '',
    from: z.iso.date().safeParse(word('from')).success ? word('from') : '',
    ...{ hold: word('hold'), name: word('name'), phone: word('phone'), note: word('note'), consent: word('consent') },
    ...{ id: word('_id'), drawn: word('_drawn'), locale: word('_locale') },
    timeZone: isTimeZone(zone) ? zone : '',
    isTrapped: word('_gotcha') !== '',
  };
}

/** What was chosen of what is offered. */
export interface VisitChoice {
  service: OfferedService | undefined;
  /** Who can do it. */
  able: OfferedEmployee[];
  /** Whom they want; undefined: they did not say yet. */
  staffId: string | undefined;
}

export function choiceOf(
  { services, staff }: OfferedServices,
  visit: Pick<VisitPost, 'service' | 'staff'>,
): VisitChoice {
  const service = services.find(each => each.id === visit.service);
  const able = staff.filter(each => service?.staffIds.includes(each.id));
  const isAble = visit.staff === 'anybody' || able.some(each => each.id === visit.staff);
  // One alone is not asked for.
  return { service, able, staffId: isAble ? visit.staff : able.length === 1 ? 'anybody' : undefined };
}

export function wantedItems({ service, staffId = 'anybody' }: VisitChoice): WantedItem[] {
  return service ? [{ serviceId: service.id, staffId }] : [];
}

/** The pages of a visit in their order: who does it is asked where there is a choice. */
export function stepsOf({ able }: Pick<VisitChoice, 'able'>): VisitStep[] {
  return STEPS.filter(each => each !== 'who' || able.length > 1);
}

/** The page to show where nothing hinders: no later than the first that is not answered. */
export function stepWithin(choice: VisitChoice, wanted: VisitStep): VisitStep {
  if (!choice.service) return 'service';
  if (choice.staffId === undefined && wanted !== 'service') return 'who';
  return stepsOf(choice).includes(wanted) ? wanted : 'time';
}

/** The page before or after another. */
export function stepBeside(choice: VisitChoice, step: VisitStep, by: 1 | -1): VisitStep {
  const steps = stepsOf(choice);
  return steps[Math.max(0, steps.indexOf(step) + by)] ?? step;
}

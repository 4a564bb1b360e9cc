/**
 * A visit at one time: who could do it, and what it takes of whom. Pure. The store chooses of each slot the first owner whose
 * cells are all free, in the one step that takes them; slots of one visit may be the same owner's.
 */
import { type BookingItem, MAX_VISIT_HOURS } from '../../../protocol/bookings.ts';
import { STEP_MINUTES } from '../../../protocol/services.ts';
import { HOUR_MS, MINUTE_MS, needsOf, ownerOfStaff, type Part, type Shop, stretchesOf } from './free-times.ts';
import { holds, overlap, type Span } from './spans.ts';

export const CELL_MS = STEP_MINUTES * MINUTE_MS;

/** Time that a visit takes of one of several. */
export interface Slot extends Span {
  /** In the order in which they are asked. */
  owners: readonly string[];
  /** Which of its services an employee does in it; null: it is a place. */
  item: number | null;
}

/** Time that a visit has taken. */
export interface Take extends Span {
  owner: string;
}

/** An item whose employee is not known yet. */
export type ItemDraft = Omit<BookingItem, 'staffId' | 'staffName'>;

/** A visit before it is known who does it. */
export interface Plan {
  startAt: number;
  endAt: number;
  items: readonly ItemDraft[];
  slots: readonly Slot[];
  /** Names of employees by their ids. */
  names: Readonly<Record<string, string>>;
}

/** A service by its name and price of now, with what it takes. */
export type PlannedPart = Part & Pick<BookingItem, 'serviceId' | 'name' | 'price'>;

/**
 * A visit that begins then.
 * @param isFree whether an employee could do a service then; who can not is not asked
 * @returns null where nobody could
 */
export function planAt(
  parts: readonly PlannedPart[],
  startAt: number,
  names: Readonly<Record<string, string>>,
  isFree: (staffId: string, span: Span) => boolean,
): Plan | null {
  const stretches = stretchesOf(parts);
  if (stretches.at(-1)!.ends > MAX_VISIT_HOURS * HOUR_MS) return null;
  const slots: Slot[] = [];
  const items: ItemDraft[] = [];
  for (const [item, { begins, ends, from, to }] of stretches.entries()) {
    const { serviceId, name, price, staffIds } = parts[item]!;
    const span = { from: startAt + begins, to: startAt + ends };
    const able = staffIds.filter(id => isFree(id, span));
    if (able.length === 0) return null;
    slots.push({ from: startAt + from, to: startAt + to, owners: able.map(ownerOfStaff), item });
    items.push({ serviceId, name, price, startAt: span.from, endAt: span.to });
  }
  for (const { resource, from, to } of needsOf(parts)) {
    slots.push({ from: startAt + from, to: startAt + to, owners: resource.owners, item: null });
  }
  return { startAt, endAt: startAt + stretches.at(-1)!.ends, items, slots, names };
}

/** Whether somebody works then. */
export function worksThen({ staff }: Pick<Shop, 'staff'>): (staffId: string, span: Span) => boolean {
  return (staffId, span) => holds(staff.get(staffId) ?? [], span);
}

/** A visit with its people, once the store has chosen. @param owners one for each slot */
export function settled(
  { items, slots, names }: Plan,
  owners: readonly string[],
): { items: BookingItem[]; takes: Take[] } {
  const staffOf = new Map(slots.flatMap((slot, at) => (slot.item === null ? [] : [[slot.item, staffIn(owners[at]!)]])));
  return {
    items: items.map((item, at) => {
      const staffId = staffOf.get(at)!;
      return { ...item, staffId, staffName: names[staffId] ?? '' };
    }),
    takes: slots.map(({ from, to }, at) => ({ owner: owners[at]!, from, to })),
  };
}

const STAFF = ownerOfStaff('');

function staffIn(owner: string): string {
  return owner.slice(STAFF.length);
}

/** Of each slot the first owner who has all of it free; null: of some slot nobody has. */
export function chosenOwners(slots: readonly Slot[], isTaken: (owner: string, span: Span) => boolean): string[] | null {
  const chosen = slots.map(slot => slot.owners.find(owner => !isTaken(owner, slot)));
  return chosen.every(each => each !== undefined) ? chosen : null;
}

/** The beginnings of the cells that a stretch of time touches. */
export function cellsOf({ from, to }: Span): number[] {
  const cells: number[] = [];
  for (let at = firstCell(from); at < to; at += CELL_MS) cells.push(at);
  return cells;
}

/** The beginning of the cell that a moment is in. */
export function firstCell(at: number): number {
  return Math.floor(at / CELL_MS) * CELL_MS;
}

/** A cell of somebody's. */
export interface Cell {
  owner: string;
  at: number;
}

/** All cells of some stretches, each once: buffers inside a visit are the next service's own time. */
export function cellsOfTakes(takes: readonly Take[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const take of takes) {
    for (const at of cellsOf(take)) cells.set(cellKey(take.owner, at), { owner: take.owner, at });
  }
  return [...cells.values()];
}

/** Whether somebody has some of a stretch of time among what is taken. */
export function isAmong(takes: readonly Take[], owner: string, span: Span): boolean {
  return takes.some(each => each.owner === owner && overlap(each, span));
}

/** What is there once. */
export function cellKey(owner: string, at: number): string {
  return `${owner} ${at}`;
}

/** What is taken of each, in order of its beginning. */
export function byOwner<T extends Take>(takes: readonly T[]): Map<string, T[]> {
  const result = new Map<string, T[]>();
  for (const take of takes) {
    const its = result.get(take.owner);
    if (its) its.push(take);
    else result.set(take.owner, [take]);
  }
  for (const its of result.values()) its.sort((a, b) => a.from - b.from);
  return result;
}

/** Employees in the order in which a visit is offered them: who has least on that day first, then as they stand in the list. */
export function fairOrder(staffIds: readonly string[], taken: Shop['taken'], day: Span): string[] {
  const loadOf = (id: string) =>
    (taken.get(ownerOfStaff(id)) ?? [])
      .filter(each => overlap(each, day))
      .reduce((sum, { from, to }) => sum + to - from, 0);
  const loads = new Map(staffIds.map(id => [id, loadOf(id)]));
  return [...staffIds].sort((a, b) => loads.get(a)! - loads.get(b)!);
}

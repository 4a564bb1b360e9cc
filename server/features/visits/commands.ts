/** What employees did: all of it for owners, their own for whoever is one (SPEC VI4). */
import { Temporal } from 'temporal-polyfill';
import type { Agent } from '../../../protocol/agents.ts';
import { SCORES } from '../../../protocol/rating-scale.ts';
import type { Employee } from '../../../protocol/staff.ts';
import type {
  FiguresAnswer,
  Plan,
  PlanSet,
  StaffFigures,
  Visit,
  VisitRatingsAnswer,
  VisitsQuery,
} from '../../../protocol/visits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee, maySeeCard } from '../../sight.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { shopClock } from '../bookings/settings.ts';
import { cardOf } from '../contacts/card.ts';
import { contactSummary } from '../contacts/rules.ts';
import { deskHome } from '../money/settings.ts';
import { VISIT_OPEN_MS } from '../ratings/visit.ts';
import { worksOn } from '../staff/rules.ts';
import { type Counted, countedOf, nothing, plannedOf, returnsOf, type WorkDays, workDays } from './figures.ts';
import { behind } from './lists.ts';
import { datesOf, daysBefore, monthBefore, spanOf } from './months.ts';
import type { ToldRow } from './store.ts';

type Viewer = Pick<Agent, 'id' | 'role' | 'siteIds'>;

/** A page of what is behind a number. */
const PAGE = 100;

/** Whose figures somebody sees; null: everybody's. */
function ownOf(viewer: Viewer, employees: readonly Employee[]): readonly string[] | null {
  if (viewer.role === 'owner') return null;
  return employees.filter(each => each.agentId === viewer.id).map(each => each.id);
}

/** By whose clock a month is, and which day it is there. */
async function clockOf(context: Context): Promise<{ timeZone: string; today: string; currency: string }> {
  const [timeZone, { currency }] = await Promise.all([shopClock(context), deskHome(context)]);
  const now = Temporal.Instant.fromEpochMilliseconds(context.now());
  return { timeZone, today: now.toZonedDateTimeISO(timeZone).toPlainDate().toString(), currency };
}

/** A month of everybody whom somebody sees, in the order of the list; who is gone stands last, where they did something in it. */
export async function figures(
  context: Context,
  viewer: Viewer,
  asked: { month?: string | undefined; within: number },
): Promise<FiguresAnswer> {
  const { store } = context;
  const [{ timeZone, today, currency }, employees] = await Promise.all([clockOf(context), store.employees.all()]);
  const month = asked.month ?? today.slice(0, 7);
  const { within } = asked;
  const own = ownOf(viewer, employees);
  const answer = { month, timeZone, currency, within, maySetPlans: viewer.role === 'owner' };
  if (own?.length === 0) return { ...answer, employees: [] };
  const dates = datesOf(month);
  const span = spanOf(month, timeZone);
  const [rows, earlier, plans, ratings, { employees: rated }] = await Promise.all([
    store.visits.counted(dates[0]!, dates.at(-1)!),
    store.visits.comings(daysBefore(dates[0]!, within), daysBefore(dates[0]!, 1)),
    store.visits.plans([monthBefore(month), month]),
    store.ratings.ofAgents(
      employees.flatMap(each => each.agentId ?? []),
      span,
    ),
    store.ratings.visitCounts({ siteIds: null, ...span }),
  ]);
  const counted = countedOf(rows);
  const before = countedOf(rows.filter(each => each.date < today));
  const returns = returnsOf(rows, earlier, within);
  const known = new Set(employees.map(each => each.id));
  const gone = [...counted.keys()].filter(each => !known.has(each)).sort();
  const of = (staffId: string, employee: Employee | null): StaffFigures => {
    const { name, ...sums } = counted.get(staffId) ?? nothing(employee?.name ?? '');
    const ofTalks = ratings.filter(each => employee?.agentId === each.agentId).map(each => each.score);
    const ofVisits = rated.find(each => each.staffId === staffId)?.scores ?? [];
    const counts = SCORES.map((score, at) => ofTalks.filter(each => each === score).length + (ofVisits[at] ?? 0));
    return {
      ...{ staffId, name: employee?.name ?? name, isActive: employee?.isActive ?? false, ...sums },
      returns: returns.get(staffId) ?? { people: 0, again: 0, toThem: 0 },
      sums: sums.sums.sort((a, b) => Number(b.currency === currency) - Number(a.currency === currency)),
      ratings: {
        count: counts.reduce((sum, many) => sum + many, 0),
        sum: counts.reduce((sum, many, at) => sum + many * SCORES[at]!, 0),
      },
      plans: plannedBeside(
        plans.filter(each => each.staffId === staffId),
        { month, currency, now: sums, before: before.get(staffId) ?? NONE, days: daysOf(employee, dates, today) },
      ),
    };
  };
  const shown = [...employees.map(each => of(each.id, each)), ...gone.map(each => of(each, null))]
    .filter(each => own === null || own.includes(each.staffId))
    .filter(each => each.isActive || counted.has(each.staffId) || each.plans.some(({ target }) => target !== null));
  return { ...answer, employees: shown };
}

function daysOf(employee: Employee | null, dates: readonly string[], today: string): WorkDays | null {
  return workDays((date, weekday) => !employee || worksOn(employee, date, weekday), dates, today);
}

type Done = Pick<Counted, 'visits' | 'sums'>;
const NONE: Done = nothing('');

function plannedBeside(
  plans: readonly Plan[],
  asked: { month: string; currency: string; now: Done; before: Done; days: WorkDays | null },
): StaffFigures['plans'] {
  const { month, days } = asked;
  return (['visits', 'sum'] as const).map(metric => {
    const currency = metric === 'visits' ? '' : asked.currency;
    const done = (of: Done) =>
      metric === 'visits' ? of.visits : (of.sums.find(each => each.currency === currency)?.amount ?? 0);
    // Set in another currency, it is beside nothing that is counted.
    const planOf = (wanted: string) =>
      plans.find(each => each.metric === metric && each.month === wanted && each.currency === currency);
    const [plan, last] = [planOf(month), planOf(monthBefore(month))];
    return plannedOf(metric, currency, { plan, last, done: done(asked.now), doneBefore: done(asked.before), days });
  });
}

/** @throws AppError NOT_FOUND for an employee whose figures are not theirs to see */
async function seenStaff(context: Context, viewer: Viewer, staffId: string): Promise<Employee | null> {
  const employees = await context.store.employees.all();
  const own = ownOf(viewer, employees);
  if (own && !own.includes(staffId)) throw new AppError('NOT_FOUND');
  return employees.find(each => each.id === staffId) ?? null;
}

/** What is behind a number, latest first. @throws AppError NOT_FOUND */
export async function visitsBehind(
  context: Context,
  viewer: Viewer,
  { month, staffId, of, within, skip }: VisitsQuery,
): Promise<{ visits: Visit[]; total: number; next: number | null }> {
  const { store } = context;
  await seenStaff(context, viewer, staffId);
  const dates = datesOf(month);
  const [first, last] = [dates[0]!, dates.at(-1)!];
  const rows = await store.visits.told(staffId, first, last);
  const isReturn = of === 'again' || of === 'toThem';
  const around = isReturn
    ? {
        rows: await store.visits.counted(first, last),
        earlier: await store.visits.comings(daysBefore(first, within), daysBefore(first, 1)),
      }
    : { rows: [], earlier: [] };
  const found = behind(rows, around, { of, within });
  const page = found.slice(skip, skip + PAGE);
  const contacts = await contactsOf(
    context,
    viewer,
    page.map(each => each.personId),
  );
  const visits = page.map(({ personId, ...each }) => ({ ...each, contact: contacts.get(personId) ?? null }));
  const next = skip + page.length < found.length ? skip + page.length : null;
  return { visits, total: found.length, next };
}

/** Of those whose cards somebody may see, and who were not erased. */
async function contactsOf({ store }: Context, viewer: Viewer, ids: readonly ToldRow['personId'][]) {
  const found = await Promise.all(
    [...new Set(ids)].map(async id => {
      const tree = await store.contacts.cardTree(id);
      const card = tree && cardOf(tree);
      return card && maySeeCard(viewer, card.siteIds) ? ([id, contactSummary(card)] as const) : null;
    }),
  );
  return new Map(found.filter(each => each !== null));
}

/** What people said of somebody in a month, of talks with them and of visits, newest first. @throws AppError NOT_FOUND */
export async function ratingsBehind(
  context: Context,
  viewer: Viewer,
  { month, staffId }: { month: string; staffId: string },
): Promise<VisitRatingsAnswer> {
  const { ratings, bookings } = context.store;
  const employee = await seenStaff(context, viewer, staffId);
  const span = spanOf(month, (await clockOf(context)).timeZone);
  const [ofTalks, visited] = await Promise.all([
    ratings.ofAgents(employee?.agentId ? [employee.agentId] : [], span),
    bookings.between({ siteIds: null, span: { from: span.from - VISIT_OPEN_MS, to: span.to } }),
  ]);
  const ofVisits = visited.flatMap(({ rating, siteId }) => {
    if (!rating || rating.at < span.from || rating.at >= span.to) return [];
    return rating.staff.some(each => each.id === staffId) ? { ...rating, siteId } : [];
  });
  const all = [...ofTalks.map(each => ({ ...each, at: each.createdAt })), ...ofVisits];
  return {
    ratings: all
      .sort((a, b) => b.at - a.at)
      .map(({ at, score, word, siteId }) => ({ at, score, word: maySee(viewer, siteId) ? word : '' })),
  };
}

/** Sets what an owner wants of somebody in a month, and writes it down (SPEC VI5). @throws AppError NOT_FOUND */
export async function setPlan(
  context: Context,
  { actor, name }: { actor: Actor; name: string },
  { target, ...key }: PlanSet,
): Promise<void> {
  const { store, now } = context;
  const employee = (await store.employees.all()).find(each => each.id === key.staffId);
  if (!employee) throw new AppError('NOT_FOUND');
  const text = `${employee.name} ${key.month} ${key.metric}: ${target ?? '-'}`;
  const row = auditRow(context, actor, { what: 'plan.changed', on: { kind: 'server', id: null, text } });
  if (target === null) {
    await store.visits.dropPlan(key, row);
    return;
  }
  const { currency } = await clockOf(context);
  const plan = { ...key, target, currency: key.metric === 'sum' ? currency : '', setAt: now(), byName: name };
  await store.visits.setPlan(plan, row);
}

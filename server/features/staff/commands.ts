/** What an owner does with employees, and with rooms or chairs. */
import type { z } from 'zod';
import type { AuditAction, AuditRow } from '../../../protocol/audit.ts';
import type {
  Employee,
  EmployeesAnswer,
  EmployeeUpdate,
  employeeCreate,
  Resource,
  ResourcesAnswer,
  ResourceUpdate,
  resourceCreate,
} from '../../../protocol/staff.ts';
import { MAX_EMPLOYEES, MAX_RESOURCES } from '../../../protocol/staff-limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { dayOf } from '../availability/rules.ts';
import { deskHome } from '../money/settings.ts';
import { tellShop } from './news.ts';
import { changedFields, stale, withoutPast } from './rules.ts';
import type { Outcome } from './store.ts';

/** Employees in their order. */
export async function employeesOf({ store }: Pick<Context, 'store'>): Promise<EmployeesAnswer> {
  return { employees: await store.employees.all() };
}

/** @throws AppError FIELD_INVALID for an agent that there is not, or who is another employee; where there are as many as can be */
export async function addEmployee(
  context: Context,
  actor: Actor,
  settings: z.infer<typeof employeeCreate>,
): Promise<Employee> {
  const { store, now, newId } = context;
  await refuseAgent(context, settings.agentId, null);
  const [id, at] = [newId(), now()];
  const kept = withoutPast(settings, await today(context));
  const row = rowOf(context, actor, 'employee.changed', 'isActive');
  const made = await store.employees.create(
    { ...kept, id, version: 1, createdAt: at, updatedAt: at },
    MAX_EMPLOYEES,
    row,
  );
  if (!made) throw new AppError('FIELD_INVALID', `There are ${MAX_EMPLOYEES} employees already; remove one first.`);
  tellShop(context, { type: 'staff.changed' });
  return made;
}

/** @throws AppError NOT_FOUND, FIELD_INVALID, ALREADY_CLAIMED when somebody else changed them since that version */
export async function changeEmployee(
  context: Context,
  actor: Actor,
  id: string,
  { version, ...change }: EmployeeUpdate,
): Promise<Employee> {
  const { store, now } = context;
  const before = (await store.employees.all()).find(each => each.id === id);
  if (!before) throw new AppError('NOT_FOUND');
  if (before.version !== version) throw stale(before.version, version);
  if (change.agentId !== undefined) await refuseAgent(context, change.agentId, before);
  const kept = withoutPast(change, await today(context));
  const fields = changedFields(before, kept);
  if (fields.length === 0) return before;
  const row = rowOf(context, actor, 'employee.changed', fields.join(', '));
  const after = await store.employees.replace({ ...before, ...kept, version: version + 1, updatedAt: now() }, row);
  if (!after) throw stale();
  tellShop(context, { type: 'staff.changed' });
  return after;
}

/** @param ids in their new order */
export async function orderEmployees(context: Context, actor: Actor, ids: readonly string[]): Promise<void> {
  await context.store.employees.order(ids, rowOf(context, actor, 'employee.changed', 'position'));
  tellShop(context, { type: 'staff.changed' });
}

/** @throws AppError NOT_FOUND */
export async function removeEmployee(context: Context, actor: Actor, id: string): Promise<{ outcome: Outcome }> {
  const { store, now } = context;
  const outcome = await store.employees.remove(id, now(), rowOf(context, actor, 'employee.removed', ''));
  if (!outcome) throw new AppError('NOT_FOUND');
  tellShop(context, { type: 'staff.changed' });
  return { outcome };
}

/** Rooms and chairs, by name. */
export async function resourcesOf({ store }: Pick<Context, 'store'>): Promise<ResourcesAnswer> {
  return { resources: await store.resources.all() };
}

/** @throws AppError FIELD_INVALID where there are as many as can be */
export async function addResource(
  context: Context,
  actor: Actor,
  settings: z.infer<typeof resourceCreate>,
): Promise<Resource> {
  const { store, now, newId } = context;
  const [id, at] = [newId(), now()];
  const made = { ...settings, id, version: 1, createdAt: at, updatedAt: at };
  const isMade = await store.resources.create(
    made,
    MAX_RESOURCES,
    rowOf(context, actor, 'resource.changed', made.name),
  );
  if (!isMade) {
    throw new AppError('FIELD_INVALID', `There are ${MAX_RESOURCES} rooms and chairs already; remove one first.`);
  }
  tellShop(context, { type: 'staff.changed' });
  return made;
}

/** @throws AppError NOT_FOUND, ALREADY_CLAIMED when somebody else changed it since that version */
export async function changeResource(
  context: Context,
  actor: Actor,
  id: string,
  { version, ...change }: ResourceUpdate,
): Promise<Resource> {
  const { store, now } = context;
  const before = (await store.resources.all()).find(each => each.id === id);
  if (!before) throw new AppError('NOT_FOUND');
  if (before.version !== version) throw stale(before.version, version);
  const fields = changedFields(before, change);
  if (fields.length === 0) return before;
  const row = rowOf(context, actor, 'resource.changed', `${change.name ?? before.name}: ${fields.join(', ')}`);
  const after = await store.resources.replace({ ...before, ...change, version: version + 1, updatedAt: now() }, row);
  if (!after) throw stale();
  tellShop(context, { type: 'staff.changed' });
  return after;
}

/** @throws AppError NOT_FOUND */
export async function removeResource(context: Context, actor: Actor, id: string): Promise<{ outcome: Outcome }> {
  const { store, now } = context;
  const outcome = await store.resources.remove(id, now(), rowOf(context, actor, 'resource.removed', ''));
  if (!outcome) throw new AppError('NOT_FOUND');
  tellShop(context, { type: 'staff.changed' });
  return { outcome };
}

/** Each agent is one employee at most. */
async function refuseAgent({ store }: Context, agentId: string | null, before: Employee | null): Promise<void> {
  if (agentId === null || agentId === before?.agentId) return;
  const [agents, employees] = await Promise.all([store.agents.all(), store.employees.all()]);
  const fields = { agentId: 'FIELD_INVALID' } as const;
  if (!agents.some(each => each.id === agentId)) {
    throw new AppError(
      'FIELD_INVALID',
      `There is no agent ${agentId}; leave it out for somebody who does not sign in.`,
      {
        fields,
      },
    );
  }
  const other = employees.find(each => each.agentId === agentId);
  if (other) throw new AppError('FIELD_INVALID', `This agent is the employee ${other.id} already.`, { fields });
}

async function today(context: Context): Promise<string> {
  return dayOf(await deskHome(context), context.now());
}

/** @param text names of fields and of things, never of people */
function rowOf(context: Context, actor: Actor, what: AuditAction, text: string): AuditRow {
  return auditRow(context, actor, { what, on: { kind: 'server', id: null, text } });
}

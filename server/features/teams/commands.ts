/** What an owner does about teams. */
import type { AuditAction } from '../../../protocol/audit.ts';
import type { Team, TeamSave } from '../../../protocol/teams.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';

/** All of them are read whenever somebody waits. */
const MOST = 100;

/** @throws AppError FIELD_INVALID for one too many, and for whom nobody knows */
export async function addTeam(context: Context, actor: Actor, words: TeamSave): Promise<Team> {
  const { store, newId } = context;
  if ((await store.teams.all()).length >= MOST) {
    throw new AppError('FIELD_INVALID', `There are ${MOST} teams already; remove one first.`);
  }
  await refuseUnknown(context, words);
  const made = { id: newId(), ...words };
  await store.teams.create(made, teamRow(context, actor, 'team.made', made));
  announceTeams(context);
  return made;
}

/** @throws AppError NOT_FOUND, FIELD_INVALID for whom nobody knows */
export async function changeTeam(context: Context, actor: Actor, id: string, words: TeamSave): Promise<Team> {
  await refuseUnknown(context, words);
  const team = { id, ...words };
  const changed = await context.store.teams.update(team, teamRow(context, actor, 'team.changed', team));
  if (!changed) throw new AppError('NOT_FOUND');
  announceTeams(context);
  return changed;
}

/** @throws AppError NOT_FOUND */
export async function removeTeam(context: Context, actor: Actor, id: string): Promise<void> {
  const team = (await context.store.teams.all()).find(each => each.id === id);
  const row = team && teamRow(context, actor, 'team.removed', team);
  if (!row || !(await context.store.teams.delete(id, row))) throw new AppError('NOT_FOUND');
  announceTeams(context);
}

/** After teams were made or changed, here or at another server: whoever waits may be meant for others now. */
export function announceTeams({ routing, counts }: Pick<Context, 'routing' | 'counts'>): void {
  routing.wake();
  counts.touch();
}

/** @throws AppError FIELD_INVALID */
async function refuseUnknown({ store }: Context, { agentIds }: TeamSave): Promise<void> {
  const known = new Set((await store.agents.all()).map(({ id }) => id));
  if (agentIds.every(id => known.has(id))) return;
  throw new AppError('FIELD_INVALID', 'agentIds names an agent who does not exist.', {
    fields: { agentIds: 'FIELD_INVALID' },
  });
}

function teamRow(context: Context, actor: Actor, what: AuditAction, { id, name }: Team) {
  return auditRow(context, actor, { what, on: { kind: 'team', id, text: name }, siteId: null });
}

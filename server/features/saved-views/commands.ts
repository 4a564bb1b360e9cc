/** What agents do with the filters that they keep under a name. */
import type { Agent } from '../../../protocol/agents.ts';
import type { SavedView, SavedViewSave } from '../../../protocol/saved-views.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hasRight, refuseWithout } from '../../rights.ts';
import { maySee } from '../../sight.ts';
import { savedViewOf } from './rules.ts';
import type { Asking } from './store.ts';

type Who = Pick<Agent, 'id' | 'role' | 'siteIds'>;

/** An agent's own and everybody's, without those of everybody's that name a site which the agent does not see (SPEC SV3). */
export async function savedViewsOf({ store }: Pick<Context, 'store'>, agent: Who): Promise<SavedView[]> {
  const all = await store.savedViews.of(agent.id);
  const isSeen = ({ agentId, filter: { siteId } }: (typeof all)[number]) =>
    agentId !== null || siteId === undefined || maySee(agent, siteId);
  return all.filter(isSeen).map(savedViewOf);
}

/** @throws AppError FORBIDDEN for everybody's by who is no owner, FIELD_INVALID for a site that they do not see, VIEWS_FULL */
export async function addView(
  { store, newId, now }: Pick<Context, 'store' | 'newId' | 'now'>,
  agent: Who,
  wanted: SavedViewSave,
): Promise<SavedView> {
  const view = { id: newId(), ...recordOf(agent, wanted), createdAt: now() };
  await store.savedViews.create(view);
  return savedViewOf(view);
}

/** @throws AppError NOT_FOUND, FORBIDDEN for everybody's by who is no owner, FIELD_INVALID for a site that they do not see, VIEWS_FULL */
export async function changeView(
  { store }: Pick<Context, 'store'>,
  agent: Who,
  id: string,
  wanted: SavedViewSave,
): Promise<SavedView> {
  const changed = await store.savedViews.update(id, askingOf(agent), recordOf(agent, wanted));
  if (!changed) throw new AppError('NOT_FOUND');
  return savedViewOf(changed);
}

/** @throws AppError NOT_FOUND, also where it is not theirs to take away */
export async function removeView({ store }: Pick<Context, 'store'>, agent: Who, id: string): Promise<void> {
  if (!(await store.savedViews.delete(id, askingOf(agent)))) throw new AppError('NOT_FOUND');
}

function recordOf(agent: Who, { name, filter, isShared }: SavedViewSave) {
  if (isShared) refuseWithout('owner', agent);
  if (filter.siteId !== undefined && !maySee(agent, filter.siteId)) {
    throw new AppError('FIELD_INVALID', 'filter.siteId names a site that you do not see.', {
      fields: { 'filter.siteId': 'FIELD_INVALID' },
    });
  }
  return { name, filter, agentId: isShared ? null : agent.id };
}

function askingOf(agent: Who): Asking {
  return { agentId: agent.id, isOwner: hasRight(agent, 'owner') };
}

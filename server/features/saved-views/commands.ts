/** What agents do with the filters that they keep under a name. */
import type { Agent } from '../../../protocol/agents.ts';
import type { SavedFilter, SavedKind } from '../../../protocol/saved-views.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hasRight, refuseWithout } from '../../rights.ts';
import { maySee } from '../../sight.ts';
import { savedViewOf, sitesOf } from './rules.ts';
import type { Asking } from './store.ts';

type Who = Pick<Agent, 'id' | 'role' | 'siteIds'>;

/** What an agent wants kept. */
export interface WantedView<K extends SavedKind> {
  name: string;
  filter: SavedFilter<K>;
  isShared: boolean;
}

/** An agent's own and everybody's, without those of everybody's that name a site which the agent does not see (SPEC SV3). */
export async function savedViewsOf<K extends SavedKind>({ store }: Pick<Context, 'store'>, agent: Who, kind: K) {
  const all = await store.savedViews.of(agent.id, kind);
  const isSeen = ({ agentId, filter }: (typeof all)[number]) =>
    agentId !== null || sitesOf(filter).every(siteId => maySee(agent, siteId));
  return all.filter(isSeen).map(savedViewOf);
}

/** @throws AppError FORBIDDEN for everybody's by who is no owner, FIELD_INVALID for a site that they do not see, VIEWS_FULL */
export async function addView<K extends SavedKind>(
  { store, newId, now }: Pick<Context, 'store' | 'newId' | 'now'>,
  agent: Who,
  kind: K,
  wanted: WantedView<K>,
) {
  const view = { id: newId(), kind, ...recordOf(agent, wanted), createdAt: now() };
  await store.savedViews.create(view);
  return savedViewOf(view);
}

/** @throws AppError NOT_FOUND, FORBIDDEN for everybody's by who is no owner, FIELD_INVALID for a site that they do not see, VIEWS_FULL */
export async function changeView<K extends SavedKind>(
  { store }: Pick<Context, 'store'>,
  agent: Who,
  kind: K,
  id: string,
  wanted: WantedView<K>,
) {
  const changed = await store.savedViews.update(id, askingOf(agent, kind), recordOf(agent, wanted));
  if (!changed) throw new AppError('NOT_FOUND');
  return savedViewOf(changed);
}

/** @throws AppError NOT_FOUND, also where it is not theirs to take away */
export async function removeView(
  { store }: Pick<Context, 'store'>,
  agent: Who,
  kind: SavedKind,
  id: string,
): Promise<void> {
  if (!(await store.savedViews.delete(id, askingOf(agent, kind)))) throw new AppError('NOT_FOUND');
}

function recordOf<K extends SavedKind>(agent: Who, { name, filter, isShared }: WantedView<K>) {
  if (isShared) refuseWithout('owner', agent);
  if (sitesOf(filter).some(siteId => !maySee(agent, siteId))) {
    throw new AppError('FIELD_INVALID', 'filter names a site that you do not see.', {
      fields: { 'filter.siteId': 'FIELD_INVALID' },
    });
  }
  return { name, filter, agentId: isShared ? null : agent.id };
}

function askingOf<K extends SavedKind>(agent: Who, kind: K): Asking<K> {
  return { kind, agentId: agent.id, isOwner: hasRight(agent, 'owner') };
}

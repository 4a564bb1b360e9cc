import type { StageMoved } from '../../../protocol/stages.ts';
import type { Context } from '../../context.ts';
import type { Moved } from './rules.ts';

/** Tells the agents who may see somebody that they stand elsewhere, at whichever server their pages are. */
export function tellMove(context: Context, { person }: Moved): void {
  const { siteId, contactId, stageId, version } = person;
  const told = { siteId, moved: { type: 'stage.moved', contactId, stageId, version } as const };
  tellMoveHere(context, told);
  context.feed?.say({ kind: 'stageMoved', ...told });
}

/** The same, to those at this server alone. */
export function tellMoveHere({ hub }: Pick<Context, 'hub'>, told: { siteId: string | null; moved: StageMoved }): void {
  if (!hub.hasAgents) return;
  if (told.siteId === null) hub.toAgents(told.moved);
  else hub.toAgentsOf(told.siteId, told.moved);
}

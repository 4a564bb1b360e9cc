import type { StageMoved } from '../../../protocol/stages.ts';
import type { Context } from '../../context.ts';
import { sitesOfRow } from '../contacts/named.ts';
import type { Moved } from './rules.ts';

/** Tells the agents who may see somebody that they stand elsewhere, at whichever server their pages are. */
export async function tellMove(context: Context, { person }: Moved): Promise<void> {
  const { contactId, stageId, version } = person;
  const siteIds = await sitesOfRow(context, person);
  const told = { siteIds, moved: { type: 'stage.moved', contactId, stageId, version } as const };
  tellMoveHere(context, told);
  context.feed?.say({ kind: 'stageMoved', ...told });
}

/** The same, to those at this server alone. */
export function tellMoveHere(
  { hub }: Pick<Context, 'hub'>,
  { siteIds, moved }: { siteIds: readonly string[]; moved: StageMoved },
): void {
  hub.toAgentsOf(siteIds, moved);
}

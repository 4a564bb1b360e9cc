import type { ViewsWatch } from '../../../protocol/views.ts';
import type { Context } from '../../context.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { topicsShown } from './rules.ts';

/**
 * A page of an agent says what it shows, and hears of that from now on (SPEC W19). What it reads after the answer lacks
 * nothing: what happened before is read, what happens later is heard.
 */
export function watch(
  { hub, onlookers }: Pick<Context, 'hub' | 'onlookers'>,
  page: AgentPeer,
  shows: Pick<ViewsWatch, 'view' | 'site' | 'conversationId'>,
  answer: () => void,
): void {
  // Its socket may have closed while this waited.
  if (!hub.watch(page, topicsShown(page.agentId, shows))) return;
  answer();
  onlookers.look(page, shows.conversationId);
}

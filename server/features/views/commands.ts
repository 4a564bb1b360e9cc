import type { ViewsWatch } from '../../../protocol/views.ts';
import type { Core } from '../../core.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { topicsShown } from './rules.ts';

/**
 * A page of an agent says what it shows, and hears of that from now on (SPEC W19). What it reads after the answer lacks
 * nothing: what happened before is read, what happens later is heard.
 */
export function watch(
  { hub }: Pick<Core, 'hub'>,
  page: AgentPeer,
  shows: Pick<ViewsWatch, 'view' | 'site' | 'conversationId'>,
  answer: () => void,
): void {
  hub.watch(page, topicsShown(page.agentId, shows));
  answer();
}

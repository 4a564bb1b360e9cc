/** Who hears of a waiting list in an open inbox. */
import type { Wait, WaitingChanged } from '../../../protocol/waiting-list.ts';
import type { Core } from '../../core.ts';

type Telling = Pick<Core, 'hub' | 'feed'>;

/** Somebody waits, or it is another with them than before: pages that show their day read it, at whichever server they are (SPEC WL8). */
export function tellWaiting(telling: Telling, { siteId, from, to }: Pick<Wait, 'siteId' | 'from' | 'to'>): void {
  const news: WaitingChanged = { type: 'waiting.changed', siteId, from, to };
  tellWaitingHere(telling, news);
  telling.feed?.say({ kind: 'waitingChanged', news });
}

/** The same, to pages at this server alone. It names nobody: who may read the list asks for it. */
export function tellWaitingHere({ hub }: Pick<Telling, 'hub'>, news: WaitingChanged): void {
  hub.toAgentsOf([news.siteId], news);
}

/** Calls that go on now, as this page shows them. */
import type { CallState, ShownCall } from '../../../../protocol/calls.ts';

export interface LiveCall {
  shown: ShownCall;
  /** The agent has put its card aside. */
  isAside: boolean;
}

const RANK: Record<CallState, number> = { ringing: 0, answered: 1, ended: 2 };

/**
 * All that are shown, after news of one. It never goes back, whatever overtakes what; who spoke keeps it until they put it aside,
 * for a note; everybody else's is gone when it is answered or over.
 */
export function withNews(all: readonly LiveCall[], news: ShownCall, meId: string): readonly LiveCall[] {
  const { call } = news;
  const known = all.find(each => each.shown.call.id === call.id);
  if (known && RANK[known.shown.call.state] > RANK[call.state]) return all;
  const isMine = call.agentId === meId;
  const isShown = call.state === 'ringing' || (isMine && (call.state === 'answered' || known !== undefined));
  if (!isShown) return all.filter(each => each !== known);
  if (!known) return [...all, { shown: news, isAside: false }];
  // What was put aside while it rang comes back to who answered it.
  const isAside = known.isAside && call.state === known.shown.call.state;
  return all.map(each => (each === known ? { shown: news, isAside } : each));
}

/** Those whose card or bar is to be seen. */
export function seen(all: readonly LiveCall[]): readonly LiveCall[] {
  return all.filter(each => !each.isAside);
}

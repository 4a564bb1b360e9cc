/** Calls that go on now, as this page shows them. */
import type { CallerGlance, CallState, ShownCall } from '../../../../protocol/calls.ts';

/** As it was told: of one that rings, with what is known of who it is. */
export interface ToldCall extends ShownCall {
  about?: readonly CallerGlance[] | undefined;
}

export interface LiveCall {
  shown: ToldCall;
  /** The agent has put its card aside. */
  isAside: boolean;
}

/** Whose page it is. */
export interface Here {
  meId: string;
  /** Whether the agent is in the middle of a note or a complaint of a call. */
  isHeld(callId: string): boolean;
}

const RANK: Record<CallState, number> = { ringing: 0, answered: 1, ended: 2 };

/** Whether news of one state were overtaken by those of another. */
export function isEarlier(one: CallState, other: CallState): boolean {
  return RANK[one] < RANK[other];
}

/**
 * All that are shown, after news of one. It never goes back, whatever overtakes what; who spoke keeps it until they put it aside,
 * for a note, and so does who is typing one; everybody else's is gone when it is answered or over.
 */
export function withNews(all: readonly LiveCall[], news: ToldCall, here: Here): readonly LiveCall[] {
  const { call } = news;
  const known = all.find(each => each.shown.call.id === call.id);
  if (known && isEarlier(call.state, known.shown.call.state)) return all;
  const isBegun = call.state === 'answered' && call.agentId === here.meId;
  if (!known) return call.state === 'ringing' || isBegun ? [...all, { shown: news, isAside: false }] : all;
  // What was put aside while it rang comes back to who answered it.
  const isAside = known.isAside && call.state === known.shown.call.state;
  return withoutOver(
    all.map(each => (each === known ? { shown: { about: each.shown.about, ...news }, isAside } : each)),
    here,
  );
}

/** The same without those that are nobody's to finish here any more. */
export function withoutOver(all: readonly LiveCall[], { meId, isHeld }: Here): readonly LiveCall[] {
  return all.filter(({ shown: { call } }) => call.state === 'ringing' || call.agentId === meId || isHeld(call.id));
}

/** With a call of before this page, of which a note is not finished. */
export function withUnfinished(all: readonly LiveCall[], shown: ShownCall): readonly LiveCall[] {
  return all.some(each => each.shown.call.id === shown.call.id) ? all : [...all, { shown, isAside: false }];
}

/** Those whose card or bar is to be seen. */
export function seen(all: readonly LiveCall[]): readonly LiveCall[] {
  return all.filter(each => !each.isAside);
}

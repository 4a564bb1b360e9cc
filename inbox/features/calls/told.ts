/** A call that is there, or another than before, and whose cards it is on. */
export interface CallTold {
  callId: string;
  contactIds: readonly string[];
}

type Listener = (told: CallTold) => void;

/** By inbox: the first screen shows no calls, and holds nothing of this. */
const listeners = new WeakMap<object, Set<Listener>>();

/** Tells what is open and shows calls. @param inbox whichever part of it lives as long as it does */
export function tellOfCall(inbox: object, told: CallTold): void {
  for (const listener of listeners.get(inbox) ?? []) listener(told);
}

/** Hears of each. @returns its own undo */
export function onCallTold(inbox: object, listener: Listener): () => void {
  const all = listeners.get(inbox) ?? new Set();
  listeners.set(inbox, all.add(listener));
  return () => void all.delete(listener);
}

/** That this browser is to tell one agent: kept in it, so that it is done anew when they sign in again, and for nobody else. */
const KEY = 'deskbell-inbox:push';

/** @param storage null where the browser refuses it: then it is to be switched on after each sign-in */
export function isWanted(storage: Storage | null, agentId: string): boolean {
  return storage?.getItem(KEY) === agentId;
}

/** @param agentId null: nobody wants it any more */
export function want(storage: Storage | null, agentId: string | null): void {
  try {
    if (agentId === null) storage?.removeItem(KEY);
    else storage?.setItem(KEY, agentId);
  } catch {
    // Full: the browser is told for as long as its session lives.
  }
}

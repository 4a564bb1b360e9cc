import { useMemo } from 'preact/hooks';
import { useMayAct } from '../inbox.ts';
import { useApp } from '../shell/app.ts';
import type { Route } from '../shell/routes.ts';

/** Where the agent is. Nothing is ever given to who only reads, so their own list would stand empty: they begin with all. */
export function useAt(): Route {
  const { route } = useApp();
  const at = route.value;
  const mayAct = useMayAct();
  return useMemo(
    () => (at.kind === 'view' && at.view === 'mine' && !mayAct ? { ...at, view: 'all' } : at),
    [at, mayAct],
  );
}

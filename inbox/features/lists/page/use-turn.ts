import { useEffect, useRef, useState } from 'preact/hooks';
import type { ListName, SaidOutcome } from '../../../../protocol/list-names.ts';
import type { ListTurn } from '../../../../protocol/lists.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { type ApiCode, codeOf, type Http } from '../../../shell/http.ts';
import type { Toasts } from '../../../shell/toasts.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { listCalls } from '../calls.ts';

/** The one person of a list whom the agent has now, held for as long as this is shown. */
export function useTurn({ http, toasts }: { http: Http; toasts: Toasts }, list: ListName, since: number) {
  const calls = listCalls(http);
  const acts = useActs(toasts);
  const [turn, setTurn] = useState<ListTurn | null>(null);
  const [failure, setFailure] = useState<ApiCode | null>(null);
  /** A colleague has them by now. */
  const [isTaken, setTaken] = useState(false);
  const held = useRef<string | null>(null);
  const isShown = useRef(true);
  /** Of what is said of this person: the same over retries, so that it is kept once. */
  const clientId = useRef(newClientId());

  async function load() {
    setFailure(null);
    try {
      const next = await calls.turn(list, since);
      if (!isShown.current) return letGo(next.entry?.id ?? null);
      held.current = next.entry?.id ?? null;
      clientId.current = newClientId();
      setTaken(false);
      setTurn(next);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }
  /** Where it does not come, the hold ends by itself. */
  function letGo(entryId: string | null) {
    if (entryId !== null) calls.release(entryId, false).catch(() => undefined);
  }

  useEffect(() => {
    isShown.current = true;
    void load();
    return () => {
      isShown.current = false;
      letGo(held.current);
      held.current = null;
    };
  }, [http, list]);

  const leaseMs = turn?.leaseMs;
  useEffect(() => {
    if (!leaseMs) return;
    const timer = setInterval(() => {
      const entryId = held.current;
      if (entryId === null) return;
      // A line that is down says nothing of colleagues.
      calls.hold(entryId).then(
        isHeld => held.current === entryId && setTaken(!isHeld),
        () => undefined,
      );
    }, leaseMs / 3);
    return () => clearInterval(timer);
  }, [http, leaseMs]);

  return {
    turn,
    failure,
    isTaken,
    isBusy: acts.isBusy('turn'),
    load,
    /** @returns whether it was kept */
    async tell(outcome: SaidOutcome, note: string, nextAt: number | undefined): Promise<boolean> {
      const entryId = held.current;
      let isKept = false;
      await acts.run('turn', async () => {
        if (entryId === null) return;
        try {
          await calls.tell(entryId, { clientId: clientId.current, outcome, note, ...(nextAt && { nextAt }) });
        } catch (error) {
          if (codeOf(error) === 'ALREADY_CLAIMED') return setTaken(true);
          throw error;
        }
        isKept = true;
        held.current = null;
        await load();
      });
      return isKept;
    },
    skip: () =>
      acts.run('turn', async () => {
        const entryId = held.current;
        if (entryId !== null) await calls.release(entryId, true);
        held.current = null;
        await load();
      }),
  };
}

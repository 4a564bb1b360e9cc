import type { Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../../protocol/agents.ts';
import { toMendOf } from '../../../protocol/doctor/says.ts';
import { useApp } from '../../shell/app.ts';
import { type ApiCode, codeOf, type Http } from '../../shell/http.ts';
import { isWanted } from '../push/wish.ts';
import { doctorCalls, type Looked } from './calls.ts';

/** Reads what was found, and looks anew when it is asked to. Ends with the page. */
export function useLook({ http, me }: { http: Http; me: Signal<Me> }) {
  const { storage } = useApp();
  const [looked, setLooked] = useState<Looked | null>(null);
  const [failure, setFailure] = useState<ApiCode | null>(null);
  const [isLooking, setIsLooking] = useState(false);
  const ending = useRef<AbortController | null>(null);

  const calls = doctorCalls(http, Date.now, () => isWanted(storage, me.peek().agent.id));

  async function start(how: 'last' | 'look') {
    const own = new AbortController();
    ending.current = own;
    setIsLooking(true);
    setFailure(null);
    try {
      const found = await calls[how](own.signal);
      me.value = { ...me.peek(), toMend: toMendOf(found.results) };
      setLooked(found);
    } catch (error) {
      if (!own.signal.aborted) setFailure(codeOf(error));
    }
    setIsLooking(false);
  }
  useEffect(() => {
    void start('last');
    return () => ending.current?.abort();
  }, [http]);
  return { looked, failure, isLooking, lookAgain: () => void (!isLooking && start('look')) };
}

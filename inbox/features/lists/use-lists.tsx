import { useEffect, useRef } from 'preact/hooks';
import type { ListsAnswer } from '../../../protocol/lists.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { type Answer, useAnswer } from '../../shell/use-answer.ts';
import { listCalls } from './calls.ts';

/** However much is told, the numbers are asked for once in that time. */
const PAUSE_MS = 5_000;
/** Some come to be called by the passing of time alone. */
const ANEW_MS = 5 * 60_000;

/** How many stand on each list and what came of today's calls, by the agent's clock; read anew when people became others. */
export function useLists(): Answer<ListsAnswer> {
  const { http, link, peopleTold } = useInbox();
  const isReady = link.state.value === 'ready';
  const since = new Date(useApp().clock.value).setHours(0, 0, 0, 0);
  const lists = useAnswer(() => listCalls(http).all(since), [http, since, isReady]);
  const again = useRef(lists.load);
  again.current = lists.load;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      again.current();
    };
    const every = setInterval(read, ANEW_MS);
    const stop = peopleTold.subscribe(told => {
      if (told) timer ??= setTimeout(read, PAUSE_MS);
    });
    return () => {
      stop();
      clearInterval(every);
      clearTimeout(timer);
    };
  }, [peopleTold]);
  return lists;
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiCode, codeOf } from './http.ts';

/** What a page has asked the server for. Neither an answer nor a failure: it is on its way. */
export interface Answer<T> {
  answer: T | null;
  failure: ApiCode | null;
  /** Changes what is held, after something was done to it. */
  change(how: (now: T) => T): void;
  /** Asks anew. */
  load(): void;
}

/** Asks when the component comes, and anew when one of the `inputs` becomes another thing; a late answer to an earlier question is dropped. */
export function useAnswer<T>(ask: () => Promise<T>, inputs: readonly unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [failure, setFailure] = useState<ApiCode | null>(null);
  const asked = useRef(0);
  function load() {
    asked.current += 1;
    const own = asked.current;
    setFailure(null);
    ask().then(
      next => own === asked.current && setAnswer(next),
      error => own === asked.current && setFailure(codeOf(error)),
    );
  }
  useEffect(load, inputs);
  return { answer, failure, load, change: how => setAnswer(now => (now === null ? null : how(now))) };
}

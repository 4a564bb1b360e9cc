import { useEffect, useState } from 'preact/hooks';
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

/** Asks when the component comes, and anew when one of the `inputs` becomes another thing. */
export function useAnswer<T>(ask: () => Promise<T>, inputs: readonly unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [failure, setFailure] = useState<ApiCode | null>(null);
  function load() {
    setFailure(null);
    ask().then(setAnswer, error => setFailure(codeOf(error)));
  }
  useEffect(load, inputs);
  return { answer, failure, load, change: how => setAnswer(now => (now === null ? null : how(now))) };
}

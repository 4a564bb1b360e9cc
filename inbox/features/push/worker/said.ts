/** What the worker and the inbox's pages say to each other. */
import type { OpenPage } from './scope.ts';

/** To a page, which answers by the port that comes with it. */
export type ToPage =
  /** Whether it shows what this address shows, to somebody who looks at it: then nothing has to ring. */
  | { type: 'shows'; url: string }
  /** A notification was clicked: go there. */
  | { type: 'open'; url: string };

/** To the worker. */
export interface ToWorker {
  type: 'keep';
  /** Files that the page had before there was a worker. */
  urls: string[];
}

/** A page that does not say anything by then has no inbox in it: somebody is about to sign in, say. */
const PATIENCE_MS = 2_000;

/** Asks a page. False also where nobody answers. */
export function askPage(page: OpenPage, question: ToPage): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    const late = setTimeout(done, PATIENCE_MS, false);
    function done(answer: boolean) {
      clearTimeout(late);
      port1.close();
      resolve(answer);
    }
    port1.onmessage = ({ data }) => done(data === true);
    page.postMessage(question, [port2]);
  });
}

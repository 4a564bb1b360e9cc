import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownCall } from '../../../../protocol/calls.ts';
import type { ConnectionState } from '../../../../protocol/wire/connection.ts';
import type { Http } from '../../../shell/http.ts';
import { callCalls } from '../calls.ts';
import { onCallTold } from '../told.ts';
import { type Log, type Which, withCall, withFirstPage } from './log.ts';

/** More than are told of while a page is on its way. */
const MOST_PUT = 100;

/**
 * The log of calls, page by page as people want more of it; and live: a call that is told of is read and shown in its place, and when the
 * link is back so is what was missed.
 * @param parts.calls of the inbox: who is told by it tells here
 */
export function useLog(
  parts: {
    http: Http;
    calls: object;
    link: { state: ReadonlySignal<ConnectionState> };
    onFail: (error: unknown) => void;
  },
  which: Which,
) {
  const { http, calls, link, onFail } = parts;
  const { filter, meId } = which;
  const [log, setLog] = useState<Log | null>(null);
  /** Of the filter that is shown: a late answer to an earlier one is dropped. */
  const asked = useRef(0);
  /** The newest calls that were put in, each with its number: a page that was asked for before may not know of them. */
  const puts = useRef<readonly { number: number; shown: ShownCall }[]>([]);
  const read = callCalls(http);

  function load(cursor: string | null, add: (before: Log | null, page: Log) => Log) {
    const own = asked.current;
    const last = puts.current.at(-1)?.number ?? 0;
    read.page(filter, cursor).then(({ calls: items, cursor: next }) => {
      if (own !== asked.current) return;
      const meanwhile = puts.current.filter(each => each.number > last);
      setLog(before =>
        meanwhile.reduce((log, { shown }) => withCall(log, shown, which), add(before, { items, cursor: next })),
      );
    }, onFail);
  }
  useEffect(() => {
    asked.current += 1;
    setLog(null);
    load(null, (_, page) => page);
  }, [http, filter]);

  const isReady = link.state.value === 'ready';
  const wasReady = useRef(isReady);
  useEffect(() => {
    if (isReady && !wasReady.current) load(null, (before, page) => (before ? withFirstPage(before, page) : page));
    wasReady.current = isReady;
  }, [isReady]);

  function put(shown: ShownCall) {
    const number = (puts.current.at(-1)?.number ?? 0) + 1;
    puts.current = [...puts.current, { number, shown }].slice(-MOST_PUT);
    setLog(before => before && withCall(before, shown, { filter, meId }));
  }
  useEffect(() => {
    /** By call: answers may overtake each other. */
    const last = new Map<string, number>();
    let isOver = false;
    const stop = onCallTold(calls, ({ callId }) => {
      const own = (last.get(callId) ?? 0) + 1;
      last.set(callId, own);
      read.read(callId).then(
        next => !isOver && own === last.get(callId) && put(next),
        // It may be gone by now, and the next news or the next look tells.
        () => undefined,
      );
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [calls, http, filter]);

  return {
    /** Null until the first page has come. */
    items: log?.items ?? null,
    /** Asks for the next page; null: there is none. */
    more: log?.cursor
      ? () =>
          load(log.cursor, (before, page) => ({
            ...page,
            items: [...(before?.items ?? []), ...page.items.filter(each => !isIn(before, each))],
          }))
      : null,
    put,
  };
}

function isIn(log: Log | null, shown: ShownCall): boolean {
  return log?.items.some(each => each.call.id === shown.call.id) ?? false;
}

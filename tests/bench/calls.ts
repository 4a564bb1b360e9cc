import { startChild } from './child.ts';
import { count, median, type Row } from './row.ts';

/** Agents who have the inbox open, each a session of their own; the line rings all of them. */
const AGENTS = 100;
/** People whose numbers are known. */
const PEOPLE = 10_000;
const ROUNDS = 15;
const GOAL_MS = 500;

/** From what the telephone system posts of a first ring until every open inbox shows who it is. */
export async function callRows(store: string, databaseUrl: string): Promise<Row[]> {
  const [server, at] = await startChild<{ port: number }>('deskbell-server.ts', { databaseUrl });
  const line = await server.ask<{ path: string; cookies: string[]; numbers: string[] }>({
    kind: 'openLine',
    agents: AGENTS,
    people: PEOPLE,
  });
  const [pages] = await startChild('call-pages.ts', { port: at.port, ...line });
  try {
    await pages.ask({ kind: 'open' });
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const { ms } = await pages.ask<{ ms: number }>({
        kind: 'ring',
        callId: `round-${round}`,
        number: line.numbers[round],
      });
      // What is compiled and opened once is not what a ring costs.
      if (round > 0) times.push(ms);
    }
    return [
      {
        what: `first ring: from the POST to the last of ${AGENTS} pages that has the whole card, ${count(PEOPLE)} people, ${store}`,
        measured: `${median(times).toFixed(0)} ms, at most ${Math.max(...times).toFixed(0)} ms`,
        beside: `goal ${GOAL_MS} ms`,
        ratio: median(times) / GOAL_MS,
        goal: '≤ 1',
      },
    ];
  } finally {
    for (const child of [pages, server]) await child.stop();
  }
}

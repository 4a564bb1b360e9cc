/**
 * Whether a server that is killed under load, again and again, keeps what it acked. It is the server's process that ends
 * here, never the machine's power, and with MongoDB never mongod.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../faults/until.ts';
import { chance, seed } from '../helpers/chance.ts';
import { startChild } from './child.ts';
import { type Kept, keptIn } from './kept.ts';
import { count, type Row } from './row.ts';
import { type Server, TalkingPage } from './talking-page.ts';

const KILLS = 100;
const PAGES = 50;
/** From when a new server has acked as much as there are pages to its end, at most. */
const LIFE_MS = 300;
/** Of the run's random numbers. */
const STREAM = 1;

/** Kills a server at random moments while pages talk, and counts what was acked and is not there once. */
export async function kills(store: string, databaseUrl: string): Promise<Row> {
  const random = chance(STREAM);
  const pages = Array.from({ length: PAGES }, (_, place) => new TalkingPage(`page-${seed}-${place}`));
  const acks = () => pages.reduce((sum, page) => sum + page.acked.size, 0);
  const begin = async () => {
    const [server, at] = await startChild<Server>('deskbell-server.ts', { databaseUrl });
    for (const page of pages) page.open(at);
    return server;
  };
  for (let killed = 0; killed < KILLS; killed++) {
    const before = acks();
    const server = await begin();
    try {
      await until('a new server under load', () => acks() >= before + PAGES);
      await pause(random() * LIFE_MS);
    } finally {
      await server.kill();
    }
  }
  for (const page of pages) page.isTalking = false;
  const server = await begin();
  try {
    await until('everything said to be acked', () => pages.every(page => page.unacked === null));
  } finally {
    await server.kill();
  }
  const { lost, doubled, misnumbered } = compare(pages, await keptIn(databaseUrl));
  return {
    what: `acked and lost, or doubled, over ${KILLS} \`kill -9\` of the server under load of ${PAGES} pages, ${store}`,
    measured: `${count(acks())} acked over ${KILLS} kills (FAULT_SEED=${seed})`,
    beside: `${lost} lost, ${doubled} doubled, ${misnumbered} out of number`,
    ratio: lost + doubled + misnumbered,
    goal: '≤ 0',
  };
}

/** @returns acked and not there under its number; there or acked twice; entries that do not continue 1, 2, 3… */
function compare(pages: TalkingPage[], kept: Kept[]) {
  const byId = Map.groupBy(kept, each => each.clientId);
  byId.delete(null);
  let lost = 0;
  for (const [clientId, { conversationId, seq }] of pages.flatMap(page => [...page.acked])) {
    const isThere = byId.get(clientId)?.some(each => each.conversationId === conversationId && each.seq === seq);
    if (!isThere) lost += 1;
  }
  const thereTwice = [...byId.values()].filter(its => its.length > 1).length;
  const ackedTwice = pages.reduce((sum, page) => sum + page.ackedAgainElsewhere, 0);
  let misnumbered = 0;
  for (const its of Map.groupBy(kept, each => each.conversationId).values()) {
    const seqs = its.map(({ seq }) => seq).sort((a, b) => a - b);
    misnumbered += seqs.filter((seq, index) => seq !== index + 1).length;
  }
  return { lost, doubled: thereTwice + ackedTwice, misnumbered };
}

import { setTimeout as after } from 'node:timers/promises';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { buildApp } from '../../server/app.ts';
import { beginImport, startImport, takeImportPiece } from '../../server/features/imports/commands.ts';
import { previewImport } from '../../server/features/imports/preview.ts';
import { openStore } from '../../server/store/open.ts';
import { setScene } from '../contract/scene.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import { count, type Row } from './row.ts';

const ROWS = 100_000;
const WHOLE_GOAL_S = 300;
const WAIT_GOAL_MS = 50;
/** How often somebody else asks for a turn of the event loop meanwhile. */
const ASKED_EVERY_MS = 5;

const BY = { id: 'owner', name: 'Owner' };
const ACTOR = { who: { kind: 'system' }, from: null } as const;

/** A CSV of so many people, and of as many purchases, and how long everybody else waits for a turn meanwhile. */
export async function importRows(url: (name: string) => string): Promise<Row[]> {
  return [
    ...(await measure('people', url('import-people'), people())),
    ...(await measure('purchases', url('import-purchases'), purchases())),
  ];
}

function people(): string {
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `Болд Дорж ${n};+976${99_000_000 + n};person${n}@shop.example;vip`,
  );
  return ['Нэр;Утас;И-мэйл;Шошго', ...rows].join('\n');
}

/** Five of each person. */
function purchases(): string {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    return `2026-05-03;+976${99_000_000 + (n % (ROWS / 5))};Цэцэг ${n % 40};2;1500;MNT;order ${n}`;
  });
  return ['Огноо;Утас;Бараа;Тоо;Үнэ;Валют;Захиалгын дугаар', ...rows].join('\n');
}

async function measure(what: string, url: string, text: string): Promise<Row[]> {
  const store = await openStore(url);
  await setScene(store, { timeZone: 'Asia/Ulaanbaatar' });
  const app = await buildApp({ config: TEST_CONFIG, store, now: Date.now });
  const { context } = app;
  const file = Buffer.from(text);
  const begun = await beginImport(context, BY, { name: 'many.csv', size: file.length });
  let run = begun;
  for (let offset = 0; offset < file.length; offset += PIECE_BYTES) {
    run = await takeImportPiece(context, begun.id, { offset, bytes: file.subarray(offset, offset + PIECE_BYTES) });
  }
  await previewImport(context, run.id, run.plan);
  const waits = watchTurns();
  const began = performance.now();
  await startImport(context, ACTOR as never, run.id, run.plan);
  let state = 'running';
  while (state === 'running') {
    await after(200);
    state = (await store.imports.find(run.id))!.state;
  }
  const seconds = (performance.now() - began) / 1000;
  const waited = waits.end();
  const { counts } = (await store.imports.find(run.id))!;
  if (counts.added !== ROWS) throw new Error(`wanted ${ROWS} rows to be added, got ${JSON.stringify(counts)}`);
  await app.close();
  await store.close();
  const of = `${count(ROWS)} ${what} imported by CSV, SQLite`;
  return [
    {
      what: of,
      measured: `${seconds.toFixed(0)} s`,
      beside: `goal ${WHOLE_GOAL_S} s; ${count(ROWS / seconds)} rows a second`,
      ratio: seconds / WHOLE_GOAL_S,
      goal: '≤ 1',
    },
    {
      what: `the wait of everybody else for a turn meanwhile, 99th of a hundred`,
      measured: `${waited.p99.toFixed(0)} ms`,
      beside: `goal ${WAIT_GOAL_MS} ms; median ${waited.p50.toFixed(0)} ms, longest ${waited.longest.toFixed(0)} ms`,
      ratio: waited.p99 / WAIT_GOAL_MS,
      goal: '≤ 1',
    },
  ];
}

/** Asks for a turn again and again, and notes how much later than asked it comes. */
function watchTurns() {
  const late: number[] = [];
  let asked = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    late.push(Math.max(0, now - asked - ASKED_EVERY_MS));
    asked = now;
  }, ASKED_EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      const sorted = late.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
      return { p50: at(0.5), p99: at(0.99), longest: at(1) };
    },
  };
}

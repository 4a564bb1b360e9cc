import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Floor } from './latency.ts';
import { median } from './row.ts';

const TIMES = 200;

/** How long the disk takes to keep a page. */
export const diskFloor = (folder: string): Floor => ({ name: 'fdatasync', waits: async () => fdatasyncs(folder) });

function fdatasyncs(folder: string): { p50: number; p99: number } {
  const page = Buffer.alloc(4096, 'x');
  const file = openSync(join(folder, 'fdatasync'), 'w');
  const waits: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const begun = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    waits.push(performance.now() - begun);
  }
  closeSync(file);
  return { p50: median(waits), p99: waits.toSorted((a, b) => a - b)[Math.floor(TIMES * 0.99)]! };
}

/**
 * `npm run bench`: prints the widget's bytes and the server's ratios, with machine and date. Ratios are taken against
 * something measured in the same run, so that they mean the same on a slow machine as on a fast one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ackedPerCpu } from './acked.ts';
import { idleMemory } from './idle-memory.ts';
import { parseAndValidate } from './parse.ts';
import { meets, type Row } from './row.ts';
import { widgetBytes } from './widget-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'deskbell-bench-'));
const sqlite = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;
const rows: Row[] = [];
const add = (row: Row) => {
  rows.push(row);
  console.log(line(row));
};

function line(row: Row): string {
  const ratio = row.ratio.toFixed(2);
  return `| ${row.what} | ${row.measured} | ${row.beside} | ${ratio} | ${row.goal} | ${meets(row) ? 'met' : 'missed'} |`;
}

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpu?.model.trim()} · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.version}\n`,
);
console.log('| what | measured | beside | ratio | goal | |\n|---|--:|--:|--:|--:|---|');
try {
  widgetBytes().forEach(add);
  add(parseAndValidate());
  add(await ackedPerCpu('SQLite', sqlite('acked')));
  add(await idleMemory(sqlite('idle')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

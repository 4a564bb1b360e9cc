/**
 * `npm run bench`: prints the widget's bytes, what it costs its page and the server's ratios, with machine and date, and
 * keeps them in `results.md`. Ratios are taken against something measured in the same run, turn by turn, so that they
 * mean the same on a slow machine as on a fast one. `npm run bench -- acked start` measures only these, and keeps nothing.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ackedPerCpu } from './acked.ts';
import { agentRows } from './agents.ts';
import { answers } from './answers.ts';
import { bookings } from './bookings.ts';
import { busyInboxRows } from './busy-inbox.ts';
import { callRows } from './calls.ts';
import { diskFloor } from './disk.ts';
import { freeTimeRows } from './free-times.ts';
import { fullStore } from './full-store.ts';
import { idleMemory } from './idle-memory.ts';
import { importRows } from './imports.ts';
import { inboxRows } from './inbox.ts';
import { jobsWaiting } from './jobs.ts';
import { kills } from './kills.ts';
import { latency } from './latency.ts';
import { createMongoMeasures } from './mongo.ts';
import { noticesLeave } from './notices.ts';
import { pageRows } from './page.ts';
import { parseAndValidate } from './parse.ts';
import { peopleRows } from './people.ts';
import { meets, type Row } from './row.ts';
import { searchRows } from './search.ts';
import { slotRows } from './slots.ts';
import { slowDisk } from './slow-disk.ts';
import { start } from './start.ts';
import { storm } from './storm.ts';
import { visitRows } from './visits.ts';
import { widgetBytes } from './widget-bytes.ts';

const RESULTS = join(import.meta.dirname, 'results.md');
/** Of all of it on two cores that do nothing else. */
const WHOLE_RUN = '20 minutes';
const WHY = 'What stands between a missed goal and its figure, and what is left: [notes.md](notes.md).';
const folder = mkdtempSync(join(tmpdir(), 'deskbell-bench-'));
const sqlite = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;

const mongo = createMongoMeasures(folder);

/** Each is measured after the other: two at once would take each other's processor. A text says why there are no rows. */
const MEASURES: Record<string, () => Row[] | Promise<Row[] | string>> = {
  widget: widgetBytes,
  page: () => pageRows(folder),
  inbox: () => inboxRows(folder),
  busyInbox: () => busyInboxRows(sqlite('busy-inbox')),
  parse: () => [parseAndValidate()],
  slots: slotRows,
  freeTimes: freeTimeRows,
  visits: visitRows,
  bookings: async () => [await bookings('SQLite', sqlite('bookings'))],
  jobs: async () => [await jobsWaiting('SQLite', sqlite('jobs'))],
  people: () => peopleRows(`sqlite:${join(folder, 'people.db')}`),
  imports: () => importRows(sqlite),
  calls: () => callRows('SQLite', sqlite('calls')),
  notices: () => noticesLeave('SQLite', sqlite('notices')),
  acked: async () => [await ackedPerCpu('SQLite', sqlite('acked'))],
  answers: async () => [await answers('SQLite', sqlite('answers'))],
  async slow() {
    const row = await slowDisk(sqlite('slow'), join(folder, 'one-by-one.db'));
    return row ? [row] : 'strace does not run here';
  },
  latency: () => latency('SQLite', sqlite('latency'), diskFloor(folder)),
  agents: () => agentRows(sqlite('agents')),
  full: async () => [await fullStore(folder)],
  start: () =>
    start(folder, {
      store: 'SQLite',
      databaseUrl: number => sqlite(`start-${number}`),
      bare: 'bare-fastify',
      until: 'the first answer',
    }),
  memory: () => idleMemory('SQLite', name => sqlite(`memory-${name}`)),
  search: () => searchRows('SQLite', sqlite('search'), 1_000_000),
  storm: () => storm('SQLite', sqlite('storm')),
  kills: async () => [await kills('SQLite', sqlite('kills'))],
  ...mongo.measures,
};

const lines: string[] = [];
function say(text: string): void {
  lines.push(text);
  console.log(text);
}

function skipped(name: string, reason: string): Row[] {
  say(`| ${name}: SKIPPED, because ${reason} | | | | | |`);
  return [];
}

function line(row: Row): string {
  const ratio = row.ratio.toFixed(2);
  const verdict = row.goal ? (meets(row) ? 'met' : 'missed') : '';
  return `| ${row.what} | ${row.measured} | ${row.beside} | ${ratio} | ${row.goal} | ${verdict} |`;
}

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !MEASURES[name]);
if (unknown.length > 0) throw new Error(`bench: wanted ${Object.keys(MEASURES).join(', ')}, got ${unknown.join(', ')}`);

const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
say(`${new Date().toISOString().slice(0, 10)} · ${machine} · load before ${loadavg()[0]!.toFixed(1)}\n`);
if (asked.length === 0) console.log(`All of it takes some ${WHOLE_RUN}.\n`);
say('| what | measured | beside | ratio | goal | |\n|---|--:|--:|--:|--:|---|');
try {
  for (const name of asked.length > 0 ? asked : Object.keys(MEASURES)) {
    const rows = await MEASURES[name]!();
    for (const row of typeof rows === 'string' ? skipped(name, rows) : rows) say(line(row));
  }
  const about = await mongo.about();
  if (about) say(`\n${about}`);
} finally {
  await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (asked.length === 0) {
  const text = `# What \`npm run bench\` measured last\n\n${WHY}\n\n${lines.join('\n')}\n`;
  writeFileSync(RESULTS, text);
}

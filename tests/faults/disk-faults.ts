/** Disks that fail on command, under a server that runs. By tools of Linux, which may be missing or forbidden. */
import { execFileSync, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Desk } from './desk.ts';
import { until } from './until.ts';

export interface DiskFault {
  name: string;
  /** Why it can not be had here; null: it can. */
  missing: string | null;
  /** Breaks the disk under the server. @returns what mends it */
  breakDisk(desk: Desk): Promise<() => Promise<void>>;
}

const noTracing = await whyNot(async () => {
  const victim = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  try {
    await (await trace(victim.pid!, []))();
  } finally {
    victim.kill();
  }
});

/** What can not be broken here is said aloud: a test that is skipped proves nothing. */
export const DISK_FAULTS: DiskFault[] = [
  {
    name: 'a full disk',
    missing: await whyNot(async () => execFileSync('prlimit', ['--pid', String(process.pid)])),
    breakDisk: fill,
  },
  {
    name: 'a disk that fails to sync',
    missing: noTracing,
    breakDisk: desk => fail(desk, ['fsync', 'fdatasync']),
  },
  {
    name: 'a disk that fails to write',
    missing: noTracing,
    breakDisk: desk => fail(desk, ['pwrite64', 'write'], ['-P', `${desk.database}-wal`]),
  },
];
for (const { name, missing } of DISK_FAULTS) if (missing) console.warn(`SKIPPED: ${name}, because ${missing}`);

/** No file may grow past what the log is now, as `ulimit -f` would have it; only the soft limit, so that it can be lifted. */
async function fill(desk: Desk): Promise<() => Promise<void>> {
  const set = (bytes: string) => execFileSync('prlimit', ['--pid', String(desk.pid), `--fsize=${bytes}:`]);
  set(String(statSync(`${desk.database}-wal`).size));
  return async () => void set('unlimited');
}

async function fail(desk: Desk, calls: string[], more: string[] = []): Promise<() => Promise<void>> {
  const detach = await trace(desk.pid, ['-e', `inject=${calls}:error=EIO`, '-e', `trace=${calls}`, ...more]);
  onTestFinished(detach);
  return detach;
}

/** Attaches strace(1) to a process, which can let its system calls fail. @returns what detaches it */
async function trace(pid: number, how: string[]): Promise<() => Promise<void>> {
  const tracer = spawn('strace', ['-f', '-o', '/dev/null', ...how, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  tracer.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  tracer.once('error', error => {
    said += error.message;
  });
  const ended = Promise.withResolvers<void>();
  let isEnded = false;
  tracer.once('close', () => {
    isEnded = true;
    ended.resolve();
  });
  await until('strace to attach', () => isEnded || said.includes(' attached'));
  if (!said.includes(' attached')) throw new Error(said.trim());
  return async () => {
    tracer.kill('SIGINT');
    await ended.promise;
  };
}

async function whyNot(attempt: () => Promise<unknown>): Promise<string | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

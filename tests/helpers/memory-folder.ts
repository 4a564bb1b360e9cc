import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/** What one run leaves there at most, mostly data of the mongods, and as much again. */
const WANTED_BYTES = 8e9;

/**
 * Where the tests keep their files: in memory where there is enough, else in the system's temporary folder. They open
 * some thousand databases, each of hundreds of files that are made to last: most of a run would be waiting for a disk.
 * What is killed is a process, never the machine, and memory outlives it as a disk does.
 */
export function temporaryFolder(): string {
  return process.env.TMPDIR ?? (hasMemory() ? MEMORY : tmpdir());
}

/** Also that programs may run from there, which containers often forbid. */
function hasMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < WANTED_BYTES) return false;
    const folder = mkdtempSync(join(MEMORY, 'deskbell-'));
    try {
      const program = join(folder, 'program');
      writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
      execFileSync(program);
      return true;
    } finally {
      rmSync(folder, { recursive: true });
    }
  } catch {
    return false;
  }
}

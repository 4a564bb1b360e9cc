import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished } from 'vitest';
import type { Config } from '../../server/config.ts';
import { TEST_CONFIG } from './app.ts';

export type Dying = ['before' | 'after', verb: string] | 'never';

/** A server in a process of its own, which is killed at a verb of its store, or by the test. */
export function dyingServer(url: string, at: number, config: Partial<Config>, dying: Dying): ChildProcess {
  const [when, verb] = dying === 'never' ? [dying, ''] : dying;
  const script = join(import.meta.dirname, 'dying-server.ts');
  const whole = JSON.stringify({ ...TEST_CONFIG, ...config });
  const args = ['--disable-warning=ExperimentalWarning', script, url, String(at), whole, verb, when];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Waits until it is dead. */
export async function isKilled(child: ChildProcess): Promise<void> {
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
  expect([child.exitCode, child.signalCode]).toEqual([null, 'SIGKILL']);
}

/** Lets the next server lead at once: the lease of a dead one ends seconds later, by the database's clock, which no test holds. */
export async function endLease(url: string): Promise<void> {
  if (!url.startsWith('mongodb')) return;
  const client = await MongoClient.connect(url);
  try {
    await client.db().collection('leases').deleteMany();
  } finally {
    await client.close();
  }
}

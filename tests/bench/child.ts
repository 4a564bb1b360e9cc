import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** A process of the benchmark that does as it is told, one order at a time, so that its CPU and memory are its own. */
export interface Child {
  /** Sends an order and waits for its answer. Rejects when the process ends instead. */
  ask<T>(order: Record<string, unknown>): Promise<T>;
  stop(): Promise<void>;
  /** What `kill -9` does. */
  kill(): Promise<void>;
}

/**
 * Starts `tests/bench/FILE` and waits until it says that it is ready.
 * @param through a program and its options that run it, such as strace
 * @returns the process and what it said
 */
export async function startChild<Ready>(
  file: string,
  settings: Record<string, unknown> = {},
  through: string[] = [],
): Promise<[Child, Ready]> {
  const [program, ...rest] = [...through, process.execPath, '--disable-warning=ExperimentalWarning', '--expose-gc'];
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(settings)], {
    execPath: program,
    execArgv: rest,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ready = await answerOf<Ready>(child, file);
  return [
    {
      ask: order => {
        const answer = answerOf<never>(child, file);
        child.send(order);
        return answer;
      },
      stop: () =>
        new Promise(resolve => {
          if (!child.connected) return resolve();
          child.once('exit', () => resolve());
          child.disconnect();
        }),
      kill: () =>
        new Promise(resolve => {
          child.once('exit', () => resolve());
          child.kill('SIGKILL');
        }),
    },
    ready,
  ];
}

function answerOf<T>(child: ChildProcess, file: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${file} ended with ${code} instead of answering`));
    child.once('exit', ended);
    child.once('message', answer => {
      child.off('exit', ended);
      resolve(answer as T);
    });
  });
}

/** The child's side: says `ready`, then answers each order by its `kind` until the benchmark lets go of it. */
export function serveOrders(
  ready: Record<string, unknown>,
  orders: Record<string, (order: never) => unknown | Promise<unknown>>,
  stop: () => Promise<void> = async () => {},
): void {
  process.once('disconnect', () => stop().finally(() => process.exit()));
  process.on('message', async (order: { kind: string }) =>
    process.send!((await orders[order.kind]!(order as never)) ?? {}),
  );
  process.send!(ready);
}

/** Settings given to `startChild`. */
export const settings = <T>() => JSON.parse(process.argv[2] ?? '{}') as T;

/** Orders that every server of the benchmark understands. CPU in ms since its start, memory in bytes after a collection. */
export const gauges = {
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return { ms: (user + system) / 1000 };
  },
  memory: () => {
    globalThis.gc?.();
    return { bytes: process.memoryUsage().rss };
  },
};

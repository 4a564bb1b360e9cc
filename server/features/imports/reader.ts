import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ImportFormat, ImportRun } from '../../../protocol/imports.ts';
import type { RowsRead } from './read-worker.ts';

/** What became of reading: the format, or why there is none. */
export type Reading = { format: ImportFormat } | { problem: NonNullable<ImportRun['problem']> };

/** Reads files beside the server, one at a time: each may be tens of megabytes. */
export interface FileReader {
  /**
   * @param bytes of the whole file; it has them no more afterwards
   * @param keep is given rows as lines of JSON; no more come before it resolves
   */
  read(bytes: Buffer, keep: (text: string, count: number) => Promise<void>): Promise<Reading>;
  close(): Promise<void>;
}

/** The largest file takes some ten seconds on a slow machine. */
const TIMEOUT_MS = 120_000;
/** MiB of the thread's heap: 100,000 rows of a spreadsheet are there at once. */
const HEAP_MIB = 768;

/** @param options.heapMib smaller, for tests */
export function createFileReader({ heapMib = HEAP_MIB }: { heapMib?: number } = {}): FileReader {
  let turn: Promise<unknown> = Promise.resolve();
  let current: Worker | null = null;

  function readAlone(bytes: Buffer, keep: Parameters<FileReader['read']>[1]): Promise<Reading> {
    // A file of its own memory, which goes over to the thread instead of being copied.
    const workerData = new Uint8Array(bytes);
    const worker = new Worker(ownProgram(), {
      workerData,
      transferList: [workerData.buffer],
      resourceLimits: { maxOldGenerationSizeMb: heapMib },
      env: {},
    });
    current = worker;
    return new Promise<Reading>((resolve, reject) => {
      const timer = setTimeout(() => end({ problem: 'TOO_LARGE' }), TIMEOUT_MS);
      function stop(): void {
        clearTimeout(timer);
        worker.removeAllListeners('message');
        worker.removeAllListeners('exit');
        void worker.terminate();
      }
      function end(reading: Reading): void {
        stop();
        resolve(reading);
      }
      worker.on('message', (said: RowsRead) => {
        if (said.kind === 'end') end({ format: said.format });
        else if (said.kind === 'failed') end({ problem: said.problem });
        else {
          keep(said.text, said.count).then(
            () => worker.postMessage('taken'),
            error => {
              stop();
              reject(error);
            },
          );
        }
      });
      // Without memory it ends by itself.
      worker.on('error', () => end({ problem: 'TOO_LARGE' }));
      worker.on('exit', () => end({ problem: 'UNREADABLE' }));
    });
  }

  return {
    read(bytes, keep) {
      const mine = turn.then(() => readAlone(bytes, keep));
      turn = mine.catch(() => {});
      return mine;
    },
    async close() {
      await current?.terminate();
    },
  };
}

/** `read-worker`, seen from the sources and from the bundle (`dist/server/…`) alike. */
function ownProgram(): string {
  const here = fileURLToPath(import.meta.url);
  const [root, isBundle] = here.split(`${sep}dist${sep}server${sep}`);
  return isBundle ? join(root!, 'dist/server/imports/read-worker.js') : join(dirname(here), 'read-worker.ts');
}

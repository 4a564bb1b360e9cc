import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReadMail } from './mail.ts';
import type { MailRead } from './read-worker.ts';

/** Takes mails apart beside the server, one at a time: each may be tens of megabytes. */
export interface MailReader {
  /** @throws UnreadableMail for what is no mail, or costs too much to read */
  read(raw: Buffer): Promise<ReadMail>;
  close(): Promise<void>;
}

/** A mail that can not be read, now or ever. Its message says why, in English. */
export class UnreadableMail extends Error {
  override name = 'UnreadableMail';
}

/** The largest mail takes a second or two. */
const TIMEOUT_MS = 30_000;
/** MiB of the thread's heap; the bytes of files lie beside it. */
const HEAP_MIB = 256;
/** After so long without a mail the thread ends. */
const IDLE_MS = 60_000;

/** @param options.program in place of our own, for tests */
export function createMailReader(options: { program?: string; timeoutMs?: number } = {}): MailReader {
  const { program = ownProgram(), timeoutMs = TIMEOUT_MS } = options;
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let count = 0;

  function readAlone(raw: Buffer): Promise<ReadMail> {
    clearTimeout(idle);
    worker ??= new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }, env: {} });
    const current = worker;
    const id = ++count;
    return new Promise<ReadMail>((resolve, reject) => {
      const timer = setTimeout(() => end('it takes too long to read'), timeoutMs);
      function done(): void {
        clearTimeout(timer);
        for (const event of ['message', 'error', 'exit']) current.removeAllListeners(event);
        // Late words of one that ends are nobody's.
        current.on('error', () => {});
        current.unref();
      }
      function end(problem: string): void {
        done();
        worker = null;
        void current.terminate();
        reject(new UnreadableMail(problem));
      }
      current.ref();
      current.on('message', (answer: MailRead) => {
        if (answer.id !== id) return;
        done();
        idle = setTimeout(() => void stop(), IDLE_MS);
        idle.unref();
        if ('mail' in answer) resolve(answer.mail);
        else reject(new UnreadableMail(answer.problem));
      });
      current.on('error', error => end(error.message));
      current.on('exit', () => end('its reader ended'));
      current.postMessage({ id, raw });
    });
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const current = worker;
    worker = null;
    await current?.terminate();
  }

  return {
    read(raw) {
      const mine = turn.then(() => readAlone(raw));
      turn = mine.catch(() => {});
      return mine;
    },
    close: stop,
  };
}

/** `read-worker`, seen from the sources and from the bundle (`dist/server/…`) alike. */
function ownProgram(): string {
  const here = fileURLToPath(import.meta.url);
  const [root, isBundle] = here.split(`${sep}dist${sep}server${sep}`);
  return isBundle ? join(root!, 'dist/server/mail-in/read-worker.js') : join(dirname(here), 'read-worker.ts');
}

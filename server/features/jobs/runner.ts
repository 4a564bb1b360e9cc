import type { Core } from '../../core.ts';
import { beginPiece } from '../../rest.ts';
import type { Job, JobKind } from './store.ts';

/** Does what is due, at whichever server finds it first. */
export interface JobRunner {
  /** Takes what is due and does it; called by the beat. One that is still at work is left alone. */
  tick(): Promise<void>;
  /** Something was written that is due at once: it is not left to the beat. */
  wake(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  /** Takes nothing more. Resolves when what is under way has ended, so that none of it waits for the end of a lease. */
  close(): Promise<void>;
}

/**
 * What one kind does when it is due. It ends the job in the step of what it does (`finish` of `JobRows`, `finishJob`), so
 * that both happen or neither (SPEC JB2), or else by `store.jobs.move` or `drop`. One that throws is tried again.
 */
export type JobHandler = (job: Job) => Promise<void>;

/** Jobs taken at once. */
const BATCH = 100;
/** Batches of one beat: what is due beyond them waits a second. */
const BATCHES = 10;
/** How long a server has for a batch. When it died over it, the next one takes it up after that. */
const LEASE_MS = 60_000;

export function createJobRunner(
  { store, now, log }: Pick<Core, 'store' | 'now' | 'log'>,
  handlers: Record<JobKind, JobHandler>,
): JobRunner {
  const kinds = Object.keys(handlers) as JobKind[];
  let running: Promise<void> | null = null;
  let isClosed = false;

  async function run(job: Job): Promise<void> {
    try {
      await handlers[job.kind](job);
    } catch (error) {
      log.warn({ err: error, job: job.id, attempts: job.attempts }, 'a job failed; it is tried again in a minute');
    }
  }

  async function doAllDue(): Promise<void> {
    for (let batch = 0; batch < BATCHES && !isClosed; batch += 1) {
      const [at, rest] = [now(), beginPiece()];
      const taken = await store.jobs.take({ kinds, at, leaseUntil: at + LEASE_MS, limit: BATCH });
      await Promise.all(taken.map(run));
      if (taken.length < BATCH) return;
      await rest();
    }
  }

  async function tick(): Promise<void> {
    if (running || isClosed) return;
    running = doAllDue().finally(() => {
      running = null;
    });
    await running;
  }

  return {
    tick,
    wake: () =>
      void tick().catch(error => log.warn({ err: error }, 'what is due could not be read; the beat tries again')),
    async settled() {
      while (running) await running;
    },
    async close() {
      isClosed = true;
      // Whoever asked for it hears of its failure.
      await running?.catch(() => undefined);
    },
  };
}

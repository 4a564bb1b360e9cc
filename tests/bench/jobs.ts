import { buildApp } from '../../server/app.ts';
import { createJobRunner } from '../../server/features/jobs/runner.ts';
import type { JobKind } from '../../server/features/jobs/store.ts';
import { openStore } from '../../server/store/open.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import { median, type Row } from './row.ts';

const PENDING = 100_000;
const PER_STEP = 1_000;
const BEATS = 200;
const NOW = Date.UTC(2025, 5, 2, 12);
const KIND: JobKind = 'ladder_form';

/** What a beat costs while so many jobs wait and none of them is due: the server's processor, and the time it takes. */
export async function jobsWaiting(what: string, url: string): Promise<Row> {
  const store = await openStore(url);
  const app = await buildApp({ config: TEST_CONFIG, store, now: () => NOW });
  const ladder = { ladder_message: nothing, ladder_form: nothing, ladder_callback: nothing };
  const runner = createJobRunner(app.context, { ...ladder, snooze: nothing, rating: nothing, mail_answer: nothing });
  for (let from = 0; from < PENDING; from += PER_STEP) {
    const put = Array.from({ length: PER_STEP }, (_, at) => {
      const id = `talk-${from + at}`;
      const dueAt = NOW + 60_000 + from + at;
      return { kind: KIND, siteId: 'site', conversationId: id, subject: id, subjectVersion: 1, step: 1, dueAt };
    });
    await store.jobs.change({ cancel: [], put });
  }
  await runner.tick();
  const times: number[] = [];
  for (let beat = 0; beat < BEATS; beat++) {
    const began = performance.now();
    await runner.tick();
    times.push(performance.now() - began);
  }
  await app.close();
  await store.close();
  const ms = median(times);
  return {
    what: `a beat over ${PENDING.toLocaleString('en')} jobs that wait, ${what}`,
    measured: `${ms.toFixed(3)} ms`,
    beside: 'goal 5 ms',
    ratio: ms / 5,
    goal: '≤ 1',
  };
}

async function nothing(): Promise<void> {
  throw new Error('nothing is due');
}

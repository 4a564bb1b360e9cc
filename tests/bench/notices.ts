import { setTimeout as pause } from 'node:timers/promises';
import type { Sent } from './acked.ts';
import { startChild } from './child.ts';
import { count, median, type Row } from './row.ts';

const NOTICES = 10_000;
/** Longer than they take to be written. */
const LEAD_MS = 30_000;
/** A busy desk: so many people type at once, each some words every second. */
const PEOPLE = 50;
const TYPING = { kind: 'send', clients: PEOPLE, pauseMs: 1_000 };
/** Of typing, one after another: the median of those while notices leave is compared with that of those around. */
const WINDOW_MS = 3_000;
const CALM_WINDOWS = 5;

interface Typed {
  p50: number;
  cpuMs: number;
  seconds: number;
}

/**
 * Ten thousand people who wait, of whom an agent is told by webhook, all due at once: job, notice, delivery and its attempt.
 * What they cost is what the server's processor does more than for the same typing without them.
 */
export async function noticesLeave(what: string, databaseUrl: string): Promise<Row[]> {
  const [receiver, hook] = await startChild<{ port: number }>('notice-receiver.ts');
  const [server, at] = await startChild<{ port: number; siteKey: string }>('deskbell-server.ts', { databaseUrl });
  const [people] = await startChild('load.ts', at);
  const cpu = async () => (await server.ask<{ ms: number }>({ kind: 'cpu' })).ms;

  /** People type. @returns the median of how long their acks took, and the server's processor time for each second, ms */
  async function type(): Promise<Typed> {
    const [before, begunAt] = [await cpu(), performance.now()];
    const { p50 } = await people.ask<Sent>({ ...TYPING, ms: WINDOW_MS });
    const cpuMs = (await cpu()) - before;
    return { p50, cpuMs, seconds: (performance.now() - begunAt) / 1000 };
  }

  async function calm(): Promise<Typed[]> {
    const windows: Typed[] = [];
    while (windows.length < CALM_WINDOWS) windows.push(await type());
    return windows;
  }

  try {
    await people.ask({ kind: 'open', clients: PEOPLE });
    await calm();
    const url = `http://127.0.0.1:${hook.port}/hook`;
    const { dueAt } = await server.ask<{ dueAt: number }>({ kind: 'dueNotices', people: NOTICES, url, inMs: LEAD_MS });
    const around = await calm();
    await pause(dueAt - Date.now());
    let end: { at: number; repeated: number } | null = null;
    const heard = receiver.ask<NonNullable<typeof end>>({ kind: 'heard', count: NOTICES });
    heard.then(each => {
      end = each;
    }, noop);
    const storm: Typed[] = [];
    while (!end) storm.push(await type());
    const { at: lastAt, repeated } = await heard;
    around.push(...(await calm()));
    const seconds = (lastAt - dueAt) / 1000;
    const perSecond = sum(around.map(each => each.cpuMs)) / sum(around.map(each => each.seconds));
    const own = sum(storm.map(each => each.cpuMs)) - perSecond * sum(storm.map(each => each.seconds));
    const each = own / NOTICES;
    const [stormP50, calmP50] = [storm, around].map(windows => median(windows.map(({ p50 }) => p50))) as [
      number,
      number,
    ];
    const all = `${count(NOTICES)} notices due at once`;
    const twice = repeated > 0 ? `, ${count(repeated)} of them twice` : '';
    const goal = '≤ 1';
    return [
      {
        what: `${all} leave by webhook, ${what}`,
        measured: `${seconds.toFixed(1)} s${twice}`,
        beside: 'goal 60 s',
        ratio: seconds / 60,
        goal,
      },
      {
        what: `the server's CPU for each of them, ${what}`,
        measured: `${each.toFixed(2)} ms`,
        beside: 'goal 2 ms',
        ratio: each / 2,
        goal,
      },
      {
        what: `ack p50 meanwhile, ${PEOPLE} people typing, ${what}`,
        measured: `${stormP50.toFixed(2)} ms`,
        beside: `without them ${calmP50.toFixed(2)} ms`,
        ratio: stormP50 / calmP50,
        goal: '≤ 1.1',
      },
    ];
  } finally {
    for (const child of [people, server, receiver]) await child.stop();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

/** Whoever waits for the same hears of it. */
function noop(): void {}

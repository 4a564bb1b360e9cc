/** One event of Chromium's trace; times in µs. */
interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
}

/** What DevTools counts as scripting. `Performance.getMetrics` leaves microtasks out, in which Preact draws. */
const SCRIPTING = new Set(['FunctionCall', 'RunMicrotasks', 'EvaluateScript', 'v8.compile', 'MinorGC', 'MajorGC']);

/** How long the thread that spent most on it was in script, with what was collected meanwhile, ms. */
export function scriptMs(trace: Traced[]): number {
  const events = trace
    .filter(({ ph, name }) => ph === 'X' && SCRIPTING.has(name))
    .toSorted((a, b) => a.ts - b.ts || b.dur! - a.dur!);
  /** By thread: how much was found, and until when. */
  const threads = new Map<string, { us: number; until: number }>();
  for (const { pid, tid, ts, dur = 0 } of events) {
    const key = `${pid} ${tid}`;
    const { us, until } = threads.get(key) ?? { us: 0, until: 0 };
    // What lies within another is counted with it.
    const added = Math.max(0, ts + dur - Math.max(ts, until));
    threads.set(key, { us: us + added, until: Math.max(until, ts + dur) });
  }
  return Math.max(0, ...[...threads.values()].map(({ us }) => us)) / 1000;
}

import type { Stretch } from '../zone.ts';

/** Of a minute, in the drawing: an hour is 72. */
export const PIXELS = 1.2;

/** Where a stretch of minutes stands below the first that is drawn. */
export function place({ from, to }: Stretch): { insetBlockStart: string; blockSize: string } {
  return { insetBlockStart: `${from * PIXELS}px`, blockSize: `${(to - from) * PIXELS}px` };
}

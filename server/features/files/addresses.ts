/** Addresses that open one file, in one way, for a while: whoever has one needs nothing else. */
import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/** The file itself, or its small picture. */
export type FileView = 'content' | 'preview';

/**
 * An address is good for one to two of these, ms: time to press a button, and no address to pass on. All that are asked for
 * within one are the same, so that a browser keeps the picture.
 */
const STEP_MS = 5 * 60_000;

/** @returns where, from the root of this server; and until when, ms since the epoch */
export function fileAddress(
  secretKey: string,
  id: string,
  view: FileView,
  at: number,
): { url: string; endsAt: number } {
  const endsAt = (Math.floor(at / STEP_MS) + 2) * STEP_MS;
  return { url: `/v1/files/${id}/${view}?until=${endsAt}&key=${keyOf(secretKey, id, view, endsAt)}`, endsAt };
}

/** Whether an address is one that we gave, and has not ended. */
export function isGood(
  secretKey: string,
  { id, view, until, key }: { id: string; view: FileView; until: number; key: string },
  at: number,
): boolean {
  const [wanted, came] = [Buffer.from(keyOf(secretKey, id, view, until)), Buffer.from(key)];
  return until > at && wanted.length === came.length && timingSafeEqual(wanted, came);
}

function keyOf(secretKey: string, id: string, view: FileView, until: number): string {
  return derivedName(secretKey, `file ${view} ${until} ${id}`);
}

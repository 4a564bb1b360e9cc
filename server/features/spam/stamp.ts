/** When a form was drawn, under our seal: whoever has none, or made one up, has not read the form. */
import { derivedName } from '../../secrets.ts';

const SEAL_CHARS = 22;

/** What a page of ours carries. @param pageId its own id, so that no page can use another's */
export function drawnStamp(secretKey: string, pageId: string, at: number): string {
  const time = at.toString(36);
  return `${time}.${seal(secretKey, pageId, time)}`;
}

/** When the page was drawn, ms since the epoch; null: it is no stamp of ours for this page. */
export function drawnAt(secretKey: string, pageId: string, stamp: string): number | null {
  const [time = '', sealed] = stamp.split('.');
  if (!/^[0-9a-z]{1,10}$/.test(time) || sealed !== seal(secretKey, pageId, time)) return null;
  return Number.parseInt(time, 36);
}

function seal(secretKey: string, pageId: string, time: string): string {
  return derivedName(secretKey, JSON.stringify(['drawn', pageId, time])).slice(0, SEAL_CHARS);
}

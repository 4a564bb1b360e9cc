/** What only this browser can find out, of the way between it and the server. */
import { linkFinding, probeLink } from '../../../protocol/doctor/probe.ts';
import { type Finding, type Said, said } from '../../../protocol/doctor/says.ts';
import type { PushAnswer } from '../../../protocol/push.ts';
import { ROOT } from '../../shell/root.ts';
import { isSubscribed } from '../push/browser.ts';

/** Codes of one-time passwords and ends of links are a matter of half a minute. */
const APART_MS = 30_000;

/** Which ways the live link takes from here. */
export async function lookAtLink(signal: AbortSignal): Promise<Finding> {
  return [linkFinding(await probeLink(new URL(ROOT, location.href).href, signal))];
}

/** This computer's clock beside the server's. @param asked when the answer was asked for, and `came` when it was here */
export function lookAtClock({ serverAt, asked, came }: { serverAt: number; asked: number; came: number }): Said {
  const apart = Math.max(0, asked - serverAt, serverAt - came);
  return apart > APART_MS ? said('clockBrowserOff', { age: apart }) : said('clockBrowser', { ms: apart });
}

/** Whether this browser tells its agent while the inbox is closed. Null: nobody wants it to. @param isWished by whoever switched it on in this browser */
export async function lookAtPush({ devices }: Pick<PushAnswer, 'devices'>, isWished: boolean): Promise<Said | null> {
  const isKnown = devices.some(each => each.isCurrent);
  if (!isKnown && !isWished) return null;
  return said(isKnown && (await isSubscribed()) ? 'pushHere' : 'pushHereLost');
}

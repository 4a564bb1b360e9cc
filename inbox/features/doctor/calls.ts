import type { Finding, Said } from '../../../protocol/doctor/says.ts';
import type { DoctorReport } from '../../../protocol/doctor.ts';
import type { PushAnswer } from '../../../protocol/push.ts';
import type { Http } from '../../shell/http.ts';
import { lookAtClock, lookAtLink, lookAtPush } from './browser.ts';

/** What the server found, and what this browser did. */
export interface Looked extends DoctorReport {
  link: Finding;
  clock: Said;
  /** Null: it is not to tell its agent of anything. */
  push: Said | null;
}

/** The doctor of this server. Every call throws `ApiError`. @param isPushWished whether this browser is to tell its agent */
export function doctorCalls(http: Http, now: () => number, isPushWished: () => boolean) {
  async function looked(ask: () => Promise<DoctorReport>, signal: AbortSignal): Promise<Looked> {
    const link = lookAtLink(signal);
    const report = await ask();
    // A look takes seconds: only an answer that came at once says what the time is there.
    const asked = now();
    const { serverAt } = await http.get<DoctorReport>('doctor');
    const clock = lookAtClock({ serverAt, asked, came: now() });
    const push = await lookAtPush(await http.get<PushAnswer>('push'), isPushWished());
    return { ...report, link: await link, clock, push };
  }
  return {
    /** What was found last, or now where nothing was yet. */
    last: (signal: AbortSignal) =>
      looked(async () => {
        const report = await http.get<DoctorReport>('doctor');
        return report.results.length > 0 ? report : http.post<DoctorReport>('doctor/look', undefined, signal);
      }, signal),
    look: (signal: AbortSignal) => looked(() => http.post<DoctorReport>('doctor/look', undefined, signal), signal),
  };
}

import type { Finding, Said } from '../../../protocol/doctor/says.ts';
import type { DoctorReport } from '../../../protocol/doctor.ts';
import type { Http } from '../../shell/http.ts';
import { lookAtClock, lookAtLink } from './browser.ts';

/** What the server found, and what this browser did. */
export interface Looked extends DoctorReport {
  link: Finding;
  clock: Said;
}

/** The doctor of this server. Every call throws `ApiError`. */
export function doctorCalls(http: Http, now: () => number) {
  async function looked(ask: () => Promise<DoctorReport>, signal: AbortSignal): Promise<Looked> {
    const link = lookAtLink(signal);
    const report = await ask();
    // A look takes seconds: only an answer that came at once says what the time is there.
    const asked = now();
    const { serverAt } = await http.get<DoctorReport>('doctor');
    return { ...report, link: await link, clock: lookAtClock({ serverAt, asked, came: now() }) };
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

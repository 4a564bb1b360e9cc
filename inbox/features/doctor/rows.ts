import { bySeverity, type Finding, stateOf, worthSaying } from '../../../protocol/doctor/says.ts';
import type { CheckResult } from '../../../protocol/doctor.ts';
import type { Looked } from './calls.ts';

/** What the page shows of one check. */
export interface CheckRow extends Omit<CheckResult, 'said'> {
  said: Finding;
}

/**
 * What was found, with what this browser knows better: of the link it alone goes the way that people go, of the clocks it
 * has one more, and of push it knows whether it may. What is broken stands first.
 */
export function rowsOf({ results, link, clock, push, serverAt }: Looked): CheckRow[] {
  const rows = results.map((result): CheckRow => {
    if (result.check === 'link') return withSaid(result, link, serverAt);
    if (result.check === 'push' && push) return withSaid(result, [...result.said, push], serverAt);
    return result.check === 'clock' ? withSaid(result, [...result.said, clock], serverAt) : result;
  });
  return bySeverity(rows);
}

function withSaid(result: CheckResult, finding: Finding, at: number): CheckRow {
  const state = stateOf(finding);
  return { ...result, state, at, since: state === result.state ? result.since : at, said: worthSaying(finding) };
}

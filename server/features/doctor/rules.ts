/** What follows from what was found. Pure. */

import { CHECKS, type CheckName, type Finding, stateOf, toMendOf, worthSaying } from '../../../protocol/doctor/says.ts';
import type { CheckResult, DoctorTold } from '../../../protocol/doctor.ts';

/** What is kept between two looks. */
export interface DoctorRecord {
  /** When the last daily look began, ms since the epoch. */
  startedAt: number;
  results: CheckResult[];
}

/** Of what comes from elsewhere so much is shown. */
const VALUE_CHARS = 300;
const MOST_SAID = 12;

/** What one check found at a look. */
export interface Found {
  check: CheckName;
  finding: Finding;
  /** Ms since the epoch. */
  at: number;
}

/** What is kept of a look: a check that is as it was, has been so since then. */
export function resultsOf(found: readonly Found[], before: readonly CheckResult[]): CheckResult[] {
  return found.map(({ check, finding, at }) => {
    const state = stateOf(finding);
    const old = before.find(each => each.check === check);
    const said = worthSaying(finding)
      .slice(0, MOST_SAID)
      .map(({ code, values }) => ({
        code,
        values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, bounded(value)])),
      }));
    return { check, state, said, at, since: old?.state === state ? old.since : at };
  });
}

function bounded(value: string | number): string | number {
  return typeof value === 'string' ? value.slice(0, VALUE_CHARS) : value;
}

/** The newer of each check, in the order of `CHECKS`. */
export function merged(before: readonly CheckResult[], found: readonly CheckResult[]): CheckResult[] {
  return CHECKS.flatMap(check => {
    const [old, now] = [before, found].map(all => all.find(each => each.check === check));
    if (!old || !now) return old ?? now ?? [];
    return old.at > now.at ? old : now;
  });
}

/** What owners are told (SPEC DR3): what is broken and was not, and what was broken and is fine. Null: nothing. */
export function changesOf(before: readonly CheckResult[], after: readonly CheckResult[]): DoctorTold | null {
  const changes = after.flatMap(({ check, state }) => {
    const wasBroken = before.find(each => each.check === check)?.state === 'broken';
    if (state === 'broken' && !wasBroken) return [{ check, isBroken: true }];
    return state === 'fine' && wasBroken ? [{ check, isBroken: false }] : [];
  });
  return changes.length > 0 ? { type: 'doctor.told', changes, toMend: toMendOf(after) } : null;
}

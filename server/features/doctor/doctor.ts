import { toMendOf } from '../../../protocol/doctor/says.ts';
import type { CheckResult } from '../../../protocol/doctor.ts';
import type { DeskSettings } from '../settings/settings.ts';
import { RECORD } from './record.ts';
import { createTagsSeen, type TagsSeen } from './tags-seen.ts';

/** What a server remembers of its doctor between two calls. */
export interface Doctor {
  /** How many things were broken at the last look, as this server last read it. */
  toMend(): Promise<number>;
  /** Pages that fetched the launcher here. */
  readonly tags: TagsSeen;
  /** Ends what is under way, when the server stops. */
  readonly stopping: AbortController;
  /** A look that is under way; whoever asks meanwhile gets its answer. */
  looking: Promise<CheckResult[]> | null;
  /** When the store is asked next whether the daily look is due, ms since the epoch. */
  askAt: number;
}

export function createDoctor({ settings, now }: { settings: DeskSettings; now: () => number }): Doctor {
  return {
    toMend: async () => toMendOf((await settings.read(RECORD)).results),
    tags: createTagsSeen(now),
    stopping: new AbortController(),
    looking: null,
    askAt: 0,
  };
}

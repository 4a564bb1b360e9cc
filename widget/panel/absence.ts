import type { Availability } from '../../protocol/availability.ts';
import { fill } from '../../protocol/words.ts';
import { words } from './language.ts';
import { near } from './times.ts';

/** When somebody will be there again, as far as it is known. */
export function absence({ state, opensAt }: Availability): string {
  const t = words();
  return state === 'closed' && opensAt ? fill(t.back, { time: near(opensAt) }) : t.away;
}

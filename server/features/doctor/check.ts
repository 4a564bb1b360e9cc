import type { CheckName, Finding } from '../../../protocol/doctor/says.ts';
import type { Context } from '../../context.ts';

/** One thing that the doctor looks at. */
export interface Check {
  name: CheckName;
  /** Ms; left out: 20 s. Who finds nothing out until then is late (SPEC DR1). */
  patienceMs?: number;
  /** May throw and may hang. @param signal ends what it has open, when its time is over or the server stops */
  run(context: Context, signal: AbortSignal): Promise<Finding>;
}

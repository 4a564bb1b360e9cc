import { announceStaff } from '../beat.ts';
import type { Context } from '../context.ts';

/** After an agent was made or changed over HTTP: this server, every open inbox and routing know it at once. */
export async function tellStaff(context: Context): Promise<void> {
  await context.staff.reload();
  await announceStaff(context);
}

import type { DoctorTold } from '../../../protocol/doctor.ts';
import type { Context } from '../../context.ts';
import { isOwner } from '../agents/rules.ts';

/** Tells every owner what has changed, at whichever server their pages are. Called once for each change. */
export function tellOwners(context: Context, told: DoctorTold): void {
  tellOwnersHere(context, told);
  context.feed?.say({ kind: 'doctorTold', told });
}

/** The same, to those at this server alone. */
export function tellOwnersHere({ hub, staff }: Pick<Context, 'hub' | 'staff'>, told: DoctorTold): void {
  for (const agent of staff.all()) if (isOwner(agent)) hub.toAgent(agent.id, told);
}

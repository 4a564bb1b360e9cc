import type { DoctorTold } from '../../../protocol/doctor.ts';
import { NOTICE_DEFAULTS } from '../../../protocol/notices.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { isOwner } from '../agents/rules.ts';
import type { AgentRecord } from '../agents/store.ts';
import { deskNotice } from '../notices/desk-notice.ts';
import { quietUntil } from '../notices/quiet.ts';

/** Tells every owner what has changed, at whichever server their pages are. Called once for each change. */
export async function tellOwners(context: Context, told: DoctorTold): Promise<void> {
  tellOwnersHere(context, told);
  context.feed?.say({ kind: 'doctorTold', told });
  if (told.changes.some(each => each.isBroken)) await tellAbsent(context);
}

/** The same, to those at this server alone. */
export function tellOwnersHere({ hub, staff }: Pick<Context, 'hub' | 'staff'>, told: DoctorTold): void {
  for (const agent of staff.all()) if (isOwner(agent)) hub.toAgent(agent.id, told);
}

/** Who has no page open is told that something is broken, by the first of their ways that reaches them. */
async function tellAbsent(context: Context): Promise<void> {
  const { store, staff } = context;
  const agents = await store.agents.all();
  const absent = agents.filter(each => isOwner(each) && !staff.find(each.id)?.isHere);
  const leaving = (await Promise.all(absent.map(each => firstWay(context, each)))).flat();
  if (leaving.length > 0) await store.outbox.put(leaving);
}

async function firstWay({ store, ways, now, newId }: Context, agent: AgentRecord): Promise<DeliveryRecord[]> {
  const at = now();
  const settings = (await store.notices.settings(agent.id)) ?? NOTICE_DEFAULTS;
  const dueAt = quietUntil(settings.quiet, at) ?? at;
  const notice = deskNotice('broken', agent.id, newId(), at);
  for (const { way, isOn } of settings.ways) {
    const found = isOn ? ways.find(each => each.name === way) : undefined;
    const deliveries = (await found?.deliveries(notice, agent)) ?? [];
    if (deliveries.length > 0) return deliveries.map(each => ({ ...each, dueAt, since: dueAt }));
  }
  return [];
}

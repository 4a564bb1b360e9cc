/** Who hears of a call. */
import type { CallChanged, Caller, ShownCall } from '../../../protocol/calls.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { mayBeGiven } from '../agents/rules.ts';
import type { Staff } from '../agents/staff.ts';
import { cardName } from '../contacts/card.ts';
import type { DeskSwitches } from '../switches/switches.ts';
import { callOf, isTold } from './rules.ts';
import type { CallRecord } from './store.ts';

type Told = Pick<Core, 'store' | 'hub'> & { staff: Pick<Staff, 'all' | 'find'>; switches: DeskSwitches };

/** Calls that an opened page is told of at once. */
const MOST_LIVE = 50;

/** Calls with the names of whose they are. */
export async function shownCalls({ store }: Pick<Core, 'store'>, records: readonly CallRecord[]): Promise<ShownCall[]> {
  const ids = new Set(records.flatMap(idsOf));
  const found = await Promise.all([...ids].map(async id => [id, await store.contacts.cardTree(id)] as const));
  const known = new Map<string, Caller>();
  for (const [id, tree] of found) if (tree) known.set(id, { id: tree.root.id, name: cardName(tree) });
  return records.map(record => {
    const people = idsOf(record).flatMap(id => known.get(id) ?? []);
    // Two who shared the number may be one by now.
    return {
      call: callOf(record),
      people: people.filter((each, at) => people.findIndex(one => one.id === each.id) === at),
    };
  });
}

/** Of the one person, or of those who share the number. */
export function idsOf({ contactId, sharedBy }: Pick<CallRecord, 'contactId' | 'sharedBy'>): string[] {
  return contactId === null ? sharedBy : [contactId];
}

/** Tells those whom a call rings, and who has it, whatever their pages show (SPEC CL6). */
export async function tellCall(context: Told, record: CallRecord): Promise<void> {
  const { hub, staff, switches } = context;
  const those = hub.hasAgents ? staff.all().filter(each => isOf(record, each) && hub.isAgentConnected(each.id)) : [];
  if (those.length === 0 || !(await switches.read()).telephone) return;
  const [shown] = await shownCalls(context, [record]);
  const news: CallChanged = { type: 'call.changed', ...shown! };
  for (const { id } of those) hub.toAgent(id, news);
}

/** A page that was opened meanwhile hears of what rings, and of what its agent speaks in. */
export async function tellLiveCalls(context: Told, page: AgentPeer): Promise<void> {
  const agent = context.staff.find(page.agentId);
  if (!agent || !(await context.switches.read()).telephone) return;
  const live = await context.store.calls.live(MOST_LIVE);
  const those = live.filter(each => isOf(each, agent) && (each.state === 'ringing' || each.agentId === agent.id));
  for (const shown of await shownCalls(context, those)) page.tell({ type: 'call.changed', ...shown });
}

function isOf(record: CallRecord, agent: ReturnType<Staff['all']>[number]): boolean {
  return mayBeGiven(agent) && maySee(agent, record.siteId) && isTold(record, agent.id);
}

/** Who hears of a call. */
import type { Agent } from '../../../protocol/agents.ts';
import type { CallChanged, Caller, CallLogged, ShownCall } from '../../../protocol/calls.ts';
import type { Core } from '../../core.ts';
import { maySee, seenSites } from '../../sight.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { mayBeGiven } from '../agents/rules.ts';
import type { Staff } from '../agents/staff.ts';
import { type CardTree, cardName } from '../contacts/card.ts';
import type { DeskSwitches } from '../switches/switches.ts';
import { glancesOf, idsOf, maySeeTree } from './glances.ts';
import { callOf, isTold } from './rules.ts';
import type { CallRecord } from './store.ts';

type Told = Pick<Core, 'store' | 'hub'> & { staff: Pick<Staff, 'all' | 'find'>; switches: DeskSwitches };

/** Calls that an opened page is told of at once. */
const MOST_LIVE = 50;

type Sight = Pick<Agent, 'role' | 'siteIds'>;

/** Calls as somebody sees them: with the ids and names of those people alone whose cards they see. */
export async function shownCalls(
  { store }: Pick<Core, 'store'>,
  by: Sight,
  records: readonly CallRecord[],
): Promise<ShownCall[]> {
  const known = await treesOf(store, records);
  return records.map(record => shownTo(by, record, known));
}

type Trees = ReadonlyMap<string, CardTree>;

async function treesOf(store: Core['store'], records: readonly CallRecord[]): Promise<Trees> {
  const ids = [...new Set(records.flatMap(everybodyIn))];
  const found = await Promise.all(ids.map(async id => [id, await store.contacts.cardTree(id)] as const));
  return new Map(found.flatMap(([id, tree]) => (tree ? [[id, tree]] : [])));
}

function shownTo(by: Sight, record: CallRecord, trees: Trees): ShownCall {
  const call = callOf(record);
  const seen = seenIn(by, record, trees);
  const people = idsOf(record)
    .filter(id => seen.includes(id))
    .map((id): Caller => ({ id: trees.get(id)!.root.id, name: cardName(trees.get(id)!) }));
  // Two who shared the number may be one by now.
  const each = people.filter(({ id }, at) => people.findIndex(one => one.id === id) === at);
  const contactId = call.contactId !== null && seen.includes(call.contactId) ? call.contactId : null;
  return { call: { ...call, contactId, sharedBy: call.sharedBy.filter(id => seen.includes(id)) }, people: each };
}

/**
 * The one of those who share a call's number, or of whose it is, whom somebody means: by their own id, or by that of the card that they
 * were joined to since.
 * @returns null: there is none such, or none that they see
 */
export async function sharerSeen(
  { store }: Pick<Core, 'store'>,
  by: Sight,
  record: CallRecord,
  meantId: string,
): Promise<string | null> {
  const trees = await treesOf(store, [record]);
  const those = seenIn(by, record, trees);
  return those.find(id => id === meantId) ?? those.find(id => trees.get(id)!.root.id === meantId) ?? null;
}

/** Ids of those in a call whose cards somebody sees. */
function seenIn(by: Sight, record: CallRecord, trees: Trees): string[] {
  return everybodyIn(record).filter(id => {
    const tree = trees.get(id);
    return tree !== undefined && maySeeTree(by, tree);
  });
}

function everybodyIn({ contactId, sharedBy }: Pick<CallRecord, 'contactId' | 'sharedBy'>): string[] {
  return contactId === null ? sharedBy : [contactId, ...sharedBy];
}

/**
 * Tells those whom a call rings, and who has it, whatever their pages show (SPEC CL6); and everybody else who sees its site that it is
 * there or another than before, so that what shows it reads it (SPEC CL13).
 */
export async function tellCall(context: Told, record: CallRecord): Promise<void> {
  const { hub, staff, switches } = context;
  const those = hub.hasAgents
    ? staff.all().filter(each => maySee(each, record.siteId) && hub.isAgentConnected(each.id))
    : [];
  if (those.length === 0 || !(await switches.read()).telephone) return;
  const trees = await treesOf(context.store, [record]);
  const about = await aboutBySight(context, record, those);
  for (const agent of those) {
    const shown = shownTo(agent, record, trees);
    const news: CallChanged | CallLogged = isOf(record, agent)
      ? { type: 'call.changed', ...shown, ...about(agent) }
      : { type: 'call.logged', callId: record.id, contactIds: shown.people.map(each => each.id) };
    hub.toAgent(agent.id, news);
  }
}

/**
 * What is known of who rings, told with the ring: a hundred pages that asked for it at once would wait for each other. Read once for all
 * who see the same sites.
 */
async function aboutBySight(context: Told, record: CallRecord, agents: ReturnType<Staff['all']>) {
  if (record.state !== 'ringing' || record.direction !== 'in') return () => ({});
  const keyOf = (agent: Sight) => JSON.stringify(seenSites(agent));
  const sights = new Map(agents.filter(each => isOf(record, each)).map(each => [keyOf(each), each]));
  const read = await Promise.all(
    [...sights].map(async ([key, by]) => [key, await glancesOf(context, by, record)] as const),
  );
  const found = new Map(read);
  return (agent: Sight) => ({ about: found.get(keyOf(agent)) ?? [] });
}

/** A page that was opened meanwhile hears of what rings, and of what its agent speaks in. */
export async function tellLiveCalls(context: Told, page: AgentPeer): Promise<void> {
  const agent = context.staff.find(page.agentId);
  if (!agent || !(await context.switches.read()).telephone) return;
  const live = await context.store.calls.live(MOST_LIVE);
  const those = live.filter(each => isOf(each, agent) && (each.state === 'ringing' || each.agentId === agent.id));
  for (const shown of await shownCalls(context, agent, those)) page.tell({ type: 'call.changed', ...shown });
}

function isOf(record: CallRecord, agent: ReturnType<Staff['all']>[number]): boolean {
  return mayBeGiven(agent) && maySee(agent, record.siteId) && isTold(record, agent.id);
}

/** What is told of calls, what people say of them, and what time does to them. */
import type { Agent } from '../../../protocol/agents.ts';
import type { CallFilter } from '../../../protocol/call-words.ts';
import type { CallAbout, CallSaid, CallsAnswer, CallUpdate, ShownCall } from '../../../protocol/calls.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { seal } from '../../secrets.ts';
import { maySee, seenSites } from '../../sight.ts';
import { isWhole, type SaidCall } from './dialects.ts';
import { glancesOf } from './glances.ts';
import { callBack } from './missed.ts';
import { sharerSeen, shownCalls, tellCall } from './news.ts';
import { readCallNumber } from './numbers.ts';
import { agentsCalled, NOBODY, whoseNumber } from './people.ts';
import { callKey, newCall } from './rules.ts';
import { type KeptLine, TELEPHONE } from './settings.ts';
import type { CallChange, CallRecord } from './store.ts';

/** Whoever asks: an agent, or a program without an id of its own. */
export type By = Pick<Agent, 'id' | 'name' | 'role' | 'siteIds'>;
/** What somebody sees. */
type Sight = Pick<Agent, 'role' | 'siteIds'>;

/** Programs may say when it was, and their clocks differ from ours. */
const OLDEST_MS = 7 * 24 * 3_600_000;
/** Calls that one beat takes on. */
const BATCH = 100;

/**
 * Takes in what a telephone system tells of a call, in any order and however often (SPEC CL1). Resolves when it is on disk and
 * whom it rings was told.
 * @param said.at ms since the epoch; left out: now
 * @throws AppError SITE_UNKNOWN
 */
export async function hearCall(
  context: Context,
  line: KeptLine,
  said: SaidCall & { at?: number },
): Promise<CallRecord> {
  const { store, sites, staff, settings, config, now, newId } = context;
  const site = await sites.byId(line.siteId);
  if (!site) throw new AppError('SITE_UNKNOWN');
  const telephone = await settings.read(TELEPHONE);
  const key = callKey(line.id, said.callId);
  const known = await store.calls.byKey(key);
  const read = readCallNumber(said.number, { timeZones: [site.timeZone], isWhole: isWhole(line.dialect) });
  const isNamed = known !== null && (known.isEmptied || known.contactId !== null || known.sharedBy.length > 0);
  const whose = isNamed
    ? NOBODY
    : await whoseNumber(context, site, { number: known?.number || read.number, direction: said.direction });
  const agents = agentsCalled(said.users, telephone.settings, staff.all());
  const rung = said.is === 'ringing' && agents.length > 0 ? agents.map(each => each.id) : await rungBy(context, line);
  const at = Math.max(now() - OLDEST_MS, Math.min(said.at ?? now(), now()));
  const change = await store.calls.hear(
    newCall({ id: newId(), key, siteId: site.id, lineId: line.id, line: line.name }),
    {
      ...{ is: said.is, direction: said.direction, at },
      ...read,
      ...whose,
      // Who rings out is rung by nobody.
      rung:
        said.direction === 'out' ? agents.map(each => each.id) : known === null || said.is === 'ringing' ? rung : null,
      agent: whoAnswered(said, agents, known?.rung ?? rung, context),
      isAnswered: said.isAnswered,
      isElsewhere: said.isElsewhere,
      recording: said.recording ? sealedAddress(config, said.recording) : '',
    },
  );
  await tell(context, change);
  return change.after;
}

/** Who answered: whom the telephone system names, or the only one whom it rang. */
function whoAnswered(
  { is, direction, isAnswered }: SaidCall,
  agents: { id: string; name: string }[],
  rung: readonly string[] | null,
  { staff }: Pick<Context, 'staff'>,
): { id: string; name: string } | null {
  // Whoever rings out speaks for the desk from the first.
  if (direction === 'in' && (is === 'ringing' || (is === 'ended' && isAnswered !== true))) return null;
  if (agents.length > 0) return agents[0]!;
  const only = rung?.length === 1 ? staff.find(rung[0]!) : undefined;
  return only ? { id: only.id, name: only.name } : null;
}

/** Agents whom a line rings; null: everybody. */
async function rungBy({ store }: Pick<Context, 'store'>, { rings }: KeptLine): Promise<string[] | null> {
  if (rings.kind === 'everybody') return null;
  if (rings.kind === 'agent') return [rings.agentId];
  const team = (await store.teams.all()).find(each => each.id === rings.teamId);
  // A team that is gone, or has nobody, must not make the telephone ring unheard.
  return team && team.agentIds.length > 0 ? team.agentIds : null;
}

/** An address that a telephone system gave, which may open what lies there. Empty: it can not be asked. */
function sealedAddress(config: Context['config'], url: string): string {
  try {
    return seal(config.secretKey, checkedUrl({ ...config, webhooksToPrivate: true }, url, 'https://pbx.example/1.mp3'));
  } catch {
    return '';
  }
}

async function tell(context: Context, { before, after, leaves }: CallChange): Promise<void> {
  if (leaves) context.outbox.wake();
  if (before !== after) await tellCall(context, after);
}

/**
 * The same from a program (SPEC CL8), on lines that are said so: what another line hears comes from its telephone system alone.
 * @throws AppError FIELD_INVALID where the line can not be told, NOT_FOUND while calls are off
 */
export async function sayCall(context: Context, by: Sight, said: CallSaid): Promise<ShownCall> {
  const { settings, switches } = context;
  if (!(await switches.read()).telephone) throw new AppError('NOT_FOUND', 'Calls are switched off.');
  const lines = (await settings.read(TELEPHONE)).lines.filter(
    each => each.dialect === 'api' && maySee(by, each.siteId),
  );
  const line = said.lineId
    ? lines.find(each => each.id === said.lineId)
    : ((await lineOfNumber(context, lines, said.ownNumber)) ?? (lines.length === 1 ? lines[0] : undefined));
  if (!line) {
    throw new AppError('FIELD_INVALID', 'lineId: wanted the id of a line, or ownNumber its number; see the settings.', {
      fields: { lineId: 'FIELD_INVALID' },
    });
  }
  const { callId, event: is, direction, number, ownNumber, agents: users, isAnswered, recording, at } = said;
  const call = await hearCall(context, line, {
    ...{ callId, is, direction, number, ownNumber, users, isAnswered, recording },
    ...(at !== undefined && { at }),
  });
  return (await shownCalls(context, by, [call]))[0]!;
}

/** The line with an own number, whichever way both are written. @param said empty: none is said */
export async function lineOfNumber(
  { sites }: Pick<Context, 'sites'>,
  lines: readonly KeptLine[],
  said: string,
): Promise<KeptLine | undefined> {
  if (said === '') return undefined;
  for (const line of lines) {
    const hints = { timeZones: [(await sites.byId(line.siteId))?.timeZone ?? 'UTC'] };
    const plain = (number: string) =>
      readCallNumber(number, { ...hints, isWhole: isWhole(line.dialect) }).number || number.trim();
    if (line.number !== '' && plain(line.number) === plain(said)) return line;
  }
  return undefined;
}

/** A call that somebody may see. @throws AppError NOT_FOUND */
export async function callSeen({ store }: Pick<Context, 'store'>, by: Sight, id: string) {
  const found = await store.calls.find(id);
  if (!found || !maySee(by, found.siteId)) throw new AppError('NOT_FOUND');
  return found;
}

/** The log, newest first. */
export async function callsPage(
  context: Pick<Context, 'store'>,
  by: By,
  query: { filter: CallFilter; cursor?: string | undefined; limit: number },
): Promise<CallsAnswer> {
  const page = await context.store.calls.page({ ...query, siteIds: seenSites(by), agentId: by.id });
  return { calls: await shownCalls(context, by, page.items), cursor: page.cursor };
}

/**
 * What an agent notes of a call, or that it is theirs.
 * @throws AppError NOT_FOUND, FIELD_INVALID for a person who does not share its number, or whom they do not see
 */
export async function noteCall(context: Context, by: By, id: string, update: CallUpdate): Promise<ShownCall> {
  const { store, now } = context;
  const call = await callSeen(context, by, id);
  const { note, outcome, isMine } = update;
  const contactId = update.contactId === undefined ? undefined : await sharerSeen(context, by, call, update.contactId);
  if (contactId === null) {
    throw new AppError('FIELD_INVALID', 'contactId: wanted one of those who share the number.', {
      fields: { contactId: 'FIELD_INVALID' },
    });
  }
  const change = await store.calls.say(id, {
    ...(note !== undefined && { note }),
    ...(outcome !== undefined && { outcome }),
    ...(contactId !== undefined && { contactId }),
    ...(isMine && by.id !== '' && { by: { id: by.id, name: by.name, at: now() } }),
  });
  if (!change) throw new AppError('NOT_FOUND');
  await tell(context, change);
  return (await shownCalls(context, by, [change.after]))[0]!;
}

/** What whoever answers wants to know of the person, or of those who share the number; of sites that they see. @throws AppError NOT_FOUND */
export async function aboutCall(context: Context, by: Sight, id: string): Promise<CallAbout> {
  return { people: await glancesOf(context, by, await callSeen(context, by, id)) };
}

/**
 * What time does: ends what rings or talks for ever, and has missed ones called back. Of several servers one does; called by
 * the beat. Whatever breaks off is done by the next beat, and nothing twice.
 */
export async function passCalls(context: Context): Promise<void> {
  const { store, feed, switches, now, log } = context;
  if ((feed && !feed.isLeader) || !(await switches.read()).telephone) return;
  for (const call of await store.calls.due(now(), BATCH)) {
    try {
      const change =
        call.state === 'ended'
          ? await store.calls.settle(call.id, await callBack(context, call))
          : await store.calls.pass(call.id, now());
      if (change) await tell(context, change);
    } catch (error) {
      log.warn({ err: error, id: call.id }, 'a call could not be taken on; the next beat tries again');
    }
  }
}

/** Complaints that people make by saying that something was bad. */
import type { Booking } from '../../../protocol/bookings.ts';
import type { ComplaintOpen } from '../../../protocol/complaints.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Written } from '../../store/written.ts';
import { type Opening, openComplaint, sayMore } from './commands.ts';
import { COMPLAINTS } from './settings.ts';

const EVERYBODY = { role: 'owner', siteIds: null } as const;

/** A low rating opens one by itself, where an owner wants that (SPEC CP6). The same rating again opens none. */
export async function openFromRating(context: Context, { entry }: Pick<Written, 'entry'>): Promise<void> {
  const { body } = entry;
  if (body.kind !== 'event' || body.event !== 'rated' || !body.isLow) return;
  if (!(await context.settings.read(COMPLAINTS)).fromLowRatings) return;
  const from = { by: EVERYBODY, byId: null, source: 'rating', sourceKey: 'rating' } as const;
  const isThere = (await context.store.agents.all()).some(each => each.id === body.agentId);
  await openComplaint(context, from, ratedBad(entry, body, isThere));
}

/** @param isThere whether the agent is known still */
function ratedBad({ conversationId, seq }: Entry, rated: Rated, isThere: boolean): ComplaintOpen {
  const { agentId, agentName, word, score } = rated;
  return {
    conversationId,
    externalId: `${conversationId}.${seq}`,
    about: { kind: 'employee', ...(isThere ? { id: agentId } : { name: agentName }) },
    asked: word || `${score} / 5`,
    severity: score === 1 ? 3 : 2,
  };
}

type Rated = Extract<Entry['body'], { event: 'rated' }>;

/** What somebody says of a visit. */
export interface VisitSaid {
  score: number;
  word: string;
}

type Visit = Pick<Booking, 'id' | 'siteId' | 'contactId' | 'conversationId' | 'items'> & {
  staff: readonly { id: string; name: string }[];
};

const OF_VISITS = { by: EVERYBODY, byId: null, source: 'rating', sourceKey: 'visits' } as const;

/**
 * Somebody was not content with a visit: a complaint of it, once for each visit (SPEC AB5). What they say later stands in it, too.
 * @param before what they had said of it; null: nothing
 */
export async function complainOfVisit(
  context: Context,
  visit: Visit,
  said: VisitSaid,
  before: VisitSaid | null,
): Promise<void> {
  if (await sayMoreOfVisit(context, visit, said, before)) return;
  const opening: Opening = { ...OF_VISITS, siteId: visit.siteId };
  // Two presses at once, with other words: the first made it.
  await openComplaint(context, opening, await visitBad(context, visit, said)).catch(error => {
    if (!(error instanceof AppError) || error.code !== 'CLIENT_ID_REUSED') throw error;
  });
}

/**
 * What they say of it now stands in the complaint of a visit, also where it is better than what they complained of.
 * @returns whether there is one
 */
export async function sayMoreOfVisit(
  context: Context,
  visit: Pick<Visit, 'id'>,
  said: VisitSaid,
  before: VisitSaid | null,
): Promise<boolean> {
  const known = await context.store.complaints.known(OF_VISITS.sourceKey, visit.id);
  if (known && before) await sayMore(context, known.id, { asked: askedOf(said), instead: askedOf(before) });
  return known !== null;
}

async function visitBad(
  { store }: Context,
  { id, contactId, conversationId, items, staff }: Visit,
  said: VisitSaid,
): Promise<ComplaintOpen> {
  const agentId = staff.length === 1 ? await agentOf(store, staff[0]!.id) : null;
  const names = staff.map(each => each.name).filter(Boolean);
  // It may be too old to be kept, where the visit is not.
  const talk = conversationId === null ? null : await store.conversations.find(conversationId);
  return {
    ...(talk ? { conversationId: talk.id } : { person: { contactId } }),
    externalId: id,
    about: agentId
      ? { kind: 'employee', id: agentId }
      : names.length > 0
        ? { kind: 'employee', name: names.join(', ') }
        : { kind: 'service', name: items.map(each => each.name).join(', ') },
    asked: askedOf(said),
    severity: said.score === 1 ? 3 : said.score === 2 ? 2 : 1,
  };
}

/** Of an employee who works in the inbox, too; null: they do not, or not any more. */
async function agentOf({ employees, agents }: Context['store'], staffId: string): Promise<string | null> {
  const agentId = (await employees.all()).find(each => each.id === staffId)?.agentId ?? null;
  return agentId !== null && (await agents.all()).some(each => each.id === agentId) ? agentId : null;
}

const askedOf = ({ score, word }: VisitSaid): string => word || `${score} / 5`;

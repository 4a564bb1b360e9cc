/** How it was: asked once it is over, and answered by whoever was asked. */
import type { Agent } from '../../../protocol/agents.ts';
import type { RatingCountsAnswer, VisitRatingsAnswer } from '../../../protocol/rating-reports.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import type { Written } from '../../store/written.ts';
import { mayBeGiven } from '../agents/rules.ts';
import type { Staff } from '../agents/staff.ts';
import { shownBookings } from '../bookings/commands.ts';
import { complainOfVisit, openFromRating, sayMoreOfVisit } from '../complaints/people.ts';
import type { VisitorAsks } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import type { Sites } from '../sites/sites.ts';
import type { Counts } from '../views/counts.ts';
import { ratingMail } from './mail.ts';
import { kindOf, questionOf, type RatingAnswer } from './rules.ts';
import { ratingSms } from './sms.ts';
import type { RatedBooking } from './store.ts';
import type { VisitAnswer } from './visit.ts';

/** How far back a talk is looked for in a conversation. */
const LOOKED_AT = 100;

/**
 * What is done when a talk or a call has been over for a minute (SPEC RA1, RA2). The question is there for the panel, open or
 * when it is opened next, and for the page of a call; whoever has left and gave an address is asked by mail as well, or by SMS.
 */
export function createAsker(
  core: Core,
  rooms: { staff: Staff; counts: Counts; queue: QueueKeeper; sites: Sites },
): JobHandler {
  const { store, now } = core;
  return async job => {
    const { conversationId, subject } = job;
    const at = now();
    const [site, conversation, newest, callback] = await Promise.all([
      rooms.sites.byId(job.siteId),
      store.conversations.find(conversationId),
      store.conversations.entriesBefore(conversationId, null, LOOKED_AT),
      kindOf(job) === 'call' ? store.callbacks.find(subject) : null,
    ]);
    const question = site && conversation && questionOf(job, { site, conversation, newest, callback, at });
    if (!question) return void (await store.jobs.drop(job));
    const asking = { site, conversation, callback, question };
    const mail = (await ratingMail(core, asking)) ?? (await ratingSms(core, asking));
    const written = await store.ratings.ask({ job, question, mail, at });
    if (!written) return;
    publishEntry({ ...core, ...rooms }, written);
    if (mail) core.outbox.wake();
  };
}

/**
 * A visitor says how it was, or that they would rather not (SPEC RA4). A low one opens the conversation again, for an owner,
 * and all owners are told (SPEC RA5).
 * @param onlyOf the callback, for whoever may answer about its call alone
 * @throws AppError CONVERSATION_UNKNOWN, RATING_OVER, CLIENT_ID_REUSED
 */
export async function rate(
  context: Context,
  asks: VisitorAsks,
  answer: RatingAnswer,
  onlyOf?: string,
): Promise<Written> {
  const { store, sites, staff, routing, now, newId } = context;
  const { siteId, conversationId, sent } = asks;
  const site = await sites.byId(siteId);
  if (!site || conversationId === null) throw new AppError('CONVERSATION_UNKNOWN');
  const owners = ownersOf(staff, siteId);
  const judging = { lowScore: site.rating.lowScore, owners, onlyOf, teams: await store.teams.all() };
  const written = await store.ratings.rate({ id: newId(), conversationId, answer, judging, sent, at: now() });
  // Before it is acked: who is told nothing sends it again, and then it is opened after all.
  await openFromRating(context, written);
  asks.answer(written);
  const { before, conversation, isRepeat } = written;
  if (!isRepeat && before.assigneeId !== conversation.assigneeId) {
    routing.movedByHand(conversationId, before.assigneeId, conversation.assigneeId);
  }
  publishEntry(context, written, asks.page);
  context.lists.see({ contactId: conversation.contact.id });
  // No owner is known, and nobody had it.
  if (conversation.waitingSince !== null && conversation.assigneeId === null) routing.offer(conversation);
  return written;
}

/**
 * Somebody says how a visit was, or says it otherwise (SPEC AB2). A bad one is a complaint, of which the owners hear at once.
 * @param badScore this score, or less, is bad
 * @throws AppError NOT_FOUND, RATING_OVER
 */
export async function rateVisit(
  context: Context,
  bookingId: string,
  answer: VisitAnswer,
  badScore: number,
): Promise<RatedBooking> {
  const { store, now } = context;
  const done = await store.ratings.rateVisit({ bookingId, answer, at: now() });
  if (!done) throw new AppError('NOT_FOUND');
  const { before, booking } = done;
  // Before it is answered: who hears nothing presses again, and then it is opened after all.
  const visit = { ...booking, staff: booking.rating.staff };
  if (answer.score <= badScore) await complainOfVisit(context, visit, booking.rating, before.rating ?? null);
  else if (before.rating) await sayMoreOfVisit(context, visit, booking.rating, before.rating);
  context.lists.see({ contactId: booking.contactId });
  return booking;
}

/** Who hears of a low one: those who are here first, since the first of them has it. */
function ownersOf(staff: Pick<Staff, 'all'>, siteId: string) {
  const owners = staff.all().filter(each => each.role === 'owner' && mayBeGiven(each) && maySee(each, siteId));
  return owners.sort((a, b) => Number(b.isHere) - Number(a.isHere));
}

const DAY_MS = 24 * 3_600_000;

/** The ratings of a site's last days, by agent, by team and by employee. */
export async function countsOfDays(
  { store, now }: Pick<Context, 'store' | 'now'>,
  siteId: string,
  days: number,
): Promise<RatingCountsAnswer> {
  const since = now() - days * DAY_MS;
  const [agents, teams, ofVisits] = await Promise.all([
    store.ratings.counts(siteId, since),
    store.ratings.teamCounts(siteId, since),
    store.ratings.visitCounts({ siteIds: [siteId], from: since }),
  ]);
  return { agents, teams, ...ofVisits };
}

/** The same one by one, newest first. */
export function ratingsOfDays(
  { store, now }: Pick<Context, 'store' | 'now'>,
  siteId: string,
  { days, ...query }: { days: number; score?: number | undefined; cursor?: string | undefined; limit: number },
): ReturnType<Context['store']['ratings']['list']> {
  return store.ratings.list({ siteId, since: now() - days * DAY_MS, ...query });
}

/** What was said of visits, one by one, newest first, with whose they were as far as somebody sees the card. */
export async function visitRatings(
  context: Pick<Context, 'store' | 'now'>,
  by: Pick<Agent, 'role' | 'siteIds'>,
  siteId: string,
  { days, ...query }: { days: number; score?: number | undefined; cursor?: string | undefined; limit: number },
): Promise<VisitRatingsAnswer> {
  const { store, now } = context;
  const { items, cursor } = await store.ratings.visits({ siteId, since: now() - days * DAY_MS, ...query });
  const shown = await shownBookings(context, by, items);
  return {
    visits: shown.map(({ booking, contact }) => ({
      ...{ bookingId: booking.id, startAt: booking.startAt, rating: booking.rating!, contact },
    })),
    cursor,
  };
}

/**
 * Who is asked how it was, when, and what an answer does: pure, with the clock passed in (SPEC RA1 to RA5).
 */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { AgentAuthor, Entry, EntryEvent } from '../../../protocol/entries.ts';
import type { RatingCounts, TeamRatingCounts } from '../../../protocol/rating-reports.ts';
import { SCORES, stars } from '../../../protocol/rating-scale.ts';
import type { RatedKind, Rating, RatingSend } from '../../../protocol/ratings.ts';
import type { Team } from '../../../protocol/teams.ts';
import { AppError } from '../../app-error.ts';
import type { Written } from '../../store/written.ts';
import type { Job, JobChanges, NewJob } from '../jobs/store.ts';
import type { SiteRecord } from '../sites/store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** From the end of a talk to the question: whoever closed by a slip of the finger can open again before anybody sees it. */
export const ASK_AFTER_MS = MINUTE_MS;
/** What was closed later than this after its last words, or noted so late after its call, nobody remembers. */
export const FRESH_MS = 7 * DAY_MS;
/** How long an answer is taken. */
export const OPEN_MS = 14 * DAY_MS;
/** Whoever has answered is not asked again before. */
export const REST_MS = DAY_MS;

export type RatingAsked = Extract<EntryEvent, { event: 'rating_asked' }>;
export type Rated = Extract<EntryEvent, { event: 'rated' }>;

const NOTHING: JobChanges = { cancel: [], put: [] };

/**
 * What a write does to the question that waits for its minute: closing and a call that was made write it, what opens the
 * conversation again takes it back (SPEC RA1, RA3).
 * @param before the conversation before the entry
 */
export function ratingChanges(
  before: Conversation,
  { entry, conversation }: { entry: Entry; conversation: Conversation },
): JobChanges {
  const { body, seq, createdAt } = entry;
  const { id, siteId, status } = conversation;
  const ofConversation = { kind: 'rating', conversationId: id } as const;
  const put = (subject: string): NewJob => ({
    ...ofConversation,
    ...{ siteId, subject, subjectVersion: seq, step: 1, dueAt: createdAt + ASK_AFTER_MS },
  });
  if (body.kind === 'event' && body.event === 'callback_reached') return { cancel: [], put: [put(body.callbackId)] };
  if (before.status === status) return NOTHING;
  if (status === 'held') return { cancel: [ofConversation], put: [] };
  const ofChat = { ...ofConversation, subject: id };
  if (body.kind === 'event' && body.event === 'closed') return { cancel: [], put: [put(id)] };
  return before.status === 'closed' ? { cancel: [ofChat], put: [] } : NOTHING;
}

/** What a job would ask about: its subject is the conversation, or a callback of it. */
export function kindOf({ subject, conversationId }: Pick<Job, 'subject' | 'conversationId'>): RatedKind {
  return subject === conversationId ? 'chat' : 'call';
}

/**
 * Whether a conversation is one whose visitor may be asked now: nobody waits in it, nor is held, nor was asked and has yet to
 * answer. A talk is over when it is closed and no call is to come (SPEC RA2).
 */
export function mayAsk(conversation: Conversation, of: RatedKind, at: number): boolean {
  const { status, waitingSince, callbackAt, asked } = conversation;
  if (status === 'held' || waitingSince !== null || (asked?.isOpen && asked.until > at)) return false;
  return of === 'call' || (status === 'closed' && callbackAt === null);
}

/**
 * The question that a job asks when it is due; null: none (SPEC RA2).
 * @param newest entries of the conversation, oldest first, as many as are looked at
 * @param callback whose call it is about; null: none
 */
export function questionOf(
  job: Job,
  about: {
    site: Pick<SiteRecord, 'rating'>;
    conversation: Conversation;
    newest: readonly Entry[];
    callback: Callback | null;
    at: number;
  },
): RatingAsked | null {
  const { site, conversation, newest, callback, at } = about;
  const { isOn, notTags } = site.rating;
  const of = kindOf(job);
  if (!isOn || !mayAsk(conversation, of, at)) return null;
  if (conversation.tags.some(tag => notTags.includes(tag))) return null;
  const answeredAt = newest.findLastIndex(isAnswer);
  const answer = newest[answeredAt];
  if (answer && at - answer.createdAt < REST_MS) return null;
  const agent =
    of === 'call' ? whoRang(newest, job, callback, at) : whoAnswered(newest.slice(answeredAt + 1), at - FRESH_MS);
  if (!agent) return null;
  return {
    ...{ kind: 'event', event: 'rating_asked', of, agentId: agent.id, agentName: agent.name },
    until: at + OPEN_MS,
    ...(callback && { ofCallbackId: callback.id }),
  };
}

function isAnswer({ body }: Entry): boolean {
  return body.kind === 'event' && (body.event === 'rated' || body.event === 'rating_declined');
}

/** Whose words were the last of a person's at the desk; null: nobody's since then. */
function whoAnswered(entries: readonly Entry[], since: number): AgentAuthor | null {
  const last = entries.findLast(({ author, body }) => author.kind === 'agent' && body.kind === 'message');
  return last?.author.kind === 'agent' && last.createdAt >= since ? last.author : null;
}

/** Who made the call; null: nobody says so any more, or it was noted too late. */
function whoRang(
  entries: readonly Entry[],
  { subjectVersion }: Job,
  callback: Callback | null,
  at: number,
): AgentAuthor | null {
  const cause = entries.find(({ seq }) => seq === subjectVersion);
  if (!callback || callback.endAt < at - FRESH_MS) return null;
  return cause?.author.kind === 'agent' ? cause.author : null;
}

export type RatingAnswer = Pick<RatingSend, 'askSeq' | 'score' | 'word'>;

/** What an owner has set and who they are, for judging an answer. */
export interface Judging {
  /** The callback about whose call alone it may be; left out: whatever was asked. */
  onlyOf?: string | undefined;
  lowScore: number;
  /** The owners to be told of a low one, and first who shall have it. */
  owners: readonly { id: string; name: string }[];
  /** All teams: those of whoever is rated are kept with it. */
  teams: readonly Team[];
}

/**
 * What tells of an answer. Where the question was taken back meanwhile, because somebody wrote, it is taken all the same: it
 * was on its way (SPEC RA4).
 * @throws AppError RATING_OVER
 */
export function answerTo(
  { asked, status }: Conversation,
  { askSeq, score, word }: RatingAnswer,
  { lowScore, owners, onlyOf }: Judging,
  at: number,
): Rated | Extract<EntryEvent, { event: 'rating_declined' }> {
  // What is held counts nowhere, and nobody learns that it is.
  const isAsked = asked?.askSeq === askSeq && at <= asked.until && status !== 'held';
  if (!isAsked || (onlyOf !== undefined && asked.ofCallbackId !== onlyOf)) throw new AppError('RATING_OVER');
  if (score === null) return { kind: 'event', event: 'rating_declined', askSeq };
  const { of, agentId, agentName } = asked;
  const isLow = score <= lowScore;
  const to = isLow ? owners.map(({ id, name }) => ({ id, name })) : [];
  return { kind: 'event', event: 'rated', of, agentId, agentName, askSeq, score, word, isLow, to };
}

/** The row of a rating. */
export function ratingOf(
  id: string,
  { entry: { conversationId, seq, createdAt }, conversation: { siteId } }: Pick<Written, 'entry' | 'conversation'>,
  { of, agentId, agentName, askSeq, score, word }: Rated,
  all: readonly Team[],
): Rating {
  const teams = all.filter(team => team.agentIds.includes(agentId)).map(team => ({ id: team.id, name: team.name }));
  const rating = { id, siteId, conversationId, askSeq, seq, of, agentId, agentName, score, word, createdAt };
  return teams.length > 0 ? { ...rating, teams } : rating;
}

/** How often one score was given to one agent or team, by the name of the last time. */
export interface ScoreCount {
  id: string;
  name: string;
  score: number;
  count: number;
  lastAt: number;
}

/** The same by agent or team, those with most ratings first. */
export function countsOf(found: readonly ScoreCount[]): { id: string; name: string; scores: number[] }[] {
  const total = ({ scores }: { scores: number[] }) => scores.reduce((sum, count) => sum + count, 0);
  const byWhom = Map.groupBy(found, each => each.id);
  return [...byWhom]
    .map(([id, counts]) => {
      const newest = counts.toSorted((a, b) => b.lastAt - a.lastAt || b.score - a.score)[0]!;
      const scores = SCORES.map(score => counts.find(each => each.score === score)?.count ?? 0);
      return { id, name: newest.name, scores };
    })
    .sort((a, b) => total(b) - total(a) || (a.id < b.id ? -1 : 1));
}

/** As agents are named in a report. */
export const agentCounts = (found: readonly ScoreCount[]): RatingCounts[] =>
  countsOf(found).map(({ id, name, scores }) => ({ agentId: id, agentName: name, scores }));

/** As teams are. */
export const teamCounts = (found: readonly ScoreCount[]): TeamRatingCounts[] =>
  countsOf(found).map(({ id, name, scores }) => ({ teamId: id, teamName: name, scores }));

/** What was said with a rating and how it was, in one line. */
export function ratedText({ score, word }: Pick<Rated, 'score' | 'word'>): string {
  return `${stars(score)} ${word}`.trim();
}

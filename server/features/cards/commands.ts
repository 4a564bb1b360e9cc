/** A person in one glance, as an agent may see it. */
import { Temporal } from 'temporal-polyfill';
import type { Agent } from '../../../protocol/agents.ts';
import type { CardAnswer, CardPromise } from '../../../protocol/cards.ts';
import type { Conversation, TalkItem } from '../../../protocol/conversations.ts';
import type { Context } from '../../context.ts';
import { maySee, seenSites } from '../../sight.ts';
import type { Store } from '../../store/store.ts';
import { readCard, suggestionsFor } from '../contacts/commands.ts';
import { excerpt } from '../timeline/text.ts';
import { conversationsOf } from '../views/commands.ts';
import { readGlances } from './glances.ts';
import { hintsOf } from './hints.ts';

type Reader = Pick<Agent, 'role' | 'siteIds'>;

/** Talks that are looked at for when they were spoken with. */
const TALKS = 10;
/** A talk that began within this is the one that goes on, ms. */
const NOW_MS = 12 * 3_600_000;
/** Browsers of one person of which the one is found that was here last. */
const BROWSERS = 50;

/**
 * The card with what is open, promised and worth saying.
 * @param contactId any contact of the card
 * @throws AppError NOT_FOUND where the agent may not see it
 */
export async function glanceAt(context: Context, by: Reader, contactId: string): Promise<CardAnswer> {
  const { store, now } = context;
  const card = await readCard(context, by, contactId);
  const [conversations, glances, visitors, suggestions, talks] = await Promise.all([
    conversationsOf(store, card.ids, by),
    readGlances(context.glances, card.ids, by),
    store.visitors.ofContacts(card.ids, BROWSERS),
    suggestionsFor(context, by, card.id),
    talksOf(context, card.ids, by),
  ]);
  const [promises, ofTalks, visits] = await Promise.all([
    promisesOf(store, conversations),
    store.ratings.ofConversations(conversations.map(({ id }) => id)),
    store.ratings.visitsOf(card.ids, seenSites(by)),
  ]);
  const ofVisits = visits.map(({ rating: { score, word, changedAt } }) => ({ score, word, createdAt: changedAt }));
  const ratings = [...ofTalks, ...ofVisits].sort((a, b) => b.createdAt - a.createdAt);
  const at = now();
  const seen = visitors.filter(({ siteId }) => maySee(by, siteId)).map(({ seenAt }) => seenAt);
  const spoken = talks.find(talk => talk.agentNames.length > 0 && talk.at < at - NOW_MS);
  const facts = { glances, promises, ratings, birthday: card.birthday, spokenAt: spoken?.at ?? null };
  const last = Math.max(...seen, talks.find(talk => talk.by === 'visitor')?.at ?? 0);
  return {
    card,
    since: Math.min(card.createdAt, glances.purchases?.firstAt ?? card.createdAt),
    heardAt: last > 0 ? last : null,
    conversationId: conversations[0]?.id ?? null,
    promises,
    hints: hintsOf(facts, at, dayOf(at, card.timeZone)),
    glances,
    suggestions: suggestions.length,
  };
}

async function talksOf(context: Context, contactIds: readonly string[], by: Reader): Promise<TalkItem[]> {
  const source = context.timeline.find(({ kind }) => kind === 'talk');
  return ((await source?.read(contactIds, null, TALKS, by)) ?? []) as TalkItem[];
}

/** What somebody waits for us to do, the earliest first; what has no time comes last. */
async function promisesOf(
  store: Pick<Store, 'callbacks'>,
  conversations: readonly Conversation[],
): Promise<CardPromise[]> {
  const rung = conversations.filter(({ callbackAt }) => callbackAt !== null);
  const callbacks = (await Promise.all(rung.map(({ id }) => store.callbacks.ofConversation(id)))).flat();
  const promises: CardPromise[] = [
    ...callbacks
      .filter(({ status }) => status === 'pending')
      .map(({ conversationId, startAt, topic }) => ({
        ...({ kind: 'callback', conversationId, at: startAt, about: excerpt(topic) } as const),
      })),
    ...conversations.flatMap(({ id, snoozed, preview }) =>
      snoozed ? [{ kind: 'snooze' as const, conversationId: id, at: snoozed.until, about: preview.text }] : [],
    ),
  ];
  return promises.sort((a, b) => (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER));
}

/** The person's own day, `YYYY-MM-DD`. */
function dayOf(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

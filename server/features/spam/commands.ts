/** What is done with quarantine, one function for each act. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { AgentAuthor } from '../../../protocol/entries.ts';
import type { SpamFigures, SpamRule, WorkChallenge } from '../../../protocol/spam.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Written } from '../../store/written.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import type { AgentAsks } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import type { SiteRecord } from '../sites/store.ts';
import { doneWork, newWork } from './work.ts';

/** Days that an owner is shown. */
const SHOWN_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/**
 * An agent's "Spam": out of the desk, and remembered (SPEC SP4).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
 */
export async function hold(context: Context, asks: AgentAsks, conversationId: string): Promise<void> {
  const { store, spam, routing, now } = context;
  const { by: author, sent } = asks;
  const written = await store.spam.hold({ conversationId, author, sent, at: now() });
  asks.answer(written);
  if (!written) return;
  publishEntry(context, written);
  // Whoever had it has room again.
  routing.wake();
  if (!isEvent(written, 'held')) return;
  spam.counted(written);
  spam.learn(written.conversation, { held: 1, released: 0 });
}

/**
 * An agent's "Not spam": back to the desk, where its writer waits from now on, and remembered (SPEC SP3).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
 */
export async function release(context: Context, asks: AgentAsks, conversationId: string): Promise<void> {
  const { store, spam, routing, now } = context;
  const { by: author, sent } = asks;
  const row = auditRow(context, auditorOf(context, author), {
    what: 'quarantine.released',
    on: { kind: 'conversation', id: conversationId, text: '' },
  });
  const written = await store.spam.release({ conversationId, author, sent, at: now(), row });
  asks.answer(written);
  if (!written) return;
  publishEntry(context, written);
  routing.wake();
  const rules = rulesOf(written);
  if (!rules) return;
  spam.countReleased(written.conversation, rules);
  // An agent who was wrong takes the lesson back as well.
  spam.learn(written.conversation, { held: rules.includes('agent') ? -1 : 0, released: 1 });
}

/** The work that a page is asked for after it sent what is held for want of it; null: it is not, or for more than that. */
export async function workFor(
  { config, now }: Pick<Context, 'config' | 'now'>,
  { id: conversationId, siteId, held }: Conversation,
): Promise<WorkChallenge | null> {
  if (held?.rules.length !== 1 || held.rules[0] !== 'unproven') return null;
  return newWork(config.secretKey, { siteId, conversationId }, now());
}

/**
 * A page did its work: what it had sent comes out by itself, once for each challenge among all servers (SPEC SP6).
 * @throws AppError FIELD_INVALID when it did not, or when the same was shown before
 */
export async function takeWork(context: Context, site: SiteRecord, payload: string): Promise<void> {
  const { store, spam, routing, config, now } = context;
  const at = now();
  const done = await doneWork(config.secretKey, payload, at);
  const isNew =
    done?.siteId === site.id && (await store.spam.spend(site.id, { kind: 'challenge', name: done.name }, done.until));
  if (!done || !isNew) {
    const fields = { payload: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', 'This is no solution of a challenge that is still open.', { fields });
  }
  const { conversationId } = done;
  const written = await store.spam.release({ conversationId, author: { kind: 'system' }, only: 'unproven', at });
  if (!written) return;
  publishEntry(context, written);
  routing.wake();
  spam.countReleased(written.conversation, rulesOf(written) ?? []);
}

/** What was held and let out of a site in thirty days. */
export async function figuresOf({ store, spam, now }: Context, site: SiteRecord): Promise<SpamFigures> {
  const [days, rules] = await Promise.all([store.spam.tallies(site.id, 'day'), store.spam.tallies(site.id, 'rule')]);
  const first = dayOf(now() - (SHOWN_DAYS - 1) * DAY_MS);
  const byDay = new Map(days.map(each => [each.name, each]));
  const shown = Array.from({ length: SHOWN_DAYS }, (_, index) => {
    const day = dayOf(now() - (SHOWN_DAYS - 1 - index) * DAY_MS);
    const { held = 0, released = 0 } = byDay.get(day) ?? {};
    return { day, held, released };
  });
  const byRule = new Map<string, { held: number; released: number }>();
  for (const { name, held, released } of rules) {
    const [day = '', rule = ''] = name.split(' ');
    if (day < first) continue;
    const sum = byRule.get(rule) ?? { held: 0, released: 0 };
    byRule.set(rule, { held: sum.held + held, released: sum.released + released });
  }
  const sum = (of: 'held' | 'released') => shown.reduce((total, each) => total + each[of], 0);
  return {
    held: sum('held'),
    released: sum('released'),
    isUnderPressure: spam.isUnderPressure(site),
    byRule: [...byRule]
      .map(([rule, each]) => ({ rule: rule as SpamRule, ...each }))
      .sort((a, b) => b.held - a.held || a.rule.localeCompare(b.rule)),
    days: shown,
  };
}

/** A link does not say from where it is used. */
function auditorOf({ staff }: Pick<Context, 'staff'>, { id, name }: AgentAuthor): Actor {
  return { who: { kind: 'agent', id, name, email: staff.find(id)?.email ?? '' }, from: null };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function isEvent({ entry, isRepeat }: Written, event: 'held'): boolean {
  return !isRepeat && entry.body.kind === 'event' && entry.body.event === event;
}

/** What had held it; null: nothing was let out. */
function rulesOf({ entry, isRepeat }: Written): SpamRule[] | null {
  return !isRepeat && entry.body.kind === 'event' && entry.body.event === 'released' ? entry.body.rules : null;
}

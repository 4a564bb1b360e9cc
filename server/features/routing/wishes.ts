import type { Conversation } from '../../../protocol/conversations.ts';
import type { RoutingRule } from '../../../protocol/routing.ts';
import { whomOf } from '../../../protocol/whom.ts';
import type { Core } from '../../core.ts';
import type { Sites } from '../sites/sites.ts';
import { meantOf } from './commands.ts';
import { type Facts, knownFrom, ruleFor, rulesAt, saidIn } from './matching.ts';
import { kindOf, type Wish } from './rules.ts';

/** Entries that are looked back on: who answered last, and what is wanted now, stand among them. */
const LOOKED_AT = 50;
const MINUTE_MS = 60_000;

/** For whom a conversation is meant, and when it is for anybody. */
export type Meant = Omit<Wish, 'isAlone'> & { widensAt: number };

/**
 * Reads for whom waiting conversations are meant. What no rule of their site asks for, and nobody has answered yet, costs no
 * look at what was said.
 * @returns by the conversations' ids
 */
export async function readMeant(
  { store, now }: Pick<Core, 'store' | 'now'>,
  { sites }: { sites: Sites },
  conversations: readonly Conversation[],
): Promise<Map<string, Meant>> {
  const at = now();
  const all = new Map((await sites.all()).map(site => [site.id, site]));
  const waiting = [...new Set(conversations.map(({ siteId }) => siteId))].flatMap(id => all.get(id) ?? []);
  const groups = await meantOf(store, waiting);
  const rulesBy = new Map(waiting.map(site => [site.id, rulesAt(site, groups, at)]));

  async function meant(conversation: Conversation): Promise<Meant> {
    const { siteId, contact, waitingSince, updatedAt } = conversation;
    const rules = rulesBy.get(siteId) ?? [];
    const { known, ...facts } = await look(conversation, rules);
    const rule = ruleFor(rules, conversation, facts);
    const widenMinutes = all.get(siteId)?.routing.widenMinutes ?? 0;
    const widensAt = (waitingSince ?? updatedAt) + widenMinutes * MINUTE_MS;
    const team = (rule && groups.get(whomOf(rule))) ?? null;
    const language = contact.locale;
    return { kind: kindOf(conversation), known, team, language, isWide: at >= widensAt, widensAt };
  }

  async function look(conversation: Conversation, rules: RoutingRule[]): Promise<Facts & { known: string[] }> {
    const { id, visitorId, agentReadSeq } = conversation;
    const needsWords = rules.some(({ topics }) => topics.length > 0);
    const needsPage = rules.some(({ pages }) => pages.length > 0);
    // An answer reads all before it.
    const needsEntries = needsWords || agentReadSeq > 0;
    const [entries, visitor] = await Promise.all([
      needsEntries ? store.conversations.entriesBefore(id, null, LOOKED_AT) : [],
      needsPage && visitorId !== null ? store.visitors.find(visitorId) : null,
    ]);
    const page = visitor?.trail.find(({ kind }) => kind === 'page')?.url ?? null;
    return { page, said: needsWords ? saidIn(entries) : '', known: knownFrom(entries) };
  }

  return new Map(await Promise.all(conversations.map(async each => [each.id, await meant(each)] as const)));
}

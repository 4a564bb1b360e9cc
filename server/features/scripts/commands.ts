/** What is done with scripts, one function for each act. */
import { checkScript } from '../../../protocol/script/check.ts';
import type { Script, ScriptAnswer } from '../../../protocol/scripts.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Actor } from '../audit/commands.ts';
import { dayOf } from '../availability/rules.ts';
import { type AgentAsks, firstAnswer } from '../conversations/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import { siteRow, storedSite } from '../sites/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type ScriptDesk, speakerOf } from './rules.ts';

const SHOWN_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** How a site answers by itself now; null: it does not. */
export function deskOfScript(
  { availability, newId, now }: Pick<Context, 'availability' | 'newId' | 'now'>,
  site: SiteRecord,
): ScriptDesk | null {
  if (!site.bot?.isOn && !site.script?.isOn) return null;
  const isHere = availability.of(site).state === 'here';
  return speakerOf(site, { isHere, count: { id: newId(), day: dayOf(site, now()) } });
}

/** A site's script, and what it did in thirty days. @throws AppError SITE_UNKNOWN */
export async function scriptOf(context: Context, key: string): Promise<ScriptAnswer> {
  const { store, now } = context;
  const site = await storedSite(context, key);
  const counts = await store.scripts.counts(site.id, dayOf(site, now() - (SHOWN_DAYS - 1) * DAY_MS));
  return { script: site.script, counts };
}

/**
 * Keeps a script. One with faults is kept too, but not while it is on (SPEC SA5).
 * @throws AppError SITE_UNKNOWN, FIELD_INVALID naming each fault
 */
export async function saveScript(context: Context, actor: Actor, key: string, script: Script): Promise<ScriptAnswer> {
  const { store, sites } = context;
  const problems = script.isOn ? checkScript(script) : [];
  if (problems.length > 0) {
    const said = problems
      .slice(0, 10)
      .map(({ node, fault, locale }) => [node, fault, locale].filter(Boolean).join(' '));
    throw new AppError(
      'FIELD_INVALID',
      `The script can be on when nothing is wrong with it; now: ${said.join(', ')}.`,
      {
        fields: { isOn: 'FIELD_INVALID' },
      },
    );
  }
  const { id } = await storedSite(context, key);
  const changed = await store.sites.update(id, { script }, siteRow(context, actor, 'site.changed', id, 'script'));
  if (!changed) throw new AppError('SITE_UNKNOWN');
  sites.forget();
  return scriptOf(context, key);
}

/**
 * Gives a conversation back to the script, which says its first answer. Sent again, it changes nothing (SPEC SA3, ST4).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED, NOT_FOUND where the site has no script by now
 */
export async function resumeScript(context: Context, asks: AgentAsks, conversationId: string): Promise<void> {
  const { store, sites, routing, now } = context;
  const { by: author, sent } = asks;
  const { siteId } = (await store.conversations.find(conversationId)) ?? {};
  const site = siteId === undefined ? null : await sites.byId(siteId);
  if (!site) throw new AppError('CONVERSATION_UNKNOWN');
  const scripted = deskOfScript(context, site);
  const written = scripted
    ? await store.scripts.resume({ conversationId, author, sent, scripted, at: now() })
    : await firstAnswer(store, { conversationId }, sent, new AppError('NOT_FOUND', 'The script of this site is off.'));
  asks.answer(written);
  publishEntry(context, written);
  if (written.answer) publishEntry(context, written.answer);
  // Whoever had it has room again.
  routing.wake();
}

/** What agents do about themselves and each other. */
import type { z } from 'zod';
import type { AgentPresence, agentUpdate, meUpdate, PresenceSet } from '../../../protocol/agents.ts';
import type { AgentAuthor } from '../../../protocol/entries.ts';
import { AGENT_VERSION } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hashChosen } from '../../passwords.ts';
import { seenSites } from '../../sight.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { tellLiveCalls } from '../calls/news.ts';
import { mentionCountsOf } from '../mentions/news.ts';
import { confirmPassword } from '../sessions/guesses.ts';
import type { SignedIn } from '../sessions/store.ts';
import { announceStaff, tellStaff } from './news.ts';
import { keepPause } from './pauses.ts';
import { agentOf, houseWords, isFinished, pauseOf } from './rules.ts';
import type { AgentRecord } from './store.ts';

/** An agent as they are now, with the rights of now. @throws AppError SIGN_IN_REQUIRED when there is no such agent any more */
export function agentNow({ staff }: Pick<Context, 'staff'>, agentId: string): AgentPresence {
  const agent = staff.find(agentId);
  if (!agent || agent.isDisabled) throw new AppError('SIGN_IN_REQUIRED');
  return agent;
}

/** An agent as entries name them. @throws AppError SIGN_IN_REQUIRED when there is no such agent any more */
export function authorOf(context: Pick<Context, 'staff'>, agentId: string): AgentAuthor {
  const { id, name } = agentNow(context, agentId);
  return { kind: 'agent', id, name };
}

/** Opens the desk for a page of an agent. News that comes while the welcome is made follows it. @throws AppError VERSION_UNSUPPORTED, SIGN_IN_REQUIRED */
export async function helloOfAgent(
  context: Context,
  page: AgentPeer,
  { version, clientId: ref }: { version: number; clientId: string },
): Promise<void> {
  const { hub, staff, store, counts, storeWatch, factorPolicy, now } = context;
  page.expectHello(version, AGENT_VERSION);
  const { agentId } = page;
  if (!staff.find(agentId)) await tellStaff(context);
  const seen = seenSites(agentNow(context, agentId));
  page.sees = seen && new Set(seen);
  page.hold();
  if (hub.join(page)) staff.came(agentId);
  // From here on an end of the session closes the page. One that came between the upgrade and here closed nothing.
  const isLive = (await store.sessions.all(agentId, now())).some(each => each.id === page.sessionId);
  if (!isLive) throw new AppError('SIGN_IN_REQUIRED');
  // So does everybody's need of a second factor, which may have come meanwhile (SPEC FA5).
  if ((await factorPolicy.isRequired()) && !(await hasFactor(context, agentId))) throw new AppError('FACTOR_REQUIRED');
  const [counted, mentions] = await Promise.all([counts.of(agentId), mentionCountsOf(context, agentId)]);
  page.release({
    type: 'welcome',
    ref,
    version: AGENT_VERSION,
    agentId,
    agents: staff.all(),
    ...counted,
    mentions,
    visitorsHere: page.sees ? hub.conversationsHereOf(page.sees) : hub.conversationsHere(),
    isStoreAvailable: storeWatch.isAvailable,
    serverAt: now(),
  });
  await announceStaff(context);
  // Whoever can not be told of calls now is told of the next change.
  await tellLiveCalls(context, page).catch(error =>
    context.log.warn({ err: error }, 'calls that ring could not be told to a page that was opened'),
  );
}

/**
 * Connected, but not to be given anything new; and back. Reaches colleagues, open pages and routing at once.
 * @throws AppError FIELD_INVALID for a time that has passed
 */
export async function setPause(
  context: Context,
  agentId: string,
  said: Omit<PresenceSet, 'type' | 'clientId'>,
  answer: () => void,
): Promise<void> {
  const { staff, settings, now, log } = context;
  const pause = pauseOf(said, now());
  staff.setPause(agentId, pause);
  answer();
  await announceStaff(context);
  // Colleagues have heard it; where the store is away, a restart alone forgets it.
  await keepPause(settings, agentId, pause).catch(error =>
    log.warn({ err: error }, 'until when an agent is away could not be kept'),
  );
}

/** Open conversations of one agent that are looked through: the largest capacity there is. */
const MAX_OPEN = 1_000;

/** Whoever finishes up is away by themselves when it is done (SPEC PA3). Of several servers one looks; called by the beat. */
export async function finishUp({ staff, settings, store, feed, now }: Context): Promise<void> {
  if (feed && !feed.isLeader) return;
  for (const { id, pause } of staff.all()) {
    if (!pause?.isFinishing || !isFinished(await store.views.openOf(id, MAX_OPEN), now())) continue;
    // They may have said something else meanwhile.
    if (staff.find(id)?.pause !== pause) continue;
    const away = { ...pause, isFinishing: false };
    staff.setPause(id, away);
    await keepPause(settings, id, away);
  }
}

/** From the store, not from what the server remembers: it may have been switched on at another one a moment ago. */
async function hasFactor({ store }: Context, agentId: string): Promise<boolean> {
  return (await store.agents.all()).some(each => each.id === agentId && each.factor !== null);
}

/**
 * An owner changes role, capacity, languages or sites of an agent, or disables or enables them. Their links end, and with a disabling their sessions.
 * @throws AppError NOT_FOUND, LAST_OWNER, FIELD_INVALID
 */
export async function changeAgent(
  context: Context,
  actor: Actor,
  agentId: string,
  change: z.infer<typeof agentUpdate>,
): Promise<AgentPresence> {
  const { store, staff } = context;
  await refuseUnknownSites(context, change.siteIds);
  const on = { kind: 'agent', id: agentId, text: saidChange(change) } as const;
  const changed = await store.agents.update(agentId, change, auditRow(context, actor, { what: 'agent.changed', on }));
  if (!changed) throw new AppError('NOT_FOUND');
  await tellStaff(context);
  return staff.find(changed.id) ?? { ...agentOf(changed), isHere: false, pause: null };
}

/**
 * An agent changes their own name, language, password or columns of people. A new password ends all other sessions.
 * @throws AppError FIELD_INVALID when the current password is another, PASSWORD_KNOWN, RATE_LIMITED, SIGN_IN_REQUIRED
 */
export async function changeMe(
  context: Context,
  actor: Actor,
  { agent, session }: SignedIn,
  { name, locale, password, currentPassword, peopleColumns }: z.infer<typeof meUpdate>,
  ip: string,
): Promise<AgentRecord> {
  const { store, hub, guesses } = context;
  let passwordHash: string | undefined;
  if (password !== undefined) {
    await confirmPassword(guesses, agent, currentPassword ?? '', ip);
    const words = houseWords(await store.sites.all(), { email: agent.email, name: name ?? agent.name });
    passwordHash = await hashChosen(password, words);
  }
  const change = {
    ...(name && { name }),
    ...(locale && { locale }),
    ...(passwordHash && { passwordHash }),
    ...(peopleColumns !== undefined && { peopleColumns }),
  };
  const on = { kind: 'agent', id: agent.id, text: '' } as const;
  const row = passwordHash ? auditRow(context, actor, { what: 'password.changed', on }) : undefined;
  const changed = await store.agents.update(agent.id, change, row);
  if (!changed) throw new AppError('SIGN_IN_REQUIRED');
  if (passwordHash) hub.closeSessions(await store.sessions.end(agent.id, { except: session.id }));
  await tellStaff(context);
  return changed;
}

/** @throws AppError FIELD_INVALID */
export async function refuseUnknownSites(
  { store }: Pick<Context, 'store'>,
  siteIds: string[] | null | undefined,
): Promise<void> {
  if (!siteIds) return;
  const known = new Set((await store.sites.all()).map(site => site.id));
  if (siteIds.every(id => known.has(id))) return;
  throw new AppError('FIELD_INVALID', 'siteIds names a site that does not exist.', {
    fields: { siteIds: 'FIELD_INVALID' },
  });
}

/** What is no right. */
const BY_NAME: ReadonlySet<string> = new Set(['capacity', 'letterCapacity', 'languages']);

/** A change as the audit log tells it: rights with what they are now, all else by its name. */
export function saidChange(change: z.infer<typeof agentUpdate>): string {
  const rights = Object.entries(change).map(([name, value]) => (BY_NAME.has(name) ? name : `${name}: ${value}`));
  return rights.join(', ').slice(0, 300);
}

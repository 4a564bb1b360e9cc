import type { Agent, Me, Pause, PresenceSet } from '../../../protocol/agents.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Switches } from '../../../protocol/switches.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Config } from '../../config.ts';
import type { ProxyWatch } from '../../http/proxies.ts';
import type { SignedIn } from '../sessions/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { AgentRecord } from './store.ts';

/** Open conversations that a new agent is given at once: what one person can follow without anybody waiting long. */
const CAPACITY = 6;

/** The agent as others see it: without what lets them in, and what is theirs alone. */
export function agentOf({ passwordHash: _, peopleColumns: _c, factor, ...agent }: AgentRecord): Agent {
  return { ...agent, hasFactor: factor !== null };
}

/**
 * Whether a change takes the last owner away who can sign in (SPEC ST9). Whoever was none before takes nothing.
 * @param hasOther another enabled owner is there
 */
export function losesLastOwner(before: OwnerFields, after: OwnerFields, hasOther: boolean): boolean {
  return isOwner(before) && !isOwner(after) && !hasOther;
}

type OwnerFields = Pick<Agent, 'role' | 'isDisabled'>;

/** Whether an agent has an owner's rights now. */
export function isOwner({ role, isDisabled }: OwnerFields): boolean {
  return role === 'owner' && !isDisabled;
}

/** Whether a conversation may be an agent's: who is disabled or only reads would never answer it. */
export function mayBeGiven(agent: Pick<Agent, 'role' | 'isDisabled'>): boolean {
  return !agent.isDisabled && agent.role !== 'reader';
}

/** Further than anybody says when they will be back: a slip of the finger is found. */
const MAX_PAUSE_MS = 31 * 24 * 3_600_000;

/** What an agent's word makes of them; null: they take what comes. @throws AppError FIELD_INVALID for a time that has passed, or is too far */
export function pauseOf(said: Omit<PresenceSet, 'type' | 'clientId'>, now: number): Pause | null {
  const { isAway, isFinishing = false, reason = null, note = '', until = null } = said;
  if (!isAway && !isFinishing) return null;
  if (until !== null && (until <= now || until > now + MAX_PAUSE_MS)) {
    throw new AppError('FIELD_INVALID', 'until must be a time to come, within 31 days, or null.', {
      fields: { until: 'FIELD_INVALID' },
    });
  }
  return { isFinishing: !isAway, reason, note, until };
}

/**
 * What is left of a pause: it outlives a reload and not an evening, since a forgotten one must not keep a desk empty; but
 * who said when they will be back may close their page until then (SPEC A3).
 * @param leftAt when the agent's last page went, ms since the epoch; null: one is open
 */
export function keptPause(pause: Pause | null, leftAt: number | null, now: number): Pause | null {
  if (!pause || leftAt === null || now - leftAt < LIMITS.offerAfterMs) return pause;
  return pause.until !== null && now < pause.until && !pause.isFinishing ? pause : null;
}

/** Whoever was answered just now may be reading it, or writing back: so long their agent stays, ms. */
const QUIET_MS = 120_000;

/** Whether somebody who finishes up has finished: of their open conversations nobody waits, and none is under way (SPEC PA3). */
export function isFinished(open: readonly Pick<Conversation, 'waitingSince' | 'updatedAt'>[], now: number): boolean {
  return open.every(({ waitingSince, updatedAt }) => waitingSince === null && now - updatedAt >= QUIET_MS);
}

/** What somebody who knows the shop, or works there, would try for a password. SECURITY.md lists it. */
export function houseWords(
  sites: readonly Pick<SiteRecord, 'name' | 'origins'>[],
  { email, name }: Pick<Agent, 'email' | 'name'>,
): string[] {
  return ['deskbell', email, name, ...sites.flatMap(site => [site.name, ...site.origins])];
}

/** What a signed-in agent's page is told of itself; an owner's also of what only they can do something about. */
export async function meOf(
  { agent, session }: SignedIn,
  {
    config,
    proxies,
    factorPolicy,
    doctor,
    switches,
  }: {
    config: Pick<Config, 'smtpUrl'>;
    proxies: Pick<ProxyWatch, 'untrusted'>;
    factorPolicy: { isRequired(): Promise<boolean> };
    doctor: { toMend(): Promise<number> };
    switches: { read(): Promise<Switches> };
  },
): Promise<Me> {
  const needsFactor = agent.factor === null && (await factorPolicy.isRequired());
  const untrustedProxy = isOwner(agent) ? proxies.untrusted : null;
  const toMend = isOwner(agent) ? await doctor.toMend() : 0;
  const hasMail = config.smtpUrl !== null;
  return {
    agent: agentOf(agent),
    peopleColumns: agent.peopleColumns,
    sessionId: session.id,
    hasMail,
    needsFactor,
    untrustedProxy,
    toMend,
    switches: await switches.read(),
  };
}

export function newAgent(agent: {
  id: string;
  email: string;
  name: string;
  role: Agent['role'];
  siteIds?: Agent['siteIds'];
  locale: Locale;
  passwordHash: string;
  at: number;
}): AgentRecord {
  const { at, siteIds = null, ...fields } = agent;
  const work = { capacity: CAPACITY, letterCapacity: null, languages: [] };
  return { ...fields, ...work, isDisabled: false, siteIds, factor: null, peopleColumns: null, createdAt: at };
}

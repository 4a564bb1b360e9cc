import type { Agent, Me } from '../../../protocol/agents.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Config } from '../../config.ts';
import type { ProxyWatch } from '../../http/proxies.ts';
import type { SignedIn } from '../sessions/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { AgentRecord } from './store.ts';

/** Open conversations that a new agent is given at once: what one person can follow without anybody waiting long. */
const CAPACITY = 6;

/** The agent as others see it: without what lets them in. */
export function agentOf({ passwordHash: _, factor, ...agent }: AgentRecord): Agent {
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

/** What somebody who knows the shop, or works there, would try for a password. SECURITY.md lists it. */
export function houseWords(
  sites: readonly Pick<SiteRecord, 'name' | 'origins'>[],
  { email, name }: Pick<Agent, 'email' | 'name'>,
): string[] {
  return ['deskbell', email, name, ...sites.flatMap(site => [site.name, ...site.origins])];
}

/** What a signed-in agent's page is told of itself; an owner's also of a proxy that only they can do something about. */
export async function meOf(
  { agent, session }: SignedIn,
  {
    config,
    proxies,
    factorPolicy,
  }: {
    config: Pick<Config, 'smtpUrl'>;
    proxies: Pick<ProxyWatch, 'untrusted'>;
    factorPolicy: { isRequired(): Promise<boolean> };
  },
): Promise<Me> {
  const needsFactor = agent.factor === null && (await factorPolicy.isRequired());
  const untrustedProxy = isOwner(agent) ? proxies.untrusted : null;
  const hasMail = config.smtpUrl !== null;
  return { agent: agentOf(agent), sessionId: session.id, hasMail, needsFactor, untrustedProxy };
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
  return { ...fields, ...work, isDisabled: false, siteIds, factor: null, createdAt: at };
}

/** What others ask of routing: who could answer, and why nobody is given what waits. */
import { whomOf } from '../../../protocol/whom.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { Store } from '../../store/store.ts';
import { mayBeGiven } from '../agents/rules.ts';
import type { Staff } from '../agents/staff.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type Answerer, waitReasonsOf } from './rules.ts';

/** Everybody who may answer, each with what they have. What is theirs is counted only if somebody is here to be given more. */
export async function answerersOf({ store }: Pick<Core, 'store'>, staff: Staff): Promise<Answerer[]> {
  const agents = staff.all().filter(mayBeGiven);
  // Who finishes up is here, and is given nothing new (SPEC PA3).
  const here = staff.here();
  const taking = new Set(here.map(({ id }) => id));
  const apart = here.filter(({ letterCapacity }) => letterCapacity !== null).map(({ id }) => id);
  const [open, letters] = await Promise.all([
    here.length > 0 ? store.views.load() : new Map<string, number>(),
    apart.length > 0 ? store.views.letters(apart) : new Map<string, number>(),
  ]);
  return agents.map(agent => {
    const { id, capacity, letterCapacity, languages } = agent;
    const has = { open: open.get(id) ?? 0, letters: letters.get(id) ?? 0 };
    return { id, capacity, letterCapacity, languages, isHere: taking.has(id), sees: seenSites(agent), ...has };
  });
}

/**
 * For whom the rules of sites may mean somebody: members of teams by the teams' ids, and agents by their own, each alone. Empty
 * where there is no rule. Whoever is disabled is as gone as a team that is.
 */
export async function meantOf(
  store: Pick<Store, 'teams' | 'agents'>,
  sites: readonly Pick<SiteRecord, 'routing'>[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rules = sites.flatMap(({ routing }) => routing.rules);
  if (rules.length === 0) return new Map();
  const named = new Set(rules.flatMap(({ agentId }) => agentId ?? []));
  const [teams, agents] = await Promise.all([store.teams.all(), named.size > 0 ? store.agents.all() : []]);
  const alone = agents.filter(agent => named.has(agent.id) && mayBeGiven(agent));
  return new Map([
    ...teams.map(({ id, agentIds }) => [id, new Set(agentIds)] as const),
    ...alone.map(({ id }) => [id, new Set([id])] as const),
  ]);
}

/** Why what nobody has waits, of each site (SPEC RT9). */
export async function waitReasons(
  core: Pick<Core, 'store'>,
  { sites, staff }: { sites: Sites; staff: Staff },
): Promise<ReturnType<typeof waitReasonsOf>> {
  const ruled = (await sites.all()).filter(({ routing }) => routing.rules.length > 0);
  const [answerers, meant] = await Promise.all([answerersOf(core, staff), meantOf(core.store, ruled)]);
  const named = ({ routing }: SiteRecord) => new Set(routing.rules.map(whomOf));
  return waitReasonsOf(
    answerers,
    new Map(ruled.map(site => [site.id, [...named(site)].flatMap(id => meant.get(id) ?? [])])),
  );
}

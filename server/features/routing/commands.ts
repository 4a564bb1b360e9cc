/** What others ask of routing: who could answer, and why nobody is given what waits. */
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

/** Members of teams, by the teams' ids. Empty where no rule of these sites gives anything to one. */
export async function teamsOf(
  store: Pick<Store, 'teams'>,
  sites: readonly Pick<SiteRecord, 'routing'>[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (sites.every(({ routing }) => routing.rules.length === 0)) return new Map();
  return new Map((await store.teams.all()).map(({ id, agentIds }) => [id, new Set(agentIds)]));
}

/** Why what nobody has waits, of each site (SPEC RT9). */
export async function waitReasons(
  core: Pick<Core, 'store'>,
  { sites, staff }: { sites: Sites; staff: Staff },
): Promise<ReturnType<typeof waitReasonsOf>> {
  const ruled = (await sites.all()).filter(({ routing }) => routing.rules.length > 0);
  const [answerers, teams] = await Promise.all([answerersOf(core, staff), teamsOf(core.store, ruled)]);
  const named = ({ routing }: SiteRecord) => new Set(routing.rules.map(({ teamId }) => teamId));
  return waitReasonsOf(
    answerers,
    new Map(ruled.map(site => [site.id, [...named(site)].flatMap(teamId => teams.get(teamId) ?? [])])),
  );
}

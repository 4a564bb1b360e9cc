import type { Availability } from '../../../protocol/availability.ts';
import type { Core } from '../../core.ts';
import type { Staff } from '../agents/staff.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type Opening, openingAt } from './rules.ts';

/** Says whether somebody can answer now, and keeps open pages informed (SPEC A1). */
export interface AvailabilityKeeper {
  of(site: SiteRecord): Availability;
  /**
   * Tells the pages open on a site, if they had heard otherwise. Also before a page hears it in its welcome: else it
   * might change back before the next beat, and leave that page alone with an answer that nobody takes back.
   * @returns what all of them know now
   */
  tell(site: SiteRecord): Availability;
  /** Tells the pages of every site where it changed: after agents came or went, and by the beat when hours begin or end. */
  tick(): Promise<void>;
  /** A visitor was answered after so long, for the median that panels show. Other servers are told. */
  answered(siteId: string, tookMs: number): void;
  /** The same, at another server. */
  answeredElsewhere(siteId: string, tookMs: number): void;
}

const NAMES = 3;
/** Answers that the median looks back on, and from how many on it means something. */
const ANSWERS_KEPT = 30;
const ANSWERS_NEEDED = 3;
const MINUTE_MS = 60_000;

export function createAvailability(
  { hub, now, feed }: Pick<Core, 'hub' | 'now' | 'feed'>,
  { sites, staff }: { sites: Sites; staff: Staff },
): AvailabilityKeeper {
  const told = new Map<string, string>();
  const openings = new Map<string, Opening & { hours: string; from: number; until: number }>();
  const answers = new Map<string, number[]>();

  /** Working out opening times costs a millisecond, so one answer is kept until the next boundary. */
  function openingOf(site: SiteRecord): Opening {
    const at = now();
    const hours = JSON.stringify([site.hours, site.timeZone]);
    const kept = openings.get(site.id);
    if (kept && kept.hours === hours && kept.from <= at && at < kept.until) return kept;
    const opening = openingAt(site.hours, site.timeZone, at);
    const until = (opening.isOpen ? opening.closesAt : opening.opensAt) ?? Infinity;
    openings.set(site.id, { ...opening, hours, from: at, until });
    return opening;
  }

  function of(site: SiteRecord): Availability {
    const { isOpen, opensAt, closesAt } = openingOf(site);
    const here = isOpen ? staff.here() : [];
    return {
      state: isOpen ? (here.length > 0 ? 'here' : 'away') : 'closed',
      agents: here.slice(0, NAMES).map(agent => agent.name),
      answersInMs: medianMs(answers.get(site.id) ?? []),
      opensAt,
      closesAt,
    };
  }

  function tell(site: SiteRecord): Availability {
    const availability = of(site);
    const text = JSON.stringify(availability);
    if (told.get(site.id) !== text) {
      told.set(site.id, text);
      hub.toSite(site.id, { type: 'availability', availability });
    }
    return availability;
  }

  function answeredElsewhere(siteId: string, tookMs: number): void {
    const kept = answers.get(siteId) ?? [];
    answers.set(siteId, [...kept, tookMs].slice(-ANSWERS_KEPT));
  }

  return {
    of,
    tell,
    answeredElsewhere,
    async tick() {
      for (const id of hub.sitesHere()) {
        const site = await sites.byId(id);
        if (site) tell(site);
      }
    },
    answered(siteId, tookMs) {
      answeredElsewhere(siteId, tookMs);
      feed?.say({ kind: 'answered', siteId, tookMs });
    },
  };
}

/** In whole minutes, at least one: nobody needs it finer, and pages need not hear of every answer. */
function medianMs(times: number[]): number | null {
  if (times.length < ANSWERS_NEEDED) return null;
  const median = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return Math.max(1, Math.round(median / MINUTE_MS)) * MINUTE_MS;
}

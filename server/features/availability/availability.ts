import type { Availability } from '../../../protocol/availability.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import type { Staff } from '../agents/staff.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type Opening, openingAt, scheduleOf } from './rules.ts';

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
const HOUR_MS = 60 * MINUTE_MS;
/** A clock time says when calls end only if it comes once until then. */
const DAY_MS = 24 * HOUR_MS;

/** What was worked out for a site, of what, and from when until when it holds. */
interface Kept {
  site: SiteRecord;
  hours: string;
  from: number;
  until: number;
  chat: Opening;
  calls: Opening;
}

export function createAvailability(
  { hub, now, feed }: Pick<Core, 'hub' | 'now' | 'feed'>,
  { sites, staff }: { sites: Sites; staff: Staff },
): AvailabilityKeeper {
  const told = new Map<string, string>();
  const openings = new Map<string, Kept>();
  const answers = new Map<string, number[]>();

  /** Working out opening times costs a millisecond, so one answer is kept until the next boundary. */
  function openingsOf(site: SiteRecord): Kept {
    const at = now();
    const kept = openings.get(site.id);
    if (kept && kept.from <= at && at < kept.until) {
      if (kept.site === site) return kept;
      if (kept.hours === hoursOf(site)) {
        kept.site = site;
        return kept;
      }
    }
    const chat = openingAt(scheduleOf(site, 'chat'), at);
    const calls = site.callHours === 'chat' ? chat : openingAt(scheduleOf(site, 'calls'), at);
    const boundaries = [chat, calls].map(each => (each.isOpen ? each.closesAt : each.opensAt) ?? Infinity);
    // A boundary that is days away is not known yet, and whether one is near changes too.
    const until = Math.min(...boundaries, at + HOUR_MS);
    const fresh = { site, hours: hoursOf(site), from: at, until, chat, calls };
    openings.set(site.id, fresh);
    return fresh;
  }

  function of(site: SiteRecord): Availability {
    const { chat, calls } = openingsOf(site);
    const { isOpen, opensAt, closesAt } = chat;
    const here = isOpen ? staff.here().filter(agent => maySee(agent, site.id)) : [];
    const isSoon = calls.closesAt !== null && calls.closesAt - now() < DAY_MS;
    return {
      state: isOpen ? (here.length > 0 ? 'here' : 'away') : 'closed',
      agents: here.slice(0, NAMES).map(agent => agent.name),
      answersInMs: medianMs(answers.get(site.id) ?? []),
      opensAt,
      closesAt,
      callsUntil: isSoon ? calls.closesAt : null,
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

/** What opening times depend on; of the holidays, when they were read. */
function hoursOf({ hours, callHours, days, holidays, timeZone }: SiteRecord): string {
  return JSON.stringify([hours, callHours, days, holidays?.url, holidays?.readAt, timeZone]);
}

/** In whole minutes, at least one: nobody needs it finer, and pages need not hear of every answer. */
function medianMs(times: number[]): number | null {
  if (times.length < ANSWERS_NEEDED) return null;
  const median = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return Math.max(1, Math.round(median / MINUTE_MS)) * MINUTE_MS;
}

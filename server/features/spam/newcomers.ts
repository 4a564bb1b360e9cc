/**
 * Who speaks for the first time, as this server sees it: how many of a site, of a network, with one number, with the same
 * long words. Memory only, bounded, and each server's own, as all rates are.
 */
import { hash } from 'node:crypto';
import { shortAddress } from '../../http/addresses.ts';

/** What was noticed of one newcomer beside the others. */
export interface Noticed {
  isBusyNetwork: boolean;
  isBusyNumber: boolean;
  isRepeated: boolean;
}

export interface Newcomer {
  siteId: string;
  visitorId: string;
  address: string;
  phone: string;
  text: string;
}

export interface Newcomers {
  /** Counts somebody who speaks for the first time, and says what is unusual about it. */
  notice(newcomer: Newcomer): Noticed;
  /** Whether far more people than usual speak for the first time on a site. */
  isRush(siteId: string): boolean;
}

const WINDOW_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Newcomers of ten minutes that are never a rush: a campaign of a small shop brings fewer. */
const CALM = 200;
/** How many times what is usual is a rush. */
const UNUSUAL = 5;
/** Weight of the newest ten minutes in what is usual: it follows within a day. */
const FOLLOWS = 1 / 144;
/** Newcomers of one network (/24, /48) in ten minutes: a school or a mobile carrier brings a few. */
const NETWORK_MOST = 20;
/** People of one site who leave the same number within a day: a family shares one. */
const NUMBER_MOST = 3;
/** Shorter texts are said by many: "hello", "are you open today". */
const LONG_CHARS = 60;
/** How many people may say the same long text within a day: somebody may come back with another browser. */
const SAME_MOST = 2;
/** Numbers and texts that are remembered at most; the oldest are forgotten. */
const MAX_KEYS = 20_000;

export function createNewcomers(now: () => number): Newcomers {
  const sites = new Map<string, { since: number; count: number; usual: number }>();
  const networks = new Map<string, { since: number; count: number }>();
  /** Who left a number or said a text, by it. */
  const shared = new Map<string, { since: number; visitors: Set<string> }>();

  function windowOf(siteId: string) {
    const at = now();
    let site = sites.get(siteId);
    if (!site) {
      site = { since: at, count: 0, usual: 0 };
      sites.set(siteId, site);
    }
    // After a whole day of silence nothing is left of what was usual, however often it is taken into account.
    for (let steps = Math.min(Math.floor((at - site.since) / WINDOW_MS), 144); steps > 0; steps--) {
      site.usual += (site.count - site.usual) * FOLLOWS;
      site.count = 0;
      site.since = at;
    }
    return site;
  }

  function isNetworkBusy(siteId: string, address: string): boolean {
    const short = shortAddress(address);
    // A mail comes from none that says anything of its writer.
    if (short === '') return false;
    const key = `${siteId} ${short}`;
    const known = networks.get(key);
    const network = known && now() - known.since < WINDOW_MS ? known : { since: now(), count: 0 };
    network.count += 1;
    remember(networks, key, network);
    return network.count > NETWORK_MOST;
  }

  function isShared(key: string, visitorId: string, most: number): boolean {
    const known = shared.get(key);
    const by = known && now() - known.since < DAY_MS ? known : { since: now(), visitors: new Set<string>() };
    if (by.visitors.size <= most) by.visitors.add(visitorId);
    remember(shared, key, by);
    return by.visitors.size > most;
  }

  return {
    notice({ siteId, visitorId, address, phone, text }) {
      windowOf(siteId).count += 1;
      const same = sameness(text);
      return {
        isBusyNetwork: isNetworkBusy(siteId, address),
        isBusyNumber: phone !== '' && isShared(`${siteId} number ${phone}`, visitorId, NUMBER_MOST),
        isRepeated: same !== null && isShared(`${siteId} text ${same}`, visitorId, SAME_MOST),
      };
    },
    isRush(siteId) {
      const { count, usual } = windowOf(siteId);
      return count > Math.max(CALM, UNUSUAL * usual);
    },
  };
}

/** A text as a robot repeats it, with other numbers and addresses in it; null: it is too short to tell. */
function sameness(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/https?:\S+|(?<!\S)[^\s@]+@\S+|\d+/g, ' ')
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();
  return plain.length < LONG_CHARS ? null : hash('sha256', plain, 'base64url');
}

/** Newest last, so that what is forgotten is the oldest. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MAX_KEYS) map.delete(map.keys().next().value!);
}

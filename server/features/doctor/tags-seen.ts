import { originOf } from '../../http/origins.ts';

/** Which pages fetched the launcher from this server lately: proof that the tag is there, whoever put it in. */
export interface TagsSeen {
  /** @param referer as a browser says where a script is asked for; most say the origin alone */
  see(referer: string | undefined): void;
  /** Ms since the epoch; null: not since this server started. */
  seenAt(origin: string): number | null;
}

/** Anybody may write the header: so many origins are remembered, and of more the latest. */
const MOST = 500;

export function createTagsSeen(now: () => number): TagsSeen {
  const seen = new Map<string, number>();
  return {
    see(referer) {
      const origin = originOf(referer);
      if (origin === null) return;
      // The latest stands last.
      seen.delete(origin);
      seen.set(origin, now());
      if (seen.size > MOST) seen.delete(seen.keys().next().value!);
    },
    seenAt: origin => seen.get(origin) ?? null,
  };
}

/**
 * The address of a page as it is kept: what stands behind `?` or `#` may name a person, or let somebody in (SPEC PR7).
 * @param site whether its owner wants it all the same
 */
export function keptAddress(url: string, site: { keepsQueries: boolean }): string {
  return site.keepsQueries ? url : url.replace(/[?#].*$/s, '');
}

/** A token that nobody came by for so long opens nothing any more: the browser is lost, or somebody else's by now (SPEC P7). */
export const TOKEN_IDLE_MS = 180 * 24 * 3_600_000;

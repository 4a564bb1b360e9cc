/**
 * The address of a page as it is kept: what stands behind `?` or `#` may name a person, or let somebody in (SPEC PR7).
 * A name and a password before the host never is.
 * @param site whether its owner wants what stands behind all the same
 */
export function keptAddress(url: string, site: { keepsQueries: boolean }): string {
  const open = url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, '$1');
  return site.keepsQueries ? open : open.replace(/[?#].*$/s, '');
}

/** A token that nobody came by for so long opens nothing any more: the browser is lost, or somebody else's by now (SPEC P7). */
export const TOKEN_IDLE_MS = 180 * 24 * 3_600_000;

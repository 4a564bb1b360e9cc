/** A token that nobody came by for so long opens nothing any more: the browser is lost, or somebody else's by now (SPEC P7). */
export const TOKEN_IDLE_MS = 180 * 24 * 3_600_000;

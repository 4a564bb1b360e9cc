/**
 * How often one address may ask. Only for routes that anybody can call: what agents do is behind their session.
 * Submissions are counted with those of the sockets, in `rate-limit.ts`.
 */
const MINUTE_MS = 60_000;

/** Guessing passwords at this pace takes longer than changing them; a team behind one address still gets in. */
export const SIGN_IN_LIMIT = { max: 20, timeWindow: MINUTE_MS };
/** Every page view with an opened panel may ask once. */
export const READ_LIMIT = { max: 300, timeWindow: MINUTE_MS };

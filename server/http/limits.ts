/**
 * How often one address may ask. Only for routes that anybody can call: what agents do is behind their session.
 * Submissions are counted with those of the sockets, in `rate-limit.ts`, and so are passwords.
 */
const MINUTE_MS = 60_000;

/** Looking at and taking links; a team that is invited together behind one address gets in. */
export const LINK_LIMIT = { max: 60, timeWindow: MINUTE_MS };
/** Every page view with an opened panel may ask once. */
export const READ_LIMIT = { max: 300, timeWindow: MINUTE_MS };

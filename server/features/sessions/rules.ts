import type { Session } from '../../../protocol/sessions.ts';

const DAY_MS = 24 * 3_600_000;
/** A session ends after 30 days without use. */
export const SESSION_MS = 30 * DAY_MS;
/**
 * And 90 days after it began, however it was used (SPEC ST13): who took a cookie unseen has it so long at most. Four times a
 * year is what people at a desk bear; a shared computer is what "Sign out" is for.
 */
export const SESSION_MAX_MS = 90 * DAY_MS;
/** Browsers that somebody is signed in at: more than anybody has, and few enough to look through (SPEC ST14). */
const MAX_SESSIONS = 50;

/** When a session is over whatever its use, ms since epoch. */
export function lastMoment({ createdAt }: Pick<Session, 'createdAt'>): number {
  return createdAt + SESSION_MAX_MS;
}

/** Those that make room for the ones used since, when somebody signs in at one browser too many. */
export function surplusSessions(all: readonly Session[]): Session[] {
  return [...all].sort((one, two) => two.seenAt - one.seenAt || two.createdAt - one.createdAt).slice(MAX_SESSIONS);
}

/** When a link to a new password is good. Pure, and asked by both stores in the step that uses it up. */
import { hashToken } from '../../tokens.ts';
import type { LinkedAgent, PasswordLink } from './store.ts';

/** How a password is known to be the one of then, without repeating what it is checked by. */
export function markOf({ passwordHash }: Pick<LinkedAgent, 'passwordHash'>): string {
  return hashToken(passwordHash);
}

/** Whether a link that has not run out may still be used: not by who was disabled, nor after the password became another. */
export function isGood({ passwordMark }: Pick<PasswordLink, 'passwordMark'>, agent: LinkedAgent | null): boolean {
  return agent !== null && !agent.isDisabled && markOf(agent) === passwordMark;
}

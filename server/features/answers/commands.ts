import type { Context } from '../../context.ts';
import { hashToken } from '../../tokens.ts';
import { tokenOfLink } from './links.ts';

/** As of other visitors: longer ones are somebody's joke. */
const USER_AGENT_CHARS = 500;

/**
 * Opens the conversation of a link in a browser.
 * @param browser.usedBy hash of what the browser has, the same again when it comes again
 * @returns the token of its visitor there; null: the link has ended, or was used in another browser
 */
export async function openTalk(
  { store, config, now, newId }: Pick<Context, 'store' | 'config' | 'now' | 'newId'>,
  linkId: string,
  { usedBy, userAgent }: { usedBy: string; userAgent: string },
): Promise<string | null> {
  const at = now();
  const token = tokenOfLink(config.secretKey, linkId, usedBy);
  const newcomer = {
    id: newId(),
    tokenHash: hashToken(token),
    userAgent: userAgent.slice(0, USER_AGENT_CHARS),
    referrer: '',
    trail: [],
    createdAt: at,
    seenAt: at,
  };
  const link = await store.answers.openLink({ id: linkId, usedBy, newcomer, at });
  return link && token;
}

import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import { hashToken } from '../../tokens.ts';
import { answerPath, tokenOfLink } from './links.ts';
import { LINK_MS } from './rules.ts';
import type { AnswerLink } from './store.ts';

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

/** A new link into a conversation, to be written with the letter that has it, and its address. */
export async function wayBack(
  { config, ownAddress, newId, now }: Pick<Core, 'config' | 'ownAddress' | 'newId' | 'now'>,
  { site, conversationId }: { site: { id: string; key: string }; conversationId: string },
): Promise<{ link: AnswerLink; address: string }> {
  const link = { id: newId(), siteId: site.id, conversationId, expiresAt: now() + LINK_MS, usedBy: null };
  const address = `${await ownAddress.read()}/f/${site.key}/${answerPath(config.secretKey, link.id)}`;
  return { link, address };
}

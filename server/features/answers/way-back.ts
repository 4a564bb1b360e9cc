/** What a letter leads back to a conversation by. */
import type { Core } from '../../core.ts';
import { answerPath } from './links.ts';
import { LINK_MS } from './rules.ts';
import type { AnswerLink } from './store.ts';

/** A new link into a conversation, to be written with the letter that has it, and its address. */
export async function wayBack(
  { config, ownAddress, newId, now }: Pick<Core, 'config' | 'ownAddress' | 'newId' | 'now'>,
  { site, conversationId }: { site: { id: string; key: string }; conversationId: string },
): Promise<{ link: AnswerLink; address: string }> {
  const link = { id: newId(), siteId: site.id, conversationId, expiresAt: now() + LINK_MS, usedBy: null };
  const address = `${await ownAddress.read()}/f/${site.key}/${answerPath(config.secretKey, link.id)}`;
  return { link, address };
}

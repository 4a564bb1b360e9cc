/** The question how it was, for whoever has left (SPEC RA7). */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Core } from '../../core.ts';
import { wayBack } from '../answers/commands.ts';
import { callLink } from '../callbacks/links.ts';
import { isMailOn, letterDelivery } from '../mail/letters.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { RatingAsked } from './rules.ts';
import type { RatingMail } from './store.ts';

/** The letter that asks. Null: the page is open, there is no address, or nothing is mailed. */
export async function ratingMail(
  core: Core,
  about: { site: SiteRecord; conversation: Conversation; callback: Callback | null; question: RatingAsked },
): Promise<RatingMail | null> {
  const { store, hub, config, ownAddress } = core;
  const { site, conversation, callback, question } = about;
  const { id: conversationId } = conversation;
  if (!isMailOn(config) || hub.isVisitorHere(conversationId)) return null;
  const contact = await store.contacts.find(conversation.contact.id);
  if (!contact?.email) return null;
  const { link, address } = callback
    ? {
        link: undefined,
        address: `${await ownAddress.read()}/f/${site.key}/${callLink(config.secretKey, callback.id)}`,
      }
    : await wayBack(core, { site, conversationId });
  const letter = letterDelivery(core, {
    id: `rating_${conversationId}_${conversation.lastSeq}`,
    to: contact.email,
    template: 'rating',
    locale: contact.locale,
    values: { site: site.name, link: address },
    ...{ siteId: site.id, conversationId, expiresAt: question.until },
    headers: await replyHeaders(core, conversation),
  });
  return { letter, ...(link && { link }) };
}

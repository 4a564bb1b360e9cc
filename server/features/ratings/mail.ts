/** The question how it was, for whoever has left (SPEC RA7). */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Core } from '../../core.ts';
import { wayBack } from '../answers/commands.ts';
import type { AnswerLink } from '../answers/store.ts';
import { callLink } from '../callbacks/links.ts';
import { isMailOn, letterDelivery } from '../mail/letters.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { RatingAsked } from './rules.ts';
import type { RatingWord } from './store.ts';

/** What is asked, and of whom. */
export interface Asking {
  site: SiteRecord;
  conversation: Conversation;
  callback: Callback | null;
  question: RatingAsked;
}

/** Where they say it: on the page of their call, or back in the conversation by a new link. */
export async function wayToRate(
  core: Core,
  { site, conversation, callback }: Pick<Asking, 'site' | 'conversation' | 'callback'>,
): Promise<{ link?: AnswerLink; address: string }> {
  if (!callback) return wayBack(core, { site, conversationId: conversation.id });
  const { config, ownAddress } = core;
  return { address: `${await ownAddress.read()}/f/${site.key}/${callLink(config.secretKey, callback.id)}` };
}

/** The letter that asks. Null: the page is open, there is no address, or nothing is mailed. */
export async function ratingMail(core: Core, about: Asking): Promise<RatingWord | null> {
  const { store, hub, config } = core;
  const { site, conversation, question } = about;
  const { id: conversationId } = conversation;
  if (!isMailOn(config) || hub.isVisitorHere(conversationId)) return null;
  const contact = await store.contacts.find(conversation.contact.id);
  if (!contact?.email) return null;
  const { link, address } = await wayToRate(core, about);
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

/** Asks somebody whether what they complained of was put right (SPEC CP5). */
import type { Card } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Context } from '../../context.ts';
import { cardOf } from '../contacts/card.ts';
import { isMailOn, letterDelivery } from '../mail/letters.ts';
import type { SiteRecord } from '../sites/store.ts';
import { rightPath } from './links.ts';
import { ASKED_MS } from './rules.ts';
import type { ComplaintAsk, ComplaintRecord } from './store.ts';
import { say } from './words/index.ts';

/** Conversations of one contact that are looked through for one that is open. */
const LOOKED_AT = 20;

/** What leaves, and what the complaint remembers of it. */
export interface Question {
  ask: { id: string; by: 'chat' | 'mail' };
  leaves: ComplaintAsk;
}

/** In their conversation where one is open in the chat, else by mail; null: there is no way to. */
export async function questionOf(context: Context, complaint: ComplaintRecord, done: string): Promise<Question | null> {
  const { store, config, ownAddress, newId, now } = context;
  const tree = await store.contacts.cardTree(complaint.contactId);
  if (!tree) return null;
  const card = cardOf(tree);
  const conversation = await openTalk(context, complaint, card.ids);
  const site = await siteOf(context, conversation?.siteId ?? complaint.siteId);
  if (!site) return null;
  const id = newId();
  const path = rightPath(config.secretKey, { siteKey: site.key, complaintId: complaint.id, askId: id });
  const link = `${await ownAddress.read()}/f/${site.key}/${path}`;
  const about = complaint.about.name;
  if (conversation) {
    const text = say(card.locale, 'ask', { about, done, link });
    return { ask: { id, by: 'chat' }, leaves: { conversationId: conversation.id, text } };
  }
  if (!isMailOn(config) || !card.email) return null;
  return { ask: { id, by: 'mail' }, leaves: { letter: letterTo(card, site) } };

  function letterTo({ email, locale }: Card, { id: siteId, name }: SiteRecord) {
    const letter = letterDelivery(context, {
      ...{ id: `complaint_${id}`, to: email, template: 'complaint', locale, siteId },
      values: { subject: about, answer: done, site: name, link },
      conversationId: complaint.conversationId,
      expiresAt: now() + ASKED_MS,
    });
    return { ...letter, contactId: complaint.contactId };
  }
}

/** Where it was said, or else where they talked last, if that is open and a chat. */
async function openTalk(
  { store }: Context,
  { conversationId }: ComplaintRecord,
  contactIds: readonly string[],
): Promise<Conversation | null> {
  const [said, ...others] = await Promise.all([
    conversationId === null ? null : store.conversations.find(conversationId),
    ...contactIds.map(id => store.views.ofContact(id, LOOKED_AT)),
  ]);
  const newest = others.flat().sort((a, b) => b.updatedAt - a.updatedAt);
  const isOpen = ({ status, channels }: Conversation) =>
    (status === 'open' || status === 'snoozed') && channels.includes('chat');
  return [...(said ? [said] : []), ...newest].find(isOpen) ?? null;
}

/** Somebody who was met on no site is asked in the name of the first. */
async function siteOf({ sites }: Context, siteId: string | null): Promise<SiteRecord | null> {
  if (siteId !== null) return sites.byId(siteId);
  return (await sites.all())[0] ?? null;
}

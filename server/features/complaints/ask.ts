/** Asks somebody whether what they complained of was put right (SPEC CP5). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Context } from '../../context.ts';
import { isMailOn, letterDelivery } from '../mail/letters.ts';
import type { SiteRecord } from '../sites/store.ts';
import { rightPath } from './links.ts';
import { ASKED_MS } from './rules.ts';
import type { ComplaintAsk, ComplaintRecord } from './store.ts';
import { say } from './words/index.ts';

/** What leaves, and what the complaint remembers of it. */
export interface Question {
  ask: { id: string; by: 'chat' | 'mail' };
  leaves: ComplaintAsk;
}

/**
 * In the conversation where it was said if that is open and a chat, else by mail; null: there is no way to. Who only typed a number
 * or an address that leads to a card hears nothing of it (SPEC P3): not in another conversation, and not at an address that nobody
 * but they gave.
 */
export async function questionOf(context: Context, complaint: ComplaintRecord, done: string): Promise<Question | null> {
  const { store, config, ownAddress, newId, now } = context;
  const said = complaint.conversationId === null ? null : await store.conversations.find(complaint.conversationId);
  const contact = await store.contacts.find(said?.contact.id ?? complaint.contactId);
  const site = await siteOf(context, said?.siteId ?? complaint.siteId);
  if (!contact || !site) return null;
  const { locale, email, sources } = contact;
  const id = newId();
  const path = rightPath(config.secretKey, { siteKey: site.key, complaintId: complaint.id, askId: id });
  const link = `${await ownAddress.read()}/f/${site.key}/${path}`;
  const about = complaint.about.name;
  if (said && isOpenChat(said)) {
    return {
      ask: { id, by: 'chat' },
      leaves: { conversationId: said.id, text: say(locale, 'ask', { about, done, link }) },
    };
  }
  const isTheirs = said !== null || sources.email !== 'typed';
  if (!isMailOn(config) || !email || !isTheirs) return null;
  const letter = letterDelivery(context, {
    ...{ id: `complaint_${id}`, to: email, template: 'complaint', locale, siteId: site.id },
    values: { subject: about, answer: done, site: site.name, link },
    conversationId: complaint.conversationId,
    expiresAt: now() + ASKED_MS,
  });
  return { ask: { id, by: 'mail' }, leaves: { letter: { ...letter, contactId: complaint.contactId } } };
}

function isOpenChat({ status, channels }: Conversation): boolean {
  return (status === 'open' || status === 'snoozed') && channels.includes('chat');
}

/** Somebody who was met on no site is asked in the name of the first. */
async function siteOf({ sites }: Context, siteId: string | null): Promise<SiteRecord | null> {
  if (siteId !== null) return sites.byId(siteId);
  return (await sites.all())[0] ?? null;
}

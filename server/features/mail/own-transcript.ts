/** What was said, mailed to the visitor who wants it (SPEC ML12). */
import { createHmac } from 'node:crypto';
import { isEmail } from '../../../protocol/emails.ts';
import type { OwnTranscriptAnswer } from '../../../protocol/mail.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import type { Context } from '../../context.ts';
import { dayOf } from '../availability/rules.ts';
import { describeContact } from '../contacts/commands.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import { isMailOn, letterDelivery } from './letters.ts';
import { addressKey } from './rules.ts';

/** Letters of one conversation, and to one address, in a day: nobody needs more, and nobody is flooded by another's typing. */
const MOST_OF_DAY = 3;
/** How far back somebody's answer is looked for. */
const LOOKED_AT = 100;

/**
 * Mails a visitor their own conversation, as it is now and as they see it, to the address that is known of them, or else to the one that they
 * type, which is theirs from then on. Asked again under its id it is mailed once.
 * @throws AppError EMAIL_INVALID
 */
export async function sendOwnTranscript(
  context: Context,
  { site, visitor }: { site: SiteRecord; visitor: Visitor },
  { clientId, email }: { clientId: string; email?: string | undefined },
): Promise<OwnTranscriptAnswer> {
  const { config, store, outbox, now } = context;
  const nothing = (state: OwnTranscriptAnswer['state']) => ({ state, to: '' });
  if (!isMailOn(config)) return nothing('off');
  const { conversationId } = visitor;
  const conversation = conversationId === null ? null : await store.conversations.find(conversationId);
  // Words of a visitor alone would make this a way to mail anything to anybody.
  if (!conversation || conversation.status === 'held' || !(await isAnswered(context, conversation.id)))
    return nothing('unanswered');
  const contactId = conversation.contact.id;
  const known = await store.contacts.find(contactId);
  if (!isEmail(known?.email ?? '') && email) await describeContact(context, contactId, site, { email });
  const contact = await store.contacts.find(contactId);
  const to = contact?.email ?? '';
  if (!contact || !isEmail(to)) return nothing('nobody');
  if (await store.mail.suppressed(addressKey(config.secretKey, to))) return { state: 'suppressed', to: beginning(to) };

  const at = now();
  const key = (...parts: string[]) => keyOf(config.secretKey, parts);
  const day = dayOf(site, at);
  const placesOf = (...of: string[]) => Array.from({ length: MOST_OF_DAY }, (_, nth) => key(...of, day, String(nth)));
  const once = key('once', conversation.id, clientId);
  const letter = letterDelivery(context, {
    ...{ id: `mail_${once}`, to, template: 'transcript', locale: contact.locale, siteId: site.id },
    ...{ values: { lastSeq: String(conversation.lastSeq) }, conversationId: conversation.id },
    headers: await replyHeaders(context, conversation),
  });
  const places = [placesOf('talk', conversation.id), placesOf('address', to.toLowerCase())];
  const outcome = await store.answers.want({ once, places, letter, at });
  if (outcome === 'full') return nothing('full');
  if (outcome === 'written') outbox.wake();
  return { state: 'queued', to: beginning(to) };
}

/** Whether a person of the desk has said something. */
async function isAnswered({ store }: Context, conversationId: string): Promise<boolean> {
  const newest = await store.conversations.entriesBefore(conversationId, null, LOOKED_AT);
  return newest.some(({ author, body }) => author.kind === 'agent' && body.kind === 'message');
}

/** Enough of an address to know it by: a colleague may have written it down, and the browser may be somebody else's by now. */
function beginning(address: string): string {
  const at = address.lastIndexOf('@');
  return `${[...address.slice(0, at)][0]}…${address.slice(at)}`;
}

function keyOf(secretKey: string, parts: string[]): string {
  return createHmac('sha256', secretKey)
    .update(JSON.stringify(['transcript', ...parts]))
    .digest('base64url')
    .slice(0, 27);
}

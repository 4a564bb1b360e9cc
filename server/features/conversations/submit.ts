import type { CallbackRequest } from '../../../protocol/callbacks.ts';
import type { Channel } from '../../../protocol/channels.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import type { FormSend } from '../../../protocol/forms.ts';
import type { Submission } from '../../../protocol/submissions.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Written } from '../../store/written.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { asapWindow, checkSlot } from '../callbacks/slots.ts';
import { isEmail } from '../contacts/email.ts';
import { toE164 } from '../contacts/phone.ts';
import type { ContactWords } from '../contacts/store.ts';
import { publicSite } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { fingerprintOf } from './fingerprint.ts';
import { publishEntry } from './news.ts';
import { visitorConversationOf } from './visibility.ts';

export interface Submitter {
  site: SiteRecord;
  visitor: { id: string };
  /** Whose rate it counts against, beside the visitor's own. */
  address?: string;
  /** The page that sends it over its socket: it gets the ack, before anybody hears the news. */
  peer?: VisitorPeer;
}

type Body = Extract<EntryBody, { kind: 'message' | 'callback' | 'form' }>;
type Checked = { body: Body; words: ContactWords };

const CHANNELS: Record<Submission['type'], Channel> = {
  'message.send': 'chat',
  'callback.request': 'callback',
  'form.send': 'form',
  'contact.send': 'form',
};

/**
 * Takes what a visitor sends: the one path for sockets, JSON and HTML forms, so that each refuses and accepts the same
 * (SPEC F3). Resolves after the commit; then the sender's page was acked, everybody else told, and routing knows.
 * A repeat gets the first answer, even when the same words would be refused by now (SPEC ST4).
 * @throws AppError RATE_LIMITED, CHANNEL_OFF, CONSENT_REQUIRED, FIELD_REQUIRED, PHONE_INVALID, EMAIL_INVALID,
 *   SLOT_TAKEN, CLIENT_ID_REUSED, STORE_UNAVAILABLE; with `fields` where a field is to blame
 */
export async function submit(context: Context, who: Submitter, submission: Submission): Promise<Written> {
  const { store, rates, now, newId } = context;
  const { site, visitor } = who;
  rates.spend('submissionsOfVisitor', visitor.id);
  if (who.address) rates.spend('submissionsOfAddress', who.address);

  const { clientId } = submission;
  const fingerprint = fingerprintOf(submission);
  let checked: Checked;
  try {
    const checking = check(context, who, submission);
    checked = checking instanceof Promise ? await checking : checking;
  } catch (refusal) {
    const earlier = await store.conversations.submitted(visitor.id, clientId, fingerprint);
    if (!earlier) throw refusal;
    return told(context, who, clientId, earlier);
  }
  const submitted = await store.conversations.submit({
    siteId: site.id,
    visitorId: visitor.id,
    clientId,
    fingerprint,
    ...checked,
    newConversationId: newId(),
    callbacksPerSlot: site.callbacksPerSlot,
    at: now(),
  });
  return told(context, who, clientId, submitted);
}

/** The sender first, then everybody else, then routing. */
function told(context: Context, { peer }: Submitter, ref: string, submitted: Written): Written {
  acknowledge(context, peer, ref, submitted);
  // A repeat too: a store that kept the first try and could not say so has left everybody untold. Pages know an entry
  // by its number.
  publishEntry(context, submitted, peer);
  context.routing.offer(submitted.conversation);
  return submitted;
}

/**
 * Right after the commit, without another turn between: news of later entries must not overtake it (SPEC W3).
 * The sender does not hear `entry.added` of its own words; where they changed more than that, it hears what.
 */
function acknowledge({ staff }: Context, peer: VisitorPeer | undefined, ref: string, submitted: Written): void {
  if (!peer) return;
  const { entry, previousSeq } = submitted;
  peer.tell({ type: 'ack', ref, entry, previousSeq });
  const { before, isRepeat } = submitted;
  if (!isRepeat && (before.lastSeq === 0 || before.status === 'closed')) {
    peer.tell({ type: 'conversation.changed', conversation: visitorConversationOf(submitted.conversation, staff) });
  }
}

/** At once for messages, which are nearly all there is. */
function check(context: Context, who: Submitter, submission: Submission): Checked | Promise<Checked> {
  const channel = CHANNELS[submission.type];
  if (!who.site.channels.includes(channel)) throw new AppError('CHANNEL_OFF');
  switch (submission.type) {
    case 'message.send':
      return { body: { kind: 'message', text: submission.text }, words: {} };
    case 'callback.request':
      return checkCallback(context, who, submission);
    case 'form.send':
    case 'contact.send':
      return checkForm(context, who, submission);
  }
}

async function checkCallback(context: Context, who: Submitter, sent: CallbackRequest) {
  const { site } = who;
  const { name, topic, startAt, timeZone } = sent;
  const phone = await phoneOf(context, who, sent);
  const fields: Fields = {};
  if (!sent.phone) fields.phone = 'FIELD_REQUIRED';
  else if (!phone) fields.phone = 'PHONE_INVALID';
  if (await lacksConsent(context, who, sent)) fields.hasConsent = 'CONSENT_REQUIRED';
  refuse(fields);
  const isAsap = startAt === null;
  const window = isAsap ? asapWindow(site, context.now()) : checkSlot(site, startAt, context.now());
  const body: Body = { kind: 'callback', callbackId: context.newId(), phone, name, topic, isAsap, ...window, timeZone };
  return { body, words: { name, phone } };
}

async function checkForm(context: Context, who: Submitter, sent: FormSend) {
  const { name, email, subject, message } = sent;
  const phone = await phoneOf(context, who, sent);
  const fields: Fields = {};
  if (!email && !sent.phone) fields.email = 'FIELD_REQUIRED';
  if (email && !isEmail(email)) fields.email = 'EMAIL_INVALID';
  if (sent.phone && !phone) fields.phone = 'PHONE_INVALID';
  if (await lacksConsent(context, who, sent)) fields.hasConsent = 'CONSENT_REQUIRED';
  refuse(fields);
  const body: Body = { kind: 'form', name, email, phone, subject, message };
  return { body, words: { name, email, phone } };
}

type Fields = Record<string, ErrorCode>;

/** Every wrong field is named; the first one's code stands for all. */
function refuse(fields: Fields): void {
  const [code] = Object.values(fields);
  if (code) throw new AppError(code, undefined, { fields });
}

/** E.164, or empty when none was typed or it can not be rung. */
async function phoneOf(context: Context, who: Submitter, sent: CallbackRequest | FormSend): Promise<string> {
  if (!sent.phone) return '';
  if (sent.country || sent.phone.startsWith('+')) return toE164(sent.phone, sent) ?? '';
  const contact = await contactOf(context, who);
  const zones = ['timeZone' in sent ? sent.timeZone : 'UTC', contact?.timeZone ?? 'UTC', who.site.timeZone];
  return toE164(sent.phone, { timeZones: zones, locale: contact?.locale }) ?? '';
}

/** The site asks, in the language in which this visitor sees it. */
async function lacksConsent(context: Context, who: Submitter, sent: CallbackRequest | FormSend): Promise<boolean> {
  const asksSomebody = Object.values(who.site.texts).some(texts => texts?.consent);
  if (sent.hasConsent || !asksSomebody) return false;
  const contact = await contactOf(context, who);
  return publicSite(who.site, contact?.locale ?? who.site.locale).consent !== '';
}

async function contactOf({ store }: Context, { visitor }: Submitter) {
  const known = await store.visitors.find(visitor.id);
  return known && store.contacts.find(known.contactId);
}

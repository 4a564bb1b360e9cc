import type { Contact } from '../../../protocol/contacts.ts';
import type { Submission } from '../../../protocol/submissions.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { publishEntry } from '../conversations/news.ts';
import { sentOf } from '../conversations/rules.ts';
import { forVisitor, visitorConversationOf } from '../conversations/visibility.ts';
import { filesToSend } from '../files/commands.ts';
import { withFiles } from '../files/rules.ts';
import { keyOfSending } from '../privacy/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type Checked, checked, needsContact } from './rules.ts';

export interface Submitter {
  site: SiteRecord;
  visitor: { id: string };
  /** IP address that it came from; what may come from one was asked before. */
  address: string;
  /** The page that sends it over its socket: it gets the ack, before anybody hears the news. */
  page?: VisitorPeer;
  /** What tells a repeat, where the same comes under new ids of files each time; left out: what is sent. */
  sent?: Sent;
}

/**
 * Takes what a visitor sends: the one path for sockets, JSON and HTML forms, so that each refuses and accepts the same
 * (SPEC F3). Resolves after the commit; then the sender's page was acked, everybody else told, and routing knows.
 * A repeat gets the first answer, even when the same words would be refused by now (SPEC ST4).
 * @throws AppError RATE_LIMITED, CHANNEL_OFF, CONSENT_REQUIRED, FIELD_REQUIRED, PHONE_INVALID, EMAIL_INVALID,
 *   SLOT_TAKEN, CALLBACK_PENDING, FILES_OFF, FILES_TOO_MANY, FILE_UNKNOWN, FILE_UNFINISHED, CLIENT_ID_REUSED, ERASED, STORE_UNAVAILABLE; with `fields` where a field is to blame
 */
export async function submit(context: Context, who: Submitter, submission: Submission): Promise<Written> {
  const { store, rates, now, newId } = context;
  const { site, visitor } = who;
  rates.spend('submissionsOfVisitor', visitor.id);

  const sent = who.sent ?? sentOf(submission);
  // An old page sends again what it had sent before its visitor was erased.
  if (await store.privacy.isErased(keyOfSending(site.id, sent.clientId))) throw new AppError('ERASED');
  let entry: Checked;
  try {
    const contact = needsContact(site, submission) ? await contactOf(context, visitor.id) : null;
    entry = checked(submission, { site, contact, now: now(), newId });
    const sender = { uploader: `visitor:${visitor.id}`, site };
    entry = { ...entry, body: withFiles(entry.body, await filesToSend(context, sender, submission.files)) };
  } catch (refusal) {
    const earlier = await store.conversations.submitted(visitor.id, sent.clientId, sent.fingerprint);
    if (!earlier) throw refusal;
    return told(context, who, sent.clientId, earlier);
  }
  if (entry.body.kind === 'callback') rates.spendOfAddress('callbacksOfAddress', who.address);
  const submitted = await store.conversations.submit({
    siteId: site.id,
    visitorId: visitor.id,
    ...sent,
    ...entry,
    newConversationId: newId(),
    callbacksPerSlot: site.callbacksPerSlot,
    at: now(),
  });
  return told(context, who, sent.clientId, submitted);
}

async function contactOf({ store }: Context, visitorId: string): Promise<Contact | null> {
  const known = await store.visitors.find(visitorId);
  return known && store.contacts.find(known.contactId);
}

/** The sender first, then everybody else, then routing. */
function told(context: Context, { page, address }: Submitter, ref: string, submitted: Written): Written {
  if (!submitted.isRepeat && submitted.before.lastSeq === 0) context.rates.giveBack('silentVisitorsOfAddress', address);
  if (page) acknowledge(context, page, ref, submitted);
  // A repeat too: a store that kept the first try and could not say so has left everybody untold. Pages know an entry
  // by its number.
  publishEntry(context, submitted, page);
  context.routing.offer(submitted.conversation);
  return submitted;
}

/**
 * Right after the commit, without another turn between: news of later entries must not overtake it (SPEC W3).
 * The sender does not hear `entry.added` of its own words; where they changed more than that, it hears what.
 */
function acknowledge({ staff }: Context, page: VisitorPeer, ref: string, submitted: Written): void {
  const { entry, previousSeq, before, conversation, isRepeat } = submitted;
  page.tell({ type: 'ack', ref, entry: forVisitor(entry) ?? undefined, previousSeq });
  if (!isRepeat && (before.lastSeq === 0 || before.status === 'closed')) {
    page.tell({ type: 'conversation.changed', conversation: visitorConversationOf(conversation, staff) });
  }
}

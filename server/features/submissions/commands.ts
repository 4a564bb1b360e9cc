import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { isOffered } from '../../../protocol/script/turn.ts';
import type { HeldMark } from '../../../protocol/spam.ts';
import type { Submission } from '../../../protocol/submissions.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import type { BookingDraft } from '../bookings/store.ts';
import { deskOf, withNextTime } from '../callbacks/commands.ts';
import { hasWords } from '../contacts/rules.ts';
import type { ContactWords } from '../contacts/store.ts';
import { publishEntry } from '../conversations/news.ts';
import { sentOf } from '../conversations/rules.ts';
import { forVisitor, visitorConversationOf } from '../conversations/visibility.ts';
import { filesToSend } from '../files/commands.ts';
import { withFiles } from '../files/rules.ts';
import { keyOfSending } from '../privacy/rules.ts';
import { deskOfScript } from '../scripts/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import { workFor } from '../spam/commands.ts';
import type { First } from '../spam/filter.ts';
import { stageAfterSubmission, unwaited } from '../stages/commands.ts';
import type { WaitDraft } from '../waiting-list/store.ts';
import { booked, type Checked, checked, type MailSubmitted, mailed, needsContact } from './rules.ts';

/** What a hello long ago says: that it was long ago. A visitor may come back after a year. */
const HELLO_COUNTS_MS = 3_600_000;
/** Between two challenges for one page: making one costs more than storing what was said. */
const WORK_GAP_MS = 60_000;

export interface Submitter {
  site: SiteRecord;
  /** `conversationId` null: these are their first words. */
  visitor: Pick<Visitor, 'id' | 'conversationId'>;
  /** IP address that it came from; what may come from one was asked before. */
  address: string;
  /** The page that sends it over its socket: it gets the ack, before anybody hears the news. */
  page?: VisitorPeer;
  /** What tells a repeat, where the same comes under new ids of files each time; left out: what is sent. */
  sent?: Sent;
  /** What its form tells of who filled it in; left out where there is nothing to tell. */
  signs?: Pick<First, 'isTrapped' | 'tookMs' | 'lacksStamp'>;
  /** It came by mail: nobody's page is there, and what may come so is for whoever reads the mail to say. */
  mail?: MailSubmitted;
  /** It books a time: taken in the step that keeps it, whether or not the site offers the form. */
  booking?: BookingDraft;
  /** It joins the waiting list of a day; the same. */
  wait?: WaitDraft;
  /** An agent sends it in their name: nobody judges whether they are a person, nor counts what comes from an address. */
  isVouched?: boolean;
}

/**
 * Takes what a visitor sends: the one path for sockets, JSON and HTML forms, so that each refuses and accepts the same
 * (SPEC F3). Resolves after the commit; then the sender's page was acked, everybody else told, and routing knows.
 * A repeat gets the first answer, even when the same words would be refused by now (SPEC ST4).
 * @throws AppError RATE_LIMITED, CHANNEL_OFF, CONSENT_REQUIRED, FIELD_REQUIRED, PHONE_INVALID, EMAIL_INVALID,
 *   SLOT_TAKEN, CALLBACK_PENDING, FILES_OFF, FILES_TOO_MANY, FILE_UNKNOWN, FILE_UNFINISHED, CLIENT_ID_REUSED, ERASED, STORE_UNAVAILABLE; with `fields` where a field is to blame
 */
export function submit(context: Context, who: Submitter, submission: Submission): Promise<Written> {
  const kept = keep(context, who, submission);
  if (submission.type !== 'callback.request') return kept;
  return kept.catch(async refusal => {
    throw await withNextTime(context, who.site, submission.startAt, refusal);
  });
}

async function keep(context: Context, who: Submitter, submission: Submission): Promise<Written> {
  const { store, rates, now, newId } = context;
  const { site, visitor } = who;
  const { isVouched = false, mail, booking, wait } = who;
  if (!isVouched && !mail) rates.spend('submissionsOfVisitor', visitor.id);

  const sent = who.sent ?? sentOf(submission);
  // An old page sends again what it had sent before its visitor was erased.
  if (await store.privacy.isErased(() => keyOfSending(site.id, sent.clientId))) throw new AppError('ERASED');
  let entry: Checked;
  try {
    const contact = needsContact(site, submission) ? await contactOf(context, visitor.id) : null;
    const at = { site, contact, now: now(), newId };
    entry = mail ? mailed(submission, mail) : (booking || wait ? booked : checked)(submission, at);
    if (submission.files) {
      const sender = { uploader: `visitor:${visitor.id}`, site };
      entry = { ...entry, body: withFiles(entry.body, await filesToSend(context, sender, submission.files)) };
    }
  } catch (refusal) {
    const earlier = await store.conversations.submitted(visitor.id, sent.clientId, sent.fingerprint);
    if (!earlier) throw refusal;
    return told(context, who, sent.clientId, earlier, {});
  }
  if (booking || wait) rates.spendOfAddress('bookingsOfAddress', who.address);
  if (entry.body.kind === 'callback' && !isVouched) rates.spendOfAddress('callbacksOfAddress', who.address);
  // Further words go where the first ones are, which are all that is judged.
  const isFirst = visitor.conversationId === null && !isVouched && (mail !== undefined || !isPressed(site, entry.body));
  const held = isFirst ? await judged(context, who, entry) : null;
  const submitted = await store.conversations.submit({
    siteId: site.id,
    visitorId: visitor.id,
    ...sent,
    ...entry,
    newConversationId: newId(),
    callbacksPerSlot: site.callbacksPerSlot,
    desk: entry.body.kind === 'callback' && entry.body.isAsap ? deskOf(context, site) : null,
    held,
    booking: booking ?? null,
    wait: wait ?? null,
    scripted: entry.body.kind === 'message' && !isVouched && !mail ? deskOfScript(context, site) : null,
    at: now(),
  });
  return told(context, who, sent.clientId, submitted, entry.words);
}

/** Everybody who presses a button says the same, and at once: to the filter that looks like a robot. */
function isPressed({ script }: SiteRecord, body: Checked['body']): boolean {
  return body.kind === 'message' && !body.files && script?.isOn === true && isOffered(script, body.text);
}

async function contactOf({ store }: Context, visitorId: string): Promise<Contact | null> {
  const known = await store.visitors.find(visitorId);
  return known && store.contacts.find(known.contactId);
}

/** Why these first words are held; null: they are not. Nothing is refused by it, so nobody learns the rules. */
async function judged(context: Context, who: Submitter, { body, words }: Checked): Promise<HeldMark | null> {
  const { store, spam, now } = context;
  const { site, address, page, signs, mail } = who;
  if (mail?.isAutomatic) return { rules: ['automatic'], at: now(), fromSeq: 1 };
  const visitor = await store.visitors.find(who.visitor.id);
  const contact = visitor && (await store.contacts.find(visitor.contactId));
  // Their page was at the desk since its first hello. Whoever comes without one tells us nothing.
  const sinceHello = page && visitor ? Math.min(now() - visitor.createdAt, HELLO_COUNTS_MS) : null;
  const { name = '', email = '', phone = '' } = words;
  const subject = body.kind === 'form' ? body.subject : (mail?.mark.subject ?? '');
  const text = body.kind === 'form' ? body.message : body.kind === 'callback' ? body.topic : body.text;
  return spam.judge({
    site,
    visitorId: who.visitor.id,
    address,
    locale: contact?.locale ?? site.locale,
    words: { name, email, phone, subject, text },
    isVerified: contact?.isVerified ?? false,
    ...(signs ?? { isTrapped: false, tookMs: sinceHello, lacksStamp: false }),
  });
}

/** The sender first, then everybody else, then routing. */
async function told(
  context: Context,
  { page, address }: Submitter,
  ref: string,
  submitted: Written,
  words: ContactWords,
): Promise<Written> {
  if (!submitted.isRepeat && submitted.before.lastSeq === 0) context.rates.giveBack('silentVisitorsOfAddress', address);
  if (page) acknowledge(context, page, ref, submitted);
  // A repeat too: a store that kept the first try and could not say so has left everybody untold. Pages know an entry
  // by its number.
  publishEntry(context, submitted, page);
  if (submitted.answer) publishEntry(context, submitted.answer);
  context.spam.counted(submitted);
  if (submitted.conversation.status !== 'held') {
    context.routing.offer(submitted.conversation);
    afterWords(context, submitted.conversation.contact.id);
  }
  if (submitted.conversation.script?.botSeq === submitted.entry.seq) context.jobs.wake();
  if (page && submitted.conversation.held) await askForWork(context, page, submitted.conversation);
  if (hasWords(words)) await tellOfCard(context, submitted);
  return submitted;
}

/** What somebody says of themselves may have put them on a card, in the same step: its other conversations say so too. */
async function tellOfCard({ store, contactNews }: Context, { conversation, isRepeat }: Written): Promise<void> {
  const { id, card } = conversation.contact;
  const tree = card && !isRepeat ? await store.contacts.tree(card.id) : null;
  if (tree) await contactNews.joined(tree.ids.filter(each => each !== id));
}

/** Where they stand, and whether they are about to buy. */
function afterWords(context: Context, contactId: string): void {
  context.lists.see({ contactId });
  unwaited(context, stageAfterSubmission(context, contactId));
}

/** One challenge does for all that was said meanwhile; another one a minute later, for a page whose answer was lost. */
async function askForWork(context: Context, page: VisitorPeer, conversation: Conversation): Promise<void> {
  const at = context.now();
  const asked = page.workAsked;
  if (asked?.conversationId === conversation.id && at - asked.at < WORK_GAP_MS) return;
  const work = await workFor(context, conversation);
  if (!work) return;
  page.workAsked = { conversationId: conversation.id, at };
  page.tell({ type: 'work.asked', work });
}

/**
 * Right after the commit, without another turn between: news of later entries must not overtake it (SPEC W3).
 * The sender does not hear `entry.added` of its own words; where they changed more than that, it hears what.
 */
function acknowledge({ staff, queue, config }: Context, page: VisitorPeer, ref: string, submitted: Written): void {
  const { entry, previousSeq, before, conversation, isRepeat } = submitted;
  page.tell({ type: 'ack', ref, entry: forVisitor(entry, config.secretKey) ?? undefined, previousSeq });
  if (!isRepeat && (before.lastSeq === 0 || before.status === 'closed')) {
    page.tell({ type: 'conversation.changed', conversation: visitorConversationOf(conversation, { staff, queue }) });
  }
}

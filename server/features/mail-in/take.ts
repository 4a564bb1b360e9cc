/** Makes of a mail what it is to become, whichever way it came: the one path for IMAP and for the door of mail services. */

import type { Conversation } from '../../../protocol/conversations.ts';
import { isEmail } from '../../../protocol/emails.ts';
import type { MailMark, MailTaken } from '../../../protocol/mail-in.ts';
import { letter } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { derivedName } from '../../secrets.ts';
import { maySee } from '../../sight.ts';
import { answeredFrom } from '../contacts/commands.ts';
import { publishEntry } from '../conversations/news.ts';
import { streamUpload } from '../files/commands.ts';
import { addressKey, senderOf, verdictOn } from '../mail/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { submit } from '../submissions/commands.ts';
import { visitorOf } from '../visitors/commands.ts';
import { clientIdOf, messageKey } from './identity.ts';
import type { MailFile, MailPerson, ReadMail } from './mail.ts';
import { newWords } from './new-words.ts';
import { DESK, type MailAccountRecord, type MailEvent, type MailRecord } from './store.ts';
import { answerId, answerOfIds, conversationOfAddresses } from './threads.ts';
import { kindOf, placeOf } from './verdict.ts';

type Outcome = MailTaken['outcome'];

const NOBODY: MailPerson = { name: '', address: '' };

/** A mail on its way, with what was found out of it. */
interface Coming {
  mail: ReadMail;
  site: SiteRecord;
  sender: MailPerson;
  clientId: string;
}

/**
 * Takes one mail of an account: an entry, an event, or nothing (SPEC MI6). The same mail again does nothing again (MI2).
 * @param account that it came to
 * @throws AppError RATE_LIMITED, STORE_UNAVAILABLE: then nothing was done, and it is to be brought again
 */
export async function takeMail(context: Context, account: MailAccountRecord, mail: ReadMail): Promise<Outcome> {
  const { config, rates } = context;
  const isOwn = await ownAddresses(context);
  const claimed = mail.from ?? NOBODY;
  // Forms of other programs write in the name of the shop, and say beside it who it was.
  const sender = isOwn(claimed.address) && mail.replyTo && !isOwn(mail.replyTo.address) ? mail.replyTo : claimed;
  const isOwnId = answerOfIds(config.secretKey, [mail.messageId]) !== null;
  const kind = kindOf(mail, { isOwnId, isOwnAddress: isOwn(sender.address) });
  const conversation =
    kind === 'returned' ? await returnedTo(context, mail) : await threadOf(context, account, mail, sender);
  const place = placeOf(kind, conversation !== null);
  const site = await siteOf(context, account, mail, conversation);
  if (place === 'passed' || !site) return 'passed';
  rates.spend('mailsOfAccount', account.id);
  const coming: Coming = { mail, site, sender, clientId: clientIdOf(site.id, mail) };
  try {
    if (place === 'returned') {
      await stopWriting(context, coming, conversation!);
      return await tell(context, coming, conversation!, await returnEvent(context, coming));
    }
    if (place === 'event') return await tell(context, coming, conversation!, automaticEvent(coming));
    return await enter(context, coming, { conversation, isAutomatic: place === 'quarantine' });
  } catch (error) {
    // Somebody erased the person meanwhile: what they wrote is not to come back.
    const isGone = error instanceof AppError && (error.code === 'ERASED' || error.code === 'CONVERSATION_UNKNOWN');
    if (isGone) return 'passed';
    throw error;
  }
}

/** Whether an address is one that we read or write from: what comes from there is ours. */
async function ownAddresses({ store, config }: Context): Promise<(address: string) => boolean> {
  const accounts = await store.mailIn.accounts();
  const from = config.mailFrom === null ? [] : [senderOf(config.mailFrom).address];
  const own = new Set([...accounts.map(each => each.settings.address), ...from].map(plain));
  return address => own.has(plain(address));
}

/** Without what stands behind a plus, and in lower case. */
function plain(address: string): string {
  const at = address.lastIndexOf('@');
  const [name = ''] = address.slice(0, at).split('+');
  return (name + address.slice(at)).toLowerCase();
}

/** The conversation that a mail belongs to, by what only somebody can know who was written to (SPEC MI3). Null: to none. */
async function threadOf(
  { store, config }: Context,
  account: MailAccountRecord,
  mail: ReadMail,
  sender: MailPerson,
): Promise<Conversation | null> {
  const signed =
    conversationOfAddresses(config.secretKey, mail.to) ??
    answerOfIds(config.secretKey, mail.references.toReversed())?.conversationId ??
    null;
  const found = signed === null ? null : await store.conversations.find(signed);
  if (found || account.id === DESK) return found;
  const keys = mail.references.map(each => messageKey(each, sender.address));
  const own = keys.length > 0 ? await store.mailIn.conversationOf(account.id, keys) : null;
  return own === null ? null : store.conversations.find(own);
}

/** Whether only somebody can have written it who was written to in this conversation. */
function isAnswer({ config }: Context, mail: ReadMail, { id }: Conversation): boolean {
  const { secretKey } = config;
  return (
    conversationOfAddresses(secretKey, mail.to) === id ||
    answerOfIds(secretKey, mail.references.toReversed())?.conversationId === id
  );
}

/** The conversation of the answer that came back, by the ids inside the report alone. */
async function returnedTo({ store, config }: Context, mail: ReadMail): Promise<Conversation | null> {
  const answer = answerOfIds(config.secretKey, [...mail.innerIds, ...mail.references]);
  return answer && store.conversations.find(answer.conversationId);
}

/** Where it belongs: to its conversation's site, the account's, the one whose address it was sent to, or else the first. */
async function siteOf(
  { sites, store }: Context,
  account: MailAccountRecord,
  { to }: ReadMail,
  conversation: Conversation | null,
): Promise<SiteRecord | null> {
  if (conversation) return sites.byId(conversation.siteId);
  if (account.id !== DESK) return sites.byId(account.id);
  const [all, accounts] = await Promise.all([sites.all(), store.mailIn.accounts()]);
  const sentTo = new Set(to.map(plain));
  const written = accounts.find(each => each.id !== DESK && sentTo.has(plain(each.settings.address)));
  return all.find(each => each.id === written?.id) ?? all[0] ?? null;
}

async function returnEvent({ store, config, staff }: Context, { mail, site, clientId }: Coming): Promise<MailEvent> {
  const answer = answerOfIds(config.secretKey, [...mail.innerIds, ...mail.references])!;
  const [entry] = await store.conversations.entriesBefore(answer.conversationId, answer.seq + 1, 1);
  const by = entry?.seq === answer.seq && entry.author.kind === 'agent' ? staff.find(entry.author.id) : undefined;
  const failed = mail.returned.find(each => each.action === 'failed') ?? mail.returned[0];
  return {
    kind: 'event',
    event: 'mail_returned',
    mailId: clientId,
    address: failed?.address ?? '',
    ofSeq: answer.seq,
    reason: [failed?.status, failed?.reason].filter(Boolean).join(' '),
    to: by && maySee(by, site.id) ? [{ id: by.id, name: by.name }] : [],
  };
}

/**
 * Nothing more is mailed to an address that is none. Only to the person's own: whoever was written to could write a report
 * that names somebody else.
 */
async function stopWriting(context: Context, { mail, site }: Coming, { contact }: Conversation): Promise<void> {
  const { store, config, now } = context;
  const { secretKey } = config;
  const failed = mail.returned.find(each => each.action === 'failed');
  if (!failed || failed.address.toLowerCase() !== contact.email.toLowerCase()) return;
  const response = `${failed.status} ${failed.reason}`.trim();
  const said = { message: response, response, command: 'RCPT TO', responseCode: 550 };
  const { fate, problem } = verdictOn(said, failed.address);
  if (fate !== 'bounced') return;
  const at = now();
  const address = addressKey(secretKey, failed.address);
  const suppression = { id: address, reason: fate, problem, at };
  const answer = answerOfIds(secretKey, [...mail.innerIds, ...mail.references])!;
  const letter = { id: answerId(secretKey, answer), scope: site.id, address, at };
  await store.mail.fail({ letter, suppression, told: null, at });
}

function automaticEvent({ mail, sender, clientId }: Coming): MailEvent {
  return {
    kind: 'event',
    event: 'mail_automatic',
    mailId: clientId,
    from: sender.address,
    subject: mail.subject,
  };
}

async function tell(
  context: Context,
  coming: Coming,
  { id: conversationId }: Conversation,
  event: MailEvent,
): Promise<Outcome> {
  const { store, now } = context;
  const { clientId } = coming;
  // Who it is for may have left meanwhile: the mail is the same.
  const written = await store.mailIn.tell({ conversationId, event, sent: { clientId, fingerprint: '' }, at: now() });
  await store.mailIn.keep(recordOf(coming, conversationId, now()));
  publishEntry(context, written);
  return written.isRepeat ? 'repeat' : 'event';
}

/** Makes an entry of it, by the one way in for everything that people send. */
async function enter(
  context: Context,
  coming: Coming,
  { conversation, isAutomatic }: { conversation: Conversation | null; isAutomatic: boolean },
): Promise<Outcome> {
  const { store, now } = context;
  const { mail, site, sender, clientId } = coming;
  const known = conversation && (await writerIn(context, conversation));
  const visitor = known ?? (await newWriter(context, coming));
  const sent = { clientId, fingerprint: '' };
  const isRepeat = (await store.conversations.submitted(visitor.id, clientId, sent.fingerprint)) !== null;
  const { files, leftOut } = isRepeat ? NOTHING : await upload(context, site, visitor.id, mail.files);
  const isKnownAddress = !known && (await store.mailIn.knowsAddress(site.id, sender.address));
  const mark: MailMark = {
    id: clientId,
    from: sender,
    subject: mail.subject,
    ...(isKnownAddress && { isKnownAddress }),
    ...(leftOut.length > 0 && { leftOut }),
  };
  const { name, address } = sender;
  const words = known ? {} : { name, email: isEmail(address) ? address : '' };
  const written = await submit(
    context,
    { site, visitor, address: '', sent, mail: { mark, words, isAutomatic } },
    {
      type: 'message.send',
      clientId,
      text: textOf(mail, files),
      ...(files.length > 0 && { files }),
    },
  );
  if (known && conversation && isAnswer(context, mail, conversation))
    await answeredFrom(context, conversation.contact.id, address);
  await store.mailIn.keep(recordOf(coming, written.conversation.id, now()));
  return written.isRepeat ? 'repeat' : 'entry';
}

const NOTHING = { files: [], leftOut: [] };

/** What stands in the entry: the new words, or else what there is. */
function textOf({ text, subject }: ReadMail, files: string[]): string {
  const words = letter.parse(newWords(text).slice(0, LIMITS.letterChars));
  return words || (files.length > 0 ? '' : letter.parse(subject));
}

/**
 * The browser that a conversation began in, or what stands for one; null: somebody else's speaks through it by now, and
 * whoever writes a mail must not speak in theirs.
 */
async function writerIn({ store }: Context, { visitorId, contact }: Conversation) {
  const visitor = visitorId === null ? null : await store.visitors.find(visitorId);
  return visitor?.contactId === contact.id && visitor.conversationId !== null ? visitor : null;
}

/** Somebody who has no browser. The token is nobody's: with it the same mail, read again, finds the same one. */
async function newWriter(context: Context, { site, clientId }: Coming) {
  const { visitor } = await visitorOf(context, site, {
    tokenIfNew: derivedName(context.config.secretKey, JSON.stringify(['mail', site.id, clientId])),
    locale: site.locale,
    timeZone: site.timeZone,
    userAgent: '',
    address: '',
  });
  return visitor;
}

/** Uploads what came with it as any sender does; what the site does not take is named. */
async function upload(context: Context, site: SiteRecord, visitorId: string, files: readonly MailFile[]) {
  const sender = { uploader: `visitor:${visitorId}`, site, address: null };
  const ids: string[] = [];
  const leftOut: string[] = [];
  for (const { name, bytes } of files) {
    try {
      if (ids.length >= (site.files?.maxCount ?? 0)) leftOut.push(name);
      else ids.push(await streamUpload(context, sender, name, once(bytes)));
    } catch (refusal) {
      // What is too much for now is brought again.
      const isLasting = refusal instanceof AppError && refusal.status < 500 && refusal.code !== 'RATE_LIMITED';
      if (!isLasting) throw refusal;
      leftOut.push(name);
    }
  }
  return { files: ids, leftOut };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function recordOf({ mail, site, sender, clientId }: Coming, conversationId: string, at: number): MailRecord {
  const { messageId, to, subject, sentAt, text, isCut } = mail;
  return {
    id: clientId,
    siteId: site.id,
    conversationId,
    messageId,
    messageKey: messageKey(messageId, sender.address),
    from: sender,
    to,
    subject,
    sentAt,
    text,
    isCut,
    at,
  };
}

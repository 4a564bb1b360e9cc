/** Agents' answers to people who are reached by mail (SPEC MI9). */
import { isEmail } from '../../../protocol/emails.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Context } from '../../context.ts';
import { wayBack } from '../answers/commands.ts';
import type { AnswerLink } from '../answers/store.ts';
import { publishEntry } from '../conversations/news.ts';
import { filesOf } from '../files/rules.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { isMailOn, type Letter, type LetterHeaders, letterDelivery } from '../mail/letters.ts';
import { addressKey, attachable } from '../mail/rules.ts';
import { filesText } from '../mail/wording.ts';
import { replyHeaders } from './commands.ts';
import { type AnswerId, answerId } from './threads.ts';

/** An answer that could not leave for so long, as where mail was off, is of no use any more. */
const EXPIRES_MS = 7 * 24 * 3_600_000;
/** Entries before an answer among which the mail is looked for that it answers. */
const LOOK_BACK = 50;

/** Does the jobs of the kind `mail_answer`: one letter for each answer, written with the end of its job. */
export function createMailAnswerer(contextNow: () => Context): JobHandler {
  return async job => {
    const context = contextNow();
    const { store, outbox } = context;
    const answer = await answerByMail(context, { conversationId: job.conversationId, seq: job.step });
    if (!answer) return void (await store.jobs.drop(job));
    const { letter, link } = answer;
    if (!isMailOn(context.config)) {
      await tellOff(context, letter);
      return void (await store.jobs.drop(job));
    }
    const delivery = letterDelivery(context, letter);
    const isWritten = link ? await store.answers.put({ job, link, delivery }) : await store.outbox.put([delivery], job);
    if (isWritten) outbox.wake();
  };
}

/** Whoever answered must not believe that it arrives some day. */
async function tellOff(context: Context, { id, to, template, conversationId, siteId }: Letter): Promise<void> {
  const { store, config, now } = context;
  const at = now();
  const letter = { id, scope: siteId ?? '', address: addressKey(config.secretKey, to), at };
  const body = { kind: 'event', event: 'mail_failed', letter: template, reason: 'off' } as const;
  const told = conversationId === null ? null : { conversationId, body };
  const written = await store.mail.fail({ letter, suppression: null, told, at });
  if (written) publishEntry(context, written);
}

/**
 * The letter that brings an agent's answer to the person of a conversation, with its files. It goes into the thread of the mail
 * that it answers, if there was one, and what is answered to it comes back into the conversation.
 * @returns `link` where a file is too large for it: to be written with it; null: there is no such answer, or no address to send it to
 */
export async function answerByMail(
  context: Context,
  { conversationId, seq }: AnswerId,
): Promise<{ letter: Letter; link: AnswerLink | null } | null> {
  const { store, sites, config, now } = context;
  const conversation = await store.conversations.find(conversationId);
  const entries = conversation ? await store.conversations.entriesBefore(conversationId, seq + 1, LOOK_BACK) : [];
  const entry = entries.at(-1);
  if (!conversation || entry?.seq !== seq || entry.author.kind !== 'agent' || entry.body.kind !== 'message')
    return null;
  const { contact, siteId } = conversation;
  const site = await sites.byId(siteId);
  if (!site || !isEmail(contact.email)) return null;
  const answered = entries.findLast(isByMail);
  const files = attachable(filesOf(entry.body));
  const way = files.linked.length > 0 ? await wayBack(context, { site, conversationId }) : null;
  const letter: Letter = {
    id: answerId(config.secretKey, { conversationId, seq }),
    to: contact.email,
    template: 'answer',
    locale: contact.locale,
    values: {
      subject: replySubject(answered?.body.mail.subject ?? ''),
      answer: [entry.body.text, ...filesText(contact.locale, files)].filter(Boolean).join('\n\n'),
      agent: entry.author.name,
      site: site.name,
      ...(way && { link: way.address }),
    },
    files: files.attached.map(({ id }) => id),
    siteId,
    conversationId,
    headers: { ...(await threadHeaders(context, answered)), ...(await replyHeaders(context, conversation)) },
    expiresAt: now() + EXPIRES_MS,
  };
  return { letter, link: way?.link ?? null };
}

type MailEntry = Entry & { body: { kind: 'message'; mail: { id: string; subject: string } } };

function isByMail(entry: Entry): entry is MailEntry {
  return entry.body.kind === 'message' && entry.body.mail !== undefined;
}

/** As mail programs write it, in any language; empty: the letter has a word of its own. */
function replySubject(subject: string): string {
  if (subject === '') return '';
  return /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** What puts a letter into the thread of the mail that it answers. */
async function threadHeaders({ store }: Context, answered: MailEntry | undefined): Promise<LetterHeaders> {
  const mail = answered && (await store.mailIn.find(answered.body.mail.id));
  return mail?.messageId ? { inReplyTo: mail.messageId, references: [mail.messageId] } : {};
}

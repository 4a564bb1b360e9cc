/** What was said in a conversation, as its person saw it, for a letter to them. */
import { createHash } from 'node:crypto';
import type { Agent } from '../../../protocol/agents.ts';
import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import { isEmail } from '../../../protocol/emails.ts';
import type { VisitorEntry } from '../../../protocol/entries.ts';
import type { TranscriptAnswer } from '../../../protocol/mail.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee } from '../../sight.ts';
import { type Actor, audit } from '../audit/commands.ts';
import { forVisitor } from '../conversations/visibility.ts';
import { clockText, dayText, windowText } from '../forms/times.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import { isMailOn, type LetterReader, letterDelivery } from './letters.ts';
import { addressKey } from './rules.ts';
import { MESSAGES } from './words/index.ts';

/** Entries of one letter: an evening's talk, and no mail server finds it too large. */
const MOST_ENTRIES = 500;
const PAGE = 100;

/**
 * Mails a conversation, as it is now, to the address that its person has. Sent again under its id it is mailed once (SPEC ML8).
 * @throws AppError CONVERSATION_UNKNOWN
 */
export async function sendTranscript(
  context: Context,
  actor: Actor,
  agent: Pick<Agent, 'role' | 'siteIds'>,
  { conversationId, clientId }: { conversationId: string; clientId: string },
): Promise<TranscriptAnswer> {
  const { config, store, outbox } = context;
  const conversation = await store.conversations.find(conversationId);
  if (!conversation || !maySee(agent, conversation.siteId)) throw new AppError('CONVERSATION_UNKNOWN');
  const { siteId, lastSeq, contact } = conversation;
  const to = contact.email;
  if (!isMailOn(config)) return { state: 'off', to };
  if (!isEmail(to)) return { state: 'nobody', to: '' };
  if (await store.mail.suppressed(addressKey(config.secretKey, to))) return { state: 'suppressed', to };
  const letter = letterDelivery(context, {
    id: idOf(conversationId, clientId),
    to,
    template: 'transcript',
    locale: contact.locale,
    values: { lastSeq: String(lastSeq) },
    siteId,
    conversationId,
    headers: await replyHeaders(context, conversation),
  });
  const on = { kind: 'conversation', id: conversationId, text: '' } as const;
  await audit(context, actor, { what: 'transcript.sent', on, siteId });
  await store.outbox.put([letter]);
  outbox.wake();
  return { state: 'queued', to };
}

function idOf(conversationId: string, clientId: string): string {
  const cause = JSON.stringify(['transcript', conversationId, clientId]);
  return `mail_${createHash('sha256').update(cause).digest('base64url').slice(0, 27)}`;
}

/** Reads the talk up to where it was when the letter was asked for. One that was erased meanwhile is not sent. */
export const readTranscript: LetterReader = async ({ config, store, sites }, { locale, values }, delivery) => {
  const { conversationId } = delivery;
  const conversation = conversationId === null ? null : await store.conversations.find(conversationId);
  const site = conversation && (await sites.byId(conversation.siteId));
  if (!site) return null;
  const { timeZone } = conversation.contact;
  const entries = [];
  let before: number | null = Number(values.lastSeq) + 1;
  while (before !== null && before > 1 && entries.length < MOST_ENTRIES) {
    const page = await store.conversations.entriesBefore(conversation.id, before, PAGE);
    entries.unshift(...page);
    before = page[0]?.seq ?? null;
  }
  const said = entries.flatMap(entry => forVisitor(entry, config.secretKey) ?? []);
  const lines = said.flatMap(entry => lineOf(entry, { locale, timeZone, site: site.name }) ?? []);
  const isCut = entries.length > 0 && entries[0]!.seq > 1;
  return { site: site.name, talk: [...(isCut ? [MESSAGES[locale].earlier] : []), ...lines].join('\n\n') };
};

/** Who, when, and the words; null: nothing was said. */
function lineOf(
  { author, body, createdAt }: VisitorEntry,
  { locale, timeZone, site }: { locale: Locale; timeZone: string; site: string },
): string | null {
  const own = MESSAGES[locale];
  const words = wordsIn(body, locale, timeZone);
  if (words === '') return null;
  const who = author.kind === 'visitor' ? own.you : author.kind === 'agent' ? author.name : site;
  const when = dayAndTime(locale, dayText(locale, timeZone, createdAt), clockText(locale, timeZone, createdAt));
  // A blank line would part what belongs together.
  return `${who} · ${when}\n${words.replace(/\n\s*\n/g, '\n')}`;
}

function wordsIn(body: VisitorEntry['body'], locale: Locale, timeZone: string): string {
  const own = MESSAGES[locale];
  const filesIn = (files: readonly { name: string }[] = []) => files.map(({ name }) => fill(own.file, { name }));
  switch (body.kind) {
    case 'message':
      return [body.text, ...filesIn(body.files)].filter(Boolean).join('\n');
    case 'form':
      return [body.subject, body.message, ...filesIn(body.files)].filter(Boolean).join('\n');
    case 'callback': {
      const time = windowText(locale, timeZone, body.startAt, body.endAt);
      return [fill(own.wantsCall, { time }), body.topic].filter(Boolean).join('\n');
    }
    default:
      return '';
  }
}

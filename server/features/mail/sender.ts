/** Sends what is to be mailed (SPEC ML1). */
import { isEmail } from '../../../protocol/emails.ts';
import type { LetterTemplate } from '../../../protocol/letter-templates.ts';
import { letterTemplate } from '../../../protocol/mail.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { isOver, type Refusal, type Sender } from '../../outbox/worker.ts';
import { publishEntry } from '../conversations/news.ts';
import { attachmentsOf, calendarOf } from './attachments.ts';
import { mailOf } from './compose.ts';
import { isMailOn, type LetterReader, openLetter } from './letters.ts';
import { addressKey, type MailTrouble, verdictOn } from './rules.ts';
import { limitsOf, MAIL_SETTINGS, type MailSettings, wordsNow } from './settings.ts';
import type { MailFailed } from './store.ts';
import { LETTERS, visitLinks } from './wording.ts';

type LetterReaders = Partial<Record<LetterTemplate, LetterReader>>;

/**
 * The sender of the kind `mail`.
 * @param contextNow the rooms, which are made after the outbox
 * @param readers of those letters whose words are read when they leave; of the others the values say all
 */
export function createMailSender(contextNow: () => Context, readers: LetterReaders): Sender {
  return {
    async open() {
      const context = contextNow();
      if (!isMailOn(context.config)) return null;
      const settings = await context.settings.read(MAIL_SETTINGS);
      return (delivery, signal) => sendLetter(context, { settings, readers, delivery, signal });
    },
  };
}

interface Attempt {
  settings: MailSettings;
  readers: LetterReaders;
  delivery: DeliveryRecord;
  signal: AbortSignal;
}

async function sendLetter(context: Context, attempt: Attempt): Promise<Refusal | null> {
  const { config, store, sites, mailGate, now } = context;
  const { settings, readers, delivery, signal } = attempt;
  const letter = openLetter(config.secretKey, delivery.payload);
  if (!letter) {
    const problem = 'it was sealed under another SECRET_KEY, or by a newer Deskbell';
    return failed(context, delivery, '', final(problem), 'refused');
  }
  const { to, template, locale, headers, files, expiresAt } = letter;
  const reader = readers[template];
  const read = reader ? await reader(context, letter, delivery) : letter.values;
  if (!read) return null;
  if (expiresAt !== null && expiresAt <= now()) {
    await failed(context, delivery, to, final('it ran out'), 'refused');
    return null;
  }
  if (!isEmail(to)) return failed(context, delivery, to, final('this is no mail address'), 'refused');

  const address = addressKey(config.secretKey, to);
  const counted = { id: delivery.id, scope: delivery.siteId ?? '', address, at: now() };
  const turn = await store.mail.turn(counted, limitsOf(template, settings));
  if (turn.kind === 'suppressed') {
    return failed(context, delivery, to, final('mail to this address came back before'), 'suppressed');
  }
  if (turn.kind === 'later') {
    const problem = 'waits its turn: so many letters have left as the limits let';
    return again(context, delivery, to, { problem, isTargetDown: false, retryAfterMs: turn.until - now() });
  }
  const site = delivery.siteId === null ? null : await sites.byId(delivery.siteId);
  const { link = null, move, cancel, calendar, ...values } = read;
  const words = wordsNow(settings, template, locale);
  const attachments = [
    ...(calendar === undefined ? [] : [calendarOf(calendar)]),
    ...(await attachmentsOf(store, files, delivery.conversationId)),
  ];
  const mail = mailOf(
    { template, locale, words, values, link, links: visitLinks(locale, { move, cancel }), site },
    { id: delivery.id, to, mailFrom: config.mailFrom!, headers, attachments },
  );
  try {
    await mailGate.send(mail, signal);
    return null;
  } catch (trouble) {
    const { fate, ...verdict } = verdictOn(trouble as MailTrouble, to);
    // Large files over a slow line are late by themselves: no other letter waits for them.
    const isSlow = attachments.length > 0 && (trouble as MailTrouble).code === 'ELATE';
    const refusal = isSlow ? { ...verdict, isTargetDown: false } : verdict;
    if (fate === 'again') return again(context, delivery, to, refusal);
    return failed(context, delivery, to, refusal, fate);
  }
}

function final(problem: string): Refusal {
  return { problem, isTargetDown: false, retryAfterMs: null, isFinal: true };
}

/** What is refused for now is tried again, until that is over. */
async function again(context: Context, delivery: DeliveryRecord, to: string, refusal: Refusal): Promise<Refusal> {
  if (!isOver(delivery.attempts, context.now() - delivery.since)) return refusal;
  return failed(context, delivery, to, { ...refusal, isFinal: true }, 'refused');
}

/** Given up with others, as the mail server took nothing for so long: no attempt of its own tells of it. */
export async function tellGivenUp(context: Context, delivery: DeliveryRecord): Promise<void> {
  const letter = openLetter(context.config.secretKey, delivery.payload);
  await failed(context, delivery, letter?.to ?? '', final(delivery.problem), 'refused');
}

/** It will not arrive: whom that concerns is told before it is given up. @param to empty: it can not be read any more */
async function failed(
  context: Context,
  { id, siteId, conversationId, event, createdAt }: DeliveryRecord,
  to: string,
  refusal: Refusal,
  reason: MailFailed['reason'],
): Promise<Refusal> {
  const { config, store, now } = context;
  const at = now();
  const address = addressKey(config.secretKey, to);
  const isBounce = reason === 'bounced';
  const suppression = isBounce ? { id: address, reason, problem: refusal.problem, at } : null;
  // A newer Deskbell may have written others.
  const { data: letter } = letterTemplate.safeParse(event);
  const isTold = conversationId !== null && letter !== undefined && LETTERS[letter].isToVisitor;
  const told = isTold
    ? { conversationId, body: { kind: 'event', event: 'mail_failed', letter, reason } as const }
    : null;
  const counted = { id, scope: siteId ?? '', address, at: createdAt };
  const written = await store.mail.fail({ letter: counted, suppression, told, at });
  if (written) publishEntry(context, written);
  return refusal;
}

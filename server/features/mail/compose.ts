/** A letter as it is handed to the mail server: headers, text and page. */
import type { SendMailOptions } from 'nodemailer';
import type { LetterTemplate } from '../../../protocol/letter-templates.ts';
import type { LetterWords } from '../../../protocol/mail.ts';
import { unturned } from '../../../protocol/turning.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { Attachment } from './attachments.ts';
import { letterPage } from './layout.ts';
import type { LetterHeaders } from './letters.ts';
import { messageIdOf, senderOf } from './rules.ts';
import { filled, LETTERS, type LetterValues, type MoreLink } from './wording.ts';
import { MESSAGES } from './words/index.ts';

/** A name in a header: what shows in a list of mails. */
const NAME_CHARS = 80;
/** The colour of letters that are of no site. */
const OWN_ACCENT = '#0b6b57';

/** What a letter says, whoever it is for. */
export interface Composed {
  template: LetterTemplate;
  locale: Locale;
  words: LetterWords;
  values: LetterValues;
  /** Null: it leads nowhere. */
  link: string | null;
  /** Where else it leads, under its button, with what each says; left out: nowhere. */
  links?: readonly MoreLink[];
  /** Null: of none. */
  site: { name: string; accent: string } | null;
  /** Where one says that one wants no more of them; left out: nobody has to. */
  stop?: string | undefined;
}

/** Subject, text and page of a letter. */
export function compose(composed: Composed): { subject: string; text: string; html: string } {
  const { template, locale, words, values, link, links = [], site, stop: stopUrl } = composed;
  const own = MESSAGES[locale];
  const { subject, paragraphs, button } = filled(template, locale, words, values);
  const why = fill(own[`${template}Why`], { site: site?.name ?? own.siteElse });
  const url = link !== null && LETTERS[template].hasLink && /^https?:\/\//.test(link) ? link : null;
  const stop = stopUrl === undefined ? null : { text: own.stop, url: stopUrl };
  const texts = [
    ...paragraphs.map(each => each.text),
    ...(url === null ? [] : [`${button}:\n${url}`]),
    ...links.map(more => `${more.text}:\n${more.url}`),
    `-- \n${why}`,
    ...(stop ? [`${stop.text}: ${stop.url}`] : []),
  ];
  const page = letterPage({
    ...{ locale, subject, paragraphs, why, stop },
    button: url === null ? null : { text: button, url, hint: own.linkHint },
    links,
    accent: site?.accent ?? OWN_ACCENT,
  });
  return { subject, text: `${texts.join('\n\n')}\n`, html: page.text };
}

/**
 * The mail of a letter. Words of people stand in the subject and in the sender's name alone, each in one line of bounded
 * length, which the library encodes.
 */
export function mailOf(
  composed: Composed,
  letter: { id: string; to: string; mailFrom: string; headers: LetterHeaders; attachments?: Attachment[] },
): SendMailOptions {
  const { id, to, mailFrom, headers, attachments = [] } = letter;
  const { subject, text, html } = compose({ ...composed, stop: headers.unsubscribe?.url });
  const sender = senderOf(mailFrom);
  const { inReplyTo, references, replyTo, unsubscribe } = headers;
  const { automatic } = LETTERS[composed.template];
  return {
    from: { name: nameLine(composed.site?.name ?? sender.name), address: sender.address },
    to: { name: '', address: to },
    subject,
    text,
    html,
    ...(attachments.length > 0 && { attachments }),
    messageId: bracketed(messageIdOf(id, sender.address)),
    ...(replyTo && { replyTo: { name: '', address: replyTo } }),
    ...(inReplyTo && isMessageId(inReplyTo) && { inReplyTo: bracketed(inReplyTo) }),
    ...(references && { references: references.filter(isMessageId).map(bracketed) }),
    // Nested, or it becomes two headers.
    ...(unsubscribe && {
      list: { unsubscribe: [[unsubscribe.url, ...(unsubscribe.address ? [unsubscribe.address] : [])]] },
    }),
    headers: {
      // Exchange answers "out of office" to what has not the second one.
      ...(automatic && { 'Auto-Submitted': automatic, 'X-Auto-Response-Suppress': 'All' }),
      ...(unsubscribe && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function nameLine(name: string): string {
  return unturned(name)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, NAME_CHARS)
    .toWellFormed();
}

function isMessageId(text: string): boolean {
  return /^[^\s<>@]+@[^\s<>@]+$/.test(text);
}

function bracketed(messageId: string): string {
  return `<${messageId}>`;
}

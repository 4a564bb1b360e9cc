/** Letters: what this server mails, in which words, and how much of it. */
import { z } from 'zod';
import { email } from './agents.ts';
import { LETTER_TEMPLATES } from './letter-templates.ts';
import { clientId, line, locale, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** What a letter is about; its words are the owner's to change. */
export const letterTemplate = z.enum(LETTER_TEMPLATES);

/** A letter to the visitor will not arrive: their mail server took it for no address, it would not take the letter, mail had come back before, or nothing is mailed here. */
export const mailEvents = [
  z.object({
    kind: z.literal('event'),
    event: z.literal('mail_failed'),
    letter: letterTemplate,
    reason: z.enum(['bounced', 'refused', 'suppressed', 'off']),
  }),
] as const;

/** UTF-16 units of a letter's words: two screens, as nobody reads more of a mail. */
const BODY_CHARS = 4_000;

/** The words of a letter, with `{{names}}` in them for what differs from one to the next. */
export const letterWords = z.object({
  subject: line.pipe(z.string().min(1)),
  /** Plain text; blank lines part paragraphs. */
  body: z.string().trim().min(1).max(BODY_CHARS),
  /** On the button; empty where the letter has no link. */
  button: line.pipe(z.string().max(LIMITS.buttonChars)),
});
export type LetterWords = z.infer<typeof letterWords>;

/** `was`: the words that were changed; saved is only where they are still so. */
export const letterSave = letterWords.extend({ was: letterWords.optional() });
export type LetterSave = z.infer<typeof letterSave>;

/** How much may leave. What is above waits its turn. */
export const mailLimits = z.object({
  /** Letters in any hour for each site, and for what is of no site. */
  perHour: z.number().int().min(1).max(100_000),
  /** Letters in any 24 hours to each address. */
  perAddress: z.number().int().min(1).max(1_000),
});
export type MailLimits = z.infer<typeof mailLimits>;

/** How mail is doing. */
export const mailAnswer = z.object({
  /** Null: nothing is mailed, since SMTP_URL is not set. */
  from: z.string().nullable(),
  isSigned: z.boolean(),
  limits: mailLimits,
  /** Letters that wait to leave, up to the largest page of them. */
  waiting: z.number().int(),
  /** Left to the mail server in the last hour. */
  sent: z.number().int(),
  /** Since when the mail server can not be reached; null: it was reached when it was tried last. */
  failingSince: timestamp.nullable(),
});
export type MailAnswer = z.infer<typeof mailAnswer>;

/** One letter's words in one language. `isOwn`: an owner changed them. */
export const letterAnswer = z.object({
  words: letterWords,
  isOwn: z.boolean(),
  /** What may stand between `{{` and `}}`. */
  names: z.array(z.string()),
  hasLink: z.boolean(),
});
export type LetterAnswer = z.infer<typeof letterAnswer>;

export const letterParams = z.object({ template: letterTemplate, locale });

/** A letter as it would arrive, with made-up values. */
export const letterPreview = z.object({ subject: z.string(), text: z.string() });
export type LetterPreview = z.infer<typeof letterPreview>;

/** `problem` is what the mail server said, in English; empty when it took the mail. */
export const mailTestAnswer = z.object({ isSent: z.boolean(), to: z.string(), problem: z.string() });
export type MailTestAnswer = z.infer<typeof mailTestAnswer>;

/** An address that nothing is mailed to, since its mail came back: to be tried again. */
export const addressRelease = z.object({ email });
export const addressReleaseAnswer = z.object({ wasSuppressed: z.boolean() });
export type AddressReleaseAnswer = z.infer<typeof addressReleaseAnswer>;

/** What was said is mailed to the person; sent again under its id it is mailed once. */
export const transcriptSend = z.object({ clientId });
/** `nobody`: the person left no address. `suppressed`: mail to it came back. `off`: nothing is mailed here. */
export const transcriptAnswer = z.object({ state: z.enum(['queued', 'nobody', 'suppressed', 'off']), to: z.string() });
export type TranscriptAnswer = z.infer<typeof transcriptAnswer>;

/** A visitor wants what was said by mail; sent again under its id it is mailed once. `email` counts where none is known of them. */
export const ownTranscriptAsk = z.object({ clientId, email: z.string().trim().max(LIMITS.emailChars).optional() });
/**
 * `queued`: it is on its way, to an address of which `to` shows the beginning. `nobody`: no address is known of them.
 * `suppressed`: mail to it came back. `full`: it was sent often enough for a day. `unanswered`: nobody has answered yet.
 * `off`: nothing is mailed here.
 */
export const ownTranscriptAnswer = z.object({
  state: z.enum(['queued', 'nobody', 'suppressed', 'full', 'unanswered', 'off']),
  to: z.string(),
});
export type OwnTranscriptAnswer = z.infer<typeof ownTranscriptAnswer>;

import { z } from 'zod';
import type { LetterTemplate } from '../../../protocol/letter-templates.ts';
import { type LetterWords, letterWords, mailLimits } from '../../../protocol/mail.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { LetterLimits } from './store.ts';
import { LETTERS, templateProblem, wordsOf } from './wording.ts';

const mailSettings = z.object({
  limits: mailLimits,
  /** Words that an owner changed, by letter and language. A letter that this Deskbell does not know may stand there. */
  letters: z.record(z.string(), z.record(z.string(), letterWords)),
});
export type MailSettings = z.infer<typeof mailSettings>;

/** What an owner sets about mail for the whole desk. */
export const MAIL_SETTINGS: SettingsPart<MailSettings> = {
  name: 'mail',
  schema: mailSettings,
  // A busy shop stays far below both; who mails more than that to one address is in a loop.
  initial: { limits: { perHour: 500, perAddress: 30 }, letters: {} },
};

/** The words of a letter as they are now: the owner's, as long as they can be filled in, or ours. */
export function wordsNow(settings: MailSettings, template: LetterTemplate, locale: Locale): LetterWords {
  const ours = wordsOf(template, locale);
  const kept = settings.letters[template]?.[locale];
  // A letter may lead somewhere that did not when its words were changed; and a name that they use may be gone.
  const own = kept && { ...kept, button: kept.button || ours.button };
  return own && wordsProblem(template, own) === null ? own : ours;
}

/** What is wrong with changed words, and where; null: nothing. */
export function wordsProblem(
  template: LetterTemplate,
  words: LetterWords,
): { field: keyof LetterWords; problem: string } | null {
  const { names, hasLink } = LETTERS[template];
  for (const field of ['subject', 'body', 'button'] as const) {
    const problem = templateProblem(words[field], names);
    if (problem !== null) return { field, problem };
  }
  if (hasLink && words.button === '')
    return { field: 'button', problem: 'This letter has a link, and needs a button.' };
  return null;
}

/** How many letters of a kind may leave. Visitors' forms must not put off what agents wait for, nor anything somebody's way in. */
export function limitsOf(template: LetterTemplate, { limits }: MailSettings): LetterLimits {
  const { isToVisitor, isUrgent } = LETTERS[template];
  return { perHour: isUrgent ? null : limits.perHour, perAddress: isToVisitor ? limits.perAddress : null };
}

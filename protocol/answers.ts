/** Answers that leave by mail, because whoever asked has left the page. */
import { z } from 'zod';
import { seq } from './wire/fields.ts';

/** Minutes that answers wait for their visitor to come back before they leave. */
export const ANSWER_MINUTES = { min: 1, max: 1_440 } as const;

/** What a site wants done with answers that nobody has read. */
export const answerSettings = z.object({
  isOn: z.boolean(),
  /** Whether a form is answered at once by a letter that says that it is there. */
  hasReceipts: z.boolean(),
  afterMinutes: z.number().int().min(ANSWER_MINUTES.min).max(ANSWER_MINUTES.max),
});
export type AnswerSettings = z.infer<typeof answerSettings>;

export const ANSWER_DEFAULTS: AnswerSettings = { isOn: true, hasReceipts: false, afterMinutes: 2 };

export const answerEvents = [
  /** What was answered and not read was mailed, up to this entry. */
  z.object({ kind: z.literal('event'), event: z.literal('answers_mailed'), uptoSeq: seq.min(1) }),
] as const;

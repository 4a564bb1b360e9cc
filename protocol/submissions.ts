/**
 * What visitors send that must never be lost: messages, callback requests, contact forms. The same schemas check
 * WebSocket frames, JSON over HTTP and plain HTML form posts, so that each way in refuses and accepts the same things.
 * Phone numbers are only bounded here; `libphonenumber-js` judges them on the server.
 */
import { z } from 'zod';
import { callbackRequest } from './callbacks.ts';
import { messageSend } from './conversations.ts';
import { visitorEntry } from './entries.ts';
import { contactSend, formSend } from './forms.ts';
import { page } from './visitors.ts';
import { timeZone } from './wire/fields.ts';

export const submission = z.discriminatedUnion('type', [messageSend, callbackRequest, formSend, contactSend]);
export type Submission = z.infer<typeof submission>;

/** What a client writes before defaults are filled in. */
export type SubmissionInput = z.input<typeof submission>;

/** What a browser tells of itself beside what it sends; over a socket `hello` carries it. */
export const submissionContext = z.object({
  /** Anything the browser says; the server picks the nearest of our six. */
  locale: z.string().max(35).optional(),
  timeZone: timeZone.optional(),
  page: page.optional(),
});

/** A submission as it goes over a socket, and optionally where it comes from. */
export const submissionBody = z.object({ context: submissionContext.optional() }).and(submission);

/**
 * `token` comes once, when the sender had none: keep it to read answers later. `answer` is what the site's script says to
 * it at once.
 */
export const submissionAnswer = z.object({
  entry: visitorEntry,
  answer: visitorEntry.optional(),
  token: z.string().optional(),
});
export type SubmissionAnswer = z.infer<typeof submissionAnswer>;

/**
 * What visitors send that must never be lost: messages, callback requests, contact forms. The same schemas check
 * WebSocket frames, JSON over HTTP and plain HTML form posts, so that each way in refuses and accepts the same things.
 * Phone numbers are only bounded here; `libphonenumber-js` judges them on the server.
 */
import { z } from 'zod';
import { clientId, line, timestamp, timeZone } from './entities.ts';
import { LIMITS } from './limits.ts';

/** Text over several lines: kept as typed but for the ends and for control characters other than tab and newline. */
export const text = z.string().overwrite(cleaned).min(1).max(LIMITS.messageChars);

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

function cleaned(typed: string): string {
  // Nearly no text has any, and every message passes here.
  const isClean = typed.search(CONTROLS) < 0;
  return (isClean ? typed : typed.replace(/\r\n?/g, '\n').replace(CONTROLS, '')).trim();
}

const optionalLine = line.default('');
const email = z.string().trim().max(LIMITS.emailChars).default('');
const phone = z.string().trim().max(LIMITS.phoneChars).default('');
/** ISO 3166 country whose dialling rules read a number typed without a plus sign. */
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional();

export const messageSend = z.object({ type: z.literal('message.send'), clientId, text });

export const callbackRequest = z.object({
  type: z.literal('callback.request'),
  clientId,
  phone: z.string().trim().max(LIMITS.phoneChars),
  country,
  name: optionalLine,
  topic: optionalLine,
  /** Start of one of the offered slots; null means as soon as possible. */
  startAt: timestamp.nullable().default(null),
  timeZone: timeZone.default('UTC'),
  hasConsent: z.boolean().default(false),
});

/** An answer needs a way back: e-mail or phone, at least one, judged on the server with the codes of `errors.ts`. */
export const contactSend = z.object({
  type: z.literal('contact.send'),
  clientId,
  name: optionalLine,
  email,
  phone,
  country,
  subject: optionalLine,
  message: text,
  hasConsent: z.boolean().default(false),
});

export const submission = z.discriminatedUnion('type', [messageSend, callbackRequest, contactSend]);
export type MessageSend = z.infer<typeof messageSend>;
export type CallbackRequest = z.infer<typeof callbackRequest>;
export type ContactSend = z.infer<typeof contactSend>;
export type Submission = z.infer<typeof submission>;
/** What a client writes before defaults are filled in. */
export type SubmissionInput = z.input<typeof submission>;

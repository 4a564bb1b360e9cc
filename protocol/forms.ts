/** The contact form. */
import { z } from 'zod';
import { fileIds, files, wordsOrFiles } from './files.ts';
import { clientId, country, id, letter, optionalLine } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

const email = z.string().trim().max(LIMITS.emailChars).default('');

const phone = z.string().trim().max(LIMITS.phoneChars).default('');

/**
 * An answer needs a way back: e-mail or phone, at least one unless `isOneWay`, judged on
 * the server with the codes of `errors.ts`.
 */
const sent = {
  clientId,
  name: optionalLine,
  email,
  phone,
  country,
  subject: optionalLine,
  /** May be empty where files say it. */
  message: letter,
  hasConsent: z.boolean().default(false),
  /** The form asks for no address, so nobody expects an answer: set for plain HTML forms that have no field for one. */
  isOneWay: z.boolean().optional(),
  files: fileIds,
};

export const formSend = z.object({ type: z.literal('form.send'), ...sent }).check(wordsOrFiles('message'));
/** The same as pages of 0.1 call it: what waits in their outboxes still comes under this name. */
export const contactSend = z.object({ type: z.literal('contact.send'), ...sent }).check(wordsOrFiles('message'));
export type FormSend = z.infer<typeof formSend | typeof contactSend>;

/** It tells of a booking: that it was made, or what the person did to it by their link. */
export const bookingMark = z.object({ id, act: z.enum(['booked', 'moved', 'cancelled', 'confirmed']) });
export type BookingMark = z.infer<typeof bookingMark>;

/** It tells of the waiting list of a day: that somebody joined or left it, or did not take the place that they were offered. */
export const waitMark = z.object({ id, act: z.enum(['joined', 'left', 'declined']) });
export type WaitMark = z.infer<typeof waitMark>;

/** The entry that a form becomes. */
export const formBody = z.object({
  kind: z.literal('form'),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  subject: z.string(),
  message: z.string(),
  files,
  booking: bookingMark.optional(),
  wait: waitMark.optional(),
});

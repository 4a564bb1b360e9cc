/** The contact form. */
import { z } from 'zod';
import { clientId, country, optionalLine, text } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

const email = z.string().trim().max(LIMITS.emailChars).default('');

const phone = z.string().trim().max(LIMITS.phoneChars).default('');

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
export type ContactSend = z.infer<typeof contactSend>;

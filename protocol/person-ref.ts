/** Somebody as a program of the business or a file names them: by whatever it knows. */
import { z } from 'zod';
import { id, line } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const personRef = z
  .object({
    contactId: id,
    phone: z.string().trim().min(1).max(LIMITS.phoneChars),
    email: z.string().trim().min(1).max(LIMITS.emailChars),
    /** Their id in that program. */
    externalId: line.pipe(z.string().min(1)),
    /** Names somebody new, and finds nobody. */
    name: line,
  })
  .partial()
  .refine(
    ({ contactId, phone, email, externalId }) => Boolean(contactId ?? phone ?? email ?? externalId),
    'wanted a contactId, phone, email or externalId',
  );
export type PersonRef = z.infer<typeof personRef>;

/** Both forms as data: what is asked, in which order. The view draws what stands here. */
import type { Draft } from './saved.ts';
import type { FieldErrors, FormCommand, FormKind } from './state.ts';

/** Attributes of the input; its name is also the key of its label. What is empty is marked as optional. */
interface Field {
  type?: 'tel';
  autocomplete?: 'tel' | 'name' | 'email';
  required?: boolean;
  dir?: 'ltr';
}
export type FieldName = Exclude<keyof Draft, 'text' | 'hasConsent' | 'startAt'>;

export const FIELDS: Record<FormKind, Partial<Record<FieldName, Field>>> = {
  callback: {
    phone: { type: 'tel', autocomplete: 'tel', dir: 'ltr', required: true },
    name: { autocomplete: 'name' },
    topic: {},
  },
  contact: {
    name: { autocomplete: 'name' },
    // Two kinds in one field: browsers fill in the address, which most people give.
    reach: { autocomplete: 'email', required: true },
    subject: {},
    message: { required: true },
  },
};

/** Mistakes that can be seen without the server, so also offline; it judges the rest. */
export function mistakes(kind: FormKind, draft: Partial<Draft>, needsConsent: boolean): FieldErrors | undefined {
  const wrong: FieldErrors = {};
  for (const [name, { required }] of Object.entries(FIELDS[kind]))
    if (required && !draft[name as FieldName]?.trim()) wrong[name] = 'FIELD_REQUIRED';
  if (kind === 'contact' && /@(?!.+\.)/.test(draft.reach!)) wrong.reach = 'EMAIL_INVALID';
  if (needsConsent && !draft.hasConsent) wrong.hasConsent = 'CONSENT_REQUIRED';
  return Object.keys(wrong)[0] === undefined ? undefined : wrong;
}

/** @param country ISO 3166 code by whose rules a number without a plus sign is read */
export function toCommand(kind: FormKind, draft: Partial<Draft>, timeZone: string, country?: string): FormCommand {
  const { name, phone = '', topic, reach = '', subject, message = '', hasConsent, startAt } = draft;
  const way = reach.includes('@') ? { email: reach } : { phone: reach };
  return kind === 'callback'
    ? { type: 'callback.request', name, phone, topic, startAt, timeZone, country, hasConsent }
    : { type: 'contact.send', name, ...way, subject, message, country, hasConsent };
}

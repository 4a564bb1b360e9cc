/** Both forms as data: what is asked, in which order. The view draws what stands here. */
import type { Draft } from '../panel/saved.ts';
import { type FieldErrors, type FormCommand, type FormKind, LETTER_CHARS } from './state.ts';

/** Attributes of the input; its name is also the key of its label. */
export interface FieldOptions {
  type?: 'tel';
  autocomplete?: 'tel' | 'name' | 'email';
  required?: boolean;
  dir?: 'ltr';
}
export type FieldName = Exclude<keyof Draft, 'text' | 'hasConsent' | 'startAt' | 'visit'>;

export const FIELDS: Record<FormKind, Partial<Record<FieldName, FieldOptions | null>>> = {
  callback: {
    phone: { type: 'tel', autocomplete: 'tel', dir: 'ltr', required: true },
    name: { autocomplete: 'name' },
    topic: null,
  },
  contact: {
    name: { autocomplete: 'name' },
    // Two kinds in one field: browsers fill in the address, which most people give.
    reach: { autocomplete: 'email', required: true },
    subject: null,
    message: { required: true },
  },
};

/** Mistakes that can be seen without the server, so also offline; it judges the rest. */
export function mistakes(kind: FormKind, draft: Partial<Draft>, needsConsent: boolean): FieldErrors | undefined {
  const wrong: FieldErrors = {};
  for (const [name, field] of Object.entries(FIELDS[kind])) {
    const text = draft[name as FieldName]?.trim() ?? '';
    if (field?.required && !text) wrong[name] = 'FIELD_REQUIRED';
    // Far more than that would not even fit into a frame, and never be answered.
    if (text.length > LETTER_CHARS) wrong[name] = 'TEXT_TOO_LONG';
  }
  if (kind === 'contact' && /@(?!.+\.)/.test(draft.reach!)) wrong.reach = 'EMAIL_INVALID';
  if (needsConsent && !draft.hasConsent) wrong.hasConsent = 'CONSENT_REQUIRED';
  return Object.keys(wrong).length ? wrong : undefined;
}

/** What goes to the server: the words of this form and no other's. */
export function toCommand(kind: FormKind, draft: Partial<Draft>, timeZone: string): FormCommand {
  const { reach = '', hasConsent, startAt } = draft;
  const names = Object.keys(FIELDS[kind]) as FieldName[];
  const words = Object.fromEntries(names.map(name => [name, draft[name] ?? ''])) as Record<FieldName, string>;
  if (kind === 'callback') return { ...words, type: 'callback.request', startAt, timeZone, hasConsent };
  const way = reach.includes('@') ? { email: reach } : { phone: reach };
  return { ...words, phone: '', ...way, type: 'form.send', hasConsent };
}

import { type FormKind, fail, forms } from './state.ts';

/** Somebody changes what was wrong: it is not called so any more, until it is sent again. */
export function mend(kind: FormKind, name: string): void {
  const wrong = forms.now.errors[kind];
  if (!wrong) return;
  const left = Object.entries(wrong).filter(([key]) => key && key !== name && MEANT[key] !== name);
  fail(kind, Object.fromEntries(left));
}

/** What the server calls by another name than the field in which it is typed. */
const MEANT: Partial<Record<string, string>> = { email: 'reach', phone: 'reach' };

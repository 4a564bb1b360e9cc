import { codeOf } from '../../../shell/http.ts';
import type { TextKey } from '../../../shell/locale.ts';
import type { Toasts } from '../../../shell/toasts.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

/** Refusals that only imports meet, each with what to do. */
const TEXTS: Readonly<Record<string, TextKey<Messages>>> = {
  IMPORTS_FULL: 'refusedFull',
  IMPORT_STATE: 'refusedState',
};

/** Why it was refused; null: what the shell says of it is enough. */
export function refusalText(error: unknown): string | null {
  const key = TEXTS[codeOf(error)];
  return key ? t(key) : null;
}

/** Does it, and says why where it was refused; other failures are thrown on. */
export async function sayingWhy(toasts: Toasts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const text = refusalText(error);
    if (text === null) throw error;
    toasts.add(text, { tone: 'failed' });
  }
}

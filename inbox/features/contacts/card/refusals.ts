import { codeOf } from '../../../shell/http.ts';
import type { TextKey } from '../../../shell/locale.ts';
import type { Toasts } from '../../../shell/toasts.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

/** Refusals that only cards meet, each with what to do. */
const TEXTS: Readonly<Record<string, TextKey<Messages>>> = {
  CONTACT_CHANGED: 'refusedChanged',
  CONTACT_JOINED: 'refusedJoined',
  CARD_FULL: 'refusedFull',
  IDENTITY_TAKEN: 'refusedTaken',
};

/**
 * Does it, and says why where it was refused; other failures are thrown on.
 * @param onChanged called where a colleague was faster: the card is to be read anew
 */
export async function sayingWhy(toasts: Toasts, onChanged: () => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = codeOf(error);
    const key = TEXTS[code];
    if (!key) throw error;
    toasts.add(t(key), { tone: 'failed' });
    if (code === 'CONTACT_CHANGED') onChanged();
  }
}

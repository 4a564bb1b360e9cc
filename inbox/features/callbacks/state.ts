import type { Callback, CallbackOutcome } from '../../../protocol/callbacks.ts';
import type { Link } from '../../shell/link.ts';
import type { Toasts } from '../../shell/toasts.ts';

/** What came of a promised call, or the new time it is promised for, ms. */
export type Result = { outcome: CallbackOutcome; note: string } | { startAt: number };

export interface Callbacks {
  /** Tells what came of a call; it shows when the news of it come back. */
  resolve(callback: Callback, result: Result): void;
  /** Tells that its number is being rung. */
  ring(callback: Callback): void;
}

export function createCallbacks(parts: { link: Link; toasts: Toasts; newId: () => string }): Callbacks {
  const { link, toasts, newId } = parts;
  return {
    resolve(callback, result) {
      const what = 'outcome' in result ? result : { outcome: null, startAt: result.startAt };
      // What was said on the phone must not be lost with the link, so it goes through the outbox.
      link
        .deliver({ type: 'callback.resolve', clientId: newId(), callbackId: callback.id, ...what })
        .catch(toasts.fail);
    },
    ring(callback) {
      link.deliver({ type: 'callback.ring', clientId: newId(), callbackId: callback.id }).catch(toasts.fail);
    },
  };
}

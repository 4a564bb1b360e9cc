import type { VisitorEntry } from '../../../protocol/entries.ts';

/** A callback that is promised and not yet kept. */
export interface CallPromise {
  callbackId: string;
  phone: string;
  /** The number as its country writes it, where the server says so. */
  phoneText?: string | undefined;
  /** Below the site's address on the server: where the call is moved or cancelled without this page. */
  link?: string | undefined;
  startAt: number;
  endAt: number;
}

/** The promise that stands after all these entries: asked for, perhaps moved, not cancelled and not kept. */
export function promiseOf(entries: readonly VisitorEntry[]): CallPromise | undefined {
  let promise: CallPromise | undefined;
  for (const { body } of entries) {
    if (body.kind === 'callback') promise = body;
    else if (promise && 'callbackId' in body && body.callbackId === promise.callbackId) {
      const { event } = body;
      if (event === 'callback_moved' || event === 'callback_no_answer') promise = after(promise, body);
      else promise = undefined;
    }
  }
  return promise;
}

/** The promise after a move, or after a call that was not answered, which may have been the last. */
function after(
  promise: CallPromise,
  { startAt, endAt, isLast }: { startAt?: number | undefined; endAt?: number | undefined; isLast?: true | undefined },
): CallPromise | undefined {
  if (isLast) return undefined;
  return startAt && endAt ? { ...promise, startAt, endAt } : promise;
}

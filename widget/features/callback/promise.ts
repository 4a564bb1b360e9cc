import type { VisitorEntry } from '../../../protocol/entries.ts';

/** A callback that is promised and not yet kept. */
export interface CallPromise {
  callbackId: string;
  phone: string;
  /** The number as its country writes it, where the server says so. */
  phoneText?: string | undefined;
  startAt: number;
  endAt: number;
}

/** The promise that stands after all these entries: asked for, perhaps moved, not cancelled and not kept. */
export function promiseOf(entries: readonly VisitorEntry[]): CallPromise | undefined {
  let promise: CallPromise | undefined;
  for (const { body } of entries) {
    if (body.kind === 'callback') promise = body;
    else if (promise && 'callbackId' in body && body.callbackId === promise.callbackId) {
      if (body.event === 'callback_moved') promise = { ...promise, startAt: body.startAt, endAt: body.endAt };
      else if (body.event !== 'callback_no_answer') promise = undefined;
    }
  }
  return promise;
}

/** What launcher and panel agree on. Types only: they are built apart, and one brings nothing of the other along. */
import type { Words } from './i18n/index.ts';
import type { Options } from './options.ts';

/** A call of the page: `['open', 'chat']`. */
export type Call = [name: string, ...args: unknown[]];

/** Answers one call; `on` and `once` return their own undo. */
export type Dispatch = (...call: Call) => unknown;

/** What the launcher has made by the time the panel comes. */
export interface Handover {
  words: Words;
  options: Options;
  /** The element in the page that holds the launcher's button in its shadow. */
  host: HTMLElement;
}

/** What the panel exports: it takes the host over, and answers calls until it is shut down. Started again after that. */
export type Start = (handover: Handover) => Dispatch;

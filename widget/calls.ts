/** What a page may ask of Deskbell, and what it hears: the public names, for launcher, panel and SDK. */
import type { Options, Tab } from './options.ts';
import type { Availability, Entry } from './page-news.ts';

/** Who the visitor is, as far as the page knows: words for the agent. Only a signed JWT opens history. */
export interface User {
  name?: string;
  email?: string;
  phone?: string;
  attributes?: Record<string, string>;
}

/** Every event with what its listener gets; on `document` it is `deskbell:NAME` with the same as `detail`. */
export interface Events {
  ready: undefined;
  opened: Tab;
  closed: undefined;
  /** An agent's message arrived. */
  message: Entry;
  /** Agents' messages not yet seen. */
  unread: number;
  /** The server has kept a callback request, a contact form or a booking. */
  submitted: Entry;
  availability: Availability;
  error: { code: string };
}

type Listen = <Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void) => () => void;

/** Every call a page may make, as `deskbell('open', 'chat')` or `deskbell.open('chat')`. */
export interface Calls {
  /** Draws the launcher: after `data-consent="wait"`, or after `shutdown`. */
  boot(options?: Options): void;
  /** Leaves the page as it was. */
  shutdown(): void;
  /** The visitor takes their consent back: the bell goes, and with it all that is kept of them in this browser. */
  withdraw(): void;
  /** Changes options; looks for new inline forms too. */
  update(options?: Options): void;
  open(tab?: Tab): void;
  close(): void;
  toggle(tab?: Tab): void;
  /** The launcher's button, not the panel. */
  show(): void;
  hide(): void;
  identify(user: User, proof?: { jwt?: string }): void;
  setAttributes(attributes: Record<string, string>): void;
  /** Forgets the visitor on this device: for when somebody signs out of the site. */
  reset(): void;
  /** Something worth knowing for the agent happened: `track('cart filled')`. */
  track(name: string): void;
  /** A page of a single-page app opened. Default: what the address bar and title say. */
  page(url?: string, title?: string): void;
  on: Listen;
  once: Listen;
  off(name: keyof Events, listener: (detail: never) => void): void;
}

/** What a call is to a page whose panel is not loaded: it loads it, or waits for it; some outlive a shutdown meanwhile. */
export const URGENT = 2;
export const LASTING = 1;
const WAITING = 0;

export const CALLS: Record<keyof Calls, typeof URGENT | typeof LASTING | typeof WAITING> = {
  open: URGENT,
  toggle: URGENT,
  show: URGENT,
  hide: URGENT,
  update: URGENT,
  // These concern the visitor, and not what the page shows.
  identify: LASTING,
  setAttributes: LASTING,
  reset: LASTING,
  track: LASTING,
  page: LASTING,
  boot: WAITING,
  shutdown: WAITING,
  withdraw: WAITING,
  close: WAITING,
  on: WAITING,
  once: WAITING,
  off: WAITING,
};
